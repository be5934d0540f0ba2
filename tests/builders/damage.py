"""Change single parts or cells of a finished workbook, as accidents and attackers do."""

from __future__ import annotations

import io
import zipfile
from typing import Any

import openpyxl


def replace_part(content: bytes, part: str, new: bytes | None) -> bytes:
    """The workbook with one member's bytes replaced (added when it was not there; None removes it)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as made:
        for info in old.infolist():
            if info.filename != part:
                made.writestr(info.filename, old.read(info))
        if new is not None:
            made.writestr(part, new)
    return buffer.getvalue()


def edit_part(content: bytes, part: str, old: str, new: str) -> bytes:
    """The workbook with the first `old` in one member replaced; fails when it is not there."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        text = book.read(part).decode()
    if old not in text:
        raise ValueError(f"{old!r} is not in {part}")
    return replace_part(content, part, text.replace(old, new, 1).encode())


def set_cells(content: bytes, sheet: str, cells: dict[str, Any]) -> bytes:
    """The workbook saved again by a script: cells set, and every formula left without its cached value."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for address, value in cells.items():
        book[sheet][address] = value
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()
