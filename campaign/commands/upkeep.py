"""Upkeep: bring the database up to date, check it."""

from __future__ import annotations

from typing import Annotated

import typer

from campaign.commands.common import open_database, say
from campaign.locale import N_

app = typer.Typer()


@app.command()
def upgrade() -> None:
    """Bring the database's schema and reference data up to date."""
    with open_database() as database:
        say(N_("The database is up to date: {database}"), database=database.shown_url)


@app.command()
def check(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Count derived figures again first.")] = False,
) -> None:
    """Check the database: its file, every stored workbook, and every derived figure."""
    from campaign.workflows.checking import check_database, rebuild_totals

    with open_database() as database:
        if rebuild:
            rebuild_totals(database)
        problems = check_database(database)
    for message, values in problems:
        say(message, **values)
    if problems:
        raise typer.Exit(1)
    say(N_("Everything is in order."))
