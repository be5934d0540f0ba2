"""The columns of an exported ranking: what they are called, their unit, and how their values are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.ranking import UNRANKED_WORDS
from campaign.domain.status import STATUS_WORDS
from campaign.locale import N_, Translate
from campaign.locale.formats import is_missing, rounded_percent

PLACE, COUNT, SHARE, POINTS, CHANGE, DAY, TEXT = "place", "count", "share", "points", "change", "day", "text"

PEOPLE, PEOPLE_A_WEEK = N_("people"), N_("people/week")
INCOMPLETE = N_("incomplete: at least this much")
STALE = N_("no report for the latest period")


class Column(NamedTuple):
    """A column of RANKING (or status, note): header and unit as catalogue keys ("" for no unit)."""

    name: str
    header: str
    unit: str
    kind: str


COLUMNS = (
    Column("rank", N_("Rank"), "", PLACE),
    Column("name", N_("Unit"), "", TEXT),
    Column("denominator", N_("People to vaccinate"), PEOPLE, COUNT),
    Column("doses_to_date", N_("Vaccinated"), PEOPLE, COUNT),
    Column("coverage", N_("Coverage"), "%", SHARE),
    Column("coverage_change", N_("± points since the last period"), N_("% points"), POINTS),
    Column("rank_change", N_("± rank"), "", CHANGE),
    Column("remaining", N_("Still to vaccinate"), PEOPLE, COUNT),
    Column("required_pace", N_("Required pace"), PEOPLE_A_WEEK, COUNT),
    Column("pace", N_("Present pace"), PEOPLE_A_WEEK, COUNT),
    Column("projected_completion", N_("Projected completion"), "", DAY),
    Column("status", N_("Assessment"), "", TEXT),
    Column("period_end", N_("Figures up to"), "", DAY),
    Column("note", N_("Notes"), "", TEXT),
)


def cell_value(row: Any, column: Column, translate: Translate) -> Any:
    """A cell's value, None where unknown: int, float, date or text; shares and points in percent with one decimal.

    `row` has the RANKING columns as attributes.
    """
    if column.name == "note":
        return row_note(row, translate) or None
    value = getattr(row, column.name)
    if is_missing(value):
        return None
    return translate(STATUS_WORDS[value]) if column.name == "status" else _CONVERT[column.kind](value)


def row_note(row: Any, translate: Translate) -> str:
    """Why a row has no rank, or how far its figure can be trusted; "" if there is nothing to say."""
    reason: Any = getattr(row, "unranked_reason", None)
    words = [] if is_missing(reason) else [translate(UNRANKED_WORDS[reason])]
    if row.incomplete:
        words.append(translate(INCOMPLETE))
    if row.stale:
        words.append(translate(STALE))
    return "; ".join(words)


def ranking_rows(ranking: pd.DataFrame) -> list[Any]:
    """The rows as named tuples, in their order; a frame of PROGRESS (the province's row) gains empty rank columns."""
    missing = {column.name: None for column in COLUMNS if column.name not in ranking and column.name != "note"}
    return list(ranking.assign(**missing).itertuples(index=False))


_CONVERT: dict[str, Callable[[Any], Any]] = {
    COUNT: lambda value: round(float(value)),  # as locale.formats rounds a pace on screen
    PLACE: int,
    CHANGE: int,
    SHARE: rounded_percent,
    POINTS: lambda value: round(float(value) * 100, 1) + 0.0,
    DAY: lambda value: value.date() if hasattr(value, "date") else value,
    TEXT: str,
}
