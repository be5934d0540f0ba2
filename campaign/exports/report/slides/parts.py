"""The parts of a slide: title, text, table, key figures, footer; where they stand and how they look."""

from __future__ import annotations

import copy
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Inches, Pt

from campaign.exports.report.figures import Table
from campaign.exports.report.slides.package import dress
from campaign.locale import N_


def rgb(colour: str) -> Any:
    """A colour (six hexadecimal digits) as the library wants it."""
    made: Any = RGBColor
    return made.from_string(colour)


CONTINUED = N_("{title} (continued)")

WIDTH, HEIGHT = 13.333, 7.5  # inches: 16 : 9
INK, MUTED, ACCENT, BAND, WHITE = (rgb(colour) for colour in ("1E293B", "56637A", "0072B2", "E8EEF6", "FFFFFF"))
FIRST, ONLY = "Title Slide", "Title Only"  # the layouts of the library's own template that are kept
FOOTERS = ("ftr", "sldNum")

FEW_ROWS = 6  # up to so many, a table is written larger
ROW_INCHES, TEXT_POINTS = {True: 0.55, False: 0.42}, {True: 16, False: 14}
HEADING_POINTS, FOOTER_POINTS = 13, 11
FACT_NAME, FACT_VALUE = 12, 18
# A title's sizes; what its box holds, and how wide a slide's text may be, in points.
TITLE_SIZES, TITLE_POINTS, BODY_POINTS = (26, 22, 20, 18, 16, 14, 12), 66, 860
SPACING = 1.2  # from line to line
PLAIN, BOLD = 0.52, 0.58  # of its points: how wide a letter is on average
LAST_FACT = 1.7  # as wide as so many others: a status in words


class Box(NamedTuple):
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def sides(self) -> tuple[int, int, int, int]:
        """As the library measures."""
        left, top, width, height = (Inches(side) for side in self)
        return left, top, width, height


SUBTITLE, FOOTER, STRIPE = Box(0.6, 1.35, 12.13, 0.4), Box(0.6, 7.0, 10.5, 0.3), Box(0.6, 1.2, 0.09, 5.4)


