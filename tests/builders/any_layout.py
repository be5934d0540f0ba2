"""Any campaign in any layout: one general builder behind the random sheets of the property tests."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD
from campaign.domain.names.units import COMMUNE
from tests.builders.any_campaign import Campaign, Layout, Made, Written
from tests.builders.any_columns import Part, plan_columns
from tests.builders.any_heading import add_title, file_name, sheet_name, texts_around
from tests.builders.any_kinds import CSV_SHEET, as_kind_can, file_ending, write_kind
from tests.builders.any_rows import TableWriter
from tests.builders.any_words import DOCUMENTED_BESIDE
from tests.builders.canvas import Grid
from tests.builders.data import Style
from tests.builders.frame import add_signature
from tests.builders.reference import unit_rows

UNITS = {unit.code: unit for unit in unit_rows()[0]}


def build_any(campaign: Campaign, layout: Layout, faults: Mapping[tuple[str, str], Any] = {}) -> Made:
    """The campaign as a file in this layout, with the meaning and the cell of every number written.

    `faults` are values put into cells (sheet, address) in the end; what is said to be written stays as it was.
    """
    layout = as_kind_can(layout)
    book = _Book(campaign, layout)
    for part in plan_parts(campaign, layout):
        book.add_part(part)
    return book.finish(faults)


def plan_parts(campaign: Campaign, layout: Layout) -> list[Part]:
    """The tables: one, or one for each group, day or district."""
    whole = Part(campaign.units, campaign.pairs, {})
    parts = [whole]
    parents = list(dict.fromkeys(UNITS[code].parent for code in campaign.units if UNITS[code].kind == COMMUNE))
    only_communes = all(UNITS[code].kind == COMMUNE for code in campaign.units)
    if only_communes and (layout.split == "district" or len(parents) == 1):
        owned = {str(parent): tuple(c for c in campaign.units if UNITS[c].parent == parent) for parent in parents}
        place = "caption" if layout.stacked else layout.said.get("district", "title")
        parts = [Part(codes, campaign.pairs, {"district": place}, parent) for parent, codes in owned.items()]
    elif layout.split == "group" and len(campaign.groups()) > 1:
        place = "caption" if layout.stacked else layout.said.get("group", "sheet")
        place = "sheet" if place in ("file", "people") else place
        pairs = [tuple(p for p in campaign.pairs if p[0] == group) for group in campaign.groups()]
        parts = [Part(campaign.units, own, {"group": place}) for own in pairs]
    elif _by_day(campaign, layout):
        parts = [whole._replace(day=day) for day in (2, 1, 0)]
    return [_with_said(campaign, layout, part) for part in parts]


def is_documented(campaign: Campaign, layout: Layout) -> bool:
    """Whether a layout says everything in ways that are documented, so that nothing should have to be asked."""
    named = layout.names == "full" or layout.number_column in ("units", "rows")
    captioned = layout.repeat_header and layout.note_after == layout.repeat_header
    crowded = layout.period_at == "sheet" and ("sheet" in layout.said.values() or layout.split == "group")
    return (
        layout.year_at != "nowhere"
        and not crowded
        and {*layout.beside, *layout.inside} <= DOCUMENTED_BESIDE
        and named
        and not captioned
    )


def _by_day(campaign: Campaign, layout: Layout) -> bool:
    return layout.split == "day" and campaign.measures == (IN_PERIOD,) and not layout.stacked


def _with_said(campaign: Campaign, layout: Layout, part: Part) -> Part:
    """What is one for the whole table stands in a title or a name, where the layout has it so."""
    single = {"group": len({g for g, _ in part.pairs}) == 1, "dose": len({d for _, d in part.pairs}) == 1}
    single["measure"] = len(campaign.measures) == 1 and layout.rates == "none"
    said = {facet: place for facet, place in layout.said.items() if single.get(facet)}
    if said.get("group") == "people" and (layout.people_at == "none" or campaign.products or "group" in layout.rows):
        said["group"] = "title"
    whole = {"group": len(campaign.groups()) == 1, "dose": len(campaign.doses()) == 1, "measure": True}
    said = {facet: place if place != "file" or whole[facet] else "title" for facet, place in said.items()}
    if layout.stacked:  # only a caption is over its own table alone
        said = {
            facet: "caption" if place != "people" and (place in ("title", "line") or not whole[facet]) else place
            for facet, place in said.items()
        }
    return part._replace(said={**said, **part.said})


class _Book:
    """Puts part after part on sheets."""

    def __init__(self, campaign: Campaign, layout: Layout) -> None:
        self.campaign, self.layout = campaign, layout
        self.grids: list[Grid] = []
        self.written: list[Written] = []
        self.cells: dict[str, list[tuple[str, str]]] = {"total": [], "rate": [], "name": []}
        self.in_file_name: list[str] = []
        self.row = 0
        self.tables = 0

    def add_part(self, part: Part) -> None:
        """Write one table, on a sheet of its own or under the one before."""
        period = self._period(part)
        said = texts_around(self.campaign, self.layout, part, period, UNITS)
        columns = plan_columns(self.campaign, self.layout, part, UNITS)
        if not self.grids or not self.layout.stacked:
            self.grids.append(Grid(sheet_name(said["sheet"], [grid.name for grid in self.grids])))
            width = self.layout.left + max(len(columns), 4)
            self.row = add_title(self.grids[-1], self.layout, self.campaign, said, self.layout.skip, width)
        self.tables += 1
        if said["caption"]:
            self.grids[-1].put(self.row, self.layout.left, f"Bảng {self.tables}: {' '.join(said['caption'])}", "bold")
            self.row += 1
        writer = TableWriter(self.grids[-1], self.campaign, self.layout, part, columns, period, UNITS)
        self.row = writer.write(self.row) + 2
        self.written += writer.written
        for held, cells in writer.cells.items():
            self.cells[held] += cells
        self.in_file_name += [text for text in said["file"] if text not in self.in_file_name]

    def finish(self, faults: Mapping[tuple[str, str], Any]) -> Made:
        """Signatures, letters as the layout has them, faults, and the bytes."""
        for grid in self.grids:
            grid.override({cell: value for (sheet, cell), value in faults.items() if sheet in (grid.name, CSV_SHEET)})
            self._sign(grid)
            _dress(grid, self.layout)
            if self.layout.hidden:
                grid.hidden_rows, grid.hidden_columns = [self.layout.hidden + 4], [self.layout.hidden]
        if self.layout.year_at == "file":
            self.in_file_name.append(f"nam {self.campaign.period.end.year}")
        ending = file_ending(self.layout.file_kind)
        name = file_name(self.in_file_name, ending)
        cells: Mapping[str, tuple[tuple[str, str], ...]] = {held: tuple(found) for held, found in self.cells.items()}
        written = tuple(self.written)
        if ending in ("csv", "tsv"):
            written = tuple(one._replace(sheet=CSV_SHEET) for one in written)
            cells = {held: tuple((CSV_SHEET, cell) for _, cell in found) for held, found in cells.items()}
        return Made(write_kind(self.layout.file_kind, self.grids), name, written, cells)

    def _period(self, part: Part) -> Period:
        if part.day is None:
            return self.campaign.period
        day = self.campaign.period.end - timedelta(part.day)
        return Period(day, day)

    def _sign(self, grid: Grid) -> None:
        day, dated = self.campaign.period.end, self.layout.year_at == "signature"
        signed_on = f"Lai Châu, ngày {day.day} tháng {day.month}" + (f" năm {day.year}" if dated else "")
        last = max(row for row, _ in grid.cells)
        signature = Grid("")
        add_signature(
            signature, Style(signature=self.layout.signature or dated, signed_on=signed_on), last + 1, width=6
        )
        grid.cells.update({(row, self.layout.left + column): cell for (row, column), cell in signature.cells.items()})


def _dress(grid: Grid, layout: Layout) -> None:
    """Every text in the letters and spaces of the layout."""
    for place, (value, style) in grid.cells.items():
        if isinstance(value, str):
            grid.cells[place] = (_dressed(value, layout, header=style == "head"), style)


def _dressed(text: str, layout: Layout, *, header: bool) -> str:
    if header and layout.capitals != "as is":
        text = text.upper() if layout.capitals == "upper" else text.lower()
    if not any(map(str.isdigit, text)) or header:
        text = text.replace(" ", layout.spaces if header or layout.spaces != "\n" else " ")
    if layout.letters == "plain":
        bare = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
        return "".join(sign for sign in bare if not unicodedata.combining(sign))
    return unicodedata.normalize("NFD", text) if layout.letters == "nfd" else text
