"""The command line: what an administrator does without a browser, and what other programs call.

Exit code 0 done, 1 refused by findings or rules, 2 wrong usage. Messages go to stderr; `--json` prints one document.
What a command needs is imported when it runs, so that importing a sheet does not wait for pandas.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from campaign import output
from campaign.errors import CampaignError
from campaign.locale import N_, translator
from campaign.settings import Settings, read_settings
from campaign.store.engine import Database

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


class _State:
    settings: Settings = Settings()


DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
Day = Annotated[datetime | None, typer.Option(formats=DAY_FORMATS, metavar="DATE")]
AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=DAY_FORMATS, metavar="DATE")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Out = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", dir_okay=False)]
Code = Annotated[str | None, typer.Option(metavar="CODE")]


@app.callback()
def main(
    db: Annotated[str | None, typer.Option(metavar="URL", help="Database address; CAMPAIGN_DATABASE_URL.")] = None,
) -> None:
    """Track a vaccination campaign: import sheets, follow targets, rank districts."""
    try:
        settings = read_settings()
    except ValueError as problem:  # a variable that cannot be read
        raise typer.BadParameter(str(problem)) from problem
    _State.settings = replace(settings, database_url=db) if db else settings


@app.command("import")
def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", exists=True, dir_okay=False, readable=True)],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and check, save nothing.")] = False,
    period_start: Day = None,
    period_end: Day = None,
    as_: Annotated[str | None, typer.Option("--as", metavar="USER", help="Recorded as the uploader.")] = None,
    answers: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", exists=True, dir_okay=False, help="Answers to the questions of an earlier import."
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read sheets and save those without errors, in the order of their periods."""
    from campaign.domain.figures import Period
    from campaign.sheets.reading import read_workbook
    from campaign.workflows.importing import import_files

    end = _day(period_end)
    if period_start and not end:
        raise typer.BadParameter("--period-start needs --period-end")
    if period_start and period_end and period_start > period_end:
        raise typer.BadParameter("--period-start is after --period-end")
    with _database() as database:
        outcomes = import_files(
            database,
            [(path.name, path) for path in files],
            by=as_ or _State.settings.user,
            today=date.today(),
            dry_run=dry_run,
            period=Period(_day(period_start), end) if end else None,
            answers=_read_answers(answers),
            read=partial(read_workbook, limits=_State.settings.limits),
            on_progress=output.print_progress if sys.stderr.isatty() and len(files) > 1 else None,
        )
    output.print_outcomes(outcomes, language=_State.settings.language, as_json=as_json)
    if any(outcome.status in ("refused", "needs_answer") for outcome in outcomes):
        raise typer.Exit(1)


def _read_answers(file: Path | None) -> dict[str, Any]:
    """The answers in a JSON file; raises Refused for what is none."""
    import json

    from campaign.errors import Refused
    from campaign.workflows.answering import NO_ANSWERS, NO_JSON, read_answers_file

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
    as_: Annotated[str | None, typer.Option("--as", metavar="USER")] = None,
    as_json: Json = False,
) -> None:
    """What was answered about columns, units and words, and is not asked again."""
    from campaign.workflows.answering import forget_answer, list_answers

    with _database() as database:
        if forget:
            forget_answer(database, forget, by=as_ or _State.settings.user)
        rows = [each._asdict() for each in list_answers(database)]
    output.print_rows("answers", rows, as_json=as_json)


@app.command()
def figures(
    as_of: AsOf = None,
    unit: Code = None,
    group: Code = None,
    dose: Code = None,
    latest: Annotated[bool, typer.Option("--latest", help="Only the newest of each.")] = False,
    as_json: Json = False,
) -> None:
    """The history of figures, with the cell each was read from."""
    from campaign.workflows.listing import list_figures

    with _database() as database:
        rows = list_figures(database, as_of=_day(as_of), unit=unit, group=group, dose=dose, latest=latest)
    output.print_rows("figures", rows, as_json=as_json)


@app.command()
def coverage(
    as_of: AsOf = None,
    target: Code = None,
    level: Annotated[str, typer.Option(help="district, commune or province")] = "district",
    as_json: Json = False,
) -> None:
    """Coverage and progress towards the targets at a date (default: the latest reported day)."""
    from campaign.workflows.monitoring import LEVELS, progress_at

    if level not in LEVELS:
        raise typer.BadParameter(f"--level is one of {', '.join(LEVELS)}")
    with _database() as database:
        frame = progress_at(database, _as_of(database, as_of), levels=(level,), target=target)
    output.print_rows("coverage", output.records(frame, output.COVERAGE), as_json=as_json)


