"""The columns of an exported ranking: what they are called, their unit, and how their values are written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import pandas as pd

from campaign.domain.frames import rows_of
from campaign.domain.labels import MEASURE_WORDS
from campaign.domain.progress.status import STATUS_WORDS
from campaign.domain.ranking.ranking import UNRANKED_WORDS
from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, rounded_percent, threshold, whole_needed

PLACE, COUNT, SHARE, POINTS, CHANGE, DAY, TEXT = "place", "count", "share", "points", "change", "day", "text"

PEOPLE, DOSES_A_WEEK = N_("people"), N_("doses/week")
INCOMPLETE = N_("incomplete: at least this much")
PEOPLE_AT_LEAST = N_("at most this much: more people are due than counted")
OVER_ALL = N_("over 100 %: check the doses and the people")
STALE = N_("no new report since {day}")


class Column(NamedTuple):
    """A column of RANKING or COMPOSITE (or status, note): header and unit as catalogue keys ("" for no unit).

    width: in characters; all of them together fill an A4 landscape page at about four fifths.
    """

    name: str
    header: str
    unit: str
    kind: str
    width: int = 11


_RANK = Column("rank", N_("Rank"), "", PLACE, 6)
_NAME = Column("name", N_("Unit"), "", TEXT, 22)
_RANK_CHANGE = Column("rank_change", N_("± rank"), "", CHANGE, 7)
_GAPS = (
    Column("people_above", N_("To the rank above"), PEOPLE, COUNT, 10),
    Column("people_below", N_("To the rank below"), PEOPLE, COUNT, 10),
)
_REMAINING = Column("remaining", N_("Still to vaccinate"), PEOPLE, COUNT)
_END = (Column("period_end", N_("Figures up to"), "", DAY, 12), Column("note", N_("Notes"), "", TEXT, 25))

COLUMNS = (
    _RANK,
    _NAME,
    Column("denominator", N_("People to vaccinate"), PEOPLE, COUNT),
    Column("doses_to_date", N_("Vaccinated"), PEOPLE, COUNT, 10),
    Column("coverage", N_("Coverage"), "%", SHARE, 9),
    Column("coverage_change", N_("± points since the last period"), N_("% points"), POINTS),
    _RANK_CHANGE,
    *_GAPS,
    _REMAINING,
    Column("required_pace", N_("Required pace"), DOSES_A_WEEK, COUNT, 12),
    Column("pace", N_("Present pace"), DOSES_A_WEEK, COUNT, 12),
    Column("projected_completion", N_("Projected completion"), "", DAY, 13),
    Column("status", N_("Assessment"), "", TEXT, 17),
    *_END,
)


def composite_columns(shares: Sequence[tuple[str, float]], language: str) -> list[Column]:
    """The columns of a ranking by several targets, the score for each (part_0, part_1 …) beside the mean."""
    parts = [
        Column(f"part_{number}", f"{target} ({threshold(share, language)})", "%", SHARE)
        for number, (target, share) in enumerate(shares)
    ]
    score = Column("score", N_("Score"), "%", SHARE, 9)
    change = Column("score_change", N_("± points since the last period"), N_("% points"), POINTS)
    return [_RANK, _NAME, score, change, _RANK_CHANGE, *parts, *_GAPS, _REMAINING, *_END]


def with_parts(ranking: pd.DataFrame, parts: pd.DataFrame) -> pd.DataFrame:
    """COMPOSITE rows with their scores for each target beside them, and whether these are lower bounds.

    The columns are part_0, part_0_incomplete, part_1 … in the order of COMPOSITE_PARTS, which has all units of a target
    together.
    """
    width = len(ranking)
    order = pd.Index(parts["unit"][:width]).get_indexer(ranking["unit"])
    targets, scores, flags = parts["target"].unique(), parts["score"].array, parts["incomplete"].to_numpy()
    beside = {}
    for number in range(len(targets)):
        part = slice(number * width, (number + 1) * width)
        beside[f"part_{number}"] = scores[part].take(order)
        beside[f"part_{number}_incomplete"] = flags[part][order]
    return ranking.assign(**beside)


def cell_value(row: Any, column: Column, translate: Translate, language: str) -> Any:
    """A cell's value, None where unknown: int, float, date or text; shares and points in percent with one decimal.

    `row` has the RANKING or COMPOSITE columns as attributes.
    """
    if column.name == "note":
        return row_note(row, translate, language) or None
    value: Any = getattr(row, column.name, None)
    if is_missing(value):
        return None
    words = _WORDS.get(column.name)
    if column.name in NEEDED:
        return whole_needed(value)
    return translate(words[value]) if words else _CONVERT[column.kind](value)


def row_note(row: Any, translate: Translate, language: str) -> str:
    """Why a row has no rank, or how far its figure can be trusted; "" if there is nothing to say."""
    words = [unranked_words(row, translate)] if row_is_unranked(row) else []
    if row.incomplete:
        words.append(translate(INCOMPLETE))
    if getattr(row, "people_at_least", False):
        words.append(translate(PEOPLE_AT_LEAST))
    if is_over(row):
        words.append(translate(OVER_ALL))
    if row.stale:
        words.append(translate(STALE).format(day=day(row.period_end, language)))
    return "; ".join(words)


def is_over(row: Any) -> bool:
    """Whether the row's coverage is over all, so that its doses or its people must be checked."""
    coverage: Any = getattr(row, "coverage", None)
    return not is_missing(coverage) and bool(coverage > 1)


def row_is_unranked(row: Any) -> bool:
    """Whether there is a reason why the row has no rank; the province's row has neither."""
    return not is_missing(getattr(row, "unranked_reason", None))


def unranked_words(row: Any, translate: Translate) -> str:
    """Why a row has no rank: no figure reported; of several targets which: no figure reported: T7."""
    words = translate(UNRANKED_WORDS[row.unranked_reason])
    targets: Any = getattr(row, "unranked_target", None)
    return words if is_missing(targets) else f"{words}: {targets}"


def ranking_rows(ranking: pd.DataFrame, columns: Sequence[Column]) -> list[Any]:
    """The rows as named tuples, in their order; a frame of PROGRESS (the province's row) gains empty rank columns."""
    missing = {column.name: None for column in columns if column.name not in ranking and column.name != "note"}
    return rows_of(ranking.assign(**missing))


# Doses a week that are needed: a fraction more needs one more.
NEEDED = ("required_pace", "extra_pace")

_WORDS: dict[str, dict[str, str]] = {"status": STATUS_WORDS, "denominator_kind": MEASURE_WORDS}

_CONVERT: dict[str, Callable[[Any], Any]] = {
    COUNT: lambda value: round(float(value)),  # as locale.formats rounds a pace on screen
    PLACE: int,
    CHANGE: int,
    SHARE: rounded_percent,
    POINTS: lambda value: round(float(value) * 100, 1) + 0.0,
    DAY: lambda value: value.date() if hasattr(value, "date") else value,
    TEXT: str,
}
