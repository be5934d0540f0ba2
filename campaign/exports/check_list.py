"""The first sheet of a checked copy: everything that was found, with links to the cells."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import quote_sheetname
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties

from campaign.domain.findings import ERROR, INFO, SEVERITIES, WARNING, Finding
from campaign.exports.check_marks import FILLS, find_place, plain_text, words_of
from campaign.locale import LANGUAGES, N_, Translate, translator
from campaign.locale.formats import day, number

SHEET = N_("Check")
TITLE = N_("RESULT OF CHECKING THE FIGURES")
FILE = N_("File: {file}")
CHECKED = N_("Checked on {day}")
NOTHING = N_("✓ Nothing was found to be wrong.")
NOT_LISTED = N_("… and {count} more findings, which are not listed.")
HEADERS = (N_("No."), N_("Severity"), N_("Sheet"), N_("Cell"), N_("What was found"))
MEANINGS = {
    ERROR: N_("The figure cannot be known; the file is not accepted until it is corrected."),
    WARNING: N_("Probably wrong or unusual: check it, and correct it where it is wrong."),
    INFO: N_("Worth knowing; nothing has to be done."),
}

PAGE = N_("Page {page}/{pages}")

# As the exported rankings have them; taken from there they would bring pandas with them.
FONT, A4, MARGIN_INCHES = "Times New Roman", 9, 0.4

MOST_LISTED = 20_000
WIDTHS = (6, 13, 22, 9, 96)  # characters; together an A4 landscape page
LINE_CHARACTERS, LINE_HEIGHT = 100, 15.5
LONGEST_TEXT, LONGEST_NAME, TALLEST_ROW = 32_767, 31, 409  # what Excel takes

_EDGE = Side(style="thin", color="FF7F7F7F")
_FRAME = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_TOP = Alignment(vertical="top", wrap_text=True)
_CENTRED = Alignment(vertical="top", wrap_text=True, horizontal="center")
_HEAD_FILL = PatternFill("solid", fgColor="FFDCE6F1")
_LINK = Font(name=FONT, size=11, color="FF0563C1", underline="single")


class About(NamedTuple):
    """What stands above the list: the file's name, the day, and what must be known of the copy, in words."""

    file_name: str
    checked: date
    notes: Sequence[str] = ()


def add_list(book: Any, about: About, findings: Sequence[Finding], sheets: Mapping[str, Any], language: str) -> None:
    """Put the list before the other sheets and open the workbook on it; `findings` come in the order to list them.

    It prints on A4 landscape pages with its header on each. `sheets` are the worksheets by the names findings have.
    """
    translate = translator(language)
    sheet = book.create_sheet(free_name(book, translate(SHEET)), 0)
    _open_on(book, sheet)
    _set_up_page(sheet, translate)
    row = _write_head(sheet, about, findings, translate, language)
    _write_row(sheet, row, [translate(header) for header in HEADERS], Font(name=FONT, size=11, bold=True))
    for column in range(1, len(HEADERS) + 1):
        sheet.cell(row, column).fill = _HEAD_FILL
        sheet.cell(row, column).alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet.print_title_rows = f"{row}:{row}"
    sheet.freeze_panes = sheet.cell(row + 1, 1)
    last = _write_findings(sheet, row + 1, findings, sheets, language)
    if findings:
        sheet.auto_filter.ref = f"A{row}:E{last}"


def remove_list(book: Any) -> None:
    """Take the list of an earlier check out, in whatever language it was."""
    titles = {translator(language)(TITLE) for language in LANGUAGES}
    for sheet in [sheet for sheet in book.worksheets if sheet.cell(1, 1).value in titles]:
        if len(book.worksheets) > 1:
            book.remove(sheet)


def free_name(book: Any, name: str) -> str:
    """A name for a new sheet that no sheet has yet and that is short enough; numbered where it must be."""
    taken = {title.casefold() for title in book.sheetnames}
    endings = ("", *(f" ({number})" for number in range(2, len(taken) + 3)))
    names = (name[: LONGEST_NAME - len(ending)] + ending for ending in endings)
    return next(each for each in names if each.casefold() not in taken)


def write_text(cell: Any, text: str) -> None:
    """A text that stays a text, whatever it begins with, also when somebody edits the cell."""
    cell.value = plain_text(text)[:LONGEST_TEXT]
    cell.data_type = "s"
    cell.quotePrefix = text.startswith(("=", "+", "-", "@"))


