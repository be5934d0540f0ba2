"""The form of an official paper: page, styles, national heading, agency, title, receivers, signature.

Nghị định 30/2020/NĐ-CP, Phụ lục I: its margins, fonts, sizes and places. Number and date are left blank, to be filled
in when the paper is signed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from campaign.exports.report.document.agency import Agency
from campaign.exports.report.document.styles import BODY, set_styles
from campaign.exports.report.document.xml import (
    add_page_number,
    draw_box,
    draw_rule_above,
    fix_widths,
    keep_row_whole,
)
from campaign.locale import N_, Translate

# Millimetres. Phụ lục I: top and bottom 20–25, left 30–35, right 15–20; A4.
PAGE_WIDTH, PAGE_HEIGHT = 210, 297
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 15
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
AGENCY_WIDTH, NATION_WIDTH = 67, TEXT_WIDTH - 67

# Points. Phụ lục I: nation 12–13, motto 13–14, agency 12–13, number 13, place and date 13–14, title 14, signer 13–14,
# "Nơi nhận" 12 and its lines 11.
NATION_SIZE, MOTTO_SIZE, AGENCY_SIZE, TITLE_SIZE, RECEIVERS_SIZE, RECEIVER_SIZE = 13, 14, 13, 14, 12, 11

WORD_MODE = "15"  # as of Word 2013; an older one is opened as a file of another time

NATION, MOTTO = N_("SOCIALIST REPUBLIC OF VIET NAM"), N_("Independence - Freedom - Happiness")
MOTTO_EMS = {"vi": 11.58, "en": 15.87}  # how wide the motto is in bold Times New Roman, in its own size
LETTER_EMS = 0.5  # a letter of bold text on average: near enough for lines of a third to a half of a text
SHORT_RULE = 0.4
NUMBER, PLACE_AND_DATE = N_("No.: …………/{symbol}"), N_("{place}, day …… month …… year ………")
REPORT = N_("REPORT")
RECEIVERS, FILED = N_("To:"), N_("On file: {filed}.")
NAME_LEFT_BLANK = "……………………"
WARNING_COLOUR = "C00000"


def new_document(title: str, agency: Agency, as_of: date, language: str) -> Any:
    """An empty A4 document with the decree's margins and styles; its properties know no clock."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE_WIDTH), Mm(PAGE_HEIGHT)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.left_margin, section.right_margin = Mm(LEFT), Mm(RIGHT)
    section.header_distance = section.footer_distance = Mm(10)
    set_styles(document, language)
    moment = datetime(as_of.year, as_of.month, as_of.day)  # noqa: DTZ001 - Word keeps no zone
    document.settings.element.find(f".//{qn('w:compatSetting')}").set(qn("w:val"), WORD_MODE)
    about = document.core_properties
    about.title, about.author, about.last_modified_by = title, agency.name, agency.name
    about.created = about.modified = moment
    about.comments, about.language, about.revision = "", "vi-VN" if language == "vi" else "en-GB", 1
    return document


def number_pages(document: Any, warning: str) -> None:
    """Page numbers in the middle of the top, from the second page on; a warning beside them stands on every page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    first, others = section.first_page_header.paragraphs[0], section.header.paragraphs[0]
    add_page_number(others)
    for paragraph in (first, others):
        paragraph.alignment = ALIGN.CENTER
        if warning:
            _warn(paragraph.add_run(f" — {warning}" if paragraph is others else warning))


def add_heading_block(document: Any, agency: Agency, translate: Translate, language: str) -> None:
    """The agency with the paper's number at the left, the nation, its motto, place and date at the right."""
    table = document.add_table(rows=2, cols=2)
    (who, nation), (number, place) = (row.cells for row in table.rows)
    fix_widths(table, [AGENCY_WIDTH, NATION_WIDTH], cell_margin=0)
    _line(who, agency.superior, AGENCY_SIZE)
    _line(who, agency.agency, AGENCY_SIZE, bold=True)
    _rule(who, SHORT_RULE * _width(agency.agency, AGENCY_SIZE), AGENCY_WIDTH)
    _line(nation, translate(NATION), NATION_SIZE, bold=True)
    motto = translate(MOTTO)
    _line(nation, motto, MOTTO_SIZE, bold=True)
    _rule(nation, _mm(MOTTO_EMS[language] * MOTTO_SIZE), NATION_WIDTH)
    _line(number, translate(NUMBER).format(symbol=agency.symbol), AGENCY_SIZE)
    _line(place, translate(PLACE_AND_DATE).format(place=agency.place), MOTTO_SIZE, italic=True)


