"""New, changed and unchanged figures against what stands."""

from __future__ import annotations

from datetime import date

from campaign.domain.counting.blocks import FigureBlock, Layer, PeopleBlock
from campaign.domain.counting.changes import (
    NEW_NAMED,
    Change,
    Comparison,
    Counts,
    compare_denominators,
    compare_figures,
)
from campaign.domain.counting.figures import SourceColumn
from campaign.domain.doses import IN_PERIOD, RESIDENT, TO_DATE

COLUMNS = [SourceColumn("Tuần 20", "D", "Trong tuần"), SourceColumn("Tuần 20", "E", "Lũy kế")]
START, END = date(2022, 5, 13), date(2022, 5, 19)
TO_DATE_KEY = ("18+", "dose_3", "", TO_DATE, None, END)


def to_date(*values: int) -> FigureBlock:
    units, rows = ["106", "107", "108"][: len(values)], [12, 13, 14][: len(values)]
    return FigureBlock(*TO_DATE_KEY, 1, units, rows, list(values))


def in_period(value: int, start: date = START) -> FigureBlock:
    return FigureBlock("18+", "dose_3", "", IN_PERIOD, start, END, 0, ["106"], [12], [value])


def layer(upload: int, *values: int, sheet: str = "Sheet1") -> Layer:
    units, rows = ["106", "107", "108"][: len(values)], [9, 10, 11][: len(values)]
    return Layer(upload, sheet, "F", lambda: (units, rows, list(values)))


def compared(block: FigureBlock, *layers: Layer) -> Comparison:
    return compare_figures([block], COLUMNS, {TO_DATE_KEY: list(layers)})


def test_a_figure_nobody_reported_before_is_new() -> None:
    found = compared(to_date(1030))
    assert found.counts == Counts(new=1)
    assert found.new == [Change("106", "18+", "dose_3", TO_DATE, END, None, 1030, "Tuần 20", "E12")]


def test_the_same_value_is_unchanged_and_names_the_upload_it_stands_in() -> None:
    found = compared(to_date(1030), layer(3, 1030))
    assert (found.counts, found.changed, found.new, found.holders) == (Counts(unchanged=1), [], [], {3})


def test_a_correction_names_the_old_value_and_its_cell() -> None:
    found = compared(to_date(1030), layer(3, 1000))
    (change,) = found.changed
    assert found.counts == Counts(changed=1)
    old = (change.old, change.new, change.old_upload, change.old_sheet, change.old_cell)
    assert old == (1000, 1030, 3, "Sheet1", "F9")


def test_the_newest_upload_that_names_a_unit_speaks_for_it() -> None:
    found = compared(to_date(1, 2, 3), layer(3, 1, 5), layer(4, 9))
    assert [(change.unit, change.old, change.old_upload) for change in found.changed] == [("106", 9, 4), ("107", 5, 3)]
    assert (found.counts, found.pattern) == (Counts(new=1, changed=2), ("ccn",))


def test_a_cell_of_an_earlier_file_of_the_batch_has_no_upload_yet() -> None:
    (change,) = compared(to_date(1030), layer(-1, 1000, sheet="Tuần 19")).changed
    assert (change.old_upload, change.old_sheet, change.old_cell) == (None, "Tuần 19", "F9")


def test_of_many_new_values_the_first_are_named_and_all_are_counted() -> None:
    many = NEW_NAMED + 5
    block = to_date(0)._replace(units=list(map(str, range(many))), rows=[1] * many, values=[0] * many)
    found = compared(block)
    assert (found.counts.new, len(found.new)) == (many, NEW_NAMED)
    assert len(compared(block, layer(3, 0)).new) == NEW_NAMED


def test_doses_of_one_day_do_not_replace_those_of_the_week_that_ends_on_it() -> None:
    standing = {("18+", "dose_3", "", IN_PERIOD, START, END): [layer(3, 30)]}
    assert compare_figures([in_period(5, start=END)], COLUMNS, standing).counts == Counts(new=1)
    assert compare_figures([in_period(5)], COLUMNS, standing).counts == Counts(changed=1)


def test_denominators_are_compared_by_kind_and_day() -> None:
    people = PeopleBlock("18+", "", RESIDENT, END, 0, ["106"], [12], [38_237])
    standing = {people.key: [layer(3, 38_000)]}
    (change,) = compare_denominators([people], COLUMNS, standing).changed
    assert (change.measure, change.old, change.new, change.cell) == (RESIDENT, 38_000, 38_237, "D12")
    assert compare_denominators([people._replace(values=[38_000])], COLUMNS, standing).changed == []