def _open_on(book: Any, sheet: Any) -> None:
    """No other sheet stays selected: what is typed into one of several selected sheets goes into all of them."""
    for other in (*book.worksheets, *book.chartsheets):
        views = other.views if other in book.worksheets else other.sheetViews
        for view in views.sheetView:
            view.tabSelected = other is sheet
    book.active = 0


def _set_up_page(sheet: Any, translate: Translate) -> None:
    for letter, width in zip("ABCDE", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.sheet_view.showGridLines = False
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = MARGIN_INCHES
    margins.bottom, margins.footer = 0.6, 0.3
    sheet.oddFooter.right.text = translate(PAGE).format(page="&P", pages="&N")


def _write_head(sheet: Any, about: About, findings: Sequence[Finding], translate: Translate, language: str) -> int:
    """Title, file, day, what the colours mean with how many there are, notes; the next free row after an empty one."""
    _write_across(sheet, 1, translate(TITLE), Font(name=FONT, size=14, bold=True))
    _write_across(sheet, 2, translate(FILE).format(file=about.file_name), Font(name=FONT, size=11, bold=True))
    _write_across(sheet, 3, translate(CHECKED).format(day=day(about.checked, language)), Font(name=FONT, size=11))
    row = 4
    for severity, word in SEVERITIES.items():
        count = sum(finding.severity == severity for finding in findings)
        marked = sheet.cell(row, 2)
        write_text(marked, f"{translate(word)}: {number(count, language)}")
        marked.font, marked.border = Font(name=FONT, size=11, bold=True), _FRAME
        marked.fill = PatternFill("solid", fgColor=FILLS[severity])
        _write_across(sheet, row, translate(MEANINGS[severity]), Font(name=FONT, size=11), column=3)
        row += 1
    for note in about.notes:
        _write_across(sheet, row, note, Font(name=FONT, size=11, italic=True))
        row += 1
    return row + 1


def _write_across(sheet: Any, row: int, text: str, font: Any, *, column: int = 1) -> None:
    cell = sheet.cell(row, column)
    write_text(cell, text)
    cell.font = font
    cell.alignment = Alignment(vertical="center", wrap_text=True)
    sheet.merge_cells(start_row=row, end_row=row, start_column=column, end_column=len(WIDTHS))
    sheet.row_dimensions[row].height = _height(text, sum(WIDTHS[column - 1 :])) * (font.size / 11)


def _write_findings(
    sheet: Any, first: int, findings: Sequence[Finding], sheets: Mapping[str, Any], language: str
) -> int:
    """One row a finding; the last row written."""
    translate, font = translator(language), Font(name=FONT, size=11)
    fills = {severity: PatternFill("solid", fgColor=colour) for severity, colour in FILLS.items()}
    for position, finding in enumerate(findings[:MOST_LISTED]):
        row = first + position
        severity = translate(SEVERITIES[finding.severity])
        texts = (position + 1, severity, finding.sheet or "", finding.cell or "", words_of(finding, language))
        _write_row(sheet, row, texts, font)
        sheet.cell(row, 2).fill = fills[finding.severity]
        if (named := sheets.get(finding.sheet or "")) and find_place(finding):
            _link(sheet.cell(row, 4), named.title, finding.cell)
    last = first + min(len(findings), MOST_LISTED) - 1
    more = len(findings) - MOST_LISTED
    if more > 0 or not findings:
        text = NOT_LISTED if findings else NOTHING
        _write_across(sheet, last + 1, translate(text).format(count=number(more, language)), font)
    return last


def _write_row(sheet: Any, row: int, values: Sequence[Any], font: Any) -> None:
    for column, value in enumerate(values, 1):
        cell = sheet.cell(row, column)
        if isinstance(value, str):
            write_text(cell, value)
        else:
            cell.value = value
        cell.font, cell.border = font, _FRAME
        cell.alignment = _CENTRED if column in (1, 4) else _TOP
    sheet.row_dimensions[row].height = max(_height(f"{values[2]}", WIDTHS[2]), _height(f"{values[4]}", LINE_CHARACTERS))


def _link(cell: Any, title: str, target: str | None) -> None:
    """A link inside the workbook."""
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quote_sheetname(title)}!{target}")
    cell.font = _LINK


def _height(text: str, characters: float) -> float:
    """The height of the lines that a text needs, in points: Excel does not fit it by itself in every case."""
    lines = sum(max(1, math.ceil(len(line) / characters)) for line in text.split("\n"))
    return min(LINE_HEIGHT * lines + 1, TALLEST_ROW)
