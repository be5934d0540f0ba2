"""Cases 109 to 132: the week reported, what was reported before, and how the sheet is laid out."""

from __future__ import annotations

import io
from datetime import date, timedelta
from typing import Any

import openpyxl

from campaign.domain.counting.figures import Period
from campaign.sheets.template import write_template
from tests.builders import build_l8, write_workbook
from tests.builders.canvas import Grid
from tests.builders.data import GROUP_LABELS, Style
from tests.builders.l1 import l1_grid, l1_title
from tests.builders.reference import unit_rows
from tests.hostile.cases import (
    ACCEPTED,
    ADULTS,
    ALL,
    ASKED,
    REFUSED,
    UNCHANGED,
    Build,
    Case,
    before_end,
    good,
    spoiled,
)  # fmt: skip
from tests.hostile.numbers import with_days
from tests.sheets.reading_helpers import PEOPLE, ROWS, WEEK

TAM_DUONG, PAIR = "Tam Đường", ("18+", "dose_3")
NEXT_WEEK = Period(date(2022, 5, 20), date(2022, 5, 26))
NEW_YEAR = Period(date(2021, 12, 27), date(2022, 1, 2))
WITH_BLANKS = '<row r="{row}"><c r="A{row}" s="1"/><c r="G{row}" s="1"/></row>'


def moved(days: int, to_date: int, in_period: int = 0) -> Build:
    """The sheet of a later week with Tam Đường's figures replaced."""
    week = Period(WEEK.start + timedelta(days), WEEK.end + timedelta(days))
    return lambda: good(rows={**ROWS, TAM_DUONG: {PAIR: (in_period, to_date)}}, week=week)


def corrected() -> bytes:
    week, to_date = ROWS[TAM_DUONG][PAIR]
    return good(rows={**ROWS, TAM_DUONG: {PAIR: (week + 5, to_date + 5)}})


def running_totals_as_weeks() -> bytes:
    """The running totals of the week before, sent as doses of the week."""
    rows = {unit: {PAIR: (figures[PAIR][1], figures[PAIR][1])} for unit, figures in ROWS.items()}
    return good(rows=rows, week=NEXT_WEEK)


def other_things() -> Grid:
    grid = Grid("Sheet1")
    grid.put_row(0, ("Mặt hàng", "Số lượng", "Đơn giá"))
    grid.put_row(1, ("Bơm kim tiêm", 100, 5000))
    return grid


def saved_from_1904() -> bytes:
    """Days counted from 1904, as Excel for Mac once did."""
    book = openpyxl.load_workbook(io.BytesIO(with_days(date(2022, 5, 19))))
    book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
    return saved(book)


def saved(book: Any) -> bytes:
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def opened(change: Any) -> Build:
    """The good sheet opened, changed and saved by a script; its only formulas are totals, which are left out."""

    def build() -> bytes:
        book = openpyxl.load_workbook(io.BytesIO(good(total="none")))
        change(book)
        return saved(book)

    return build


def hide_a_sheet(state: str) -> Any:
    def change(book: Any) -> None:
        book.create_sheet("Nháp")["A1"] = 5
        book["Nháp"].sheet_state = state

    return change


def filter_rows(book: Any) -> None:
    sheet = book.active
    sheet.auto_filter.ref = "A10:G18"
    sheet.auto_filter.add_filter_column(1, [TAM_DUONG])
    sheet.row_dimensions[13].hidden = True


def comment(book: Any) -> None:
    book.active["D12"].comment = openpyxl.comments.Comment("số này sai?", "an")


def two_sheets(second: int) -> bytes:
    """The same week on two sheets; the second states another number for Tam Đường."""
    given: Any = {"blocks": ADULTS, "title": None, "line": "", "notes": None}
    rows = {**ROWS, TAM_DUONG: {PAIR: (second, ROWS[TAM_DUONG][PAIR][1])}}
    style = Style(rates="fraction", total="none")
    grids: list[Grid] = [
        l1_grid(WEEK, ROWS, PEOPLE, style=style, sheet="Tuần 20", **given),
        l1_grid(WEEK, rows, PEOPLE, style=style, sheet="Tuần 20 (2)", **{**given, "title": l1_title(WEEK, "Tuần 20")}),
    ]
    return write_workbook(grids)


