"""The report to leadership as a file."""

from __future__ import annotations

from typing import Annotated

import typer

from campaign.commands.common import AsOf, State, Written, day_or_latest, form_of, open_figures, write_file

app = typer.Typer()

Targets = Annotated[list[str] | None, typer.Option("--target", metavar="ID", help="Repeatable; in this order.")]


@app.command()
def report(file: Written, as_of: AsOf = None, target: Targets = None) -> None:
    """Write the report to leadership as FILE.docx, .pptx, .xlsx, or .html to print.

    On the targets in force that have a deadline, unless others are given.
    """
    from campaign.workflows.report.files import report_file

    form, language = form_of(file), State.settings.language
    with open_figures(handed_on=True) as database:
        day = day_or_latest(database, as_of)
        _, content = report_file(database, day, form, targets=target or (), language=language)
    write_file(file, content)