def add_title(document: Any, lines: Sequence[str], warning: str, translate: Translate) -> None:
    """The kind of paper, what it is about with a short line below, and a warning in a box where there is one."""
    document.add_paragraph(translate(REPORT), "Title")
    for line in lines:
        document.add_paragraph(line, "Subtitle")
    _rule(document, SHORT_RULE * _width(lines[-1], TITLE_SIZE), TEXT_WIDTH)
    if warning:
        paragraph = document.add_paragraph(style=BODY)
        paragraph.alignment, paragraph.paragraph_format.first_line_indent = ALIGN.CENTER, Mm(0)
        paragraph.paragraph_format.space_before = Pt(12)
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(2)
        draw_box(paragraph, WARNING_COLOUR)
        _warn(paragraph.add_run(warning.upper()))


def add_signature(document: Any, agency: Agency, warning: str, translate: Translate) -> None:
    """Who receives the paper at the left; who signs it at the right, with room to sign and the name left blank."""
    table = document.add_table(rows=1, cols=2)
    fix_widths(table, [TEXT_WIDTH / 2, TEXT_WIDTH / 2], cell_margin=0)
    keep_row_whole(table.rows[0])
    left, right = table.rows[0].cells
    left.paragraphs[0].paragraph_format.space_before = right.paragraphs[0].paragraph_format.space_before = Pt(12)
    _line(left, translate(RECEIVERS), RECEIVERS_SIZE, bold=True, italic=True, align=ALIGN.LEFT)
    lines = [f"- {receiver};" for receiver in agency.receivers]
    for line in (*lines, f"- {translate(FILED).format(filed=agency.filed)}"):
        _line(left, line, RECEIVER_SIZE, align=ALIGN.LEFT)
    for line in filter(None, (agency.authority, agency.signer)):
        _line(right, line, TITLE_SIZE, bold=True)
    for text in ("", warning, "", "", NAME_LEFT_BLANK):
        _line(right, text, TITLE_SIZE)
    for paragraph in (*left.paragraphs, *right.paragraphs[:-1]):
        paragraph.paragraph_format.keep_with_next = True


def _line(cell: Any, text: str, size: float, *, align: Any = ALIGN.CENTER, **look: bool) -> None:
    """A line in a cell; the first one takes the paragraph that every cell begins with."""
    empty = len(cell.paragraphs) == 1 and not cell.paragraphs[0].runs
    paragraph = cell.paragraphs[0] if empty else cell.add_paragraph()
    paragraph.style, paragraph.alignment = "No Spacing", align
    run = paragraph.add_run(text)
    run.font.size = Pt(size)
    for name, value in look.items():
        setattr(run.font, name, value)


def _rule(place: Any, length: float, width: float) -> None:
    """A line of this length in the middle of a cell or page of this width, in mm."""
    paragraph = place.add_paragraph(style="No Spacing")
    form = paragraph.paragraph_format
    form.left_indent = form.right_indent = Mm((width - length) / 2)
    form.space_before, form.line_spacing = Pt(2), Pt(6)
    draw_rule_above(paragraph)


def _warn(run: Any) -> None:
    run.bold = True
    run.font.color.rgb = RGBColor.from_string(WARNING_COLOUR)


def _width(text: str, size: float) -> float:
    return _mm(len(text) * LETTER_EMS * size)


def _mm(points: float) -> float:
    return points * 25.4 / 72
