"""A workbook opened, of whatever kind: its visible sheets as rows of values, and what stands beside the values."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

from campaign.domain.findings import Finding

Row = list[Any]
Merge = tuple[int, int, int, int]  # top, left, bottom, right, from 0

# No kind of spreadsheet has more rows; no sheet of figures has more columns.
MAX_ROWS = 1_048_576
MAX_COLUMN = 1_024
MAX_SHEETS = 200
# An error as the cell shows it, where a file keeps what is shown.
ERROR_SHOWN = re.compile(r"#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NULL!|NUM!)|(?:Err|Lỗi):\d{3}")


@dataclass
class Scan:
    """What stands in one sheet beside its values; addresses such as 'E14'."""

    errors: dict[str, str] = field(default_factory=dict)
    without_value: list[str] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)  # 1-based
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)  # 0-based, both included
    old_fonts: dict[tuple[int, int], str] = field(default_factory=dict)  # (row, column) -> 'TCVN3' or 'VNI'


@dataclass
class Sheet:
    """One visible sheet: `rows` from row 0 and column 0, all of one length; addresses in `scan` are as written."""

    name: str
    rows: list[Row]
    merges: list[Merge]
    scan: Scan = field(default_factory=Scan)

    @cached_property
    def texts(self) -> frozenset[str]:
        """Every text of its rows once."""
        return frozenset(value for value in set(chain.from_iterable(self.rows)) if type(value) is str)


class Workbook(NamedTuple):
    """The visible sheets in order, the names of the hidden ones, whether macros came with the file, its damaged parts
    that hold no values, and what is worth knowing about the file itself."""

    sheets: list[Sheet]
    hidden: list[str]
    macros: bool = False
    damaged: Sequence[str] = ()
    findings: Sequence[Finding] = ()
