"""Workbooks as LibreOffice writes them (.ods)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from tests.builders.canvas import Formula, Grid

_NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
# What LibreOffice repeats to the end of the sheet.
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384


def write_ods(grids: Sequence[Grid]) -> bytes:
    """The grids as the bytes of an .ods file; blank rows and columns are repeated to the sheet's end."""
    return ods_of("".join(map(_table, grids)))


def ods_of(tables: str, *, before: str = "", after: str = "") -> bytes:
    """An .ods file of hand-written tables, with what stands before the document and after the tables."""
    names = " ".join(f'xmlns:{short}="{name}"' for short, name in _NAMES.items())
    hidden = '<style:style style:name="hid" style:family="table"><style:table-properties table:display="false"/>'
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{before}<office:document-content {names}>'
        f"<office:automatic-styles>{hidden}</style:style></office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}{after}</office:spreadsheet></office:body></office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("mimetype", _KIND, zipfile.ZIP_STORED)
        book.writestr("META-INF/manifest.xml", "<manifest/>")
        book.writestr("content.xml", content)
    return buffer.getvalue()


def _table(grid: Grid) -> str:
    height = max((row for row, _ in grid.cells), default=0) + 1
    width = max((column for _, column in grid.cells), default=0) + 1
    style = ' table:style-name="hid"' if grid.hidden else ""
    columns = "".join(f"<table:table-column{_collapsed(column in grid.hidden_columns)}/>" for column in range(width))
    rows = "".join(_row(grid, row, width) for row in range(height))
    rest = f'<table:table-row table:number-rows-repeated="{_LAST_ROW - height}"><table:table-cell/></table:table-row>'
    return f"<table:table table:name={quoteattr(grid.name)}{style}>{columns}{rows}{rest}</table:table>"


def _collapsed(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _row(grid: Grid, row: int, width: int) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in grid.merges}
    cells = [_cell(grid.cells.get((row, column), (None, ""))[0], spans.get((row, column))) for column in range(width)]
    runs = [
        (cell, len(list(same))) for cell, same in groupby([*cells, *["<table:table-cell/>"] * (_LAST_COLUMN - width)])
    ]
    written = "".join(_repeated(cell, count) for cell, count in runs)
    return f"<table:table-row{_collapsed(row in grid.hidden_rows)}>{written}</table:table-row>"


def _repeated(cell: str, count: int) -> str:
    return cell.replace("cell", f'cell table:number-columns-repeated="{count}"', 1) if count > 1 else cell


def _cell(value: Any, span: tuple[int, int] | None) -> str:
    said = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    if isinstance(value, Formula):
        said += f" table:formula={quoteattr('of:' + value.text)}"
        value = value.value
    if value is None:
        return f"<table:table-cell{said}/>"
    kind, shown = _typed(value)
    return f"<table:table-cell{said}{kind}><text:p>{escape(shown)}</text:p></table:table-cell>"


def _typed(value: Any) -> tuple[str, str]:
    if isinstance(value, str) and value.startswith("#"):
        return ' office:value-type="string" office:string-value="" calcext:value-type="error"', value
    if isinstance(value, str):
        return ' office:value-type="string"', value.replace("  ", " ")
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return f' office:value-type="date" office:date-value="{day.isoformat()}"', f"{day:%d/%m/%Y}"
    return f' office:value-type="float" office:value="{value!r}"', f"{value:,}".replace(",", ".")
