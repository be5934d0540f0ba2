"""The lines of text around a table, each cell's own, dates put together with the words before them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from campaign.domain.names.text import folded
from campaign.sheets.files.workbook import Row

_DATE = re.compile(r"\d{1,2}\s?[/.\-]\s?\d{1,2}(?:\s?[/.\-]\s?20\d\d)?")
# 'Ngày báo cáo:' in one cell, the day in the next.
_BEFORE_DATE = re.compile(r"\b(?:ngay|tu|den|tuan)\s*:?$|:$")
_AFTER_DATE = re.compile(r"(?:den|toi|-|–)\b|[-–]$")


def text_lines(rows: Iterable[Row]) -> tuple[str, ...]:
    """The texts of some rows, the lowest row first; a date that is a number is written 16/5/2022."""
    return tuple(line for row in list(rows)[::-1] if any(row) for line in _lines_of(row))


def _lines_of(row: Row) -> list[str]:
    lines: list[str] = []
    for value in row:
        if value == "":
            continue
        text, is_date = _text_of(value)
        if not text:
            continue
        before = folded(lines[-1]) if lines else ""
        dated = is_date and _BEFORE_DATE.search(before)
        if dated or (_AFTER_DATE.match(folded(text)) and before[-4:].isdigit()):
            lines[-1] = f"{lines[-1].rstrip(' :')} {text}"
        elif not isinstance(value, date):  # a day that nothing explains may be any
            lines.append(text)
    return lines


def _text_of(value: Any) -> tuple[str, bool]:
    """A cell's text, and whether it is a date and nothing else."""
    if type(value) is not str:
        return (f"{value.day}/{value.month}/{value.year}", True) if isinstance(value, date) else ("", False)
    text = value.strip()
    return text, bool(_DATE.fullmatch(text))
