"""What ranks over the weeks show, in words: the chart's title, and the chart for those who hear the page."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

import pandas as pd

from campaign.charts.finding_titles import subtitle
from campaign.charts.style import Reader
from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, rounded_percent

NOBODY = N_("No district can be ranked yet")
NO_MOVE = N_("No rank has changed since {day}")
FIRST_WEEK = N_("Ranks are known for one week only, {day}")
RISEN = N_("{unit} has risen most since {day}: from rank {before} to {now}")
FALLEN = N_("{unit} has fallen most since {day}: from rank {before} to {now}")
OF_UNIT = N_("{unit}: rank {now}, {before} on {day}; best {best}, worst {worst} in between")
OF_NEW_UNIT = N_("{unit}: rank {now}, its first")
UNRANKED_UNIT = N_("{unit} has no rank in this week")
LINES = N_("Line chart of ranks by week.")
UNIT_NOW = N_("{unit}: rank {now} ({before} on {day})")


def rank_finding(history: pd.DataFrame, unit: str | None, reader: Reader) -> str:
    """What the ranks show: of the chosen unit, or else who has moved most."""
    lines = [line for line in read_lines(history) if line.known]
    chosen = next((line for line in lines if line.unit == unit), None)
    if chosen is None and unit is not None and unit in set(history["unit"]):
        return reader.words(UNRANKED_UNIT, unit=history["name"][history["unit"] == unit].iloc[0])
    if not lines:
        return reader.words(NOBODY)
    return _of_all(lines, reader) if chosen is None else _of_unit(chosen, reader)


def rank_history_in_words(
    history: pd.DataFrame, as_of: date, unit: str | None, *, subject: str, translate: Translate, language: str
) -> str:
    """The chart as plain text, for those who hear the page."""
    reader = Reader(translate, language)
    said = "; ".join(_said(line, reader) for line in sorted(read_lines(history), key=_now) if line.known)
    about = subtitle(subject, pd.Timestamp(as_of), reader)
    finding = rank_finding(history, unit, reader)
    return " ".join([reader.words(LINES), *(f"{part}." for part in (finding, about, said) if part)])


class Line(NamedTuple):
    """A unit's ranks by week (ISO dates), oldest first; None where it had none."""

    unit: str
    name: str
    days: list[str]
    ranks: list[int | None]
    scores: list[float | None]
    late: list[bool]

    @property
    def known(self) -> list[tuple[str, int]]:
        """The weeks with a rank; none where the unit has no rank in the last week."""
        if not self.ranks or self.ranks[-1] is None:
            return []
        return [(day, rank) for day, rank in zip(self.days, self.ranks, strict=True) if rank is not None]


def read_lines(history: pd.DataFrame) -> list[Line]:
    """The lines from the first week on in which anybody has a rank."""
    history = history[history["week"] >= history["week"][history["rank"].notna()].min()]
    names = dict(zip(history["unit"], history["name"], strict=True))
    if not names:
        return []
    # A row for each week and unit, weeks together: one list of each column for each unit.
    days = [day.isoformat() for day in history["week"][:: len(names)].dt.date]
    ranks, scores, late = (_by_unit(history[column], len(names)) for column in ("rank", "score", "stale"))
    return [
        Line(
            unit,
            name,
            days,
            [None if is_missing(rank) else int(rank) for rank in ranks[place]],
            [rounded_percent(score) for score in scores[place]],
            [bool(was) and not is_missing(rank) for was, rank in zip(late[place], ranks[place], strict=True)],
        )
        for place, (unit, name) in enumerate(names.items())
    ]


def _by_unit(column: pd.Series, units: int) -> list[list[Any]]:
    values = column.to_numpy(dtype="float64", na_value=float("nan")).tolist()
    return [values[place::units] for place in range(units)]


def _now(line: Line) -> int:
    return line.known[-1][1] if line.known else len(line.ranks)


def _moved(line: Line) -> int:
    """Places moved up between the first week with a rank and the last."""
    return line.known[0][1] - line.known[-1][1] if line.known else 0


def most_moved(lines: list[Line]) -> str | None:
    """The unit that has moved by the most places, up before down."""
    best = max(lines, key=lambda line: (abs(_moved(line)), _moved(line)), default=None)
    return best.unit if best and _moved(best) else None


def _of_all(lines: list[Line], reader: Reader) -> str:
    moved = most_moved(lines)
    since = day(date.fromisoformat(min(line.days[0] for line in lines)), reader.language)
    if all(len(line.days) == 1 for line in lines):
        return reader.words(FIRST_WEEK, day=since)
    if moved is None:
        return reader.words(NO_MOVE, day=since)
    line = next(line for line in lines if line.unit == moved)
    (first, before), (_, now) = line.known[0], line.known[-1]
    since = day(date.fromisoformat(first), reader.language)
    return reader.words(RISEN if now < before else FALLEN, unit=line.name, day=since, before=before, now=now)


def _of_unit(line: Line, reader: Reader) -> str:
    (first, before), (_, now) = line.known[0], line.known[-1]
    if len(line.known) == 1:
        return reader.words(OF_NEW_UNIT, unit=line.name, now=now)
    ranks = [rank for _, rank in line.known]
    since = day(date.fromisoformat(first), reader.language)
    best, worst = min(ranks), max(ranks)
    return reader.words(OF_UNIT, unit=line.name, now=now, before=before, day=since, best=best, worst=worst)


def _said(line: Line, reader: Reader) -> str:
    (first, before), (_, now) = line.known[0], line.known[-1]
    since = day(date.fromisoformat(first), reader.language)
    return reader.words(UNIT_NOW, unit=line.name, now=now, before=before, day=since)
