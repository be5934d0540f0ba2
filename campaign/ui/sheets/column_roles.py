"""What a column was taken to mean: in words for tables, in a few letters for a grid, as a kind for its tint."""

from __future__ import annotations

from typing import Any

from campaign.charts.style import Reader
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.locale import N_
from campaign.ui.labels import dose_label, group_labels, measure_label

# Kinds of columns, as the grid tints them, in the order of its legend.
UNIT, FACET, PERIOD, IN_WEEK, CUMULATIVE, PEOPLE, RATE, KEPT, IGNORED, ASKED = (
    "unit", "facet", "period", "in-period", "to-date", "people", "rate", "kept", "ignored", "asked",
)  # fmt: skip
KIND_WORDS = {
    UNIT: N_("Unit"),
    FACET: N_("Group, dose or vaccine of the row"),
    PERIOD: N_("Period of the row"),
    IN_WEEK: N_("Doses in the period"),
    CUMULATIVE: N_("Doses to date"),
    PEOPLE: N_("People"),
    RATE: N_("Rate: compared, not imported"),
    KEPT: N_("Other counts, kept"),
    IGNORED: N_("Not imported"),
    ASKED: N_("Needs an answer"),
}
_SHORT = {
    IN_WEEK: N_("In period"),
    CUMULATIVE: N_("To date"),
    PEOPLE: N_("People"),
    RATE: N_("Rate"),
    ASKED: N_("? Answer"),
}
_SHORT_DOSES = {
    "dose_1": N_("D1"),
    "dose_2": N_("D2"),
    "additional": N_("Add."),
    "dose_3": N_("D3"),
    "dose_4": N_("D4"),
}
_KIND_OF_ROLE = {
    "unit": UNIT,
    "unit_code": UNIT,
    "group": FACET,
    "dose": FACET,
    "product": FACET,
    "kind": FACET,
    "period": PERIOD,
    "period_start": PERIOD,
    "period_end": PERIOD,
    "valid_from": PERIOD,
    "denominator": PEOPLE,
    "rate": RATE,
}
_ROLE_WORDS = {
    "unit": N_("Unit"),
    "unit_code": N_("Unit code"),
    "index": N_("Row number"),
    "group": N_("Group"),
    "dose": N_("Dose"),
    "product": N_("Vaccine"),
    "kind": N_("Kind of people"),
    "source": N_("Source"),
    "period": N_("Period"),
    "period_start": N_("First day of the period"),
    "period_end": N_("Last day of the period"),
    "valid_from": N_("In force from"),
    "note": N_("Note"),
    "rate": N_("Rate: compared, not imported"),
    "ignored": N_("Not imported"),
    "unknown": N_("Not understood"),
}


def kind_of(column: Any, *, asked: bool = False) -> str:
    """The kind of a column (ColumnMeaning); `asked` where a question about it is open."""
    if asked:
        return ASKED
    if column.role == "figure":
        return {IN_PERIOD: IN_WEEK, TO_DATE: CUMULATIVE}.get(column.measure, KEPT)
    return _KIND_OF_ROLE.get(column.role, IGNORED)


def short_meaning(column: Any, reader: Reader, *, asked: bool = False) -> str:
    """A few letters for the head of a grid: "Lũy kế · M3 · 18+"."""
    _, kind = reader.words, kind_of(column, asked=asked)
    if kind not in (IN_WEEK, CUMULATIVE, PEOPLE, RATE, KEPT):
        return _(_SHORT[kind] if kind == ASKED else _ROLE_WORDS[column.role])
    said = measure_label(column.measure, reader) if kind == KEPT else _(_SHORT[kind])
    dose = _(_SHORT_DOSES[column.dose]) if column.dose in _SHORT_DOSES else ""
    return " · ".join(part for part in (said, dose, _short_group(column.group, reader)) if part)


def long_meaning(column: Any, reader: Reader) -> str:
    """The whole meaning in words."""
    if column.role not in ("figure", "denominator"):
        return reader.words(_ROLE_WORDS[column.role])
    measure = column.measure if column.role == "figure" else column.kind
    parts = (
        group_labels(reader).get(column.group, column.group) if column.group else "",
        dose_label(column.dose, reader) if column.dose else "",
        measure_label(measure, reader) if measure else "",
        column.product or "",
    )
    return " · ".join(part for part in parts if part)


def _short_group(group: str, reader: Reader) -> str:
    """Ages by their code, which is as short in any language: "12-17"; other groups by name."""
    return group_labels(reader).get(group, "") if any(map(str.isalpha, group)) else group.strip("?")
