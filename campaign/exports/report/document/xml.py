"""The parts of WordprocessingML that python-docx has no words for: fonts, rules, fields, rows and cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS_PER_MM = 1440 / 25.4

# What stands after what (ECMA-376, part 1): Word calls a document with another order damaged.
PARAGRAPH = (
    *("w:pStyle", "w:keepNext", "w:keepLines", "w:pageBreakBefore", "w:widowControl", "w:numPr", "w:pBdr", "w:shd"),
    *("w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"),
    *("w:rPr", "w:sectPr"),
)
TABLE = (
    "w:tblStyle",
    "w:tblW",
    "w:jc",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
)
CELL = ("w:tcW", "w:gridSpan", "w:vMerge", "w:tcBorders", "w:shd", "w:noWrap", "w:tcMar", "w:vAlign")
TEXT = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:color", "w:sz", "w:szCs", "w:u", "w:lang")
ROW = ("w:cantSplit", "w:tblHeader", "w:jc")


def element(name: str, *parts: Any, **values: object) -> Any:
    """An element of the w: namespace with its attributes and parts: element("w:jc", val="center")."""
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    made.extend(parts)
    return made


def put(parent: Any, name: str, *parts: Any, order: Sequence[str], **values: object) -> None:
    """Put an element into its place in its parent, instead of one of its kind."""
    made = element(name, *parts, **values)
    for old in parent.findall(made.tag):
        parent.remove(old)
    later = {qn(each) for each in order[order.index(name) + 1 :]}
    place = next((place for place, child in enumerate(parent) if child.tag in later), len(parent))
    parent.insert(place, made)


def set_font(properties: Any, font: str) -> None:
    """One font for every script, with no theme's in its place (Vietnamese letters count as more than one script)."""
    put(properties, "w:rFonts", ascii=font, hAnsi=font, eastAsia=font, cs=font, order=TEXT)


def add_page_number(paragraph: Any) -> None:
    """The page's number as a field that Word keeps right."""
    instruction = element("w:instrText")
    instruction.text = "PAGE"
    for part in (element("w:fldChar", fldCharType="begin"), instruction, element("w:fldChar", fldCharType="end")):
        paragraph.add_run()._r.append(part)


def draw_rule_above(paragraph: Any) -> None:
    """A thin line along the top of a paragraph, as long as the paragraph is wide."""
    line = element("w:top", val="single", sz=6, space=0, color="000000")
    put(paragraph._p.get_or_add_pPr(), "w:pBdr", line, order=PARAGRAPH)


def draw_box(paragraph: Any, colour: str) -> None:
    """A frame around a paragraph."""
    sides = ("w:top", "w:left", "w:bottom", "w:right")
    lines = [element(side, val="single", sz=12, space=4, color=colour) for side in sides]
    put(paragraph._p.get_or_add_pPr(), "w:pBdr", *lines, order=PARAGRAPH)


def fix_widths(table: Any, widths: Sequence[float], *, cell_margin: float) -> None:
    """Columns of these widths and cells with this margin left and right, both in mm, whatever stands in them."""
    properties = table._tbl.tblPr
    put(properties, "w:tblW", w=_twips(sum(widths)), type="dxa", order=TABLE)
    put(properties, "w:tblInd", w=0, type="dxa", order=TABLE)
    put(properties, "w:tblLayout", type="fixed", order=TABLE)
    margins = [element(side, w=_twips(cell_margin), type="dxa") for side in ("w:left", "w:right")]
    put(properties, "w:tblCellMar", *margins, order=TABLE)
    for column, width in zip(table._tbl.tblGrid, widths, strict=True):
        column.set(qn("w:w"), str(_twips(width)))
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            put(cell._tc.get_or_add_tcPr(), "w:tcW", w=_twips(width), type="dxa", order=CELL)


def repeat_row(row: Any) -> None:
    """Have a header row stand again on every page that its table goes on to."""
    put(row._tr.get_or_add_trPr(), "w:tblHeader", order=ROW)


def keep_row_whole(row: Any) -> None:
    """Let no page end inside a row."""
    put(row._tr.get_or_add_trPr(), "w:cantSplit", order=ROW)


def shade(cell: Any, colour: str) -> None:
    """A ground of this colour for a cell."""
    put(cell._tc.get_or_add_tcPr(), "w:shd", val="clear", color="auto", fill=colour, order=CELL)


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)
