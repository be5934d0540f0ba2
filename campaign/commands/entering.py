"""What commands that enter something share: fields from a file, findings in words, the history of an entry."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from campaign import output
from campaign.commands.common import State, open_database
from campaign.domain.findings import finding_message
from campaign.errors import Refused
from campaign.locale import N_, translator

if TYPE_CHECKING:
    from campaign.workflows.manage.registry import Entered

Source = Annotated[
    Path | None,
    typer.Argument(metavar="[FIELDS.toml|.json]", exists=True, dir_okay=False, readable=True),
]

_NO_ENTRY = N_(
    "'{file}' cannot be understood: {problem}. It holds the fields of one {kind}, in TOML or JSON, as in "
    "data/{kind}s.toml."
)


def read_entry(source: Path | None, kind: str, options: dict[str, Any]) -> dict[str, Any]:
    """The fields of one directive or target in a file, those given as options over them; exit 1 for no such file."""
    try:
        return (_read_source(source, kind) if source else {}) | options
    except (ValueError, RecursionError) as problem:  # no TOML, no JSON, no UTF-8, several entries
        refusal = Refused("bad_entry", _NO_ENTRY, file=source and source.name, problem=problem, kind=kind)
        typer.echo(refusal.words(translator(State.settings.language)), err=True)
        raise typer.Exit(1) from problem


def clause_fields(given: list[str]) -> dict[str, str]:
    """Clauses written as NUMBER=TEXT, by number."""
    pairs = [each.partition("=") for each in given]
    if any(not sign for _, sign, _ in pairs):
        raise typer.BadParameter("--clause is NUMBER=TEXT")
    return {number.strip(): text.strip() for number, _, text in pairs}


def print_entered(kind: str, outcome: Entered, *, as_json: bool) -> None:
    """What became of an entry, with everything found; exit 1 where it was refused."""
    language = State.settings.language
    found = [
        {
            "severity": each.severity,
            "code": each.code,
            "field": each.values.get("field") or None,
            "message": finding_message(each, language),
        }
        for each in outcome.findings
    ]
    if as_json:
        output.print_json({kind: outcome.id, "findings": found})
    else:
        for each in found:
            typer.echo(f"{each['severity']}: {each['field'] or kind}: {each['message']}", err=True)
        if outcome.id:
            typer.echo(outcome.id)
    if outcome.id is None:
        raise typer.Exit(1)


def print_history(kind: str, name: str, *, as_json: bool) -> None:
    """What was done to an entry, the newest first."""
    from campaign.workflows.manage.registry import read_history

    with open_database() as database:
        rows = [event._asdict() for event in read_history(database, (kind, name))]
    if not as_json:
        for row in rows:
            row["before"], row["after"] = (json.dumps(row[side], ensure_ascii=False) for side in ("before", "after"))
    output.print_rows("history", rows, as_json=as_json)


def _read_source(source: Path, kind: str) -> dict[str, Any]:
    import tomllib

    text = source.read_text(encoding="utf-8-sig")
    document = json.loads(text) if source.suffix.lower() == ".json" else tomllib.loads(text)
    entry = document.get(kind, document) if isinstance(document, dict) else document
    if isinstance(entry, list):
        if len(entry) != 1:
            raise ValueError(f"{len(entry)} × {kind}")
        [entry] = entry
    if not isinstance(entry, dict):
        raise ValueError(f"{kind}?")
    if "clause" in entry and kind == "directive":  # as data/directives.toml names them
        entry["clauses"] = entry.pop("clause")
    return entry
