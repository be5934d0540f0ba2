"""What a slide file is made of: its fonts, its layouts, its dates; the same slides give the same file."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches

from campaign.exports.report.package import dated

# On every office PC, with all of Vietnamese; read better from afar than the letters of documents.
FONT = "Arial"
LANGUAGES = {"vi": MSO_LANGUAGE_ID.VIETNAMESE, "en": MSO_LANGUAGE_ID.ENGLISH_UK}
THEMES = "ppt/theme/"
THEME_FONT = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*')
TITLE_POINTS = 2600  # hundredths

TITLES = {
    "Title Slide": (0.9, 1.3, 11.5, 1.7),
    "Title Only": (0.6, 0.35, 12.13, 0.98),
}
LINES = (0.9, 3.1, 11.5, 3.6)


def dress(presentation: Any, title: str, language: str, *, width: int, height: int, kept: Sequence[str]) -> None:
    """Make the library's own template ours: wide, in our font, with the layouts that are used."""
    stretch = width / presentation.slide_width
    presentation.slide_width, presentation.slide_height = width, height
    for layout in [layout for layout in presentation.slide_layouts if layout.name not in kept]:
        presentation.slide_layouts.remove(layout)
    for page in (presentation.slide_master, *presentation.slide_layouts):
        for shape in page.shapes:
            if shape.element.find(f".//{qn('a:xfrm')}") is not None:
                shape.left, shape.width = int(shape.left * stretch), int(shape.width * stretch)
    _place_titles(presentation)
    _dress_text(presentation.slide_master, language)
    presentation.core_properties.title = title


def save(presentation: Any, day: date) -> bytes:
    """The presentation as a file that says nothing of the clock; charts keep their workbooks inside."""
    _dated_properties(presentation.core_properties, day)
    for slide in presentation.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                workbook = shape.chart.part.chart_workbook
                workbook.update_from_xlsx_blob(finished(workbook.xlsx_part.blob, day))
    content = io.BytesIO()
    presentation.save(content)
    return finished(content.getvalue(), day)


def finished(content: bytes, day: date) -> bytes:
    """An Office file with `day` for every date in it, and our font for its slides and notes."""
    return dated(content, day, _in_our_font)


def _in_our_font(name: str, body: bytes) -> bytes:
    return THEME_FONT.sub(rb"\g<1>" + FONT.encode(), body) if name.startswith(THEMES) else body


def _dated_properties(properties: Any, day: date) -> None:
    moment = datetime.combine(day, time())
    properties.created = properties.modified = moment
    properties.author = properties.last_modified_by = properties.keywords = properties.comments = ""
    properties.revision = 1


def _place_titles(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        title = layout.placeholders[0]
        title.left, title.top, title.width, title.height = (Inches(side) for side in TITLES[layout.name])
        if layout.name == "Title Slide":
            lines = layout.placeholders[1]
            lines.left, lines.top, lines.width, lines.height = (Inches(side) for side in LINES)
            for level in lines.element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")


def _dress_text(master: Any, language: str) -> None:
    """Titles at the left and of a size that holds a sentence; text in the reader's language."""
    level = master.element.find(f".//{qn('p:titleStyle')}/{qn('a:lvl1pPr')}")
    level.set("algn", PP_ALIGN.to_xml(PP_ALIGN.LEFT))
    level.find(qn("a:defRPr")).set("sz", str(TITLE_POINTS))
    level.find(qn("a:defRPr")).set("b", "1")
    for text in master.element.iter(qn("a:defRPr")):
        text.set("lang", MSO_LANGUAGE_ID.to_xml(LANGUAGES[language]))
