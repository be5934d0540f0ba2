"""Sheets: read them, answer what they leave open, list and withdraw what was saved."""

from __future__ import annotations

import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from campaign import output
from campaign.commands.common import (
    As,
    Day,
    Json,
    State,
    actor,
    as_date,
    check_writable,
    open_database,
    say,
    write_file,
)
from campaign.locale import N_

app = typer.Typer()


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False, readable=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, save nothing.")] = False,
    period_start: Day = None,
    period_end: Day = None,
    as_: As = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="Answers to the questions of an earlier import."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read sheets and save those without errors, in the order of their periods."""
    from campaign.domain.counting.figures import Period
    from campaign.sheets.reading import read_workbook
    from campaign.workflows.sheets.importing import import_files

    end = as_date(period_end)
    if period_start and not end:
        raise typer.BadParameter("--period-start needs --period-end")
    if period_start and period_end and period_start > period_end:
        raise typer.BadParameter("--period-start is after --period-end")
    with open_database(begins=True) as database:
        outcomes = import_files(
            database,
            [(path.name, path) for path in files],
            by=actor(as_),
            today=date.today(),
            dry_run=dry_run,
            period=Period(as_date(period_start), end) if end else None,
            answers=read_answers(answers),
            read=partial(read_workbook, limits=State.settings.limits),
            on_progress=output.print_progress if sys.stderr.isatty() and len(files) > 1 else None,
        )
    output.print_outcomes(outcomes, language=State.settings.language, as_json=as_json)
    if any(outcome.status in ("refused", "needs_answer") for outcome in outcomes):
        raise typer.Exit(1)


def read_answers(file: Path | None) -> dict[str, Any]:
    """The answers in a JSON file; raises Refused for what is none."""
    import json

    from campaign.errors import Refused
    from campaign.workflows.sheets.answering import NO_ANSWERS, NO_JSON, read_answers_file

    if file is None:
        return {}
    try:
        return read_answers_file(json.loads(file.read_text(encoding="utf-8-sig")))
    except json.JSONDecodeError as problem:
        place = {"line": problem.lineno, "column": problem.colno}
        raise Refused("bad_answers", NO_JSON, file=file.name, **place) from problem
    except (ValueError, RecursionError) as problem:  # no UTF-8, or nested deeper than any answer
        raise Refused("bad_answers", NO_ANSWERS, file=file.name) from problem


@app.command()
def answers(
    forget: Annotated[str | None, typer.Option(metavar="ID", help="Ask this again the next time.")] = None,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """What was answered about columns, units and words, and is not asked again."""
    from campaign.workflows.sheets.answering import forget_answer, list_answers

    with open_database() as database:
        if forget:
            forget_answer(database, forget, by=actor(as_))
        rows = [each._asdict() for each in list_answers(database)]
    output.print_rows("answers", rows, as_json=as_json)


@app.command()
def uploads(as_json: Json = False) -> None:
    """All uploads, the newest first."""
    from campaign.workflows.sheets.uploads import list_uploads

    with open_database() as database:
        rows = [dict(row._mapping) for row in list_uploads(database)]
    output.print_rows("uploads", rows, as_json=as_json)


@app.command()
def withdraw(
    upload_id: int,
    reason: Annotated[str, typer.Option(metavar="TEXT")],
    as_: As = None,
) -> None:
    """Take an upload's figures back; what stood before stands again."""
    from campaign.workflows.sheets.uploads import withdraw_upload

    with open_database() as database:
        withdraw_upload(database, upload_id, reason=reason, by=actor(as_))
    say(N_("Upload {upload} is withdrawn."), upload=upload_id)


@app.command()
def template(
    file: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.xlsx", callback=check_writable)],
    period_start: Day = None,
    period_end: Day = None,
) -> None:
    """Write a blank weekly workbook to fill in."""
    from campaign.workflows.sheets.blank import blank_workbook

    with open_database(begins=True) as database:
        write_file(file, blank_workbook(database, start=as_date(period_start), end=as_date(period_end)))
    say(N_("Wrote {file}."), file=file)


@app.command()
def sample() -> None:
    """Load the sample campaign: synthetic sheets, read like any other."""
    from campaign.workflows.sheets.samples import load_samples

    with open_database(begins=True) as database:
        progress = output.print_progress if sys.stderr.isatty() else None
        outcomes = load_samples(database, by=actor(), today=date.today(), on_progress=progress)
    say(N_("{files} sample sheets are loaded."), files=len(outcomes))
