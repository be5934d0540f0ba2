"""Assignments: who is to vaccinate how many by when; split, load, set, sign off, export, and forget who was named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from campaign import output
from campaign.commands.common import (
    As,
    AsOf,
    Code,
    Day,
    Json,
    State,
    actor,
    as_date,
    check_writable,
    day_or_latest,
    form_of,
    open_database,
    open_figures,
    say,
    write_file,
)
from campaign.commands.entering import print_history
from campaign.domain.findings import finding_message
from campaign.locale import N_

if TYPE_CHECKING:
    from campaign.workflows.manage.assigning import Saved

app = typer.Typer()
assignment_app = typer.Typer(no_args_is_help=True, help="Assignments of people to vaccinate (giao chỉ tiêu).")
app.add_typer(assignment_app, name="assignment")

Target = Annotated[str, typer.Argument(metavar="TARGET")]
Of = Annotated[str, typer.Option("--of", metavar="UNIT", help="The units under this one; the province by default.")]
Names = Annotated[bool, typer.Option("--with-names", help="Responsible persons, too; for those who may see them.")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Check and show, save nothing.")]
People = Annotated[int | None, typer.Option(min=0, metavar="N", help="The total that is shared out.")]


@assignment_app.command("list")
def list_(
    target: Code = None, of: Code = None, as_of: AsOf = None, with_names: Names = False, as_json: Json = False
) -> None:
    """What is assigned, how far it has come, its status and sign-off at a date."""
    from campaign.workflows.manage.assignments import read_assignments

    with open_database() as database:
        day = day_or_latest(database, as_of)
        rows = read_assignments(database, day, of, target, with_names=with_names, by=actor())
    output.print_rows("assignments", output.records(rows, list(rows.columns)), as_json=as_json)


@assignment_app.command()
def allocate(
    target: Target,
    by: Annotated[str, typer.Option(help="remaining or people")] = "remaining",
    people: People = None,
    of: Of = "",
    due: Day = None,
    day: Day = None,
    dry_run: DryRun = False,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Split a number of people over districts, or a district's over its communes; --day: from which day it counts."""
    from campaign.workflows.manage.assigning import checked, propose, read_site, save

    with open_database() as database:
        site = read_site(database, target, of=of, day=as_date(day))
        proposed = checked(site, propose(site, by=by, total=people, due=as_date(due)))
        if not dry_run and not proposed.has_errors:
            proposed = _saved(proposed, save(database, site, proposed.draft, by=actor(as_)))
    _print_saved(proposed, as_json=as_json)


@assignment_app.command()
def load(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True)],
    target: Annotated[str, typer.Option(metavar="TARGET")],
    of: Of = "",
    people: People = None,
    due: Day = None,
    day: Day = None,
    dry_run: DryRun = False,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Read assignments from a table (.xlsx, .csv …): units, people, due days, responsible persons."""
    from functools import partial

    from campaign.sheets.assignment_table import read_assignment_table
    from campaign.workflows.manage.assigning import read_site, save
    from campaign.workflows.manage.assignment_files import read_file

    with open_database() as database:
        site = read_site(database, target, of=of, day=as_date(day))
        reading = partial(read_assignment_table, limits=State.settings.limits)
        content = file.read_bytes()
        found = read_file(database, site, content, file.name, due=as_date(due), total=people, read=reading)
        if not dry_run and not found.has_errors:
            found = _saved(found, save(database, site, found.draft, by=actor(as_)))
    _print_saved(found, as_json=as_json)


@assignment_app.command("set")
def set_(
    target: Target,
    units: Annotated[list[str], typer.Argument(metavar="UNIT[=PEOPLE]…")],
    due: Day = None,
    day: Day = None,
    name: Annotated[str | None, typer.Option(help="Who is responsible; '' for nobody.")] = None,
    post: Annotated[str | None, typer.Option(help="The person's post.")] = None,
    dry_run: DryRun = False,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Type assignments: numbers of several units at once (the province's = the total), due day, responsible person."""
    from campaign.domain.assigning.assignments import Responsible
    from campaign.workflows.manage.assigning import Saved, checked, save
    from campaign.workflows.manage.assigning_typed import read_typed

    numbers = dict(map(_number, units))
    who = None if name is None and post is None else Responsible(name or None, post or None)
    with open_database() as database:
        site, draft = read_typed(database, target, numbers, due=as_date(due), day=as_date(day), responsible=who)
        found = checked(site, Saved(draft, ()))
        if not dry_run and not found.has_errors:
            found = save(database, site, draft, by=actor(as_))
    _print_saved(found, as_json=as_json)


