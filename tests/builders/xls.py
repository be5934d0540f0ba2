"""Workbooks of Excel 97-2003 (.xls), and texts in the fonts of their time."""

from __future__ import annotations

import io
import struct
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import xlwt

from campaign.domain.names.tcvn3 import TCVN3
from campaign.domain.names.vni import from_vni
from tests.builders.canvas import Formula, Grid

_SIGNS = {letter: chr(sign) for sign, letter in TCVN3.items()}
_FORMULA = 0x0006


def write_xls(
    grids: Sequence[Grid],
    *,
    font: str = "Arial",
    encode: Callable[[str], str] = str,
    uncached: bool = False,
) -> bytes:
    """The grids as the bytes of an .xls file, every text encoded for its font.

    Formulas are written as the values stored beside them; `uncached` writes them as scripts do, without a value.
    """
    book = xlwt.Workbook(encoding="latin-1")
    plain, dated = (_style(font, form) for form in ("General", "DD/MM/YYYY"))
    for grid in grids:
        sheet = book.add_sheet(grid.name)
        sheet.visibility = int(grid.hidden)
        covered = {(top, left): (bottom, right) for top, left, bottom, right in grid.merges}
        for (row, column), (value, _) in sorted(grid.cells.items()):
            made = _value(value, encode, uncached)
            style = dated if isinstance(value, date) else plain
            bottom, right = covered.get((row, column), (row, column))
            if (bottom, right) != (row, column):
                sheet.merge(row, bottom, column, right, style)
            if isinstance(made, str) and made.startswith("#"):
                sheet.row(row).set_cell_error(column, made, style)
            elif made is not None:
                sheet.write(row, column, made, style)
        for row in grid.hidden_rows:
            sheet.row(row).hidden = True
        for column in grid.hidden_columns:
            sheet.col(column).hidden = True
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def to_tcvn3(text: str) -> str:
    """The signs that a TCVN3 font draws as this text; its capitals with accents are drawn by the small ones."""
    return "".join(_SIGNS.get(letter) or _SIGNS.get(letter.lower()) or letter for letter in text)


def to_vni(text: str) -> str:
    """The signs that a VNI font draws as this text."""
    return "".join(_vni_signs().get(letter, letter) for letter in text)


def set_formula_result(content: bytes, number: int, result: bytes, flags: int = 0) -> bytes:
    """The file with the eight bytes of its n-th formula's stored result, and the formula's flags, replaced."""
    changed, place = bytearray(content), -1
    for _ in range(number + 1):
        place = _next_formula(content, place + 1)
    changed[place + 10 : place + 18] = result
    changed[place + 18 : place + 20] = struct.pack("<H", flags)
    return bytes(changed)


def rename_stream(content: bytes, name: str) -> bytes:
    """The file with its one stream called otherwise."""
    changed, place = bytearray(content), content.index("Workbook".encode("utf-16-le"))
    changed[place : place + 64] = name.encode("utf-16-le").ljust(64, b"\0")
    changed[place + 64 : place + 66] = struct.pack("<H", 2 * len(name) + 2)
    return bytes(changed)


def _next_formula(content: bytes, start: int) -> int:
    """Where the next formula record begins: its number, and an empty text for a result."""
    place = start
    while content[place + 10 : place + 18] != b"\3\0\0\0\0\0\xff\xff":
        place = content.index(struct.pack("<H", _FORMULA), place + 1)
    return place


def _vni_signs() -> dict[str, str]:
    letters = {}
    for stored in _VNI_STORED:
        letters[from_vni(stored)] = stored
        letters[from_vni(stored.upper())] = stored.upper()
    return letters


_VNI_STORED = (
    *(vowel + sign for vowel in "aeouyôö" for sign in "ùøûõï" if vowel + sign != "yï"),
    *(vowel + sign for vowel in "aeo" for sign in "âáàåãä"),
    *("a" + sign for sign in "êéèúüë"),
    *"ôöñæóòî",
)


def _style(font: str, form: str) -> Any:
    style = xlwt.XFStyle()
    style.font.name, style.num_format_str = font, form
    return style


def _value(value: Any, encode: Callable[[str], str], uncached: bool) -> Any:
    if isinstance(value, Formula):
        return (
            xlwt.Formula(value.text.lstrip("=").replace(",", ";")) if uncached else _value(value.value, encode, False)
        )
    return encode(value) if isinstance(value, str) else value
