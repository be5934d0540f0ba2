"""The columns of a file of populations, in words that the program reads again: Vietnamese in every language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from campaign.domain.doses import ANY_DOSE, ASSIGNED, DUE, RESIDENT

HEADERS = (
    "Mã đơn vị", "Đơn vị", "Nhóm đối tượng", "Mũi tiêm", "Loại số đối tượng", "Áp dụng từ", "Số người", "Nguồn",
)  # fmt: skip
KINDS = {RESIDENT: "Tổng số đối tượng", DUE: "Số người cần tiêm", ASSIGNED: "Chỉ tiêu giao"}
DOSES = {
    ANY_DOSE: "Mọi mũi",
    "dose_1": "Mũi 1",
    "dose_2": "Mũi 2",
    "additional": "Mũi bổ sung",
    "dose_3": "Mũi 3",
    "dose_4": "Mũi 4",
}


class PopulationLine(NamedTuple):
    """One row: people of a unit, group, dose and kind from a day on, by codes; what is not known is None or ""."""

    unit: str
    name: str
    group: str
    dose: str
    kind: str
    valid_from: date | None
    people: int | str | None
    source: str


def line_cells(line: PopulationLine, groups: Mapping[str, str]) -> Sequence[str | int | date | None]:
    """A row's cells in the order of HEADERS; `groups` are the groups' labels. A code of ours in words, another as it
    is: Excel would take '12-17' for a day."""
    said = (groups.get(line.group, line.group), DOSES.get(line.dose, line.dose), KINDS.get(line.kind, line.kind))
    return line.unit, line.name, *said, line.valid_from, line.people, line.source