def two_tables() -> bytes:
    return build_l8(Period(None, WEEK.end), ROWS, PEOPLE)


def empty_template() -> bytes:
    buffer = io.BytesIO()
    write_template(buffer, units=unit_rows()[0], groups=GROUP_LABELS, period=WEEK)
    return buffer.getvalue()


def template_without_week() -> bytes:
    buffer = io.BytesIO()
    write_template(buffer, units=unit_rows()[0], groups=GROUP_LABELS)
    return buffer.getvalue()


def older_template() -> bytes:
    """A form whose columns stand in another order, under the words of another year."""
    words = {"Trong tuần": "Số tiêm trong tuần", "Lũy kế": "Cộng dồn", "Đơn vị": "Địa phương"}
    return good(words=words)


def accepted(number: int, what: str, build: Build, code: str = "", cell: str | None = None, **more: Any) -> Case:
    return Case(number, what, build, ACCEPTED, code, cell, **{"figures": ALL, **more})


CASES = (
    accepted(109, "another week chosen", good, "period_overridden", "A4", period=NEXT_WEEK),
    Case(110, "a week to come", lambda: good(week=Period(date(2031, 5, 16), date(2031, 5, 22))), REFUSED),
    accepted(111, "a week over New Year", lambda: good(week=NEW_YEAR)),
    Case(111, "week 0", lambda: good(title="BÁO CÁO TUẦN 0", signed_on=""), ASKED, "no_period"),
    accepted(112, "days counted from 1904", saved_from_1904, figures=2),
    # The day comes before the month in every office of the country: nothing else is considered.
    accepted(113, "days as text", lambda: good(title="Từ ngày 05/05/2022 đến ngày 11/05/2022")),
    Case(113, "a month that is none", lambda: good(title="Từ 05/13/2022 đến 05/19/2022", signed_on=""), ASKED),
    Case(114, "the same bytes again", good, UNCHANGED, before=(good,)),
    Case(115, "the same figures in other bytes", lambda: good(signature=False), UNCHANGED, before=(good,)),
    accepted(116, "other figures for the week", corrected, before=(good,)),
    accepted(118, "less to date than before", moved(7, 1), "cumulative_fell", "E12", before=(good,)),
    accepted(119, "running totals as the week", running_totals_as_weeks, "difference", before=(good,)),
    accepted(120, "last week's figures with another date", lambda: good(week=NEXT_WEEK), "difference", before=(good,)),
    # The units' names tell which column is theirs.
    accepted(121, "a header without units", spoiled(B7="Tên")),
    Case(121, "a table of other things", lambda: write_workbook([other_things()]), REFUSED, "no_table"),
    Case(121, "headers one column on", spoiled(D9="Lũy kế", E9="Tỷ lệ %", F9="Trong tuần"), ASKED),
    accepted(122, "spaces in headers", spoiled(D9="\ufeff Trong \u00a0 tuần ", B7=" Đơn  vị\n")),
    accepted(123, "two tables on a sheet", two_tables, figures=None),
    accepted(124, "hidden rows", lambda: good(hidden_rows=(12, 13)), "hidden_rows", "A12"),
    accepted(125, "a hidden sheet", opened(hide_a_sheet("hidden")), "hidden_sheet"),
    accepted(125, "a sheet hidden twice", opened(hide_a_sheet("veryHidden")), "hidden_sheet"),
    accepted(126, "filtered rows", opened(filter_rows), "hidden_rows", "A13"),
    accepted(127, "hidden columns", lambda: good(hidden_columns=(3,)), "hidden_columns", "D7"),
    Case(128, "two sheets that differ", lambda: two_sheets(1), ASKED, "stated_twice", "D12"),
    # Forms have no versions: a sheet is read by its headers, whichever form it was.
    accepted(129, "an older form", older_template),
    Case(130, "an empty form", empty_template, UNCHANGED, "nothing_reported"),
    Case(130, "an empty form without week", template_without_week, ASKED, "no_period"),
    accepted(131, "10,000 blank rows", before_end("".join(WITH_BLANKS.format(row=row) for row in range(40, 10_040)))),
    accepted(132, "a comment", opened(comment)),
)
