"""A mistake planted in any cell of any layout is reported at that cell."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from xlsxwriter.utility import xl_cell_to_rowcol

from campaign.sheets.files.workbook import open_workbook
from tests.builders.any_faults import FAULTS, plant
from tests.builders.any_layout import build_any, is_documented
from tests.sheets.judging import RIGHT, judge
from tests.sheets.reading_helpers import reading_of
from tests.sheets.strategies import campaigns, layouts
from tests.thorough import are_reported, examples, tell


@pytest.mark.parametrize("name", FAULTS)
def test_it_is_reported_at_its_cell(name):
    reported = Counter()

    @examples(10)
    @given(campaigns(blanks=False), layouts, st.integers(0, 10**6))
    def count(campaign, layout, seed):
        assume(is_documented(campaign, layout))
        made = build_any(campaign, layout)
        planted = plant(FAULTS[name], campaign, layout, made, seed)
        assume(planted is not None)
        assume(judge(made, reading_of(made.content, made.file_name)).word == RIGHT)
        damaged = build_any(campaign, layout, planted)
        found = {(f.code, f.sheet, f.cell) for f in reading_of(damaged.content, damaged.file_name).findings}
        reported[(FAULTS[name].code, *next(iter(planted))) in found] += 1

    count()
    tell(f"{name}: {reported[True]} of {reported.total()} reported at their cells")
    assert are_reported(reported)


def test_a_unit_that_stands_twice_is_reported_at_the_second_row():
    reported = Counter()

    @examples(10)
    @given(campaigns(blanks=False), layouts, st.integers(1, 10**6))
    def count(campaign, layout, seed):
        assume(is_documented(campaign, layout) and not layout.rows and layout.group_rows != "counted")
        made = build_any(campaign, layout)
        sheet, first = made.cells["name"][0]
        others = [cell for cell in made.cells["name"][1 : len(campaign.units)] if cell[0] == sheet]
        assume(others and judge(made, reading_of(made.content, made.file_name)).word == RIGHT)
        named = next(one for one in open_workbook(made.content).sheets if one.name == sheet)
        again = others[seed % len(others)]
        damaged = build_any(campaign, layout, {again: value_at(named, first)})
        found = {(f.code, f.sheet, f.cell) for f in reading_of(damaged.content, damaged.file_name).findings}
        reported[
            not {(code, *again) for code in ("unit_twice", "unit_elsewhere", "unknown_unit")}.isdisjoint(found)
        ] += 1

    count()
    tell(f"a unit twice: {reported[True]} of {reported.total()} reported at their cells")
    assert are_reported(reported)


def value_at(sheet, address):
    row, column = xl_cell_to_rowcol(address)
    return sheet.rows[row][column]
