"""Upkeep: bring the database up to date, check it."""

from __future__ import annotations

from typing import Annotated

import typer

from campaign.commands.audit import AnchorFiles, Anchors, OldKeys, with_trail
from campaign.commands.common import open_database, say
from campaign.locale import N_

app = typer.Typer()


@app.command()
def upgrade() -> None:
    """Bring the database's schema and reference data up to date."""
    with open_database(begins=True) as database:
        say(N_("The database is up to date: {database}"), database=database.shown_url)


@app.command()
def check(
    rebuild: Annotated[bool, typer.Option("--rebuild", help="Count derived figures again first.")] = False,
    anchor: Anchors = None,
    anchors: AnchorFiles = None,
    key: OldKeys = None,
) -> None:
    """Check the database: its file, every stored workbook, every derived figure, and the audit trail."""
    from campaign.workflows.checking import check_database, rebuild_totals

    with open_database() as database:
        if rebuild:
            rebuild_totals(database)
        problems = with_trail(database, check_database(database), anchor or [], anchors or [], key or [])
    for message, values in problems:
        say(message, **values)
    if problems:
        raise typer.Exit(1)
    say(N_("Everything is in order."))
