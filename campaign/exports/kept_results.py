"""Formulas of a copied workbook keep the results they had: a viewer that does not calculate shows them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

from openpyxl.utils.datetime import to_excel
from openpyxl.worksheet.formula import ArrayFormula

Results = dict[str, Any]  # by address

# '[1]Tuần 19'!A1 or [1]!Name: the number stands for another file, whose link is not in the copy.
_ELSEWHERE = re.compile(r"(?<![\w\]])'?\[\d+\][^!\[\]]*!")
_FORMULA = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*)>(<f(?:[^>]*/>|[^>]*>[^<]*</f>))<v(?: ?/>|></v>)</c>')
_DAYS = (date, datetime, time, timedelta)


def read_results(book: Any, values: Any) -> dict[str, Results]:
    """By sheet name, what the formulas of `book` came to; `values` is the same workbook opened for values alone."""
    return {
        sheet.title: {
            cell.coordinate: values[sheet.title]._cells[place].value
            for place, cell in sheet._cells.items()
            if cell.data_type == "f" and place in values[sheet.title]._cells
        }
        for sheet in book.worksheets
    }


def has_formulas(book: Any) -> bool:
    """Whether any cell is a formula."""
    return any(cell.data_type == "f" for sheet in book.worksheets for cell in sheet._cells.values())


def cut_links(book: Any, results: Mapping[str, Results]) -> int:
    """Put results in place of the formulas that point into other files, and drop such names; how many cells."""
    cut = 0
    for sheet in book.worksheets:
        for cell in sheet._cells.values():
            if cell.data_type == "f" and _ELSEWHERE.search(_formula(cell.value)):
                result = results[sheet.title].get(cell.coordinate)
                cell.value = result
                if isinstance(result, str) and not result.startswith("#"):
                    cell.data_type = "s"
                cut += 1
    for names in (book.defined_names, *(sheet.defined_names for sheet in book.worksheets)):
        for name in [name for name, defined in names.items() if _ELSEWHERE.search(defined.attr_text or "")]:
            del names[name]
    return cut


def put_results(content: bytes, book: Any, results: Mapping[str, Results]) -> bytes:
    """The saved workbook with each formula's result beside it, as the program that wrote the original had it."""
    parts = {f"xl/worksheets/sheet{number}.xml": sheet.title for number, sheet in enumerate(book.worksheets, 1)}
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            data = old.read(info)
            if found := results.get(parts.get(info.filename, "")):
                data = _FORMULA.sub(partial(_with_result, results=found, epoch=book.epoch), data)
            new.writestr(info, data)
    return made.getvalue()


def _formula(value: Any) -> str:
    return (value.text or "") if isinstance(value, ArrayFormula) else str(value)


def _with_result(cell: re.Match[bytes], results: Results, epoch: datetime) -> bytes:
    result = results.get(cell[1].decode())
    kind, text = _stored(result, epoch)
    if text is None:
        return cell[0]
    written = escape(text).encode()
    return b'<c r="%b"%b%b>%b<v>%b</v></c>' % (cell[1], cell[2], kind, cell[3], written)


def _stored(result: Any, epoch: datetime) -> tuple[bytes, str | None]:
    """The cell's type and its value as a sheet stores them; None where no result is known."""
    if isinstance(result, bool):
        return b' t="b"', str(int(result))
    if isinstance(result, int | float):
        return b"", repr(result)
    if isinstance(result, _DAYS):
        return b"", repr(to_excel(result, epoch))
    if isinstance(result, str):
        return (b' t="e"' if result.startswith("#") else b' t="str"'), result
    return b"", None
