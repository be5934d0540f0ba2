"""Mistakes to plant in a sheet of any layout: what to put into which cell, and the finding that must name that cell."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from campaign.domain.doses import IN_PERIOD, PREVIOUS_DOSE, TO_DATE, is_doses
from tests.builders.any_campaign import Campaign, Layout, Made, Written
from tests.builders.any_kinds import CSV, KINDS, TSV, XLSX
from tests.builders.canvas import Formula

Cell = tuple[str, str]  # sheet, address
Cells = Callable[[Campaign, Layout, Made], list[Cell]]


@dataclass(frozen=True)
class Fault:
    """One mistake: the finding's code, what is put into a cell, the cells it can be made in, the kinds of files."""

    code: str
    put: Callable[[Written | None], Any]
    cells: Cells
    kinds: tuple[str, ...] = KINDS


def plant(fault: Fault, campaign: Campaign, layout: Layout, made: Made, seed: int) -> Mapping[Cell, Any] | None:
    """The cell and what to put there, any of those where the fault can be made; None where it can be made nowhere."""
    cells = fault.cells(campaign, layout, made) if layout.file_kind in fault.kinds else []
    if not cells:
        return None
    cell = random.Random(seed).choice(cells)
    return {cell: fault.put(next((one for one in made.written if one[:2] == cell), None))}


def _numbers(_: Campaign, __: Layout, made: Made) -> list[Cell]:
    return [one[:2] for one in made.written if is_doses(one.measure) or one.measure in ("resident", "due", "assigned")]


def _totals(_: Campaign, __: Layout, made: Made) -> list[Cell]:
    return list(made.cells["total"])


def _rates(_: Campaign, __: Layout, made: Made) -> list[Cell]:
    return list(made.cells["rate"])


def _names(campaign: Campaign, layout: Layout, made: Made) -> list[Cell]:
    """Names of units; those of districts that head their communes stay."""
    heads = layout.group_rows == "counted" and len(campaign.units[0]) == 5
    return [] if heads else list(made.cells["name"])


def _names_of_one_row(campaign: Campaign, layout: Layout, made: Made) -> list[Cell]:
    return [] if layout.rows else _names(campaign, layout, made)


def _beside_people(_: Campaign, layout: Layout, made: Made) -> list[Cell]:
    people = {(one.unit, one.group) for one in made.written if one.measure in ("resident", "due", "assigned")}
    return [one[:2] for one in made.written if one.measure == TO_DATE and (one.unit, one.group) in people]


def _beside_to_date(_: Campaign, __: Layout, made: Made) -> list[Cell]:
    stated = {one[2:6] for one in made.written if one.measure == TO_DATE}
    return [one[:2] for one in made.written if one.measure == IN_PERIOD and one[2:6] in stated]


def _after_another_dose(_: Campaign, __: Layout, made: Made) -> list[Cell]:
    stated = {one[2:6] for one in made.written if one.measure == TO_DATE}
    to_date = [one for one in made.written if one.measure == TO_DATE]
    return [o[:2] for o in to_date if (o.unit, o.group, PREVIOUS_DOSE.get(o.dose, ""), o.product) in stated]


_NOT_TEXT_FILES = tuple(kind for kind in KINDS if kind not in (CSV, TSV))

FAULTS = {
    "an error value": Fault("error_cell", lambda _: Formula("=#REF!", "#REF!"), _numbers),
    "a division by zero": Fault("error_cell", lambda _: Formula("=1/0", "#DIV/0!"), _numbers),
    "a separator that became a decimal point": Fault("fractional_people", lambda _: 12.345, _numbers, _NOT_TEXT_FILES),
    "a number that can be read in two ways": Fault("ambiguous_number", lambda _: "12,5", _numbers),
    "a number with a footnote": Fault("not_a_number", lambda _: "5234*", _numbers),
    "a number in words": Fault("not_a_number", lambda _: "năm mươi", _numbers),
    "NaN": Fault("not_a_number", lambda _: "NaN", _numbers),
    "a number below zero": Fault("negative_people", lambda _: -5, _numbers),
    "too many people": Fault("too_many_people", lambda _: 10_000_001, _numbers),
    "a truth value": Fault("not_a_number", lambda _: True, _numbers, (XLSX,)),
    "a wrong total": Fault("total_mismatch", lambda _: 7, _totals),
    "an error in a total": Fault("error_cell_unused", lambda _: Formula("=#REF!", "#REF!"), _totals),
    "a wrong rate": Fault("rate_mismatch", lambda _: 0.123, _rates, _NOT_TEXT_FILES),
    "a rate over 100 %": Fault("rate_mismatch", lambda _: "104,3", _rates),
    "an error in a rate": Fault("error_cell_unused", lambda _: Formula("=1/0", "#DIV/0!"), _rates),
    "an unknown unit": Fault("unknown_unit", lambda _: "Huyện Điện Biên Đông", _names),
    "a row without its unit": Fault("row_without_unit", lambda _: None, _names_of_one_row),
    "more doses than people": Fault("over_denominator", lambda one: one.value * 4, _beside_people),
    "more in the period than to date": Fault("in_period_over_to_date", lambda _: 999_999, _beside_to_date),
    "more of a dose than of the one before": Fault("dose_order", lambda one: one.value * 4, _after_another_dose),
}