@app.command()
def targets(as_json: Json = False) -> None:
    """The targets, each with the words that set it."""
    from campaign.workflows.monitoring import read_targets

    with _database() as database:
        frame = read_targets(database)
    output.print_rows("targets", output.records(frame, list(frame.columns)), as_json=as_json)


@app.command()
def rank(target: str, as_of: AsOf = None, file: Out = None, as_json: Json = False) -> None:
    """Rank the districts by one target; -o writes FILE.xlsx or FILE.csv."""
    from campaign.workflows.monitoring import ranking_at
    from campaign.workflows.ranking_files import ranking_file

    with _database() as database:
        day = _as_of(database, as_of)
        if file:
            _, content = ranking_file(database, target, day, file.suffix[1:], language=_State.settings.language)
            file.write_bytes(content)
        frame = ranking_at(database, target, day)
    output.print_rows("ranking", output.records(frame, output.RANKING), as_json=as_json)


@app.command()
def uploads(as_json: Json = False) -> None:
    """All uploads, the newest first."""
    from campaign.workflows.uploads import list_uploads

    with _database() as database:
        rows = [dict(row._mapping) for row in list_uploads(database)]
    output.print_rows("uploads", rows, as_json=as_json)


@app.command()
def withdraw(
    upload_id: int,
    reason: Annotated[str, typer.Option(metavar="TEXT")],
    as_: Annotated[str | None, typer.Option("--as", metavar="USER")] = None,
) -> None:
    """Take an upload's figures back; what stood before stands again."""
    from campaign.workflows.uploads import withdraw_upload

    with _database() as database:
        withdraw_upload(database, upload_id, reason=reason, by=as_ or _State.settings.user)
    _say(N_("Upload {upload} is withdrawn."), upload=upload_id)


@app.command()
def trace(
    unit: Annotated[str, typer.Option(metavar="CODE")],
    group: Annotated[str, typer.Option(metavar="GROUP")],
    dose: Annotated[str, typer.Option(metavar="DOSE")],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """The cells behind a number: file, sheet, cell, uploaded when and by whom."""
    from campaign.workflows.tracing import trace_figure

    with _database() as database:
        found = trace_figure(database, unit, group, dose, _as_of(database, as_of))
    output.print_trace(found, as_json=as_json)


@app.command()
def template(
    file: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.xlsx", dir_okay=False)],
    period_start: Day = None,
    period_end: Day = None,
) -> None:
    """Write a blank weekly workbook to fill in."""
    from campaign.workflows.blank import blank_workbook

    with _database() as database:
        file.write_bytes(blank_workbook(database, start=_day(period_start), end=_day(period_end)))
    _say(N_("Wrote {file}."), file=file)


@app.command()
def sample() -> None:
    """Load the sample campaign: synthetic sheets, read like any other."""
    from campaign.workflows.samples import load_samples

    with _database() as database:
        progress = output.print_progress if sys.stderr.isatty() else None
        outcomes = load_samples(database, by=_State.settings.user, today=date.today(), on_progress=progress)
    _say(N_("{files} sample sheets are loaded."), files=len(outcomes))


@app.command()
def upgrade() -> None:
    """Bring the database's schema and reference data up to date."""
    with _database() as database:
        _say(N_("The database is up to date: {database}"), database=database.shown_url)


@app.command()
def check(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Count derived figures again first.")] = False,
) -> None:
    """Check the database: its file, every stored workbook, and every derived figure."""
    from campaign.workflows.checking import check_database, rebuild_totals

    with _database() as database:
        if rebuild:
            rebuild_totals(database)
        problems = check_database(database)
    for message, values in problems:
        _say(message, **values)
    if problems:
        raise typer.Exit(1)
    _say(N_("Everything is in order."))


@contextmanager
def _database() -> Iterator[Database]:
    """The campaign's database; an error a user can fix becomes a sentence and exit code 1."""
    from campaign.workflows.opening import open_campaign

    try:
        database = open_campaign(_State.settings)
        try:
            yield database
        finally:
            database.close()
    except CampaignError as problem:
        typer.echo(problem.words(translator(_State.settings.language)), err=True)
        raise typer.Exit(1) from problem


def _say(message: str, **values: object) -> None:
    typer.echo(translator(_State.settings.language)(message).format(**values), err=True)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _as_of(database: Database, given: datetime | None) -> date:
    """The day asked for, else the latest reported one, else today."""
    from campaign.workflows.monitoring import reported_weeks

    return _day(given) or next(iter(reported_weeks(database)), date.today())
