"""The styles of an official paper: Times New Roman, its sizes and spacing (Nghị định 30/2020/NĐ-CP, Phụ lục I)."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from campaign.exports.report.document.xml import TEXT, put, set_font
from campaign.exports.sheet_formats import FONT

BODY, ITEM, NOTE, CELL, HEADER = "Body Text", "List Paragraph", "Quote", "List", "List 2"
BODY_SIZE, NOTE_SIZE, TABLE_SIZE, HEADER_SIZE = (
    14,
    12,
    10,
    9,
)  # points; the decree asks 13–14 of the text and leaves tables open
INDENT = 12.7  # mm of the first line: 1 or 1.27 cm
SPACE = 6  # points between paragraphs, the least

LANGUAGE_TAGS = {"vi": "vi-VN", "en": "en-GB"}


class Look(NamedTuple):
    """How a style looks: size, letters, alignment, points before and after, first line's indent in mm."""

    size: float
    bold: bool = False
    italic: bool = False
    align: Any = ALIGN.JUSTIFY
    before: float = 0
    after: float = SPACE
    indent: float = 0
    keep_with_next: bool = False


LOOKS = {
    "Normal": Look(BODY_SIZE),
    "No Spacing": Look(BODY_SIZE, after=0),
    "Header": Look(BODY_SIZE, align=ALIGN.CENTER, after=0),
    "Title": Look(BODY_SIZE, bold=True, align=ALIGN.CENTER, before=18, after=0),
    "Subtitle": Look(BODY_SIZE, bold=True, align=ALIGN.CENTER, after=0),
    "Heading 1": Look(BODY_SIZE, bold=True, align=ALIGN.LEFT, before=12, indent=INDENT, keep_with_next=True),
    "Heading 2": Look(BODY_SIZE, bold=True, align=ALIGN.LEFT, before=6, indent=INDENT, keep_with_next=True),
    BODY: Look(BODY_SIZE, indent=INDENT),
    ITEM: Look(BODY_SIZE, indent=INDENT),
    "Caption": Look(NOTE_SIZE, bold=True, align=ALIGN.CENTER, before=6, after=3, keep_with_next=True),
    CELL: Look(TABLE_SIZE, align=ALIGN.LEFT, before=1, after=1),
    HEADER: Look(HEADER_SIZE, bold=True, align=ALIGN.CENTER, after=0),
    NOTE: Look(NOTE_SIZE, italic=True, before=3, after=3),
}


def set_styles(document: Any, language: str) -> None:
    """The looks of all styles in use, and the language that Word's speller reads by."""
    for name, look in LOOKS.items():
        _set_style(document.styles[name], look)
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    set_font(defaults, FONT)
    tag = LANGUAGE_TAGS[language]
    put(defaults, "w:lang", val=tag, eastAsia=tag, bidi="ar-SA", order=TEXT)


def _set_style(style: Any, look: Look) -> None:
    """A look instead of the one that the template has: its colours, its theme's fonts, its lines."""
    properties, paragraph = style.element.get_or_add_rPr(), style.element.get_or_add_pPr()
    for old in (*properties, *paragraph.findall(qn("w:pBdr")), *paragraph.findall(qn("w:contextualSpacing"))):
        old.getparent().remove(old)
    set_font(properties, FONT)
    style.font.size, style.font.bold, style.font.italic = Pt(look.size), look.bold, look.italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    form = style.paragraph_format
    form.alignment, form.keep_with_next = look.align, look.keep_with_next
    form.space_before, form.space_after, form.line_spacing = Pt(look.before), Pt(look.after), 1.0
    form.left_indent, form.first_line_indent = Mm(0), Mm(look.indent)
