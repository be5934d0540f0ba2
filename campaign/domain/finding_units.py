"""Which units a finding belongs to: those of its cell, of its row, or all of a sheet or a file.

A finding at a cell is its row's unit's. One at a title, a header or a total concerns every unit of the sheet; one
without a sheet, or in a sheet that holds no unit, every unit of the file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from campaign.domain.findings import Finding
from campaign.locale import N_

OF_UNIT, OF_SHEET, OF_FILE = "unit", "sheet", "file"
SCOPES = {OF_SHEET: N_("all units of the sheet"), OF_FILE: N_("all units of the file")}

_CELL = re.compile(r"\b([A-Z]{1,3})([1-9][0-9]{0,6})\b")
# Findings that name whoever is not in the sheet.
_ABSENT = "units_missing"


class Block(NamedTuple):
    """Where a file's numbers of one column stand: `units` and `rows` (from 1) belong together by place."""

    sheet: str
    letter: str
    units: Sequence[str]
    rows: Sequence[int]


class Belonging(NamedTuple):
    """To whom of those asked for a finding belongs: to these `units`, or (scope sheet, file) to all that are in it."""

    scope: str
    units: tuple[str, ...] = ()


class Places:
    """The units of one file by sheet, column and row, as far as they are asked for."""

    def __init__(self, blocks: Iterable[Block], names: Mapping[str, str], *, district: str) -> None:
        """`names` are the units asked for by code: a district, and its communes."""
        self.names, self.district = names, district
        self.by_cell: dict[tuple[str, str, int], set[str]] = {}
        self.by_row: dict[tuple[str, int], set[str]] = {}
        self.in_sheet: dict[str, set[str]] = {}
        for block in blocks:
            self.in_sheet.setdefault(block.sheet, set()).update(block.units)
            for unit, row in zip(block.units, block.rows, strict=True):
                self.by_cell.setdefault((block.sheet, block.letter, row), set()).add(unit)
                self.by_row.setdefault((block.sheet, row), set()).add(unit)

    def of(self, finding: Finding) -> Belonging | None:
        """To whom a finding belongs; None where it is about others."""
        if finding.code == _ABSENT:
            return self._absent(finding)
        if finding.sheet not in self.in_sheet:
            return Belonging(OF_FILE) if self._any(set().union(*self.in_sheet.values())) else None
        found = [self._at(finding.sheet, *cell) for cell in _cells(finding)]
        if not found or not any(found):
            return Belonging(OF_SHEET) if self._any(self.in_sheet[finding.sheet]) else None
        return self._units(set().union(*found))

    def _at(self, sheet: str, letter: str, row: int) -> set[str]:
        return self.by_cell.get((sheet, letter, row)) or self.by_row.get((sheet, row), set())

    def _absent(self, finding: Finding) -> Belonging | None:
        """Names of communes recur: they count beside others of the district."""
        missing = set(str(finding.values.get("names", "")).split(", "))
        beside = self._any(self.in_sheet.get(finding.sheet or "", ()))
        asked = self.names if beside else {self.district: self.names[self.district]}
        return self._units({code for code, name in asked.items() if name in missing})

    def _units(self, found: Collection[str]) -> Belonging | None:
        asked = tuple(code for code in self.names if code in found)
        return Belonging(OF_UNIT, asked) if asked else None

    def _any(self, units: Collection[str]) -> bool:
        return any(code in units for code in self.names)


def _cells(finding: Finding) -> list[tuple[str, int]]:
    """Column letters and row of the finding's own cell and of the others that it names in its sheet."""
    named = str(finding.values.get("cells", "")) if "'" not in str(finding.values.get("cells", "")) else ""
    return [(letters, int(row)) for letters, row in _CELL.findall(f"{finding.cell or ''} {named}")]
