"""The command line: what an administrator does without a browser, and what other programs call.

Exit code 0 done, 1 refused by findings or rules, 2 wrong usage. Messages go to stderr; `--json` prints one document.
What a command needs is imported when it runs, so that importing a sheet does not wait for pandas.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Annotated

import typer

from campaign.commands import (
    assignments,
    audit,
    backups,
    boundaries,
    directives,
    districts,
    figures,
    outlook,
    periods,
    populations,
    rankings,
    reports,
    sheets,
    targets,
    upkeep,
    users,
)
from campaign.commands.common import State
from campaign.settings import read_settings

app = typer.Typer(add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None)


@app.callback()
def main(
    db: Annotated[str | None, typer.Option(metavar="URL", help="Database address; CAMPAIGN_DATABASE_URL.")] = None,
) -> None:
    """Track a vaccination campaign: import sheets, follow targets, rank districts."""
    try:
        settings = read_settings()
    except ValueError as problem:  # a variable that cannot be read
        raise typer.BadParameter(str(problem)) from problem
    logging.getLogger("campaign").addHandler(logging.NullHandler())  # what is logged is the server's; commands tell it
    State.settings = replace(settings, database_url=db) if db else settings


for commands in (
    sheets, figures, rankings, reports, outlook, districts, directives, targets, assignments, populations, boundaries,
    periods, users, backups, audit, upkeep,
):  # fmt: skip
    app.add_typer(commands.app)
