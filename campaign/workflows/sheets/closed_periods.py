"""A file that would change closed figures: an error at each of its cells that would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.domain.closing import CLOSED, Close, is_closed
from campaign.domain.closing import find_closed as find_cells
from campaign.domain.counting.blocks import Stated
from campaign.domain.counting.changes import (
    FiguresStanding,
    PeopleStanding,
    compare_denominators,
    compare_figures,
)
from campaign.domain.findings import Finding
from campaign.sheets.numbers.many import keep_first


def check_closed(
    stated: Stated, closed: Close, figures: FiguresStanding, people: PeopleStanding, names: Mapping[str, str]
) -> list[Finding]:
    """The cells whose period is closed and whose value does not stand already; `names` are the units'.

    People count by the day from which they hold: coverages of closed days are measured against them.
    """
    of_figures = [block for block in stated.figures if is_closed(block.period_end, closed)]
    of_people = [block for block in stated.people if is_closed(block.valid_from, closed)]
    every = sum(len(block.values) for block in of_figures) + sum(len(block.values) for block in of_people)
    first = compare_figures(of_figures, stated.columns, figures, named=every)
    second = compare_denominators(of_people, stated.columns, people, named=every)
    changes = (*first.changed, *first.new, *second.changed, *second.new)
    return keep_first(find_cells(changes, closed, names))


def find_closed(findings: Sequence[Finding]) -> Finding | None:
    """The first finding that a cell is of a closed period."""
    return next((each for each in findings if each.code == CLOSED), None)


def named(finding: Finding) -> dict[str, str]:
    """The day of the close and who closed, as messages name them."""
    return {"closed": f"{finding.values['closed']:%d/%m/%Y}", "by": finding.values["by"]}
