"""Figures read one by one become the columns they stand in, and nothing is lost on the way."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.blocks import FigureBlock, figure_blocks, people_blocks, stated_by
from campaign.domain.doses import IN_PERIOD, RESIDENT, TO_DATE
from campaign.domain.figures import Denominator, Figure, SourceColumn

START, END = date(2022, 5, 13), date(2022, 5, 19)


def figure(unit: str, value: int, row: int, **other: Any) -> Figure:
    return Figure(unit, "18+", "dose_3", "", IN_PERIOD, START, END, value, 0, row)._replace(**other)


def test_what_a_column_states_for_one_dose_and_period_is_one_block() -> None:
    blocks = figure_blocks([figure("105", 30, 9), figure("106", 0, 10), figure("106", 5, 11, dose="dose_4")])
    assert blocks == [
        FigureBlock("18+", "dose_3", "", IN_PERIOD, START, END, 0, ["105", "106"], [9, 10], [30, 0]),
        FigureBlock("18+", "dose_4", "", IN_PERIOD, START, END, 0, ["106"], [11], [5]),
    ]


def test_cumulative_figures_are_one_block_whatever_period_they_were_written_beside() -> None:
    (block,) = figure_blocks(
        [figure("105", 1000, 9, measure=TO_DATE), figure("106", 900, 10, measure=TO_DATE, period_start=None)]
    )
    assert (block.period_start, block.values) == (None, [1000, 900])


def test_a_stock_has_no_first_day_and_doses_used_have_one() -> None:
    stock, used = figure_blocks([figure("105", 7, 9, measure="stock"), figure("105", 7, 9, measure="used")])
    assert (stock.period_start, used.period_start) == (None, START)


def test_denominators_are_kept_by_column_kind_and_day() -> None:
    rows = [Denominator(unit, "18+", "", RESIDENT, END, 100, 2, row) for unit, row in (("105", 9), ("106", 10))]
    (block,) = people_blocks(rows)
    assert (block.key, block.column, block.units, block.rows) == (
        *(("18+", "", RESIDENT, END), 2),
        *(["105", "106"], [9, 10]),
    )


figures = st.lists(
    st.builds(
        figure,
        st.sampled_from(["105", "106", "107"]),
        st.integers(0, 10**6),
        st.integers(1, 500),
        dose=st.sampled_from(["dose_1", "dose_2"]),
        product=st.sampled_from(["", "Pfizer"]),
        period_end=st.sampled_from([END, date(2022, 5, 26)]),
        column=st.integers(0, 2),
    )
)


@given(figures)
def test_every_figure_is_in_its_block_with_its_row(read: list[Figure]) -> None:
    stated = stated_by([SourceColumn("Tuần 20", "D", "")] * 3, read, [])
    again = [
        Figure(unit, *block[:6], value, block.column, row)
        for block in stated.figures
        for unit, row, value in zip(block.units, block.rows, block.values, strict=True)
    ]
    assert sorted(again, key=str) == sorted(read, key=str)
    assert stated.size == len(read)
