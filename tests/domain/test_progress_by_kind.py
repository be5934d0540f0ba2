"""Coverage over every kind of denominator, side by side."""

from __future__ import annotations

from campaign.domain.frames import HOLIDAYS, INTERVALS, POINTS, PROGRESS, TARGETS, UNITS, frame
from campaign.domain.progress.progress_by_kind import progress_by_kind
from tests.domain.progress_tables import (
    DISTRICT_ROWS,
    PROVINCE_ROW,
    TAM_DUONG,
    day,
    first,
    interval,
    people,
    report,
    standing,
    target,
    told,
)

DOSES = [report("29/05/2022", 600), report("29/05/2022", 300, unit=TAM_DUONG)]


def by_kind(denominators, reports=()):
    table = progress_by_kind(
        frame([*DOSES, *reports], POINTS),
        standing(denominators),
        frame([target()], TARGETS),
        frame(DISTRICT_ROWS, UNITS),
        frame([interval(3, "17/12/2021")], INTERVALS),
        frame([], HOLIDAYS),
        day("31/05/2022").date(),
    )
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == PROGRESS
    columns = ["denominator_kind", "unit", "denominator", "coverage", "remaining"]
    return [tuple(told(row[column]) for column in columns) for _, row in table.iterrows()]


def test_each_kind_that_is_known_has_a_row_for_each_unit():
    before = [report("27/02/2022", 750, dose="dose_2")]
    assert by_kind([people(1000, "resident"), people(800), people(400, unit=TAM_DUONG)], before) == [
        ("resident", "105", 1000, 0.6, 400),
        ("resident", "106", None, None, None),
        ("due", "105", 800, 0.75, 200),
        ("due", "106", 400, 0.75, 100),
        ("interval", "105", 750, 0.8, 150),
        ("interval", "106", None, None, None),
    ]


def test_people_resident_never_stand_in_for_another_kind():
    assert [row[0] for row in by_kind([people(1000, "resident")])] == ["resident", "resident"]


def test_without_people_there_is_no_kind():
    assert by_kind([]) == []


def test_the_province_has_no_people_due_while_a_unit_has_not_reported_the_dose_before():
    doses = [report("29/05/2022", 600, unit="12")]
    goal, rule = target("interval"), interval(3, "17/12/2021")
    whole = report("27/02/2022", 750, dose="dose_2", unit="12")
    row = first("31/05/2022", [*doses, whole], [], [goal], units=PROVINCE_ROW, intervals=[rule])
    assert [told(row[column]) for column in ("denominator", "coverage")] == [750, 0.8]
    part = report("27/02/2022", 750, dose="dose_2", unit="12", incomplete=True)
    row = first("31/05/2022", [*doses, part], [], [goal], units=PROVINCE_ROW, intervals=[rule])
    assert [told(row[column]) for column in ("denominator", "coverage", "status")] == [None, None, "no_data"]
