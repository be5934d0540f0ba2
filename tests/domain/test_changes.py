"""New, changed and unchanged figures against what stands."""

from __future__ import annotations

from datetime import date

from campaign.domain.changes import Change, Counts, Standing, compare_denominators, compare_figures
from campaign.domain.doses import IN_PERIOD, RESIDENT, TO_DATE
from campaign.domain.figures import Denominator, Figure, SourceColumn

COLUMNS = [SourceColumn("Tuần 20", "D", "Trong tuần"), SourceColumn("Tuần 20", "E", "Lũy kế")]
START, END = date(2022, 5, 13), date(2022, 5, 19)


def to_date(value: int) -> Figure:
    return Figure("106", "18+", "dose_3", "", TO_DATE, START, END, value, 1, 12)


def in_period(value: int, start: date = START) -> Figure:
    return Figure("106", "18+", "dose_3", "", IN_PERIOD, start, END, value, 0, 12)


def test_a_figure_nobody_reported_before_is_new() -> None:
    counts, changes = compare_figures([to_date(1030)], COLUMNS, {})
    assert counts == Counts(new=1)
    assert changes == [Change("106", "18+", "dose_3", TO_DATE, END, None, 1030, "Tuần 20", "E12")]


def test_the_same_cumulative_is_unchanged_whatever_period_it_was_written_beside() -> None:
    standing = {("106", "18+", "dose_3", "", TO_DATE, None, END): Standing(1030, 3, "Sheet1", "F9")}
    assert compare_figures([to_date(1030)], COLUMNS, standing) == (Counts(unchanged=1), [])


def test_a_correction_names_the_old_value_and_its_cell() -> None:
    standing = {("106", "18+", "dose_3", "", TO_DATE, None, END): Standing(1000, 3, "Sheet1", "F9")}
    counts, (change,) = compare_figures([to_date(1030)], COLUMNS, standing)
    assert counts == Counts(changed=1)
    assert (change.old, change.new, change.old_upload, change.old_sheet, change.old_cell) == (
        1000,
        1030,
        3,
        "Sheet1",
        "F9",
    )


def test_doses_of_one_day_do_not_replace_those_of_the_week_that_ends_on_it() -> None:
    standing = {("106", "18+", "dose_3", "", IN_PERIOD, START, END): Standing(30, 3, "Sheet1", "E9")}
    assert compare_figures([in_period(5, start=END)], COLUMNS, standing)[0] == Counts(new=1)


def test_denominators_are_compared_by_kind_and_day() -> None:
    people = Denominator("106", "18+", "", RESIDENT, END, 38_237, 0, 12)
    standing = {("106", "18+", "", RESIDENT, END): Standing(38_000, 3, "Sheet1", "C9")}
    (change,) = compare_denominators([people], COLUMNS, standing)
    assert (change.measure, change.old, change.new) == (RESIDENT, 38_000, 38_237)
    assert compare_denominators([people._replace(people=38_000)], COLUMNS, standing) == []
