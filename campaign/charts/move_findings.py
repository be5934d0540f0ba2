"""How coverage moved since the report before, in words: for the dumbbell's title and labels, and for the ear."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.charts.finding_titles import nobody_finding
from campaign.charts.labels import short_name
from campaign.charts.shares import share_text, standing_text, unknown_text
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.ranking.ranking import find_ranks
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, points, threshold

PROVINCE = "province"

FIRST = N_("This is the first report: there is none before it to compare with")
SILENT = N_("No district has reported since {day}")
RISEN = N_("{units} rose most since {day}: {points} points")
STILL = N_("No district has moved since {day}")
FALLEN = N_("No district has risen since {day}; {units} fell most: {points} points")
NOTHING_BEFORE = N_("No district can be compared with the report of {day}")
NOT_SINCE = N_("{finding}; {count} of {total} have not reported since")
NEW = N_("{finding}; {count} of {total} had no figures in the report before")
WITHOUT = N_("{finding}; {count} of {total} have no coverage")
BASIS = N_("{subject} · report of {before} (open dot) against {now} (filled dot)")
FIRST_BASIS = N_("{subject} · report of {now}")

CHANGE = N_("{points} points")
NO_REPORT = N_("no report since {day}")
FIRST_REPORT = N_("first report")
NOT_BEFORE = N_("first figures")
NEWCOMER = N_("a district is new")

CHART = N_("Chart of two dots a unit: coverage in this report and in the one before.")
SAID = N_("{unit}: {share}, {status} ({change})")
LIMIT = N_("The threshold is {threshold}.")


class Moves(NamedTuple):
    """What the dumbbell shows: rows of BRIEFING, the province first, then the districts by rank; ranks beside them.

    as_of, before: the days compared; before is None for the first report.
    """

    rows: Sequence[Any]
    ranks: Sequence[int | None]
    as_of: date
    before: date | None

    @property
    def districts(self) -> list[Any]:
        """The rows without the province."""
        return [row for row in self.rows if row.kind != PROVINCE]

    @property
    def thresholds(self) -> list[float]:
        """The share to reach, if one is set."""
        return [float(row.threshold) for row in self.rows[:1] if not is_missing(row.threshold)]


def read_moves(rows: pd.DataFrame, as_of: date, before: date | None) -> Moves:
    """BRIEFING rows of one target in the order of the chart: coverage descending, ties share a rank, unknown last."""
    listed = rows_of(rows)
    top = [row for row in listed if row.kind == PROVINCE]
    others = rows[rows["kind"] != PROVINCE]
    ranks = find_ranks(others["coverage"].to_numpy(dtype="float64", na_value=float("nan")))
    found = [None if is_missing(rank) else int(rank) for rank in ranks]
    districts = [row for row in listed if row.kind != PROVINCE]
    order = sorted(range(len(districts)), key=lambda place: found[place] or len(districts) + 1)
    ranked = [districts[place] for place in order]
    return Moves([*top, *ranked], [*(None for _ in top), *(found[place] for place in order)], as_of, before)


def has_moved(row: Any) -> bool:
    """Whether a row's coverage can be compared with the report before."""
    return not is_missing(row.coverage_change)


def has_not_reported(row: Any, moves: Moves) -> bool:
    """Whether a unit that had figures at the report before has none since."""
    known = not is_missing(row.coverage) and not is_missing(row.coverage_before)
    return moves.before is not None and known and not has_moved(row) and not _has_newcomer(row)


def _has_newcomer(row: Any) -> bool:
    """Whether a unit has reported since and still cannot be compared: a part of it reports for the first time."""
    return not is_missing(row.period_end_before) and row.period_end > row.period_end_before and not has_moved(row)


def moves_heading(moves: Moves, subject: str, reader: Reader) -> tuple[str, str]:
    """The chart's finding, and what is counted (`subject`) over which two reports."""
    return moves_finding(moves, reader), moves_subtitle(moves, subject, reader)


def moves_finding(moves: Moves, reader: Reader) -> str:
    """The chart's title: who rose most, and how many have not reported since."""
    known = [row for row in moves.districts if not is_missing(row.coverage)]
    if not known:
        return nobody_finding(moves.districts, reader)
    if moves.before is None:
        return reader.words(FIRST)
    compared, since = [row for row in known if has_moved(row)], day(moves.before, reader.language)
    if not compared:
        new = any(is_missing(row.coverage_before) for row in known)
        return reader.words(NOTHING_BEFORE if new else SILENT, day=since)
    return _besides(_extremes(compared, since, reader), moves, reader)


def _besides(finding: str, moves: Moves, reader: Reader) -> str:
    """The finding, and how many districts it says nothing of, by the reason."""
    rows = moves.districts
    counts = (
        (NOT_SINCE, sum(has_not_reported(row, moves) for row in rows)),
        (NEW, sum(not is_missing(row.coverage) and is_missing(row.coverage_before) for row in rows)),
        (WITHOUT, sum(is_missing(row.coverage) for row in rows)),
    )
    for message, count in counts:
        if count:
            finding = reader.words(message, finding=finding, count=count, total=len(rows))
    return finding


def _extremes(compared: Sequence[Any], since: str, reader: Reader) -> str:
    """As the changes are written: who would read alike is named together."""
    changes = {row.unit: round(float(row.coverage_change) * 100, 1) for row in compared}
    most, least = max(changes.values()), min(changes.values())
    if most == least == 0:
        return reader.words(STILL, day=since)
    message, end = (RISEN, most) if most > 0 else (FALLEN, least)
    units = ", ".join(short_name(row.name) for row in compared if changes[row.unit] == end)
    return reader.words(message, units=units, day=since, points=points(end / 100, reader.language))


def moves_subtitle(moves: Moves, subject: str, reader: Reader) -> str:
    """What is counted, and which two reports are compared."""
    now = day(moves.as_of, reader.language)
    if moves.before is None:
        return reader.words(FIRST_BASIS, subject=subject, now=now)
    return reader.words(BASIS, subject=subject, before=day(moves.before, reader.language), now=now)


def move_words(row: Any, moves: Moves, reader: Reader) -> str:
    """A row's change in points, or why there is none."""
    if is_missing(row.coverage):
        return unknown_text(row, reader)
    if has_moved(row):
        return reader.words(CHANGE, points=points(row.coverage_change, reader.language))
    if moves.before is None:
        return reader.words(FIRST_REPORT)
    if has_not_reported(row, moves):
        return reader.words(NO_REPORT, day=day(row.period_end, reader.language))
    return reader.words(NOT_BEFORE if is_missing(row.coverage_before) else NEWCOMER)


def moves_alternative(moves: Moves, heading: tuple[str, str], reader: Reader) -> str:
    """The chart as plain text, unit by unit."""
    said = "; ".join(
        reader.words(
            SAID,
            unit=row.name,
            share=share_text(row, reader),
            status=standing_text(row, reader),
            change=move_words(row, moves, reader),
        )
        for row in moves.rows
    )
    limits = [reader.words(LIMIT, threshold=threshold(limit, reader.language)) for limit in moves.thresholds]
    parts = (*heading, said)
    return " ".join([reader.words(CHART), *(f"{part}." for part in parts if part), *limits])
