"""The audit trail: what was done, by whom and when; its end to keep elsewhere; whether it is still as it was."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from campaign import output
from campaign.commands.common import (
    Day,
    Json,
    Out,
    State,
    actor,
    as_date,
    form_of,
    open_database,
    say,
    write_file,
)
from campaign.errors import DatabaseUnusable
from campaign.locale import N_

if TYPE_CHECKING:
    from campaign.store.engine import Database
    from campaign.workflows.safety.auditing import Problem
    from campaign.workflows.safety.trail import TrailEvent

app = typer.Typer()
audit = typer.Typer(invoke_without_command=True, help="The audit trail (nhật ký).")
app.add_typer(audit, name="audit")

NOT_CHECKED = N_("The audit trail could not be checked.")
NO_EVENTS = N_("The audit trail has no such event.")
FITS = N_("The marks of the audit trail given ({count}) fit it.")

Anchors = Annotated[list[str] | None, typer.Option("--anchor", metavar="ID:MAC", help="A mark printed on a paper.")]
AnchorFiles = Annotated[
    list[Path] | None, typer.Option("--anchors", metavar="FILE", help="A backup's list with marks, or its folder.")
]
OldKeys = Annotated[list[Path] | None, typer.Option("--key", metavar="FILE", help="An earlier key of the trail.")]


@audit.callback()
def main(
    context: typer.Context,
    since: Day = None,
    until: Day = None,
    by: Annotated[str, typer.Option(metavar="USER", help="Done by: a name as the trail has it.")] = "",
    object_: Annotated[str, typer.Option("--object", metavar="TEXT", help="'upload 12', or 'target' for all.")] = "",
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="Words anywhere in an event.")] = "",
    as_json: Json = False,
    file: Out = None,
) -> None:
    """The events, the newest first; -o writes them as .xlsx or .csv."""
    if context.invoked_subcommand is not None:
        return
    from campaign.workflows.safety.trail import Search, list_events, trail_file

    search, language = Search(as_date(since), as_date(until), by, object_, "", text), State.settings.language
    with open_database() as database:
        if file:
            write_file(file, trail_file(database, search, form_of(file), language=language, by=actor())[1])
            return
        rows = [_row(event, as_json) for event in list_events(database, search, language=language, by=actor())]
    output.print_rows("events", rows, as_json=as_json)
    if not rows and not as_json:
        say(NO_EVENTS)


@audit.command("anchor")
def anchor_() -> None:
    """Print the end of the trail, number:MAC: kept elsewhere, it shows whether the trail was cut or written anew."""
    from campaign.workflows.safety.anchors import last_anchor

    with open_database() as database:
        last = last_anchor(database)
    typer.echo(f"{last.id}:{last.mac}")


def with_trail(
    database: Database,
    problems: Sequence[Problem],
    anchors: Sequence[str],
    places: Sequence[Path],
    key_files: Sequence[Path],
) -> list[Problem]:
    """The problems, those of the trail found anew with the anchors and earlier keys given; the harmless are told.

    Raises Refused for what is no anchor, DatabaseUnusable for what is no key.
    """
    from campaign.store.safety.key_file import read_old_key
    from campaign.workflows.checking import SENSELESS
    from campaign.workflows.safety.anchors import find_anchors, own_anchors
    from campaign.workflows.safety.auditing import is_of_trail, verify_trail

    given, keys = find_anchors(anchors, places), [read_old_key(file) for file in key_files]
    others = [problem for problem in problems if not is_of_trail(problem)]
    try:
        verified = verify_trail(database, [*own_anchors(database), *given], old_keys=keys)
    except (DatabaseUnusable, *SENSELESS):  # what cannot be read is among the problems already
        return [*problems, (NOT_CHECKED, {})]
    for message, values in verified.to_know:
        say(message, **values)
    if given and not verified.wrong:
        say(FITS, count=len(given))
    return [*others, *verified.wrong]


def _row(event: TrailEvent, as_json: bool) -> dict[str, Any]:
    """For programs everything as it is recorded, for people the words."""
    said: dict[str, Any] = {"id": event.id, "at": event.at, "by": event.by}
    if as_json:
        recorded = {"action": event.action, "object": event.object, "before": event.before, "after": event.after}
        return {**said, "account": event.account, **recorded, "words": event.words, "mac": event.mac}
    said["at"] = event.at.isoformat(timespec="seconds")
    return {**said, "action": event.words, "object": event.about, "changes": "; ".join(event.changes)}
