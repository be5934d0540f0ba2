"""Closed periods: close figures that were used, open them again, show what was reported and what has changed since."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

import typer

from campaign import output
from campaign.commands.common import (
    DAY_FORMATS,
    As,
    Json,
    Out,
    State,
    actor,
    form_of,
    open_database,
    open_figures,
    say,
    write_file,
)
from campaign.domain.findings import finding_message
from campaign.locale import N_

app = typer.Typer()
period = typer.Typer(no_args_is_help=True, help="Closed periods: figures that were used and are not changed any more.")
app.add_typer(period, name="period")

Asked = Annotated[datetime, typer.Argument(formats=DAY_FORMATS, metavar="DATE")]
Needed = Annotated[str, typer.Option(metavar="TEXT")]
Number = Annotated[int | None, typer.Option("--number", help="One of several closes of that day.")]

CLOSED = N_("All figures up to {day} are closed; what stood is kept (SHA-256 {sha256}).")
OPENED = N_("The figures up to {day} are open again.")
NONE_CLOSED = N_("No period is closed.")


@period.command()
def close(
    day: Annotated[datetime, typer.Option("--day", formats=DAY_FORMATS, metavar="DATE")],
    note: Needed,
    as_: As = None,
) -> None:
    """Close all figures up to and including a day, and keep what stands as it was reported."""
    from campaign.workflows.manage.closing import close_period, written
    from campaign.workflows.manage.closing_checks import check_before_closing

    with open_database() as database:
        warned = check_before_closing(database, day.date())
        done = close_period(database, day.date(), note=note, by=actor(as_), today=date.today())
    for each in warned:
        typer.echo(f"  {each.severity}: {finding_message(each, State.settings.language)}", err=True)
    say(CLOSED, day=written(done.last_day), sha256=done.sha256)


@period.command()
def reopen(
    first: Annotated[datetime, typer.Option("--from", formats=DAY_FORMATS, metavar="DATE")],
    reason: Needed,
    as_: As = None,
) -> None:
    """Open every closed period again that holds a day or a later one; what was reported stays."""
    from campaign.workflows.manage.closing import reopen_period, written

    with open_database() as database:
        opened = reopen_period(database, first.date(), reason=reason, by=actor(as_))
    for each in opened:
        say(OPENED, day=written(each.last_day))


@period.command("list")
def list_(as_json: Json = False) -> None:
    """All closes, the newest first, those opened again too."""
    from campaign.workflows.manage.closing import read_closes

    with open_database() as database:
        rows = [each._asdict() for each in read_closes(database)]
    output.print_rows("periods", rows, as_json=as_json)
    if not rows and not as_json:
        say(NONE_CLOSED)


@period.command()
def show(day: Asked, number: Number = None, file: Out = None, as_json: Json = False) -> None:
    """What was reported at the close of a day, exactly as it was; -o writes it as .xlsx, .csv or .json."""
    from campaign.workflows.manage.closing import find_close, read_kept, read_report
    from campaign.workflows.manage.reported_files import reported_file

    with open_database() as database:
        found = find_close(database, day.date(), number)
        if file:
            _, content = reported_file(database, found, form_of(file), language=State.settings.language)
            write_file(file, content)
        elif as_json:
            typer.echo(read_kept(database, found))
        else:
            rows = [{name: row[name] for name in output.COVERAGE} for row in read_report(database, found).rows]
            output.print_rows("reported", rows, as_json=False)


@period.command()
def compare(day: Asked, number: Number = None, file: Out = None, as_json: Json = False) -> None:
    """Which figures are not as they were reported at the close of a day."""
    from campaign.workflows.manage import closing
    from campaign.workflows.manage.reported_files import NOTHING_CHANGED, compared_file

    with open_figures(handed_on=bool(file) or as_json) as database:
        found = closing.find_close(database, day.date(), number)
        if file:
            _, content = compared_file(database, found, form_of(file), language=State.settings.language)
            write_file(file, content)
            return
        differences = closing.compare(database, found).differences
        rows: list[dict[str, Any]] = [
            {"target": each.target, "unit": each.unit, "name": each.name, "field": each.field, "was": each.was,
             "is": each.is_}
            for each in differences
        ]  # fmt: skip
        output.print_rows("differences", rows, as_json=as_json)
        if not rows and not as_json:
            say(NOTHING_CHANGED)
