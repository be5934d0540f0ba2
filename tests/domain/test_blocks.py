"""Figures stand in blocks, and are found again one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.counting.blocks import FigureBlock, PeopleBlock, denominators_in, figures_in
from campaign.domain.counting.figures import Denominator, Figure, SourceColumn
from campaign.domain.doses import IN_PERIOD, RESIDENT
from tests.builders.blocks import figure_blocks, stated_by

START, END = date(2022, 5, 13), date(2022, 5, 19)


def figure(unit: str, value: int, row: int, **other: Any) -> Figure:
    return Figure(unit, "18+", "dose_3", "", IN_PERIOD, START, END, value, 0, row)._replace(**other)


def test_the_figures_of_a_block_have_its_meaning_each_its_row() -> None:
    block = FigureBlock("18+", "dose_3", "", IN_PERIOD, START, END, 0, ["105", "106"], [9, 10], [30, 0])
    assert figures_in([block]) == [figure("105", 30, 9), figure("106", 0, 10)]
    assert block.key == ("18+", "dose_3", "", IN_PERIOD, START, END)


def test_denominators_have_their_blocks_kind_and_day() -> None:
    block = PeopleBlock("18+", "", RESIDENT, END, 2, ["105", "106"], [9, 10], [100, 90])
    assert denominators_in([block]) == [
        Denominator("105", "18+", "", RESIDENT, END, 100, 2, 9),
        Denominator("106", "18+", "", RESIDENT, END, 90, 2, 10),
    ]


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
def test_every_figure_is_in_its_block_with_its_row(written: list[Figure]) -> None:
    stated = stated_by([SourceColumn("Tuần 20", "D", "")] * 3, written)
    assert sorted(figures_in(stated.figures)) == sorted(written)
    assert stated.size == len(written)
    assert len({(block.key, block.column) for block in stated.figures}) == len(stated.figures)


def test_a_stock_has_no_first_day_and_doses_used_have_one() -> None:
    stock, used = figure_blocks([figure("105", 7, 9, measure="stock"), figure("105", 7, 9, measure="used")])
    assert (stock.period_start, used.period_start) == (None, START)
