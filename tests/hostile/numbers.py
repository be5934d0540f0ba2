"""Cases 79 to 93: what stands where a number of people should."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from tests.builders import Grid, build_l1, set_cells, write_workbook
from tests.hostile.cases import ACCEPTED, ALL, ASKED, Build, Case, good, spoiled
from tests.sheets.reading_helpers import ROWS, WEEK

FIGURE = "D12"
TAM_DUONG = "Tam Đường"


def dated(value: Any) -> Build:
    return lambda: set_cells(good(total="values"), "Tuần 20", {FIGURE: value})


def counted(doses: int) -> dict[str, Any]:
    """The figures with Tam Đường's week and running total raised to one number."""
    return {**ROWS, TAM_DUONG: {("18+", "dose_3"): (doses, doses)}}


def without_total(cell: Any) -> Build:
    return lambda: good({FIGURE: cell}, total="none")


def with_days(last: Any) -> bytes:
    """A long table whose rows have the days of their week."""
    grid = Grid("Số liệu")
    grid.put_row(0, ("Đơn vị", "Nhóm tuổi", "Mũi", "Từ ngày", "Đến ngày", "Trong kỳ", "Lũy kế"))
    grid.put_row(1, (TAM_DUONG, "18+", "Mũi 3", None, None, 5, 50))
    grid.put_row(1, (WEEK.start, last), "date", column=3)
    return write_workbook([grid])


def second_over_first() -> bytes:
    rows = {TAM_DUONG: {("18+", "dose_1"): (10, 50), ("18+", "dose_2"): (10, 60)}}
    return build_l1(WEEK, rows, {TAM_DUONG: {("18+", ""): 100}}, blocks={"18+": ("people", "dose_1", "dose_2")})


def asked(number: int, what: str, cell: Any, code: str) -> Case:
    return Case(number, what, spoiled(D12=cell), ASKED, code, FIGURE)


def accepted(number: int, what: str, build: Build, code: str = "", cell: str | None = None, figures: int = ALL) -> Case:
    return Case(number, what, build, ACCEPTED, code, cell, figures)


CASES = (
    asked(79, "below zero", -5, "negative_people"),
    asked(79, "below zero in brackets", "(5)", "negative_people"),
    asked(80, "half a person", 12.5, "fractional_people"),
    accepted(80, "a whole float", without_total(470.0)),
    asked(81, "twenty nines", 99999999999999999999.0, "too_many_people"),
    asked(81, "twenty nines as text", "99999999999999999999", "too_many_people"),
    accepted(82, "more doses than people", lambda: good(rows=counted(90_000)), "over_denominator", "E12"),
    accepted(83, "a number as text", without_total(" 470 ")),
    # Doses have no decimals: in text both mean thousands. Of a number stored as 1.234 that is not sure, so it is asked.
    accepted(84, "a dot in text", without_total("1.234")),
    accepted(84, "a comma in text", without_total("1,234")),
    asked(84, "a dot that became decimals", 1.234, "fractional_people"),
    accepted(85, "a space that does not break", without_total("1\u00a0234")),
    *(asked(86, f"not quite a number {n}", text, "not_a_number") for n, text in enumerate(("5 liều", "~5", "O5"))),
    accepted(87, "a blank", without_total(None), figures=ALL - 1),
    accepted(87, "zero", without_total(0)),
    accepted(87, "a dash", without_total("-"), "dash_is_zero", FIGURE),
    accepted(87, "not reported", without_total("KBC"), figures=ALL - 1),
    asked(88, "true", True, "not_a_number"),
    Case(89, "a day among counts", dated(datetime(2022, 5, 3)), ASKED, "not_a_number", FIGURE),
    Case(90, "a count among days", lambda: with_days(5), ASKED),
    accepted(90, "a day among days", lambda: with_days(date(2022, 5, 19)), figures=2),
    asked(91, "a percentage", 0.95, "fractional_people"),
    accepted(92, "a total", good),
    accepted(92, "a total that is off", spoiled(D19=7), "total_mismatch", "D19"),
    accepted(93, "more in the week than to date", spoiled(D12=999_999), "in_period_over_to_date"),
    accepted(93, "more second doses than first", second_over_first, "dose_order", figures=4),
)
