"""The blank weekly workbook: units listed, cells that refuse what is not a count, instructions beside it.

Its words are Vietnamese in every language of the program: offices fill it in, and the reader knows its headers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.utility import xl_range, xl_rowcol_to_cell

from campaign.domain.counting.figures import Period
from campaign.domain.names.units import DISTRICT, OTHER, Unit

SHEET, INSTRUCTIONS_SHEET = "Báo cáo tuần", "Hướng dẫn"
TITLE = "BÁO CÁO TIẾN ĐỘ TIÊM VẮC XIN PHÒNG COVID-19"
WEEK_TO_FILL = "Từ ngày …/…/…… đến ngày …/…/……"
WEEKS_IN_LIST = 6  # Excel holds 255 characters in a drop-down's own list
NOTES = ("Chưa nộp báo cáo", "Đã rà soát - điều chỉnh", "Số liệu tạm tính")  # a comma would part a list's entry

# Rows and columns from 0: heading, title, week, unit of count, three header rows, then the units.
TITLE_ROW, WEEK_ROW, COUNT_ROW, HEADER_ROW, FIRST_ROW = 3, 4, 5, 6, 9
FIRST_COLUMN = 2


class Block(NamedTuple):
    """Three columns of one group and dose; `people` heads the first: the people due, or all of the group."""

    group: str
    dose: str
    people: str


DOSE_LABELS = {"dose_1": "Mũi 1", "dose_2": "Mũi 2", "dose_3": "Mũi 3", "dose_4": "Mũi 4"}
# Adults' boosters are counted against the people due, children against all of their age, as the targets are set.
BLOCKS = (
    Block("18+", "dose_3", "Số người cần tiêm"),
    Block("18+", "dose_4", "Số người cần tiêm"),
    Block("12-17", "dose_2", "Số đối tượng"),
    Block("12-17", "dose_3", "Số đối tượng"),
    Block("5-11", "dose_1", "Số đối tượng"),
    Block("5-11", "dose_2", "Số đối tượng"),
)
IN_PERIOD_LABEL, TO_DATE_LABEL = "Trong tuần", "Lũy kế"
WIDTH = 3  # columns of a block
NOTE_COLUMN = FIRST_COLUMN + WIDTH * len(BLOCKS)

# A label that begins with "=" or "http:" is a text, never a formula or a link.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False}

INSTRUCTIONS = (
    "HƯỚNG DẪN ĐIỀN BÁO CÁO TUẦN",
    f"1. Điền vào trang “{SHEET}”. Không đổi tên, thêm hoặc xóa cột; đơn vị chưa có số liệu thì để trống dòng.",
    "2. Ô tô vàng dưới tiêu đề: chọn tuần báo cáo, hoặc gõ ngày/tháng/năm thay cho các dấu “…”.",
    "3. Số người cần tiêm / Số đối tượng: tổng số người của nhóm tại thời điểm báo cáo, kể cả người đã tiêm.",
    "4. Trong tuần: số mũi tiêm từ ngày đầu đến ngày cuối của tuần báo cáo.",
    "5. Lũy kế: tổng số mũi đã tiêm từ đầu chiến dịch đến hết tuần báo cáo. Ô chuyển màu khi nhỏ hơn số trong tuần.",
    "6. Ghi số nguyên, không gõ dấu chấm hoặc dấu phẩy. Không có mũi tiêm nào thì ghi 0; chưa có số liệu thì để trống.",
    "7. Dòng Tổng cộng tự tính và chỉ để đối chiếu, không được nạp vào phần mềm.",
    "8. Khi lũy kế giảm so với tuần trước, chọn “Đã rà soát - điều chỉnh” ở cột Ghi chú.",
)


def write_template(
    destination: Path | BytesIO,
    *,
    units: Sequence[Unit],
    groups: Mapping[str, str],
    period: Period | None = None,
    weeks: Sequence[Period] = (),
) -> None:
    """Write the workbook: `units` are the province's, `groups` their labels by code.

    The week is `period`; without one it is left to be filled in, the first of `weeks` being offered in a
    drop-down.
    """
    rows = [unit for unit in units if unit.kind in (DISTRICT, OTHER)]
    with xlsxwriter.Workbook(destination if isinstance(destination, BytesIO) else str(destination), OPTIONS) as book:
        sheet, styles = book.add_worksheet(SHEET), _styles(book)
        _add_heading(
            sheet,
            styles,
            week_text(period) if period else WEEK_TO_FILL,
            [week_text(week) for week in weeks[:WEEKS_IN_LIST]],
        )
        _add_header(sheet, styles, groups)
        _add_units(sheet, styles, rows)
        _add_total(sheet, styles, FIRST_ROW + len(rows))
        _add_checks(sheet, styles, FIRST_ROW, FIRST_ROW + len(rows) - 1)
        _set_up_page(sheet)
        _add_instructions(book, styles)


def week_text(week: Period) -> str:
    """'Từ ngày 13/05/2022 đến ngày 19/05/2022'."""
    start = f"Từ ngày {week.start:%d/%m/%Y} đến" if week.start else "Đến"
    return f"{start} ngày {week.end:%d/%m/%Y}"


def _styles(book: Any) -> dict[str, Any]:
    wrapped = {"align": "center", "valign": "vcenter", "text_wrap": True}
    options: dict[str, dict[str, Any]] = {
        "plain": {"align": "center"},
        "strong": {"align": "center", "bold": True},
        "title": {"align": "center", "bold": True, "font_size": 14},
        "week": {"align": "center", "italic": True, "bg_color": "#FFF7D6"},
        "right": {"align": "right", "italic": True},
        "head": {**wrapped, "bold": True, "border": 1, "bg_color": "#E8EEF4"},
        "name": {"border": 1},
        "count": {"border": 1, "num_format": "#,##0"},
        "sum": {"border": 1, "bold": True, "num_format": "#,##0", "bg_color": "#F2F2F2"},
        "odd": {"bg_color": "#F9C9B6"},
        "text": {"text_wrap": True, "valign": "top"},
    }
    return {name: book.add_format({"font_name": "Times New Roman", **option}) for name, option in options.items()}


def _add_heading(sheet: Any, styles: dict[str, Any], week: str, weeks: list[str]) -> None:
    half = NOTE_COLUMN // 2
    sheet.merge_range(0, 0, 0, 4, "UBND TỈNH LAI CHÂU", styles["plain"])
    sheet.merge_range(1, 0, 1, 4, "SỞ Y TẾ", styles["strong"])
    sheet.merge_range(0, half, 0, NOTE_COLUMN, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", styles["strong"])
    sheet.merge_range(1, half, 1, NOTE_COLUMN, "Độc lập - Tự do - Hạnh phúc", styles["strong"])
    sheet.merge_range(TITLE_ROW, 0, TITLE_ROW, NOTE_COLUMN, TITLE, styles["title"])
    sheet.merge_range(WEEK_ROW, 0, WEEK_ROW, NOTE_COLUMN, week, styles["week"])
    sheet.merge_range(COUNT_ROW, 0, COUNT_ROW, NOTE_COLUMN, "Đơn vị tính: người, mũi tiêm", styles["right"])
    if weeks:
        # Any other week may be typed: the list only saves typing.
        sheet.data_validation(WEEK_ROW, 0, WEEK_ROW, 0, {"validate": "list", "source": weeks, "show_error": False})


def _add_header(sheet: Any, styles: dict[str, Any], groups: Mapping[str, str]) -> None:
    head, bottom = styles["head"], HEADER_ROW + 2
    for column, label in ((0, "TT"), (1, "Đơn vị"), (NOTE_COLUMN, "Ghi chú")):
        sheet.merge_range(HEADER_ROW, column, bottom, column, label, head)
    for group in dict.fromkeys(block.group for block in BLOCKS):
        left, right = _columns_of(group)
        sheet.merge_range(HEADER_ROW, left, HEADER_ROW, right, groups[group], head)
    for column, block in _placed():
        label = DOSE_LABELS[block.dose]
        sheet.merge_range(HEADER_ROW + 1, column, HEADER_ROW + 1, column + WIDTH - 1, label, head)
        sheet.write_row(bottom, column, (block.people, IN_PERIOD_LABEL, TO_DATE_LABEL), head)


def _placed() -> list[tuple[int, Block]]:
    return [(FIRST_COLUMN + WIDTH * number, block) for number, block in enumerate(BLOCKS)]


def _columns_of(group: str) -> tuple[int, int]:
    columns = [column for column, block in _placed() if block.group == group]
    return columns[0], columns[-1] + WIDTH - 1


def _add_units(sheet: Any, styles: dict[str, Any], units: Sequence[Unit]) -> None:
    for number, unit in enumerate(units):
        row = FIRST_ROW + number
        sheet.write_number(row, 0, number + 1, styles["name"])
        sheet.write_string(row, 1, unit.name, styles["name"])
        for column in range(FIRST_COLUMN, NOTE_COLUMN):
            sheet.write_blank(row, column, None, styles["count"])
        sheet.write_blank(row, NOTE_COLUMN, None, styles["name"])


def _add_total(sheet: Any, styles: dict[str, Any], row: int) -> None:
    sheet.merge_range(row, 0, row, 1, "Tổng cộng", styles["sum"])
    for column in range(FIRST_COLUMN, NOTE_COLUMN):
        formula = f"=SUM({xl_range(FIRST_ROW, column, row - 1, column)})"
        sheet.write_formula(row, column, formula, styles["sum"], 0)
    sheet.write_blank(row, NOTE_COLUMN, None, styles["sum"])


def _add_checks(sheet: Any, styles: dict[str, Any], top: int, bottom: int) -> None:
    whole = {
        "validate": "integer",
        "criteria": ">=",
        "value": 0,
        "error_title": "Số liệu không hợp lệ",
        "error_message": "Hãy nhập số nguyên từ 0 trở lên; để trống nếu chưa có số liệu.",
    }
    sheet.data_validation(top, FIRST_COLUMN, bottom, NOTE_COLUMN - 1, whole)
    notes = {"validate": "list", "source": list(NOTES), "show_error": False}
    sheet.data_validation(top, NOTE_COLUMN, bottom, NOTE_COLUMN, notes)
    for column, _ in _placed():
        in_period, to_date = (xl_rowcol_to_cell(top, column + offset, col_abs=True) for offset in (1, 2))
        fewer = f'=AND({to_date}<>"",{to_date}<{in_period})'
        rule = {"type": "formula", "criteria": fewer, "format": styles["odd"]}
        sheet.conditional_format(top, column + 2, bottom, column + 2, rule)


def _set_up_page(sheet: Any) -> None:
    sheet.set_column(0, 0, 5)
    sheet.set_column(1, 1, 24)
    sheet.set_column(FIRST_COLUMN, NOTE_COLUMN - 1, 9)
    sheet.set_column(NOTE_COLUMN, NOTE_COLUMN, 24)
    sheet.set_row(HEADER_ROW + 2, 32)
    sheet.freeze_panes(FIRST_ROW, FIRST_COLUMN)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 2)
    sheet.set_footer("&CTrang &P/&N")


def _add_instructions(book: Any, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(INSTRUCTIONS_SHEET)
    sheet.set_column(0, 0, 110)
    sheet.write_column(0, 0, INSTRUCTIONS, styles["text"])
    sheet.write_string(0, 0, INSTRUCTIONS[0], styles["title"])
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
