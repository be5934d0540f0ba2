"""The sheet on screen: what stands where, what it was taken to mean, and how a finding leads to its cell and back."""

from __future__ import annotations

import re

import pytest

from campaign.charts.style import Reader
from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.locale import translator
from campaign.sheets.files.view import MAX_COLUMNS, MAX_ROWS, SheetView, shown_text, view_sheets
from campaign.sheets.result import ColumnMeaning, TableRead
from campaign.ui.sheets.cell_anchors import locate
from campaign.ui.sheets.sheet_grid import TableShown, draw_legend, draw_sheet
from tests.builders import Formula, Grid, write_workbook
from tests.ui.visits import plain

ENGLISH = Reader(translator("en"), "en")
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture(autouse=True)
def _groups(monkeypatch):
    """Groups are read from a database only for their long names."""
    monkeypatch.setattr("campaign.ui.sheets.column_roles.group_labels", lambda _: {"18+": "18 years and over"})


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234.0, "1234"),
        (0.0, "0"),
        (-0.00001, "-1e-05"),
        (0.985, "0,985"),
        (0.98484848, "0,9848"),
        (12.345, "12,345"),
        (12.00001, "12,00001"),
        (float("nan"), "nan"),
        (True, "TRUE"),
        (None, ""),
        ("  12 liều ", "  12 liều "),
        ("x" * 301, "x" * 300 + "…"),
    ],
)
def test_a_cell_reads_as_in_vietnamese_excel(value, shown):
    assert shown_text(value) == shown


def test_a_sheet_is_shown_to_its_last_cell_with_what_the_parser_leaves_out():
    grid = Grid("T20", hidden_rows=[1], hidden_columns=[2])
    grid.put_row(0, ["TT", "Đơn vị", "Mũi 3"])
    grid.put_row(1, [1, "Sìn Hồ", Formula("=1/0", "#DIV/0!")])
    grid.put(5, 1, " ")
    [view] = view_sheets(write_workbook([grid]), {"T20": ()})
    assert view.texts[:2] == [["TT", "Đơn vị", "Mũi 3"], ["1", "Sìn Hồ", "#DIV/0!"]]
    assert view.numbers == {(1, 0)}
    assert (view.hidden_rows, view.hidden_columns) == ({1}, {2})
    assert view.rows_in_all == 6


def test_a_long_sheet_is_shown_from_its_start_and_around_the_places_asked_for():
    grid = Grid("T20")
    for row in range(2000):
        grid.put(row, 0, row)
    grid.put(0, 200, "far")
    [view] = view_sheets(write_workbook([grid]), {"T20": [(1500, 0), (0, 200)]})
    assert len(view.rows) <= MAX_ROWS
    assert len(view.columns) <= MAX_COLUMNS
    assert {1498, 1500, 1502} <= set(view.rows)
    assert 1497 not in view.rows
    assert 200 in view.columns
    drawn = draw_sheet(view, [], {}, number_of=0, reader=ENGLISH)
    assert "Drawn: 255 of 2,000 rows and 61 of 201 columns" in plain(drawn)
    assert drawn.count("⋮") == 1


@pytest.mark.parametrize(("rows", "shown"), [(MAX_ROWS, MAX_ROWS), (MAX_ROWS + 1, 250)])
def test_a_sheet_is_cut_only_when_it_is_longer_than_a_screen_bears(rows, shown):
    grid = Grid("T20")
    for row in range(rows):
        grid.put(row, 0, row)
    [view] = view_sheets(write_workbook([grid]), {"T20": ()})
    assert len(view.rows) == shown


def test_only_sheets_asked_for_are_shown_in_the_workbooks_order():
    book = write_workbook([named("A"), named("B"), named("C")])
    assert [view.name for view in view_sheets(book, {"C": (), "A": ()})] == ["A", "C"]


def test_columns_say_in_words_what_they_were_taken_to_mean():
    shown = plain(draw_sheet(view_of(), [table()], {}, number_of=0, reader=ENGLISH))
    assert "A B C D E F" in shown
    assert "Taken as Row number Unit In period · D3 · 18+ To date · D3 · 18+ People · 18+ ? Answer" in shown


def test_a_column_is_tinted_by_its_meaning_within_its_table_alone():
    drawn = draw_sheet(view_of(), [table()], {}, number_of=0, reader=ENGLISH)
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", drawn)
    assert "k-to-date" not in rows[0]
    assert '<td class="k-to-date number">20</td>' in rows[2]
    assert '<td class="k-asked number">7</td>' in rows[2]


def test_the_legend_names_the_meanings_and_signs_that_are_there():
    legend = plain(draw_legend([view_of()], [table()], ENGLISH))
    assert "Doses to date" in legend
    assert "Needs an answer" in legend
    assert "Rate" not in legend
    assert "✗ Error ! Warning i Note" in legend
    assert "Hidden in the file" not in legend
    assert "Hidden in the file" in plain(
        draw_legend([view_of()._replace(hidden_rows=frozenset([1]))], [table()], ENGLISH)
    )


