"""What every command is given and how it ends: settings, options of the same kind, the database, words.

Exit code 0 done, 1 refused by findings or rules, 2 wrong usage. Messages go to stderr.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from campaign.access.actors import Actor, operator
from campaign.errors import CampaignError, DatabaseUnusable, said
from campaign.locale import N_, translator
from campaign.settings import DEFAULT_DATABASE, Settings
from campaign.store.engine import Database


class State:
    """What the call as a whole was given."""

    settings: Settings = Settings()


NO_FOLDER = N_("There is no folder to write {file} in. Make the folder first, or name another file.")
IS_FOLDER = N_("{file} is a folder. Name a file in it.")
NO_DATABASE = N_(
    "There is no database at {file}; nothing was made there. Correct --db or CAMPAIGN_DATABASE_URL. To begin a new "
    "database there: python -m campaign upgrade. After a loss: python -m campaign restore --latest."
)
WAY_OUT = N_(
    "What is wrong: python -m campaign check. Back to the newest good backup: python -m campaign restore --latest"
)
NOT_WRITTEN = N_("{file} cannot be written. Check that you may write there and that the disk is not full.")


def check_writable(file: Path | None) -> Path | None:
    """The file an option names; where it cannot be written a sentence and exit code 1, before anything is computed."""
    problem = _find_problem(file) if file else None
    if problem:
        say(problem, file=file)
        raise typer.Exit(1)
    return file


def write_file(file: Path, content: bytes) -> None:
    """Write what was made; a disk that will not take it becomes a sentence and exit code 1."""
    with writing(file):
        file.write_bytes(content)


@contextmanager
def writing(file: Path) -> Iterator[None]:
    """Write a file within; a disk that will not take it becomes a sentence and exit code 1."""
    try:
        yield
    except OSError as problem:
        say(NOT_WRITTEN, file=file)
        raise typer.Exit(1) from problem


def form_of(file: Path) -> str:
    """The form a file's name asks for, in whatever letters: "docx" of "a.DOCX"."""
    return file.suffix[1:].lower()


def _find_problem(file: Path) -> str | None:
    try:
        if file.is_dir():
            return IS_FOLDER
        if not file.parent.is_dir():
            return NO_FOLDER
        return None if os.access(file if file.exists() else file.parent, os.W_OK) else NOT_WRITTEN
    except OSError:  # a name that no disk takes
        return NOT_WRITTEN


DAY_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]
Day = Annotated[datetime | None, typer.Option(formats=DAY_FORMATS, metavar="DATE")]
AsOf = Annotated[datetime | None, typer.Option("--as-of", formats=DAY_FORMATS, metavar="DATE")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON document on stdout.")]
Out = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", callback=check_writable)]
Written = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", callback=check_writable)]
Code = Annotated[str | None, typer.Option(metavar="CODE")]
As = Annotated[str | None, typer.Option("--as", metavar="USER", help="Recorded as who did it.")]


@contextmanager
def open_database(*, begins: bool = False) -> Iterator[Database]:
    """The campaign's database; an error a user can fix becomes a sentence and exit code 1.

    `begins`: a command that may be the first; all others make no database where an address was mistyped.
    """
    from campaign.workflows.opening import open_campaign

    with opened(open_campaign, begins=begins) as database:
        yield database


@contextmanager
def opened(open_: Callable[[Settings], Database], *, begins: bool = False) -> Iterator[Database]:
    """The same for a database that is opened in another way."""
    try:
        check_there(begins=begins)
        with closing(open_(State.settings)) as database:
            yield database
    except CampaignError as problem:
        typer.echo(problem.words(translator(State.settings.language)), err=True)
        raise typer.Exit(1) from problem


@contextmanager
def open_figures(*, handed_on: bool) -> Iterator[Database]:
    """The database for a command that says figures; of a damaged one it warns and ends with exit code 1.

    `handed_on`: they go into a file or to another program, which would not see the warning: then none are said.
    """
    from campaign.workflows.safety import damage

    with open_database() as database:
        damaged = damage.looks_damaged(database)
        if damaged:
            say(damage.NOT_HANDED_OUT if handed_on else damage.IS_DAMAGED)
            say(WAY_OUT)
        if damaged and handed_on:
            raise typer.Exit(1)
        yield database
    if damaged:
        raise typer.Exit(1)


def check_there(*, begins: bool) -> None:
    """Raise DatabaseUnusable where there is no database; for a command that begins one, no folder for it."""
    from campaign.store.engine import file_of
    from campaign.store.faults import NO_FOLDER

    file = file_of(State.settings.database_url)
    if file is None or file.exists():
        return
    if not begins:
        raise DatabaseUnusable("no_database", NO_DATABASE, file=file)
    if not file.parent.is_dir() and State.settings.database_url != DEFAULT_DATABASE:
        raise DatabaseUnusable("no_folder", NO_FOLDER, place=file.parent)


def say(message: str, **values: object) -> None:
    """A sentence on stderr, in the site's language."""
    typer.echo(said(message, values, translator(State.settings.language)), err=True)


def actor(as_: str | None = None) -> Actor:
    """Who runs the command: the name given, else that of the settings, with the role that is set."""
    return operator(as_ or State.settings.user, State.settings.role)


def as_date(moment: datetime | None) -> date | None:
    """The day an option gives."""
    return moment.date() if moment else None


def day_or_latest(database: Database, given: datetime | None) -> date:
    """The day asked for, else the latest reported one, else today."""
    from campaign.workflows.monitor.monitoring import reported_weeks

    return as_date(given) or next(iter(reported_weeks(database)), date.today())
