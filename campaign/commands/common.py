"""What every command is given and how it ends: settings, options of the same kind, the database, words.

Exit code 0 done, 1 refused by findings or rules, 2 wrong usage. Messages go to stderr.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from campaign.errors import CampaignError
from campaign.locale import translator
from campaign.settings import Settings
from campaign.store.engine import Database


class State:
    """What the call as a whole was given."""

    settings: Settings = Settings()


DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
Day = Annotated[datetime | None, typer.Option(formats=DAY_FORMATS, metavar="DATE")]
AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=DAY_FORMATS, metavar="DATE")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Out = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", dir_okay=False)]
Code = Annotated[str | None, typer.Option(metavar="CODE")]
As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Recorded as who did it.")]


@contextmanager
def open_database() -> Iterator[Database]:
    """The campaign's database; an error a user can fix becomes a sentence and exit code 1."""
    from campaign.workflows.opening import open_campaign

    try:
        database = open_campaign(State.settings)
        try:
            yield database
        finally:
            database.close()
    except CampaignError as problem:
        typer.echo(problem.words(translator(State.settings.language)), err=True)
        raise typer.Exit(1) from problem


def say(message: str, **values: object) -> None:
    """A sentence on stderr, in the site's language."""
    typer.echo(translator(State.settings.language)(message).format(**values), err=True)


def as_date(moment: datetime | None) -> date | None:
    """The day an option gives."""
    return moment.date() if moment else None


def day_or_latest(database: Database, given: datetime | None) -> date:
    """The day asked for, else the latest reported one, else today."""
    from campaign.workflows.monitor.monitoring import reported_weeks

    return as_date(given) or next(iter(reported_weeks(database)), date.today())
