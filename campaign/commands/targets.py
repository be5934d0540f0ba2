"""Targets: those in force on a day, and setting, editing, reading anew, withdrawing and restoring one."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from campaign import output
from campaign.commands.common import As, AsOf, Day, Json, State, actor, as_date, day_or_latest, open_database, say
from campaign.commands.entering import Source, print_entered, print_history, read_entry
from campaign.locale import N_

app = typer.Typer()
target_app = typer.Typer(no_args_is_help=True, help="Targets: what directives order, by when.")
app.add_typer(target_app, name="target")

Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Word = Annotated[str | None, typer.Option(metavar="CODE")]
Share = Annotated[str | None, typer.Option(metavar="SHARE", help="95 % or 0.95")]
Date = Annotated[str | None, typer.Option(metavar="DATE")]
Superseded = Annotated[str | None, typer.Option(metavar="TARGET", help="The target that this one takes the place of.")]

_FIELDS = (
    *("directive", "clause", "words", "group", "dose", "denominator_kind", "purpose", "threshold"),
    *("deadline", "deadline_words", "deadline_reading", "supersedes"),
)


@app.command("targets")
@target_app.command("list")
def list_(as_of: AsOf = None, as_json: Json = False) -> None:
    """The targets, each with the words that set it; with --as-of only those in force then."""
    from campaign.workflows.manage.deadline_readings import list_targets

    with open_database() as database:
        rows = list_targets(database, as_date(as_of))
    output.print_rows("targets", rows, as_json=as_json)


@target_app.command()
def add(
    source: Source = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID")] = None,
    directive: Word = None,
    clause: Annotated[str | None, typer.Option(metavar="NUMBER")] = None,
    words: Text = None,
    group: Word = None,
    dose: Word = None,
    denominator_kind: Word = None,
    purpose: Word = None,
    threshold: Share = None,
    deadline: Date = None,
    deadline_words: Text = None,
    deadline_reading: Text = None,
    supersedes: Superseded = None,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Set a target that a clause orders, from options or from a TOML or JSON file."""
    from campaign.workflows.manage.target_editing import add_target

    fields = read_entry(source, "target", _fields(locals()))
    with open_database() as database:
        outcome = add_target(database, fields, by=actor(as_))
    print_entered("target", outcome, as_json=as_json)


@target_app.command()
def edit(
    target: str,
    source: Source = None,
    directive: Word = None,
    clause: Annotated[str | None, typer.Option(metavar="NUMBER")] = None,
    words: Text = None,
    group: Word = None,
    dose: Word = None,
    denominator_kind: Word = None,
    purpose: Word = None,
    threshold: Share = None,
    deadline: Date = None,
    deadline_words: Text = None,
    deadline_reading: Text = None,
    supersedes: Superseded = None,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Change what is given; everything else stays. An empty text clears a field."""
    from campaign.workflows.manage.target_editing import edit_target

    fields = read_entry(source, "target", _fields(locals()))
    with open_database() as database:
        outcome = edit_target(database, target, fields, by=actor(as_))
    print_entered("target", outcome, as_json=as_json)


@target_app.command()
def reading(
    target: str,
    choose: Day = None,
    add: Day = None,
    words: Annotated[str, typer.Option(metavar="TEXT", help="How the deadline's words give the day of --add.")] = "",
    as_of: AsOf = None,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """The readings of a deadline with the districts' status for each at a date; choose one of them, or add one."""
    from campaign.workflows.manage.deadline_readings import list_readings
    from campaign.workflows.manage.target_editing import add_reading, choose_reading

    if choose and add:
        raise typer.BadParameter("--choose or --add, one at a time")
    with open_database() as database:
        if choose:
            outcome = choose_reading(database, target, choose.date(), by=actor(as_))
        elif add:
            outcome = add_reading(database, target, add.date(), words, by=actor(as_))
        else:
            rows = list_readings(database, target, day_or_latest(database, as_of))
    if choose or add:
        print_entered("target", outcome, as_json=as_json)
    else:
        output.print_rows("readings", rows, as_json=as_json)


@target_app.command()
def withdraw(
    target: str, reason: Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with it.")], as_: As = None
) -> None:
    """Take a target back: it leaves force."""
    from campaign.workflows.manage.target_editing import withdraw_target

    with open_database() as database:
        withdraw_target(database, target, reason=reason, by=actor(as_))
    say(N_("'{id}' is withdrawn."), id=target)


@target_app.command()
def restore(target: str, as_: As = None, as_json: Json = False) -> None:
    """Let a withdrawn target stand again as it was."""
    from campaign.workflows.manage.target_editing import restore_target

    with open_database() as database:
        outcome = restore_target(database, target, by=actor(as_))
    print_entered("target", outcome, as_json=as_json)


@target_app.command()
def history(target: str, as_json: Json = False) -> None:
    """Who changed a target and when, what it was before and after; the newest first."""
    print_history("target", target, as_json=as_json)


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """The fields among a command's arguments that were given."""
    fields = {name: given[name] for name in _FIELDS if given[name] is not None}
    return fields | ({"id": given["id_"]} if given.get("id_") else {})


def _by(given: str | None) -> str:
    return given or State.settings.user
