"""Tables as files: a workbook with one sheet per table, or one table as CSV.

Figures are real numbers in formats that Excel writes by its own language's rules, dates are dates, text is only ever
text; an unknown number or day is a dash in a workbook and empty in CSV.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple

import xlsxwriter

from campaign.exports.about import anchor_line
from campaign.exports.columns import COUNT, DAY, SHARE, TEXT
from campaign.exports.ranking_csv import write_lines
from campaign.exports.sheet_formats import OPTIONS, Formats
from campaign.locale import N_, Translate
from campaign.locale.formats import MISSING, is_missing, rounded_percent

A4, MARGIN_INCHES, LINE_HEIGHT = 9, 0.4, 16
LONGEST_NAME = 31  # what Excel takes
PAGE = N_("Page {page}/{pages}")
NOTHING = N_("Nothing to list.")


class Field(NamedTuple):
    """A column: its header in the reader's words, the kind of its values (exports.columns), its width in characters."""

    header: str
    kind: str = TEXT
    width: int = 14


class Section(NamedTuple):
    """A table with its name; rows hold plain values in the order of `fields`, shares as fractions, None unknown."""

    name: str
    fields: Sequence[Field]
    rows: Sequence[Sequence[Any]]
    note: str = ""


def write_sections_xlsx(
    sections: Iterable[Section], *, title: str, subtitle: str, created: date, translate: Translate, anchor: str = ""
) -> bytes:
    """One sheet per section, each with title, what it is of, headers and rows; A4 landscape, as wide as one page.

    The same tables give the same bytes: the file is dated by its figures, not by the clock. anchor: the end of the
    audit trail, for the foot of every page and the file's properties.
    """
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, OPTIONS) as book:
        mark = anchor_line(anchor, translate)
        book.set_properties({"title": title, "created": datetime.combine(created, time()), "comments": mark})
        formats = Formats(book)
        for section in sections:
            sheet = book.add_worksheet(section.name[:LONGEST_NAME])
            _set_up_page(sheet, section, mark, translate)
            first = _write_heading(sheet, section, (title, section.name, subtitle, section.note), formats)
            _write_rows(sheet, section, first, formats, translate)
    return content.getvalue()


def write_section_csv(section: Section, *, language: str) -> bytes:
    """The rows under one line of headers, as rankings are written (ranking_csv): shares in percent, unknown empty."""
    headers = [f"{field.header} (%)" if field.kind == SHARE else field.header for field in section.fields]
    rows = ([_value(*cell) for cell in zip(row, section.fields, strict=True)] for row in section.rows)
    return write_lines([headers, *rows], language)


def _set_up_page(sheet: Any, section: Section, mark: str, translate: Translate) -> None:
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=MARGIN_INCHES, right=MARGIN_INCHES, top=MARGIN_INCHES, bottom=0.6)
    sheet.hide_gridlines(2)
    sheet.set_footer(f"&L{mark}&R{translate(PAGE).format(page='&P', pages='&N')}")
    for index, field in enumerate(section.fields):
        sheet.set_column(index, index, field.width)


def _write_heading(sheet: Any, section: Section, lines: Sequence[str], formats: Formats) -> int:
    """Title, the section's name, what it is of, its note and the headers; the first row below them."""
    looks = ("title", "subject", "italic", "paragraph")
    last = len(section.fields) - 1
    for row, (text, look) in enumerate(zip(lines, looks, strict=True)):
        if last:
            sheet.merge_range(row, 0, row, last, "", formats.plain(look))
        sheet.write_string(row, 0, text, formats.plain(look))
        sheet.set_row(row, LINE_HEIGHT * _lines(text, sum(field.width for field in section.fields)) + 4)
    head = len(lines)
    for index, field in enumerate(section.fields):
        sheet.write_string(head, index, field.header, formats.plain("header"))
    sheet.set_row(head, LINE_HEIGHT * max(_lines(field.header, field.width - 2) for field in section.fields))
    sheet.repeat_rows(head)
    sheet.freeze_panes(head + 1, 1)
    return head + 1


def _write_rows(sheet: Any, section: Section, first: int, formats: Formats, translate: Translate) -> None:
    for at, row in enumerate(section.rows, first):
        for index, (value, field) in enumerate(zip(row, section.fields, strict=True)):
            _write_cell(sheet, at, index, value, field, formats)
        texts = [
            (str(value), field.width)
            for value, field in zip(row, section.fields, strict=True)
            if _is_text(value, field)
        ]
        sheet.set_row(at, LINE_HEIGHT * max([1, *(_lines(text, width - 1) for text, width in texts)]))
    if not section.rows:
        sheet.write_string(first, 0, translate(NOTHING))


def _write_cell(sheet: Any, at: int, index: int, value: Any, field: Field, formats: Formats) -> None:
    look, plain = formats.cell(field.kind, bold=False), _value(value, field)
    if plain is None:
        sheet.write_string(at, index, "" if field.kind == TEXT else MISSING, look)
    elif field.kind == TEXT:
        sheet.write_string(at, index, plain, look)
    elif field.kind == DAY:
        sheet.write_datetime(at, index, datetime.combine(plain, time()), look)
    else:
        sheet.write_number(at, index, round(plain / 100, 4) if field.kind == SHARE else plain, look)


def _value(value: Any, field: Field) -> Any:
    """A plain number, date or text, None for what is unknown; a share in percent."""
    if is_missing(value):
        return None
    if field.kind == DAY:
        return value.date() if isinstance(value, datetime) else value
    if field.kind == SHARE:
        return rounded_percent(value)
    return str(value) if field.kind == TEXT else round(float(value)) if field.kind == COUNT else value


def _is_text(value: Any, field: Field) -> bool:
    return field.kind == TEXT and not is_missing(value)


def _lines(text: str, characters: float) -> int:
    return max(1, math.ceil(len(text) / max(characters, 1)))
