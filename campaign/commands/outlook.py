"""Outlook: can the deadlines be met, who is due, and what is reached at the present pace."""

from __future__ import annotations

from typing import Annotated

import typer

from campaign import output
from campaign.commands.common import AsOf, Code, Json, Out, State, day_or_latest, form_of, open_figures, write_file

app = typer.Typer()

OUTLOOK = (
    "target", "unit", "name", "doses_to_date", "denominator", "denominator_kind", "coverage", "remaining", "deadline",
    "days_left", "pace", "required_pace", "speed_up", "best_week", "best_week_end", "pool_now", "pool_now_at_least",
    "pool_by_deadline", "pool_at_least", "pool_at_most", "pool_kind", "feasibility", "doses_at_deadline", "reach",
    "status", "period_end", "incomplete", "stale",
)  # fmt: skip
DUE = (
    "period_start", "period_end", "months", "became_due", "due_to_date", "at_least", "done_to_date", "done_at_least",
    "share", "ahead", "interval_from", "interval_source",
)  # fmt: skip


@app.command()
def outlook(
    as_of: AsOf = None,
    target: Code = None,
    level: Annotated[str, typer.Option(help="district, commune, province or other")] = "district",
    file: Out = None,
    as_json: Json = False,
) -> None:
    """Whether each unit can meet its deadlines, and why; -o writes FILE.xlsx or FILE.csv."""
    from campaign.domain.frames import PROVINCE_OUTLOOK, rows_of
    from campaign.domain.progress.feasibility import feasibility_words
    from campaign.locale import translator
    from campaign.workflows.monitor.outlook import LEVELS, outlook_of_level
    from campaign.workflows.monitor.outlook_files import outlook_file

    if level not in LEVELS:
        raise typer.BadParameter(f"--level is one of {', '.join(LEVELS)}")
    language = State.settings.language
    with open_figures(handed_on=bool(file) or as_json) as database:
        day = day_or_latest(database, as_of)
        if file:
            made = outlook_file(database, day, form_of(file), language=language, target=target, level=level)
            write_file(file, made)
        found = outlook_of_level(database, day, level=level, target=target)
        rows = output.records(found.units, OUTLOOK)
        why = [feasibility_words(row, translator(language), language) for row in rows_of(found.units)]
        rows = [{**row, "why": words} for row, words in zip(rows, why, strict=True)]
        if as_json:
            output.print_json({"outlook": rows, "province": output.records(found.province, list(PROVINCE_OUTLOOK))})
        else:
            output.print_rows("outlook", rows, as_json=False)


@app.command()
def due(
    target: Annotated[str, typer.Option(metavar="ID")],
    unit: Annotated[str, typer.Option(metavar="CODE")],
    as_of: AsOf = None,
    file: Out = None,
    as_json: Json = False,
) -> None:
    """The people of a unit who become due by interval, week by week; -o writes FILE.xlsx or FILE.csv."""
    from campaign.locale import translator
    from campaign.workflows.monitor.outlook import due_at
    from campaign.workflows.monitor.outlook_files import due_file

    language = State.settings.language
    with open_figures(handed_on=bool(file) or as_json) as database:
        day = day_or_latest(database, as_of)
        if file:
            write_file(file, due_file(database, target, unit, day, form_of(file), language=language))
        found = due_at(database, target, unit, day)
        if found.unknown:
            typer.echo(translator(language)(found.unknown), err=True)
        output.print_rows("due", output.records(found.weeks, DUE), as_json=as_json)
