"""What must be known beside a coverage, said where it is shown."""

from __future__ import annotations

from typing import Any

import pandas as pd

from campaign.charts.style import Reader
from campaign.domain.progress.caveats import LATE, Caveat, find_caveats, find_kinds
from campaign.locale.formats import day
from campaign.ui.labels import measure_label
from campaign.ui.markup import notice


def show_caveats(row: Any, progress: pd.DataFrame, reader: Reader) -> None:
    """A line for each reason to doubt a target's coverages; `row` is the target's (TARGETS), none is the usual case."""
    for line in caveat_lines(row, progress, reader):
        notice(line, kind="warning")


def caveat_lines(row: Any, progress: pd.DataFrame, reader: Reader) -> list[str]:
    """The same as sentences."""
    found = find_caveats(progress, row.denominator_kind)
    return [reader.words(caveat.message, units=", ".join(_names(caveat, reader))) for caveat in found]


def people_label(row: Any, progress: pd.DataFrame, reader: Reader) -> str:
    """What the coverages of a target are a share of, really."""
    return " / ".join(measure_label(kind, reader) for kind in find_kinds(progress, row.denominator_kind))


def _names(caveat: Caveat, reader: Reader) -> list[str]:
    if caveat.message == LATE:
        return [f"{name} ({day(last, reader.language)})" for name, last in caveat.units]
    return [name for name, _ in caveat.units]
