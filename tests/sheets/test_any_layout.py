"""Whatever a campaign counts, however its sheet is laid out: each number is read as it was written, or asked about."""

from __future__ import annotations

from collections import Counter

from hypothesis import assume, given, note

from campaign.domain.questions import PERIOD
from tests.builders.any_campaign import Campaign, Layout
from tests.builders.any_kinds import XLSX
from tests.builders.any_layout import build_any, is_documented
from tests.builders.grids import grids_of
from tests.sheets.judging import ASKED, DROPPED, RIGHT, WRONG, judge, numbers_of
from tests.sheets.reading_helpers import reading_of
from tests.sheets.strategies import campaigns, layouts
from tests.thorough import examples, tell

# Of the figures of documented layouts, so many are read without a question.
WITHOUT_QUESTION = 0.97


def verdict_on(campaign, layout, **given_too):
    made = build_any(campaign, layout)
    return made, judge(made, reading_of(made.content, made.file_name, **given_too))


@examples(150)
@given(campaigns(), layouts)
def test_nothing_is_read_wrong_and_nothing_is_dropped_in_silence(campaign, layout):
    made, verdict = verdict_on(campaign, layout)
    note(f"{made.file_name}: {verdict}")
    assert verdict.word not in (WRONG, DROPPED)


def test_documented_layouts_are_read_without_a_question():
    figures = Counter()

    @examples(100)
    @given(campaigns(), layouts)
    def count(campaign, layout):
        assume(is_documented(campaign, layout))
        made, verdict = verdict_on(campaign, layout)
        figures[verdict.word] += len(made.written)

    count()
    tell(f"figures of documented layouts: {dict(figures)}")
    assert figures[RIGHT] >= WITHOUT_QUESTION * figures.total() > 0


@examples(30)
@given(campaigns(), layouts)
def test_a_sheet_that_asks_for_its_period_alone_is_read_once_it_is_given(campaign, layout):
    made = build_any(campaign, layout)
    reading = reading_of(made.content, made.file_name)
    assume(
        {question.kind for question in reading.questions} == {PERIOD} and len({one.end for one in made.written}) == 1
    )
    answered = reading_of(made.content, made.file_name, period=campaign.period)
    assert judge(made, answered).word == RIGHT


@examples(20)
@given(campaigns(), layouts)
def test_the_builder_puts_every_number_where_it_says(campaign, layout):
    assume(layout.file_kind == XLSX)
    made = build_any(campaign, layout)
    held = {grid.name: grid for grid in grids_of(made.content)}
    for sheet, cell, *_, value in made.written:
        stored = next(iter(cell_value(held[sheet], cell)))
        assert stored == value or int("".join(filter(str.isdigit, f"0{stored}"))) == value


def cell_value(grid, address):
    found = [value for place, (value, _) in grid.cells.items() if place == place_of(address)]
    return found or [0]


def place_of(address):
    letters = address.rstrip("0123456789")
    column = 0
    for letter in letters:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(address[len(letters) :]) - 1, column - 1


def test_the_judge_tells_a_wrong_a_missing_and_an_asked_figure_apart():
    made, verdict = verdict_on(Campaign(), Layout())
    assert verdict.word == RIGHT
    reading = reading_of(made.content, made.file_name)
    first, *rest = numbers_of(reading)
    wrong = (first._replace(value=first.value + 1), first._replace(dose="dose_4"), first._replace(cell="Z9"))
    assert [judge(made, reading, [one, *rest]).word for one in wrong] == [WRONG] * 3
    assert judge(made, reading, rest).word == DROPPED
    assert verdict_on(Campaign(), Layout(year_at="nowhere"))[1].word == ASKED
