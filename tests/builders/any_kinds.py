"""The same sheets as files of every kind that is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from tests.builders.any_campaign import Layout
from tests.builders.canvas import Grid, write_workbook
from tests.builders.csv_files import write_csv
from tests.builders.ods import write_ods
from tests.builders.xls import to_tcvn3, write_xls

XLSX, XLS, OLD_FONT, ODS, CSV, TSV = "xlsx", "xls", "xls in .VnTime", "ods", "csv", "tsv"
_WRITERS: dict[str, Callable[[Sequence[Grid]], bytes]] = {
    XLSX: write_workbook,
    XLS: write_xls,
    OLD_FONT: lambda grids: write_xls(grids, font=".VnTime", encode=to_tcvn3),
    ODS: write_ods,
    CSV: lambda grids: write_csv(grids[0]),
    TSV: lambda grids: write_csv(grids[0], delimiter="\t", encoding="utf-16"),
}
KINDS = tuple(_WRITERS)
CSV_SHEET = "CSV"  # what findings call the one sheet of a text file


def write_kind(kind: str, grids: Sequence[Grid]) -> bytes:
    """The grids as a file of a kind."""
    return _WRITERS[kind](grids)


def file_ending(kind: str) -> str:
    """'xls' for both kinds of .xls."""
    return kind.split()[0]


def as_kind_can(layout: Layout) -> Layout:
    """The layout without what files of its kind cannot hold: text files have one sheet, without name and merges."""
    if layout.file_kind == OLD_FONT:
        return replace(layout, letters="nfc", spaces=" ")
    if layout.file_kind not in (CSV, TSV):
        return layout
    return replace(
        layout,
        said={facet: "title" if place == "sheet" else place for facet, place in layout.said.items()},
        period_at="line" if layout.period_at == "sheet" else layout.period_at,
        split="" if layout.split == "day" else layout.split,
        stacked=True,
        labels="first" if layout.labels == "merged" else layout.labels,
        unit_labels="first" if layout.unit_labels == "merged" else layout.unit_labels,
        spaces=" " if layout.spaces in ("\n", " \u200b") else layout.spaces,
        hidden=0,
    )