def test_a_finding_leads_to_its_cell_and_the_cell_leads_back():
    findings = [finding("D3", WARNING), finding("D3", ERROR), finding(None, INFO), finding("Z99", ERROR)]
    located = locate([*findings, finding("A1", ERROR, sheet="other")], [view_of()])
    assert located.links == ["#o-1-D3", "#o-1-D3", "#trang-1", "#trang-1", ""]
    drawn = draw_sheet(view_of(), [table()], located.marks[0], number_of=0, reader=ENGLISH)
    [cell] = re.findall(r"<td id=\"o-1-D3\".*?</td>", drawn)
    assert 'class="k-to-date number marked error"' in cell
    assert 'title="The cell shows #REF!' in cell
    assert re.findall(r'href="#([^"]+)" aria-label="([^"]+)"', cell) == [
        ("phat-hien-2", "✗ Error: back to the finding"),
        ("phat-hien-1", "! Warning: back to the finding"),
    ]


def test_a_finding_inside_merged_cells_is_marked_where_their_value_stands():
    view = view_of()._replace(merges=[(0, 1, 1, 1), (0, 2, 0, 4)])
    located = locate([finding("B2", ERROR)], [view])
    assert located.links == ["#o-1-B1"]
    drawn = draw_sheet(view, [], located.marks[0], number_of=0, reader=ENGLISH)
    assert 'id="o-1-B1"' in drawn
    assert 'rowspan="2"' in drawn
    assert drawn.count('colspan="3"') == 1


def test_a_merge_cut_by_rows_left_out_is_drawn_in_pieces():
    view = view_of()._replace(rows=[0, 1, 9], merges=[(0, 0, 9, 0)])
    drawn = draw_sheet(view, [], {}, number_of=0, reader=ENGLISH)
    assert drawn.count('rowspan="2"') == 1
    assert [len(re.findall("<td", row)) for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", drawn)] == [6, 5, 6]


def test_whatever_a_sheet_says_stays_text():
    view = view_of()._replace(name=HOSTILE, texts=[[HOSTILE] * 6] * 3)
    hostile = Finding(ERROR, "unknown_dose", HOSTILE, "A1", {"text": HOSTILE})
    drawn = draw_sheet(view, [table(header=HOSTILE)], locate([hostile], [view]).marks[0], number_of=0, reader=ENGLISH)
    assert "<img" not in drawn
    assert "&lt;img" in drawn


def test_two_tables_on_a_sheet_each_have_their_own_meanings_above_them():
    second = table(range_="A3:F3")
    drawn = draw_sheet(view_of(), [table(range_="A1:F2"), second], {}, number_of=0, reader=ENGLISH)
    assert drawn.count('class="meanings"') == 2
    assert "meanings" not in drawn.partition("</thead>")[0]


def test_hidden_rows_and_columns_say_so():
    view = view_of()._replace(hidden_rows=frozenset([1]), hidden_columns=frozenset([3]))
    drawn = draw_sheet(view, [], {}, number_of=0, reader=ENGLISH)
    assert '<th scope="col" class="hidden-one">D<small>hidden</small></th>' in drawn
    assert '<th scope="row" class="hidden-one">2<small>hidden</small></th>' in drawn


def named(name: str) -> Grid:
    """A sheet with one cell."""
    grid = Grid(name)
    grid.put(0, 0, "x")
    return grid


def view_of() -> SheetView:
    """Three rows: a title, a header, one unit."""
    texts = [
        ["Báo cáo", "", "", "", "", ""],
        ["TT", "Đơn vị", "Tuần", "Lũy kế", "ĐT", "Số"],
        ["1", "Sìn Hồ", "5", "20", "90", "7"],
    ]
    numbers = frozenset((2, column) for column in (0, 2, 3, 4, 5))
    return SheetView("T20", [0, 1, 2], list(range(6)), texts, numbers, [], 3, 6, frozenset(), frozenset())


def table(*, header: str = "Lũy kế", range_: str = "A2:F3") -> TableShown:
    """The meanings of its columns; F is asked about."""
    columns = [
        ColumnMeaning("A", "TT", "index"),
        ColumnMeaning("B", "Đơn vị", "unit"),
        ColumnMeaning("C", "Tuần", "figure", "18+", "dose_3", "doses_in_period"),
        ColumnMeaning("D", header, "figure", "18+", "dose_3", "doses_to_date"),
        ColumnMeaning("E", "ĐT", "denominator", "18+", "", "", "resident"),
        ColumnMeaning("F", "Số", "unknown"),
    ]
    return TableShown(TableRead("T20", range_, 1, columns, None), frozenset("F"))


def finding(cell: str | None, severity: str, *, sheet: str = "T20") -> Finding:
    """Something wrong in a cell."""
    return Finding(severity, "error_cell_unused", sheet, cell, {"error": "#REF!"})
