"""Small campaigns for tests of rankings: districts a, b, c … with doses and people for some targets, week by week."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd

from campaign.domain.frames import HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, frame
from tests.domain.progress_tables import people, report, standing, target, told, unit_rows

NOW, BEFORE = "29/05/2022", "22/05/2022"
# What each target counts.
PAIRS = {"T6": ("18+", "dose_3"), "T7": ("5-11", "dose_2"), "T4": ("12-17", "dose_2")}


def goal(name: str, threshold: float | None = 1.0) -> tuple:
    """A target of PAIRS on people due."""
    group, dose = PAIRS[name]
    return target(name=name, group=group, dose=dose, threshold=threshold)


def given(name: str, unit: str, doses: int | None, on: str = NOW) -> list[tuple]:
    """A unit's doses to date for a target; None reports nothing."""
    group, dose = PAIRS[name]
    return [] if doses is None else [report(on, doses, unit=unit, group=group, dose=dose)]


def due(name: str, unit: str, number: int | None = 1000, since: str = "01/01/2021") -> list[tuple]:
    """A unit's people for a target; None states none."""
    return [] if number is None else [people(number, unit=unit, group=PAIRS[name][0], since=since)]


def campaign(units: str, reports: list[tuple], rows: list[tuple], targets: list[tuple]) -> tuple[pd.DataFrame, ...]:
    """The frames of `progress` for districts with these codes, a letter each."""
    places = unit_rows("district", list(units))
    return (
        frame(reports, POINTS),
        standing(rows, places),
        frame(targets, TARGETS),
        frame(places, UNITS),
        frame([], INTERVALS),
        frame([], HOLIDAYS),
    )


def table(doses: dict[str, list[int | None]], *, of: int = 1000, thresholds: dict[str, float | None] | None = None):
    """The campaign in which each target has these doses in districts a, b, c … of `of` people each, reported now."""
    units = "abcdefgh"[: len(next(iter(doses.values())))]
    reports = [
        row
        for name, column in doses.items()
        for unit, n in zip(units, column, strict=True)
        for row in given(name, unit, n)
    ]
    rows = [row for name in doses for unit in units for row in due(name, unit, of)]
    return campaign(units, reports, rows, [goal(name, (thresholds or {}).get(name, 1.0)) for name in doses])


def day(text: str) -> date:
    """29/05/2022 as a date."""
    number, month, year = map(int, text.split("/"))
    return date(year, month, number)


def week(number: int) -> str:
    """The Sunday of week 0, 1, 2 …, as reports write it."""
    return f"{date(2022, 5, 1) + timedelta(weeks=number):%d/%m/%Y}"


def listed(rows: pd.DataFrame, *columns: str) -> list[tuple]:
    """Some columns of a frame, row by row, as a test writes them."""
    return [tuple(told(row[column]) for column in columns) for _, row in rows.iterrows()]
