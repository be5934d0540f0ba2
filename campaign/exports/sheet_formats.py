"""Fonts, borders and number formats of an exported sheet."""

from __future__ import annotations

from typing import Any

from campaign.exports.columns import CHANGE, COUNT, DAY, PLACE, POINTS, SHARE, TEXT
from campaign.locale.bounds import OVER

# Every workbook is made so: a name that begins with "=" or "http:" is a text, never a formula or a link.
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}

# The font of official documents (Nghị định 30/2020/NĐ-CP, Phụ lục I), present on every office PC.
FONT = "Times New Roman"
HEADER = {"align": "center", "border": 1, "bg_color": "#DCE6F1"}

TIMES = "times"

# Excel puts its own language's marks for "," and "."; [$-42A] is Vietnamese, so that no reader sees month-first dates.
NUMBER_FORMATS = {
    PLACE: "0",
    COUNT: "#,##0",
    SHARE: "0.0%",
    POINTS: "+0.0;-0.0;0.0",
    CHANGE: "+0;-0;0",
    DAY: "[$-42A]dd/mm/yyyy",
    TEXT: "@",
    TIMES: "0.0",
}
ALIGNMENTS: dict[str, dict[str, Any]] = {
    PLACE: {"align": "center"},
    TEXT: {"align": "left", "text_wrap": True},
    CHANGE: {"align": "center"},
    DAY: {"align": "center"},
}
PLAIN: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "align": "center"},
    "subject": {"bold": True, "font_size": 12, "align": "center"},
    "italic": {"italic": True, "font_size": 12, "align": "center"},
    "paragraph": {"font_size": 11, "text_wrap": True},
    "small": {"font_size": 10, "italic": True, "text_wrap": True},
    "header": {"bold": True, "font_size": 11, "text_wrap": True, **HEADER},
    "unit": {"italic": True, "font_size": 10, **HEADER},
}


class Formats:
    """The formats of one workbook, each added once."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[Any, Any] = {}

    def plain(self, look: str) -> Any:
        """A format of heading, header or note."""
        return self._add(look, PLAIN[look])

    def cell(self, kind: str, *, bold: bool, over: bool = False) -> Any:
        """The format of a table cell by its column's kind; `over`: a share over all, with its mark behind it."""
        align = ALIGNMENTS.get(kind, {"align": "right"})
        number_format = NUMBER_FORMATS[kind] + (f'"{OVER}"' if over else "")
        options = {"num_format": number_format, "font_size": 11, "border": 1, "bold": bold}
        return self._add((kind, bold, over), {**options, **align})

    def _add(self, key: Any, options: dict[str, Any]) -> Any:
        if key not in self._made:
            self._made[key] = self._book.add_format({"font_name": FONT, "valign": "vcenter", **options})
        return self._made[key]
