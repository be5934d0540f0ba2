"""The rows of an arbitrary table: header, units, totals, and what stands between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from campaign.domain.counting.figures import Period
from campaign.domain.doses import TO_DATE, needs_start
from campaign.domain.names.units import COMMUNE, DISTRICT, Unit
from tests.builders.any_campaign import Campaign, Layout, Written
from tests.builders.any_cells import ROMAN, Facets, as_written, bare_name, combinations
from tests.builders.any_columns import RATE, Column, Part, add_header, rows_of, spelled
from tests.builders.any_words import BESIDE, NOTES, PEOPLE, TOTALS, unit_name
from tests.builders.canvas import Grid, address


class TableWriter:
    """Writes one table and remembers what each number means."""

    def __init__(
        self,
        grid: Grid,
        campaign: Campaign,
        layout: Layout,
        part: Part,
        columns: Sequence[Column],
        period: Period,
        units: Mapping[str, Unit],
    ) -> None:
        self.grid, self.campaign, self.layout, self.part = grid, campaign, layout, part
        self.columns, self.period, self.units = columns, period, units
        self.written: list[Written] = []
        self.cells: dict[str, list[tuple[str, str]]] = {"total": [], "rate": [], "name": []}
        self.facets = combinations(campaign, part, rows_of(campaign, layout, part))
        self.row = self.number = 0
        self.sums: list[tuple[str, Facets, int, int]] = []  # unit, row facets, column, value

    def write(self, top: int) -> int:
        """The whole table from row `top` on; the next free row."""
        self.row = self._add_header(top)
        total_rows = [{}] if self.layout.unit_labels == "repeated" or len(self.facets) == 1 else self.facets
        totals_at_top = self.row
        if "top" in self.layout.totals:
            self.row += len(total_rows)
        below: str | None = None
        for count, code in enumerate(self.part.units):
            self._add_between(count)
            parent = self.units[code].parent if self.units[code].kind == COMMUNE else None
            if parent and parent != below and not self.part.district:
                self._close_district(below)
                self._add_group_row(parent)
            below = parent or below
            self._add_unit(code, self.facets)
            if "each" in self.layout.totals and len(self.facets) > 1:
                self._add_total(self.row, "Cộng", {}, lambda unit, code=code: unit == code)
                self.row += 1
        if not self.part.district:
            self._close_district(below)
        if "bottom" in self.layout.totals:
            for facets in total_rows:
                self._add_total(self.row, self.layout.word(TOTALS[0]), facets, self._counts_in_total)
                self.row += 1
        if "top" in self.layout.totals:
            for offset, facets in enumerate(total_rows):
                self._add_total(totals_at_top + offset, self.layout.word(TOTALS[0]), facets, self._counts_in_total)
        return self.row

    def _add_header(self, top: int) -> int:
        row = add_header(self.grid, self.layout, self.columns, top)
        if not self.layout.index_row:
            return row
        forms: dict[str, Callable[[int], Any]] = {
            "letters": lambda n: "AB"[n] if n < 2 else n - 1,
            "brackets": lambda n: f"({n + 1})",
            "numbers": lambda n: n + 1,
        }
        self.grid.put_row(
            row, [forms[self.layout.index_row](n) for n in range(len(self.columns))], "cell", self.layout.left
        )
        return row + 1

    def _add_between(self, count: int) -> None:
        """What stands before a unit: a blank row, a note, the header once more."""
        layout = self.layout
        if count and count == layout.blank_after:
            self.row += 1
        if count and count == layout.note_after:
            self.grid.put(self.row, layout.left, layout.word(NOTES[0]))
            self.row += 1
        if count and count == layout.repeat_header:
            self.row = self._add_header(self.row)

    def _add_group_row(self, district: str) -> None:
        """A district's row above its communes, with its own figures or without."""
        places = [place for place, column in enumerate(self.columns) if column.role == "district"]
        if places:
            return
        name = unit_name(self.units[district], "full", alone=True)
        if self.layout.group_rows == "counted":
            self._add_unit(district, self.facets, number=ROMAN[0])
            return
        unit_at = next(place for place, column in enumerate(self.columns) if column.role == "unit")
        if self.layout.group_rows == "merged":
            self.grid.merge(
                self.row, self.layout.left, self.row, self.layout.left + len(self.columns) - 1, name, "bold"
            )
        else:
            self.grid.put(self.row, self.layout.left + unit_at, name, "bold")
        self.row += 1

    def _close_district(self, district: str | None) -> None:
        if district and "each" in self.layout.totals:
            inside = {code for code in self.part.units if self.units[code].parent == district}
            self._add_total(self.row, "Cộng", {}, inside.__contains__)
            self.row += 1

    def _counts_in_total(self, code: str) -> bool:
        """Totals are of the communes where the table has communes under districts that have rows of their own."""
        communes = any(self.units[unit].kind == COMMUNE for unit in self.part.units)
        return not communes or self.units[code].kind != DISTRICT

    def _add_unit(self, code: str, facets: Sequence[Facets], number: Any = None) -> None:
        self.number += 1
        first = self.row
        for offset, own in enumerate(facets):
            self._add_row(code, own, offset == 0, number)
            self.row += 1
        if self.layout.unit_labels == "merged" and len(facets) > 1:
            self._merge_names(first)

    def _merge_names(self, first: int) -> None:
        """The unit's name and number over all its rows, from `first` to the one above."""
        for place, column in enumerate(self.columns, self.layout.left):
            value = self.grid.cells.get((first, place), (None, ""))[0]
            alone = column.role in ("unit", "district") or (
                column.role == "index" and self.layout.number_column != "rows"
            )
            if alone and value not in (None, ""):
                self.grid.merge(first, place, self.row - 1, place, value, "cell")

    def _add_row(self, code: str, own: Facets, first: bool, number: Any) -> None:
        named = first or self.layout.unit_labels == "repeated"
        for place, column in enumerate(self.columns):
            value: Any = None
            if column.role == "index" and (named or self.layout.number_column == "rows"):
                value = number or self._number(first)
            elif column.role == "unit" and named:
                value = self._name(code, headed=number is not None)
                self.cells["name"].append((self.grid.name, address(self.row, self.layout.left + place)))
            elif column.role == "district" and named:
                value = self.units[str(self.units[code].parent)].name if self.units[code].kind == COMMUNE else None
            elif column.role == "facet":
                facet = next(iter(column.facets))
                value = spelled(self.layout, facet, own[facet])
            elif column.role == "beside":
                value = self._beside(code, column, own, place)
            elif column.role in ("count", "people", RATE):
                value = self._number_of(code, column, own, place)
            if value is not None:
                self.grid.put(self.row, self.layout.left + place, value, "rate" if isinstance(value, float) else "cell")

    def _number(self, first: bool) -> Any:
        kind = self.layout.number_column
        if kind == "rows":
            return self.row
        return {"units": self.number, "roman": ROMAN[(self.number - 1) % len(ROMAN)]}.get(kind)

    def _name(self, code: str, *, headed: bool) -> str:
        unit = self.units[code]
        bare = bare_name(unit)
        same = [one for one in self.units.values() if bare_name(one) == bare and one.code != code]
        alone = not any(one.kind == DISTRICT or one.parent == unit.parent for one in same if unit.kind == COMMUNE)
        elsewhere = unit.kind == COMMUNE and not self.part.district and same
        form = "full" if headed and self.layout.names in ("bare", "upper") else self.layout.names
        return unit_name(unit, form, alone=alone and not elsewhere)

    def _meaning(self, column: Column, own: Facets) -> dict[str, str]:
        whole = {"group": self.part.pairs[0][0], "dose": self.part.pairs[0][1], "product": ""}
        single = {"measure": self.campaign.measures[0]}
        return {**whole, **single, **own, **{name: value for name, value in column.facets.items() if value}}

    def _number_of(self, code: str, column: Column, own: Facets, place: int) -> Any:
        facets = self._meaning(column, own)
        if (facets["group"], facets["dose"]) not in self.part.pairs and column.role != "people":
            return None
        if column.role == RATE:
            return self._rate(code, facets, place)
        if column.role == "people":
            value: int | None = self.campaign.people(code, facets["group"], facets["kind"])
            meaning = (facets["group"], own.get("dose", ""), "", facets["kind"])
        else:
            value = self.campaign.count(code, facets, self.period)
            meaning = (facets["group"], facets["dose"], facets["product"], facets["measure"])
        return self._remember(code, own, place, value, meaning)

    def _remember(self, code: str, own: Facets, place: int, value: int | None, meaning: tuple[str, ...]) -> Any:
        if value is None:
            return self.layout.nothing
        group, dose, product, measure = meaning
        start = self.period.start if needs_start(measure) and measure not in PEOPLE else None
        cell = address(self.row, self.layout.left + place)
        self.written.append(
            Written(self.grid.name, cell, code, group, dose, product, measure, start, self.period.end, value)
        )
        self.sums.append((code, own, place, value))
        return as_written(self.layout, value)

    def _rate(self, code: str, facets: Facets, place: int) -> Any:
        done = self.campaign.count(code, {**facets, "measure": TO_DATE}, self.period)
        if done is None:
            return None
        self.cells["rate"].append((self.grid.name, address(self.row, self.layout.left + place)))
        share = done / self.campaign.people(code, facets["group"], self.campaign.kinds[-1])
        forms = {"fraction": share, "percent": round(100 * share, 1), "text": f"{100 * share:.1f}".replace(".", ",")}
        return forms[self.layout.rates]

    def _beside(self, code: str, column: Column, own: Facets, place: int) -> Any:
        name = column.facets["beside"]
        if name in ("note", "phone"):
            return {"note": "đã rà soát ngày 12/5", "phone": "0213 3876 543"}[name]
        kept = BESIDE[name][1]
        if kept and len(self.facets) > 1:
            return None
        value = self.campaign.beside(code, name)
        if not kept:
            return as_written(self.layout, value)
        return self._remember(code, own, place, value, ("", "", "", kept))

    def _add_total(self, row: int, word: str, facets: Facets, counted: Callable[[str], bool]) -> None:
        names = [place for place, column in enumerate(self.columns) if column.role in ("index", "unit")]
        self.grid.put(row, self.layout.left + names[-1 if self.layout.labels == "first" else 0], word, "bold")
        for place, column in enumerate(self.columns):
            at = (row, self.layout.left + place)
            if column.role == "facet" and facets:
                facet = next(iter(column.facets))
                self.grid.put(*at, spelled(self.layout, facet, facets[facet]))
            values = [
                v for code, own, p, v in self.sums if p == place and counted(code) and (not facets or own == facets)
            ]
            if values:
                self.cells["total"].append((self.grid.name, address(*at)))
                self.grid.put(*at, as_written(self.layout, sum(values)), "cell")
