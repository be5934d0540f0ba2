"""Rankings: districts by one target or by several with weights, as lines, JSON or a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from campaign import output
from campaign.commands.common import AsOf, Json, Out, State, day_or_latest, form_of, open_figures, write_file
from campaign.locale import translator

if TYPE_CHECKING:
    from campaign.store.engine import Database
    from campaign.workflows.monitor.rankings import By, Ranked

app = typer.Typer()

GAPS = ("people_above", "people_below")
COMPOSITE = (
    "rank", "rank_change", "unit", "name", "score", "score_change", *GAPS, "remaining", "period_end", "incomplete",
    "stale", "unranked_reason", "unranked_target",
)  # fmt: skip
PART = (
    "target", "weight", "threshold", "doses_to_date", "denominator", "denominator_kind", "coverage", "score",
    "period_end", "incomplete", "stale",
)  # fmt: skip
HISTORY = ("week", "unit", "name", "rank", "score", "period_end", "incomplete", "stale", "unranked_reason")

Targets = Annotated[list[str], typer.Argument(metavar="TARGET…")]
Weights = Annotated[
    list[str] | None,
    typer.Option("--weight", metavar="TARGET=NUMBER", help="Of one of several targets; 1 by default, 0 leaves it out."),
]
History = Annotated[bool, typer.Option("--history", help="Also each week's ranks, as of that week.")]


@app.command()
def rank(
    targets: Targets,
    as_of: AsOf = None,
    weight: Weights = None,
    history: History = False,
    file: Out = None,
    as_json: Json = False,
) -> None:
    """Rank the districts by one target, or by the mean score over several; -o writes FILE.xlsx or FILE.csv.

    With --history an .xlsx has a second sheet, a .csv is the history alone.
    """
    from campaign.workflows.monitor.rankings import rank_by

    weights = [_weight(text) for text in weight or []]
    with open_figures(handed_on=bool(file) or as_json) as database:
        by = _choose(database, targets, weights)
        day = day_or_latest(database, as_of)
        if file:
            _write(database, by, day, file, history=history)
        ranked = rank_by(database, by, day, with_history=history)
        _print(database, ranked, by, day, as_json=as_json)


def _weight(text: str) -> tuple[str, str]:
    target, sign, number = text.rpartition("=")
    if not sign:
        raise typer.BadParameter("--weight is TARGET=NUMBER, such as T6=2")
    return target, number


def _choose(database: Database, targets: list[str], weights: list[tuple[str, str]]) -> By:
    """What to rank by; weights that cannot be used are told all at once, with exit code 1."""
    from campaign.domain.findings import finding_message
    from campaign.workflows.monitor.rankings import find_shares

    if len(targets) == 1 and not weights:
        return targets[0]
    shares, findings = find_shares(database, targets, weights)
    for finding in findings:
        typer.echo(finding_message(finding, State.settings.language), err=True)
    if findings:
        raise typer.Exit(1)
    return shares if len(targets) > 1 else targets[0]


def _write(database: Database, by: By, day: date, file: Path, *, history: bool) -> None:
    from campaign.workflows.monitor.ranking_files import ranking_file

    form, language = form_of(file), State.settings.language
    _, content = ranking_file(database, by, day, form, language=language, with_history=history)
    write_file(file, content)


def _print(database: Database, ranked: Ranked, by: By, day: date, *, as_json: bool) -> None:
    from campaign.domain.ranking.fragility import find_closest
    from campaign.workflows.monitor.ranking_about import basis_record

    rows = _rows(ranked)
    past = None if ranked.history is None else output.records(ranked.history, HISTORY)
    if as_json:
        closest = find_closest(ranked.ranking)
        found = {"basis": basis_record(ranked, by, day), "closest": closest._asdict() if closest else None}
        output.print_json({"ranking": rows, **found, **({} if past is None else {"history": past})})
        return
    _print_basis(database, ranked, by, day)
    output.print_rows("ranking", [_flat(row) for row in rows], as_json=False)
    if past is not None:
        typer.echo()
        output.print_rows("history", past, as_json=False)


def _rows(ranked: Ranked) -> list[dict[str, Any]]:
    """The units in order; of several targets each with its parts."""
    if ranked.parts is None:
        return output.records(ranked.ranking, (*output.RANKING, *GAPS))
    parts: dict[str, list[dict[str, Any]]] = {}
    for part in output.records(ranked.parts, ("unit", *PART)):
        parts.setdefault(part.pop("unit"), []).append(part)
    return [{**row, "parts": parts[row["unit"]]} for row in output.records(ranked.ranking, COMPOSITE)]


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    """A row for a person to read: the parts as one column each."""
    parts: Sequence[dict[str, Any]] = row.get("parts", ())
    return {name: value for name, value in row.items() if name != "parts"} | {p["target"]: p["score"] for p in parts}


def _print_basis(database: Database, ranked: Ranked, by: By, day: date) -> None:
    """What the ranking rests on, on stderr."""
    from campaign.exports.about import as_of_line, basis_lines, subject_line
    from campaign.workflows.monitor.ranking_about import about_ranking, read_group_labels

    language = State.settings.language
    translate = translator(language)
    about = about_ranking(ranked, by, day, groups=read_group_labels(database, language), translate=translate)
    lines = [subject_line(about, language), as_of_line(about, translate, language)]
    for line in [*lines, *basis_lines(about, translate, language)]:
        typer.echo(line, err=True)
