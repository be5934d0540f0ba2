"""The directive registry: documents and the targets they set, recorded, edited, withdrawn, restored."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from campaign import output
from campaign.commands.common import As, Json, Out, State, actor, open_database, say, write_file
from campaign.commands.entering import Source, clause_fields, print_entered, print_history, read_entry
from campaign.locale import N_

app = typer.Typer()
directive_app = typer.Typer(no_args_is_help=True, help="Directives: the documents that set targets.")
app.add_typer(directive_app, name="directive")

Text = Annotated[str | None, typer.Option(metavar="TEXT")]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why; kept with it.")]
Document = Annotated[
    Path | None, typer.Option("--file", metavar="FILE", exists=True, dir_okay=False, help="PDF, DOCX or TXT.")
]
Clauses = Annotated[
    list[str] | None, typer.Option("--clause", metavar="NUMBER=TEXT", help="A clause quoted; once for each.")
]


@directive_app.command("list")
def list_(as_json: Json = False) -> None:
    """All directives, withdrawn ones too."""
    from campaign.workflows.manage.directives import list_directives

    with open_database() as database:
        rows = [row._asdict() for row in list_directives(database)]
    output.print_rows("directives", rows, as_json=as_json)


@directive_app.command()
def show(directive: str, as_json: Json = False) -> None:
    """One directive with its text and clauses."""
    from campaign.workflows.manage.directives import read_directive

    with open_database() as database:
        found = read_directive(database, directive)
    if as_json:
        clauses = [
            {"number": each.number, "text": each.text, "targets": each.targets, "in_text": bool(each.spans)}
            for each in found.clauses
        ]
        output.print_json({**found.listed._asdict(), "text": found.text, "clauses": clauses})
        return
    for name, value in found.listed._asdict().items():
        typer.echo(f"{name}\t{'–' if value is None else value}")
    for clause in found.clauses:
        typer.echo(f"\n[{clause.number}] {', '.join(clause.targets)}\n{clause.text}")
    typer.echo(f"\n{found.text or '–'}")


@directive_app.command()
def add(
    source: Source = None,
    id_: Annotated[str | None, typer.Option("--id", metavar="ID")] = None,
    issuer: Text = None,
    kind: Text = None,
    number: Text = None,
    issued: Annotated[str | None, typer.Option(help="16/05/2022, 05/2022 or 2022")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    subject: Text = None,
    signer: Text = None,
    clause: Clauses = None,
    file: Document = None,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Record a directive from options, or from a TOML or JSON file."""
    from campaign.workflows.manage.directive_editing import add_directive

    fields = read_entry(source, "directive", _fields(locals()))
    with open_database() as database:
        outcome = add_directive(database, fields, file=_file(file), by=actor(as_), today=date.today())
    print_entered("directive", outcome, as_json=as_json)


@directive_app.command()
def edit(
    directive: str,
    source: Source = None,
    issuer: Text = None,
    kind: Text = None,
    number: Text = None,
    issued: Annotated[str | None, typer.Option(help="16/05/2022, 05/2022 or 2022")] = None,
    meeting: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    subject: Text = None,
    signer: Text = None,
    clause: Annotated[
        list[str] | None,
        typer.Option("--clause", metavar="NUMBER=TEXT", help="Added or replaced; an empty text takes it out."),
    ] = None,
    file: Document = None,
    as_: As = None,
    as_json: Json = False,
) -> None:
    """Change what is given; everything else stays. An empty text clears a field."""
    from campaign.workflows.manage.directive_editing import edit_directive
    from campaign.workflows.manage.directives import read_directive

    fields = read_entry(source, "directive", _fields(locals()))
    with open_database() as database:
        if clause:
            stored = {each.number: each.text for each in read_directive(database, directive).clauses}
            changed = stored | clause_fields(clause)
            fields["clauses"] = {name: text for name, text in changed.items() if text}
        outcome = edit_directive(database, directive, fields, file=_file(file), by=actor(as_), today=date.today())
    print_entered("directive", outcome, as_json=as_json)


@directive_app.command()
def withdraw(directive: str, reason: Reason, as_: As = None) -> None:
    """Take a directive back: its targets leave force."""
    from campaign.workflows.manage.directive_editing import withdraw_directive

    with open_database() as database:
        withdraw_directive(database, directive, reason=reason, by=actor(as_))
    say(N_("'{id}' is withdrawn."), id=directive)


@directive_app.command()
def restore(directive: str, as_: As = None, as_json: Json = False) -> None:
    """Let a withdrawn directive stand again, with its targets as they were."""
    from campaign.workflows.manage.directive_editing import restore_directive

    with open_database() as database:
        outcome = restore_directive(database, directive, by=actor(as_))
    print_entered("directive", outcome, as_json=as_json)


@directive_app.command()
def history(directive: str, as_json: Json = False) -> None:
    """Who changed a directive and when, what it was before and after; the newest first."""
    print_history("directive", directive, as_json=as_json)


@directive_app.command()
def file(directive: str, to: Out = None) -> None:
    """Write the document as it was sent, under its own name or to FILE."""
    from campaign.workflows.manage.directives import read_file

    with open_database() as database:
        name, content = read_file(database, directive)
    path = to or Path(Path(name.replace("\\", "/")).name)
    write_file(path, content)
    say(N_("Wrote {file}."), file=path)


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    """The fields among a command's arguments that were given."""
    names = ("issuer", "kind", "number", "issued", "meeting", "subject", "signer")
    fields = {name: given[name] for name in names if given[name] is not None}
    if given.get("id_"):
        fields["id"] = given["id_"]
    if given["clause"]:
        fields["clauses"] = clause_fields(given["clause"])
    return fields


def _file(path: Path | None) -> tuple[str, bytes] | None:
    return (path.name, path.read_bytes()) if path else None


def _by(given: str | None) -> str:
    return given or State.settings.user