@assignment_app.command()
def remove(target: Target, of: Of = "", as_: As = None) -> None:
    """Remove the assignments under a unit (all of the target without --of)."""
    from campaign.domain.place import LAI_CHAU
    from campaign.workflows.manage.assignments import remove_assignments

    with open_database() as database:
        count = remove_assignments(database, target, of or LAI_CHAU.province, by=actor(as_))
    say(N_("{count} assignments are removed."), count=count)


@assignment_app.command("sign-off")
def sign_off(
    target: Target,
    unit: Annotated[str, typer.Argument(metavar="UNIT")],
    note: Annotated[str, typer.Option(help="Kept with the sign-off; needed where the assignment is not met.")] = "",
    undo: Annotated[bool, typer.Option("--undo", help="Take the sign-off back.")] = False,
    as_of: AsOf = None,
    as_: As = None,
) -> None:
    """Sign an assignment off, or take that back."""
    from campaign.workflows.manage import assignments as workflow
    from campaign.workflows.monitor.outlook import find_unit

    with open_database() as database:
        name = find_unit(database, unit).name
        if undo:
            workflow.undo_sign_off(database, target, unit, by=actor(as_))
        else:
            day = day_or_latest(database, as_of)
            workflow.sign_off(database, target, unit, as_of=day, note=note, by=actor(as_))
    done = N_("The sign-off of {unit} is taken back.") if undo else N_("The assignment of {unit} is signed off.")
    say(done, unit=name)


@assignment_app.command("erase-names")
def erase_names(
    name: Annotated[str, typer.Option(help="A responsible person's name, however it is typed.")] = "",
    unit: Annotated[str, typer.Option(metavar="CODE", help="Whoever answers for this unit.")] = "",
    as_: As = None,
) -> None:
    """Remove a responsible person's name and post everywhere; figures stay. It cannot be taken back."""
    from campaign.workflows.manage.assignments import erase_names

    with open_database() as database:
        count = erase_names(database, name=name, unit=unit, by=actor(as_))
    say(N_("The name is erased from {count} assignments."), count=count)


@assignment_app.command()
def export(
    target: Target,
    file: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.xlsx|FILE.csv", callback=check_writable)],
    of: Of = "",
    with_names: Names = False,
) -> None:
    """Write the annex of a decision: the assignments of a unit's parts as a table to print and sign."""
    from campaign.workflows.manage.assignment_files import annex_file

    with open_figures(handed_on=True) as database:
        _, content = annex_file(database, target, form_of(file), of=of, with_names=with_names, by=actor())
        write_file(file, content)
    say(N_("Wrote {file}."), file=file)


@assignment_app.command()
def history(target: Target, as_json: Json = False) -> None:
    """What was done to a target's assignments, the newest first; without names."""
    print_history("assignment", target, as_json=as_json)


def _by(given: str | None) -> str:
    return given or State.settings.user


def _number(text: str) -> tuple[str, int | None]:
    """'105=500' as a unit with its people; '105' alone leaves its people as they are."""
    unit, sign, people = text.partition("=")
    if sign and not people.isdecimal():
        raise typer.BadParameter(f"'{text}': UNIT=PEOPLE, a whole number")
    return unit, int(people) if sign else None


def _saved(checked: Saved, saved: Saved) -> Saved:
    """What was saved, with all that was found before."""
    return saved if saved.has_errors else checked._replace(changed=saved.changed)


def _print_saved(saved: Saved, *, as_json: bool) -> None:
    """The rows of a draft and everything found; exit 1 where an error forbids saving."""
    language = State.settings.language
    rows = [{"unit": row.unit, "people": row.people, "due": row.due} for row in saved.draft.rows]
    found = [
        {
            "severity": each.severity,
            "code": each.code,
            "sheet": each.sheet,
            "cell": each.cell,
            "field": each.values.get("field"),
            "message": finding_message(each, language),
        }
        for each in saved.findings
    ]
    if as_json:
        head = {"target": saved.draft.target, "of": saved.draft.parent, "day": saved.draft.day}
        document = {
            **head,
            "total": saved.draft.total,
            "changed": saved.changed,
            "assignments": rows,
            "findings": found,
        }
        output.print_json(document)
    else:
        output.print_rows("assignments", rows, as_json=False)
        for each in found:
            typer.echo(f"{each['severity']}: {each['message']}", err=True)
    if saved.has_errors:
        raise typer.Exit(1)
    if saved.changed:
        say(N_("Saved: assignments of {count} units changed."), count=saved.changed)
