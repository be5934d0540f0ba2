"""Populations: load a file of people, set one number, list and check the ledger, write it out.

Taking a file back is the same as for reports: `withdraw UPLOAD_ID`.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from campaign import output
from campaign.commands.common import (
    As,
    AsOf,
    Day,
    Json,
    State,
    Written,
    actor,
    as_date,
    form_of,
    open_database,
    open_figures,
    say,
    write_file,
)
from campaign.commands.sheets import read_answers
from campaign.locale import N_
from campaign.store.engine import Database

app = typer.Typer()
populations = typer.Typer(no_args_is_help=True, help="Numbers of people that coverages are taken against.")
app.add_typer(populations, name="populations")

Source = Annotated[str, typer.Option(metavar="TEXT", help="The document the numbers are taken from.")]
Replacing = Annotated[bool, typer.Option("--replace", help="They replace what other sources state from the same day.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Read and check, save nothing.")]


@populations.command()
def load(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    source: Source = "",
    valid_from: Day = None,
    replace: Replacing = False,
    dry_run: DryRun = False,
    as_: As = None,
    answers: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="Answers to the questions of an earlier load."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Read a file of populations and save it if it has no errors."""
    with open_database(begins=True) as database:
        options = _options(source, replace, dry_run, as_) | {"valid_from": as_date(valid_from)}
        _load(database, file.read_bytes(), file.name, options | {"answers": read_answers(answers)}, as_json=as_json)


@populations.command(name="set")
def set_(
    unit: Annotated[str, typer.Option(metavar="CODE")],
    group: Annotated[str, typer.Option(metavar="GROUP")],
    kind: Annotated[str, typer.Option(metavar="KIND", help="resident, due or assigned")],
    people: Annotated[int, typer.Option(metavar="NUMBER")],
    valid_from: Day,
    source: Source,
    dose: Annotated[str, typer.Option(metavar="DOSE", help="Left out: people of any dose.")] = "",
    replace: Replacing = False,
    dry_run: DryRun = False,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Enter one number of people; it is kept as a small file, and read and withdrawn like one."""
    from campaign.workflows.manage.populations import Typed, typed_file

    with open_database() as database:
        typed = Typed(unit, group, dose, kind, as_date(valid_from), people)
        name, content = typed_file(database, [typed], source=source, today=date.today())
        _load(database, content, name, _options(source, replace, dry_run, as_), as_json=as_json)


@populations.command(name="list")
def list_(
    as_of: AsOf = None,
    unit: Annotated[str | None, typer.Option(metavar="CODE")] = None,
    group: Annotated[str | None, typer.Option(metavar="GROUP")] = None,
    kind: Annotated[str | None, typer.Option(metavar="KIND")] = None,
    history: Annotated[bool, typer.Option("--history", help="Past, replaced and withdrawn ones, too.")] = False,
    as_json: Json = False,
) -> None:
    """The numbers of people in force, each with its source, cell, day, and what stood before."""
    from campaign.domain.people.ledger import COMING, IN_FORCE
    from campaign.workflows.manage.ledger import read_ledger

    chosen = {"units": unit, "groups": group, "kinds": kind}
    filters = {name: (code,) for name, code in chosen.items() if code}
    with open_database() as database:
        rows = read_ledger(database, _day(database, as_of), history=history, **filters)
    kept = [row._asdict() for row in rows if history or row.state in (IN_FORCE, COMING)]
    output.print_rows("populations", kept, as_json=as_json)


@populations.command()
def flags(as_of: AsOf = None, as_json: Json = False) -> None:
    """What looks wrong in the numbers of people, and coverages over 100 % with what may explain them."""
    from campaign.domain.people.coverage_over import explanation_words
    from campaign.domain.people.denominator_flags import flag_message
    from campaign.workflows.manage.ledger import read_flags
    from campaign.workflows.manage.overs import explain_overs

    language = State.settings.language
    with open_database() as database:
        day = _day(database, as_of)
        found = [(flag, flag_message(flag, language)) for flag in read_flags(database, day)]
        overs = explain_overs(database, day)
    rows: list[dict[str, Any]] = [
        {**flag._asdict(), "values": dict(flag.values), "message": message} for flag, message in found
    ]
    for over in overs:
        what = {"code": "coverage_over", "unit": over.unit, "name": over.name, "group": over.group, "dose": over.dose}
        figures = {"kind": over.kind, "since": None, "people": over.people, "other": over.doses}
        values = {"target": over.target, "coverage": over.coverage, "more_likely_off": over.explanation.verdict}
        message = " ".join(explanation_words(over.explanation, language))
        rows.append({**what, **figures, "values": values, "message": message})
    output.print_rows("flags", rows, as_json=as_json)


@populations.command()
def export(file: Written, as_of: AsOf = None) -> None:
    """Write the ledger to FILE.xlsx or FILE.csv; loaded again as it is, it changes nothing."""
    from campaign.workflows.manage.ledger import WRITERS, ledger_file

    form = form_of(file)
    if form not in WRITERS:
        raise typer.BadParameter(f"-o FILE ends in .{' or .'.join(WRITERS)}")
    with open_figures(handed_on=True) as database:
        write_file(file, ledger_file(database, _day(database, as_of), form)[1])
    say(N_("Wrote {file}."), file=file)


@populations.command()
def template(file: Written) -> None:
    """Write a blank workbook with the units, to fill in and load."""
    from campaign.workflows.manage.ledger import blank_populations

    with open_database(begins=True) as database:
        write_file(file, blank_populations(database))
    say(N_("Wrote {file}."), file=file)


def _options(source: str, replacing: bool, dry_run: bool, as_: str | None) -> dict[str, Any]:
    from campaign.sheets.reading import read_workbook

    read = partial(read_workbook, limits=State.settings.limits)
    given = {"source": source, "replacing": replacing, "dry_run": dry_run}
    return {**given, "by": actor(as_), "today": date.today(), "read": read}


def _load(database: Database, content: bytes, name: str, options: dict[str, Any], *, as_json: bool) -> None:
    """Load and print what became of it; exit code 1 where it was refused or something must be answered."""
    from campaign.workflows.manage.populations import load_populations

    outcome = load_populations(database, content, name, **options)
    output.print_outcomes([outcome], language=State.settings.language, as_json=as_json)
    if outcome.status in ("refused", "needs_answer"):
        raise typer.Exit(1)


def _day(database: Database, given: Any) -> date:
    """The day asked for, else the newest that reports or people are of."""
    from campaign.workflows.manage.ledger import latest_day

    return as_date(given) or latest_day(database, date.today())
