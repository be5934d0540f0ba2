"""What must be known beside a coverage, said where it is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from campaign.charts.style import Reader
from campaign.domain.progress.caveats import LATE, Caveat, caveats_of, find_caveats, find_kinds
from campaign.locale.formats import day
from campaign.ui.labels import measure_label
from campaign.ui.markup import notice


def show_caveats(row: Any, progress: pd.DataFrame, reader: Reader) -> None:
    """A line for each reason to doubt a target's coverages; `row` is the target's (TARGETS), none is the usual case."""
    for line in caveat_lines(row, progress, reader):
        notice(line, kind="warning")


def caveat_lines(row: Any, progress: pd.DataFrame, reader: Reader) -> list[str]:
    """The same as sentences."""
    return [_line(caveat, reader) for caveat in find_caveats(progress, row.denominator_kind)]


def doubts_of(row: Any, progress: Iterable[Any], reader: Reader) -> list[str]:
    """The same of rows of PROGRESS, without those who have not reported: for pages that name these apart."""
    return [_line(caveat, reader) for caveat in caveats_of(progress, row.denominator_kind) if caveat.message != LATE]


def people_label(row: Any, progress: pd.DataFrame, reader: Reader) -> str:
    """What the coverages of a target are a share of, really."""
    return " / ".join(measure_label(kind, reader) for kind in find_kinds(progress, row.denominator_kind))


def _line(caveat: Caveat, reader: Reader) -> str:
    return reader.words(caveat.message, units=", ".join(_names(caveat, reader)))


def _names(caveat: Caveat, reader: Reader) -> list[str]:
    if caveat.message == LATE:
        return [f"{name} ({day(last, reader.language)})" for name, last in caveat.units]
    return [name for name, _ in caveat.units]