class Deck:
    """A presentation being made; `footer` stands under every slide but the first."""

    def __init__(self, title: str, footer: str, language: str) -> None:
        self.presentation: Any = Presentation()
        self._title, self._footer = title, footer
        dress(self.presentation, title, language, width=Inches(WIDTH), height=Inches(HEIGHT), kept=(FIRST, ONLY))

    def add_first(self, lines: Sequence[str]) -> None:
        """The title slide: under the title the first of the lines stands out."""
        slide = self.presentation.slides.add_slide(self._layout(FIRST))
        slide.shapes.title.text = self._title
        frame = slide.placeholders[1].text_frame
        _write(frame, lines, size=18, first=24)
        stripe = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *STRIPE.sides)
        stripe.fill.solid()
        stripe.fill.fore_color.rgb = ACCENT
        stripe.line.fill.background()

    def add(self, title: str, subtitle: str, said: Sequence[str]) -> Any:
        """A slide under its title; `said`: the speaker's notes."""
        layout = self._layout(ONLY)
        slide = self.presentation.slides.add_slide(layout)
        _write_line(slide.shapes.title.text_frame.paragraphs[0], title, size=fit_title(title), bold=True)
        if subtitle:
            self.add_text(slide, [subtitle], SUBTITLE, size=14)
        if said:
            slide.notes_slide.notes_text_frame.text = "\n".join(said)
        self._add_footers(slide, layout)
        return slide

    def add_text(self, slide: Any, lines: Sequence[str], box: Box, *, size: int) -> None:
        """Lines of muted text; nothing where there are none."""
        if lines:
            _write(_frame(slide, box), lines, size=size, colour=MUTED)

    def add_paragraphs(self, slide: Any, lines: Iterable[tuple[str, bool]], box: Box) -> None:
        """Lines of text, some of them (True) in bold."""
        frame = _frame(slide, box)
        for index, (text, bold) in enumerate(lines):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            _write_line(paragraph, text, size=16 if bold else 13, colour=INK, bold=bold)
            paragraph.space_before = Pt(10 if bold and index else 2)

    def add_facts(self, slide: Any, facts: Sequence[tuple[str, str]], box: Box) -> None:
        """Key figures side by side: a small name over a large value."""
        left, part = box.left, box.width / (len(facts) - 1 + LAST_FACT)
        for index, (name, value) in enumerate(facts):
            frame = _frame(slide, Box(left, box.top, part * (LAST_FACT if index == len(facts) - 1 else 1), box.height))
            left += part
            _write_line(frame.paragraphs[0], name, size=FACT_NAME, colour=MUTED)
            _write_line(frame.add_paragraph(), value, size=FACT_VALUE, colour=INK, bold=True)

    def add_table(self, slide: Any, table: Table, box: Box, *, widths: Sequence[float]) -> None:
        """A native table; `widths` of the columns are shares of the box."""
        size, few = (len(table.rows) + 1, len(table.headings)), len(table.rows) <= FEW_ROWS
        left, top, width, _ = box.sides
        made = slide.shapes.add_table(*size, left, top, width, Inches(ROW_INCHES[few] * size[0])).table
        made.horz_banding = False
        for column, share in zip(made.columns, widths, strict=True):
            column.width = int(width * share / sum(widths))
        for at, texts in enumerate([table.headings, *table.rows]):
            made.rows[at].height = Inches(ROW_INCHES[few])
            for column, text in enumerate(texts):
                points = TEXT_POINTS[few] if at else HEADING_POINTS
                _fill(made.cell(at, column), text, points, heading=at == 0, right=column in table.numbers)

    def _layout(self, name: str) -> Any:
        return self.presentation.slide_layouts.get_by_name(name)

    def _add_footers(self, slide: Any, layout: Any) -> None:
        """The library leaves a layout's footer and slide number out of new slides."""
        for shape in layout.placeholders:
            kind = shape.element.ph.get("type")
            if kind in FOOTERS:
                slide.shapes._spTree.append(copy.deepcopy(shape.element))
                if kind == "ftr":
                    self._write_footer(slide.placeholders[shape.placeholder_format.idx])

    def _write_footer(self, footer: Any) -> None:
        footer.left, footer.top, footer.width, footer.height = FOOTER.sides
        footer.text_frame.margin_left = 0
        _write_line(footer.text_frame.paragraphs[0], self._footer, size=FOOTER_POINTS, colour=MUTED)
        footer.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT


def fit_title(title: str) -> int:
    """The points at which a title stands in its box, above the subtitle: the largest that fit, else the smallest."""
    fitting = (points for points in TITLE_SIZES if count_lines(title, points, BOLD) * points * SPACING <= TITLE_POINTS)
    return next(fitting, TITLE_SIZES[-1])


def count_lines(text: str, points: int, letter: float = PLAIN) -> int:
    """How many lines a paragraph takes across a slide, a letter as wide as `letter` of its points on average."""
    return max(1, math.ceil(len(text) / int(BODY_POINTS / (points * letter))))


def parted(rows: Sequence[Any], size: int) -> Iterator[Sequence[Any]]:
    """The rows by as many as a slide holds."""
    yield from (rows[start : start + size] for start in range(0, len(rows), size))


def _frame(slide: Any, box: Box) -> Any:
    frame = slide.shapes.add_textbox(*box.sides).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _write(frame: Any, lines: Sequence[str], *, size: int, first: int = 0, colour: Any = INK) -> None:
    for index, text in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        _write_line(paragraph, text, size=first if first and index == 0 else size, colour=colour, bold=False)


def _write_line(paragraph: Any, text: str, *, size: int, colour: Any = INK, bold: bool = False) -> None:
    paragraph.text = text
    for run in paragraph.runs:
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = colour


def _fill(cell: Any, text: str, points: int, *, heading: bool, right: bool) -> None:
    cell.text = text
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    cell.margin_left = cell.margin_right = Inches(0.08)
    cell.margin_top = cell.margin_bottom = Inches(0.04)
    cell.fill.solid()
    cell.fill.fore_color.rgb = BAND if heading else WHITE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if right else PP_ALIGN.LEFT
    for run in paragraph.runs:
        run.font.size, run.font.bold = Pt(points), heading
        run.font.color.rgb = INK
