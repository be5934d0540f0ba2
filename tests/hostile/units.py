"""Cases 94 to 108: names of units, however they are written, and names that are none."""

from __future__ import annotations

import unicodedata
from datetime import date

from campaign.domain.counting.figures import Period
from tests.builders import build_l7, grids_of, write_csv
from tests.hostile.cases import ACCEPTED, ALL, ASKED, REFUSED, Build, Case, good, spoiled
from tests.sheets.reading_helpers import PEOPLE, ROWS, WEEK

NAME = "B12"  # Tam Đường
AFTER_DISTRICTS = Period(date(2025, 7, 4), date(2025, 7, 10))


def named(text: str, cell: str = NAME) -> Build:
    return spoiled(**{cell: text})


def accepted(number: int, what: str, build: Build, code: str = "", figures: int = ALL) -> Case:
    return Case(number, what, build, ACCEPTED, code, figures=figures)


def asked(number: int, what: str, build: Build, code: str, cell: str = NAME) -> Case:
    return Case(number, what, build, ASKED, code, cell)


def without(unit: str) -> bytes:
    return good(rows={name: figures for name, figures in ROWS.items() if name != unit})


CASES = (
    asked(94, "an unknown name", named("Tam Đườg"), "unknown_unit"),
    asked(95, "a unit twice", named("TP Lai Châu"), "unit_twice"),
    asked(96, "a unit twice by another name", named("Thành phố Lai Châu"), "unit_twice"),
    accepted(97, "a unit missing", lambda: without("Nậm Nhùn"), "units_missing", ALL - 2),
    accepted(98, "letters taken apart", lambda: good(nfd=True)),
    accepted(99, "Eth for D with stroke", named("Tam Ðường")),
    accepted(99, "African D for D with stroke", named("Tam Ɖường")),
    asked(100, "a Cyrillic letter", named("T\u0430m Đường"), "unknown_unit"),
    # A tone mark on the other vowel is the same syllable.
    accepted(101, "tone marks where they used to stand", lambda: _letters("Luỹ kế", "Lũy kế")),
    accepted(102, "spaces and case", named("\u200bTAM\u00a0 đường\u00ad \u200f")),
    asked(103, "a ward with a number", named("Quận 1"), "unknown_unit"),
    accepted(103, "a known short form", named("H. Tam Đường")),
    # Without its marks a name is read where only one unit can be meant; where two can, it is asked.
    accepted(104, "no marks", named("Tam Duong")),
    accepted(105, "an old font", lambda: build_l7(WEEK, ROWS, PEOPLE), "old_font_converted", 24),
    Case(106, "after the districts were abolished", lambda: good(week=AFTER_DISTRICTS), REFUSED, "units_changed",
         period=AFTER_DISTRICTS),
    asked(108, "a unit of another province", named("Điện Biên Phủ"), "unknown_unit"),
)  # fmt: skip


def _letters(new: str, old: str) -> bytes:
    text = write_csv(grids_of(good())[0], encoding="utf-8").decode()
    return unicodedata.normalize("NFC", text.replace(old, new)).encode()
