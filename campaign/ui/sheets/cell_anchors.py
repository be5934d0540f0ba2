"""Where findings and their cells lie on the page: what each leads to, and which drawn cell stands for a merged one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from campaign.domain.findings import ERROR, INFO, WARNING, Finding
from campaign.sheets.files.parts import marked_cells
from campaign.sheets.files.view import SheetView
from campaign.sheets.result import Place, cell_name

# No honest sheet merges more cells than can be drawn; merges over one another could go on for ever.
_MOST_COVERED = 100_000

_ORDER = {ERROR: 0, WARNING: 1, INFO: 2}


class Marked(NamedTuple):
    """A finding in a drawn cell, and the anchor of its line in the list."""

    finding: Finding
    anchor: str


class Located(NamedTuple):
    """For each finding the address of its cell on the page ("" where it is not drawn), and each sheet's marks."""

    links: list[str]
    marks: list[dict[Place, list[Marked]]]


def finding_anchor(position: int) -> str:
    """The name of a finding's line inside the page."""
    return f"phat-hien-{position + 1}"


def sheet_anchor(number_of: int) -> str:
    """The name of a drawn sheet inside the page."""
    return f"trang-{number_of + 1}"


def cell_anchor(number_of: int, place: Place) -> str:
    """The name of a cell of a drawn sheet inside the page."""
    return f"o-{number_of + 1}-{cell_name(*place)}"


def locate(findings: Sequence[Finding], views: Sequence[SheetView]) -> Located:
    """Where each finding's cell is drawn; a finding about a whole sheet leads to the sheet."""
    numbers = {view.name: number for number, view in enumerate(views)}
    drawn = [_Drawn(view) for view in views]
    links: list[str] = []
    marks: list[dict[Place, list[Marked]]] = [{} for _ in views]
    for position, finding in enumerate(findings):
        number = numbers.get(finding.sheet or "")
        if number is None:
            links.append("")
            continue
        place = drawn[number].place_of(finding.cell)
        links.append(f"#{cell_anchor(number, place) if place else sheet_anchor(number)}")
        if place:
            marks[number].setdefault(place, []).append(Marked(finding, finding_anchor(position)))
    for of_sheet in marks:
        for of_cell in of_sheet.values():
            of_cell.sort(key=lambda mark: _ORDER[mark.finding.severity])
    return Located(links, marks)


def find_spans(view: SheetView) -> tuple[dict[Place, str], dict[Place, Place]]:
    """rowspan and colspan of merged cells as HTML, and of each cell they cover the one that is drawn for it.

    A merge that rows or columns left out cut through is drawn in pieces.
    """
    rows, columns = _runs(view.rows), _runs(view.columns)
    spans: dict[Place, str] = {}
    owners: dict[Place, Place] = {}
    covered = 0
    for top, left, bottom, right in view.merges:
        for down in _inside(rows, top, bottom):
            for across in _inside(columns, left, right):
                covered += len(down) * len(across)
                if covered > _MOST_COVERED:
                    return spans, owners
                owner = (down[0], across[0])
                spans[owner] = _span(len(down), len(across))
                owners.update({(row, column): owner for row in down for column in across})
                del owners[owner]
    return spans, owners


class _Drawn:
    """The cells of a sheet that are on the page."""

    def __init__(self, view: SheetView) -> None:
        self.rows, self.columns = set(view.rows), set(view.columns)
        self.owners = find_spans(view)[1]

    def place_of(self, cell: str | None) -> Place | None:
        """Where a cell is drawn, merged cells where their value stands; None when it is not on the page."""
        for row, column in marked_cells([cell or ""]):
            if row in self.rows and column in self.columns:
                return self.owners.get((row, column), (row, column))
        return None


def _runs(shown: Sequence[int]) -> list[range]:
    """Numbers in order, cut where one is missing."""
    runs: list[range] = []
    for each in shown:
        if runs and runs[-1].stop == each:
            runs[-1] = range(runs[-1].start, each + 1)
        else:
            runs.append(range(each, each + 1))
    return runs


def _inside(runs: Sequence[range], first: int, last: int) -> list[range]:
    parts = (range(max(run.start, first), min(run.stop, last + 1)) for run in runs)
    return [part for part in parts if part]


def _span(rows: int, columns: int) -> str:
    return (f' rowspan="{rows}"' if rows > 1 else "") + (f' colspan="{columns}"' if columns > 1 else "")
