"""Figures: what was reported, coverage, and the cells behind a number."""

from __future__ import annotations

from typing import Annotated

import typer

from campaign import output
from campaign.commands.common import AsOf, Code, Json, as_date, day_or_latest, open_figures

app = typer.Typer()


@app.command()
def figures(
    as_of: AsOf = None,
    unit: Code = None,
    group: Code = None,
    dose: Code = None,
    latest: Annotated[bool, typer.Option("--latest", help="Only the newest of each.")] = False,
    as_json: Json = False,
) -> None:
    """The history of figures, with the cell each was read from."""
    from campaign.workflows.monitor.listing import list_figures

    with open_figures(handed_on=as_json) as database:
        rows = list_figures(database, as_of=as_date(as_of), unit=unit, group=group, dose=dose, latest=latest)
        output.print_rows("figures", rows, as_json=as_json)


@app.command()
def coverage(
    as_of: AsOf = None,
    target: Code = None,
    level: Annotated[str, typer.Option(help="district, commune or province")] = "district",
    as_json: Json = False,
) -> None:
    """Coverage and progress towards the targets at a date (default: the latest reported day)."""
    from campaign.workflows.monitor.monitoring import LEVELS, coverage_at
    from campaign.workflows.monitor.outlook import shares_by_kind

    if level not in LEVELS:
        raise typer.BadParameter(f"--level is one of {', '.join(LEVELS)}")
    with open_figures(handed_on=as_json) as database:
        day = day_or_latest(database, as_of)
        rows = output.records(coverage_at(database, day, level=level, target=target), output.COVERAGE)
        if as_json:
            kinds = shares_by_kind(database, day, level=level, target=target)
            rows = [row | {"by_kind": kinds.get((row["target"], row["unit"]), {})} for row in rows]
        output.print_rows("coverage", rows, as_json=as_json)


@app.command()
def trace(
    unit: Annotated[str, typer.Option(metavar="CODE")],
    group: Annotated[str, typer.Option(metavar="GROUP")],
    dose: Annotated[str, typer.Option(metavar="DOSE")],
    as_of: AsOf = None,
    as_json: Json = False,
) -> None:
    """The cells behind a number: file, sheet, cell, uploaded when and by whom."""
    from campaign.workflows.monitor.tracing import trace_figure

    with open_figures(handed_on=as_json) as database:
        found = trace_figure(database, unit, group, dose, day_or_latest(database, as_of))
        output.print_trace(found, as_json=as_json)
