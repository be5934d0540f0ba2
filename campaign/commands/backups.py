"""Backups: make one, list them, look at them again, try one out, and go back to one."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from campaign import output
from campaign.commands.common import As, Json, Out, State, actor, open_database, opened, say, writing
from campaign.locale import N_, translator

if TYPE_CHECKING:
    from campaign.settings import Settings
    from campaign.store.engine import Database
    from campaign.workflows.safety.restoring import Difference

app = typer.Typer()
backup = typer.Typer(invoke_without_command=True, help="Verified copies of the database.")
app.add_typer(backup, name="backup")

MADE = N_("Backed up and verified: {file} ({size} MB, {seconds} s).")
WRITTEN = N_("A copy of it is in {file}.")
NO_BACKUPS = N_("There is no backup yet. 'python -m campaign backup' makes one.")
IN_ORDER = N_("{name}: in order.")
NOT_IN_ORDER = N_("{name}: NOT in order: {problem}")
DRILL_WELL = N_("The drill went well: {name} was restored aside in {seconds} s and holds what its line says.")
DRILL_BAD = N_("The drill FAILED: {name}: {problem}. Make a new backup and run the drill again.")
SAME = N_("{file} holds the same uploads as the database now.")
DIFFERS = N_("Against the database now, {file} differs in these periods:")
UNKNOWN = N_("The database now cannot be read, so it cannot be compared. {file} holds {uploads} accepted uploads.")
CHANGES = N_("Whatever else was recorded since is taken back too: {count} events, among them changes of accounts and "
             "erased names. Look at them in the audit trail first.")  # fmt: skip
SURE = N_("Restore {file}? Everybody is signed out; the database as it is now is kept beside it.")
UNDONE = N_("Nothing was changed.")
RESTORED = N_("Restored {file}. The database as it was is kept: {kept}.")
RESTORED_ALONE = N_("Restored {file}; there was no database before.")
WHICH = N_("Say which backup: a name from 'backup list', a file, or --latest.")


@backup.callback()
def main(context: typer.Context, file: Out = None) -> None:
    """Make a backup now; with -o also a copy of it in a file of your own."""
    if context.invoked_subcommand is None:
        _make(file)


@backup.command("list")
def list_(as_json: Json = False) -> None:
    """The backups that are there, the newest first."""
    from campaign.workflows.safety.on_demand import read_state

    with _opened_as_it_is() as database:
        state = read_state(database, by=actor())
    rows = [
        {**asdict(each), "rings": state.rings.get(each.name, ()), "good": state.listed.is_good(each)}
        for each in reversed(state.listed.backups)
    ]
    if as_json:
        output.print_json({"folder": str(state.places.folder), "backups": rows})
    elif rows:
        shown = ("name", "made_at", "reason", "size", "good")
        output.print_rows("backups", [{key: row[key] for key in shown} for row in rows], as_json=False)
    else:
        say(NO_BACKUPS)
    for message, values in state.warnings:
        say(message, **values)


@backup.command()
def verify(name: Annotated[str | None, typer.Argument(metavar="FILE")] = None) -> None:
    """Look at one backup, or at all of them, once more: is each still what it was, and whole?"""
    from campaign.workflows.safety import drilling

    with _opened_as_it_is() as database:
        done = drilling.verify(database, Path(name).name if name else None, by=actor())
    for each in done:
        say(IN_ORDER if each.ok else NOT_IN_ORDER, name=each.of, problem=each.told)
    if not all(each.ok for each in done):
        raise typer.Exit(1)


@backup.command()
def drill() -> None:
    """Restore the newest backup aside, compare what it holds with what was listed, and throw it away."""
    from campaign.workflows.safety import drilling

    with _opened_as_it_is() as database:
        done = drilling.drill(database, by=actor())
    say(DRILL_WELL if done.ok else DRILL_BAD, name=done.of, seconds=done.seconds, problem=done.told)
    if not done.ok:
        raise typer.Exit(1)


@app.command()
def restore(
    file: Annotated[str | None, typer.Argument(metavar="FILE")] = None,
    latest: Annotated[bool, typer.Option("--latest", help="The newest backup that is in order.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only show what it would change.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    other_installation: Annotated[
        bool, typer.Option("--other-installation", help="Also a backup of another database.")
    ] = False,
    as_: As = None,
) -> None:
    """Go back to a backup; the database as it is now is kept. Works while the server runs, and when it is damaged."""
    from campaign.workflows.safety import restoring

    if (file is None) != latest:
        raise typer.BadParameter(_words(WHICH))
    with _opened_as_it_is() as database:
        difference = restoring.compare_with(database, file, by=actor(as_))
        _show(difference)
        if dry_run:
            return
        if not yes and not typer.confirm(_words(SURE).format(file=difference.file), err=True):
            say(UNDONE)
            raise typer.Exit(1)
        done = restoring.restore(database, file, by=actor(as_), other_installation=other_installation)
    say(RESTORED if done.kept else RESTORED_ALONE, file=done.file, kept=done.kept)


def _make(file: Path | None) -> None:
    from campaign.workflows.safety.on_demand import back_up_now, fetch_backup

    with open_database() as database:
        made = back_up_now(database, by=actor(), on_progress=say)
        kept = fetch_backup(database, made.name, by=actor()) if file else None
        say(MADE, file=made.name, size=round(made.size / (1 << 20), 1), seconds=made.seconds)
        if file and kept:
            _copy(kept, file)


def _copy(kept: Path, file: Path) -> None:
    import shutil

    with writing(file):
        shutil.copyfile(kept, file)
        file.chmod(0o600)
    say(WRITTEN, file=file)


def _opened_as_it_is() -> AbstractContextManager[Database]:
    """The database without a look at it: what is asked of backups must work when it is damaged or missing."""
    return opened(_open_as_it_is, begins=True)


def _open_as_it_is(settings: Settings) -> Database:
    from campaign.store.engine import open_database as open_as_it_is
    from campaign.store.safety.key_file import read_key

    return open_as_it_is(settings.database_url, key=read_key(settings.key_file))


def _show(difference: Difference) -> None:
    if not difference.known:
        say(UNKNOWN, file=difference.file, uploads=difference.uploads)
        return
    say(DIFFERS if difference.weeks else SAME, file=difference.file)
    rows: list[dict[str, Any]] = [week._asdict() for week in difference.weeks]
    output.print_rows("weeks", rows, as_json=False)
    if difference.changes_lost:
        say(CHANGES, count=difference.changes_lost)


def _words(message: str) -> str:
    return translator(State.settings.language)(message)
