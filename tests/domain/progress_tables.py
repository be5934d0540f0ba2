"""Small tables for tests of progress: what is not said is one district, adults' dose 3, weeks of seven days."""

from __future__ import annotations

from datetime import date

import pandas as pd

from campaign.domain.frames import DENOMINATORS, HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, frame
from campaign.domain.people.denominator_sums import standing_denominators
from campaign.domain.progress.progress import progress

PROVINCE, CITY, TAM_DUONG = "12", "105", "106"
DISTRICTS = [CITY, TAM_DUONG]


def day(text: str | None) -> pd.Timestamp | None:
    """A date written as 13/03/2022."""
    return pd.Timestamp(pd.to_datetime(text, format="%d/%m/%Y")) if text else None


def report(
    period_end: str,
    doses_to_date: int | None,
    doses_in_period: int | None = None,
    *,
    unit: str = CITY,
    group: str = "18+",
    dose: str = "dose_3",
    days: int = 7,
    incomplete: bool = False,
) -> tuple:
    """One row of POINTS; the period has `days` days if doses in it are stated."""
    end = day(period_end)
    start = None if doses_in_period is None else end - pd.Timedelta(days=days - 1)
    return group, dose, unit, start, end, doses_in_period, doses_to_date, incomplete, False


def people(
    number: int | None,
    kind: str = "due",
    *,
    unit: str = CITY,
    group: str = "18+",
    dose: str = "",
    since: str = "01/01/2021",
) -> tuple:
    """One row of DENOMINATORS."""
    return group, dose, unit, kind, day(since), number


def target(
    kind: str = "due",
    *,
    threshold: float | None = 1.0,
    deadline: str | None = None,
    group: str = "18+",
    dose: str = "dose_3",
    name: str = "T6",
    superseded_by: str | None = None,
    superseded_on: str | None = None,
) -> tuple:
    """One row of TARGETS."""
    goal = group, dose, kind, threshold, day(deadline)
    return name, "000", "3", "", *goal, "", "", "", "", None, superseded_by, day(superseded_on)


def interval(months: int, since: str, *, group: str = "18+", dose: str = "dose_3") -> tuple:
    """One row of INTERVALS."""
    return group, dose, months, day(since), "BYT"


def unit_rows(kind: str, codes: list[str], parent: str | None = PROVINCE) -> list[tuple]:
    """Rows of UNITS, named after their codes."""
    return [(code, f"unit {code}", kind, parent) for code in codes]


PROVINCE_ROW = unit_rows("province", [PROVINCE], None)
DISTRICT_ROWS = unit_rows("district", DISTRICTS)


def standing(denominators: list[tuple], units: list[tuple] | None = None) -> pd.DataFrame:
    """Those denominators with their sums."""
    return standing_denominators(frame(denominators, DENOMINATORS), frame(ALL_UNITS if units is None else units, UNITS))


ALL_UNITS = PROVINCE_ROW + DISTRICT_ROWS


def measured(
    as_of: str,
    reports: list[tuple],
    denominators: list[tuple],
    targets: list[tuple] | None = None,
    *,
    units: list[tuple] | None = None,
    intervals: list[tuple] | None = None,
    holidays: list[tuple] | None = None,
) -> pd.DataFrame:
    """Progress at a date written as 13/03/2022."""
    return progress(
        frame(reports, POINTS),
        standing(denominators, units),
        frame(targets or [target()], TARGETS),
        frame(unit_rows("district", [CITY]) if units is None else units, UNITS),
        frame(intervals or [], INTERVALS),
        frame(holidays or [], HOLIDAYS),
        day(as_of).date(),
    )


def first(*args: object, **named: object) -> pd.Series:
    """The first row of `measured`."""
    return measured(*args, **named).iloc[0]


def told(value: object) -> object:
    """A value of a frame as a test writes it: None for missing, 13/03/2022 for a date."""
    if pd.isna(value):
        return None
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value
