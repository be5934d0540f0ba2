"""Texts typed in fonts older than Unicode (TCVN3, VNI), found by their letters and turned into Unicode.

A text is converted when its words are Vietnamese syllables in one reading only. What fits two readings ('Mòi' and
'Mũi' both exist) follows its font's name, or the rest of its sheet when that is of one kind; where the sheet mixes
kinds it stays as it is, with a warning.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from campaign.domain.findings import INFO, WARNING, Finding
from campaign.domain.names.syllables import is_syllable
from campaign.domain.names.tcvn3 import FONT_PREFIX as TCVN3_FONTS
from campaign.domain.names.tcvn3 import from_tcvn3, is_tcvn3
from campaign.domain.names.vni import FONT_PREFIX as VNI_FONTS
from campaign.domain.names.vni import from_vni, is_vni
from campaign.sheets.files.sheet import Row, Sheet
from campaign.sheets.result import cell_name, name_cells

UNICODE, TCVN3, VNI = "Unicode", "TCVN3", "VNI"
# Of the words that differ between the readings, this many must be Vietnamese.
MOST_WORDS = 0.75
# A sheet is of one kind when this many of its certain texts are.
MOST_TEXTS = 0.8

_CONVERT: Mapping[str, Callable[[str], str]] = {TCVN3: from_tcvn3, VNI: from_vni}
_WORDS = re.compile("[A-Za-z\u00a1-\u00ff]+")
# Signs that Unicode text has beside words, and that are letters in the old fonts: «Tên», Vero Cell®, § 5.
_SIGNS_AROUND = "«»·§©®¬ª\u00ad"
_NOTHING: frozenset[str] = frozenset()


class Converted(NamedTuple):
    """A sheet with its texts in Unicode, and what was done."""

    sheet: Sheet
    findings: list[Finding]


def convert_old_fonts(sheet: Sheet) -> Converted:
    """The sheet with texts of old fonts in Unicode; numbers and all other cells stay what they are."""
    texts = {text for text in sheet.texts if not text.isascii()}
    readings = {text: find_readings(text) for text in texts}
    if not sheet.scan.old_fonts and not any(_is_old(found) for found in readings.values()):
        return Converted(sheet, [])
    kind = _kind_of_sheet(readings.values())
    rows, done, doubtful = _convert_rows(sheet, readings, kind)
    if not done:
        return Converted(sheet, [])
    return Converted(replace(sheet, rows=rows), _report(sheet.name, done, doubtful))


@lru_cache(20_000)
def find_readings(text: str) -> frozenset[str]:
    """The kinds in which the words of a text are Vietnamese: one is certain, several are not, none says nothing."""
    if any(letter > "\u00ff" and letter.isalpha() for letter in text):
        return frozenset((UNICODE,))
    words = [word for word in _WORDS.findall(text) if not word.isascii()]
    if not words or (any(map(str.isdigit, text)) and not any(map(_is_plain_letter, text))):
        return _NOTHING  # '5234¹' is a number with a footnote, be ¹ a letter in some font
    fitting = {
        UNICODE: sum(_is_unicode(word) for word in words),
        TCVN3: sum(is_tcvn3(word) and _is_any_word(from_tcvn3(word)) for word in words),
        VNI: sum(is_vni(word) and is_syllable(from_vni(word)) for word in words),
    }
    most = max(fitting.values())
    if most < MOST_WORDS * len(words):
        return _NOTHING
    return frozenset(kind for kind, count in fitting.items() if count == most)


def font_kind(name: str) -> str:
    """The kind of text that a font of this name draws: '.VnTime' is TCVN3, 'VNI-Times' is VNI, others ""."""
    small = name.lower()
    return TCVN3 if small.startswith(TCVN3_FONTS) else VNI if small.startswith(VNI_FONTS) else ""


def _is_unicode(word: str) -> bool:
    bare = word.strip(_SIGNS_AROUND).replace("\u00ad", "")
    return bare.isascii() or is_syllable(bare)


def _is_any_word(word: str) -> bool:
    """Capitals with accents are stored as small letters: 'TæNG' is 'TổNG'."""
    return is_syllable(word) or is_syllable(word.lower())


def _is_old(readings: frozenset[str]) -> bool:
    return bool(readings) and UNICODE not in readings


def _kind_of_sheet(readings: Iterable[frozenset[str]]) -> str:
    """The kind that nearly all certain texts are of; "" when the sheet mixes kinds."""
    certain = Counter(next(iter(found)) for found in readings if len(found) == 1)
    kind, count = max(certain.items(), key=lambda item: item[1], default=("", 0))
    return kind if count >= MOST_TEXTS * certain.total() else ""


def _convert_rows(
    sheet: Sheet, readings: Mapping[str, frozenset[str]], kind: str
) -> tuple[list[Row], dict[str, list[str]], list[str]]:
    """The rows converted, the cells by the kind they were of, and the cells left though they may be of an old font."""
    rows: list[Row] = []
    done: dict[str, list[str]] = {}
    doubtful: list[str] = []
    for number, row in enumerate(sheet.rows):
        new = row
        for column, value in enumerate(row):
            if type(value) is not str or value not in readings:
                continue
            of = _settle(value, readings[value], sheet.scan.old_fonts.get((number, column), ""), kind)
            if of is None:
                doubtful.append(cell_name(number, column))
            elif of != UNICODE:
                new = [*row] if new is row else new
                new[column] = _CONVERT[of](value)
                done.setdefault(of, []).append(cell_name(number, column))
        rows.append(new)
    return rows, done, doubtful


def _settle(text: str, readings: frozenset[str], font: str, kind: str) -> str | None:
    """The kind of one text that is not ASCII; None when it cannot be told."""
    if len(readings) == 1:
        return next(iter(readings))
    if font in readings or (font and not readings and _has_words(text)):
        return font
    if readings:
        return kind if kind in readings else None
    return None if kind in _CONVERT and _has_words(text) else UNICODE


def _has_words(text: str) -> bool:
    """Whether signs that an old font draws as letters stand in words; '5234¹' is a number with a footnote."""
    words = [word.strip(_SIGNS_AROUND) for word in _WORDS.findall(text)]
    return any(not word.isascii() for word in words) and any(map(_is_plain_letter, text))


def _is_plain_letter(letter: str) -> bool:
    return letter.isascii() and letter.isalpha()


def _report(name: str, done: Mapping[str, list[str]], doubtful: list[str]) -> list[Finding]:
    findings = [
        Finding(INFO, "old_font_converted", name, cells[0], {"kind": kind, "count": len(cells)})
        for kind, cells in done.items()
    ]
    if doubtful:
        values = {"count": len(doubtful), "cells": name_cells(doubtful)}
        findings.append(Finding(WARNING, "old_font_doubtful", name, doubtful[0], values))
    return findings
