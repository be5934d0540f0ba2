"""What the overview is asked to show, looked up once for all its parts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.briefing.catching_up import late_rows
from campaign.domain.briefing.silence import Silent, find_silent
from campaign.domain.directives.in_force import target_in_focus
from campaign.domain.frames import rows_of
from campaign.domain.names.units import DISTRICT
from campaign.locale.formats import is_missing
from campaign.ui.address import TARGET, UNIT, choose
from campaign.ui.labels import TargetLabel, district_names, target_labels
from campaign.ui.pickers import choose_unit
from campaign.workflows.monitor.briefing import PROVINCE, Brief


class View(NamedTuple):
    """The figures of a day as rows of BRIEFING, and what of them is shown.

    `every` row of province and districts; `rows` those towards the targets in force; `dated` the province's towards
    those with a deadline, the next one first; `late` those of the districts that are late, the costliest first. `unit`
    is the one district that late, changed and doubtful figures are shown of, None for all; `target` the one on the map.
    """

    brief: Brief
    reader: Reader
    labels: Mapping[str, TargetLabel]
    every: Sequence[Any]
    rows: Sequence[Any]
    dated: Sequence[Any]
    late: Sequence[Any]
    silent: Sequence[Silent]
    unit: str | None
    target: str | None

    def of_unit(self, rows: Sequence[Any]) -> list[Any]:
        """Those of the district that is shown alone; all where none is."""
        return [row for row in rows if self.unit in (None, row.unit)]

    def districts(self, target: str) -> list[Any]:
        """The districts' rows towards a target."""
        return [row for row in self.rows if row.target == target and row.kind == DISTRICT]

    @property
    def unit_name(self) -> str:
        """What the district is called that is shown alone."""
        return district_names()[self.unit] if self.unit else ""


def look_at(brief: Brief, reader: Reader) -> View:
    """The view that the address asks for."""
    every: list[Any] = rows_of(brief.rows)
    stands = set(brief.targets["target"])
    rows = [row for row in every if row.target in stands]
    dated = [row for row in rows if row.kind == PROVINCE and not is_missing(row.deadline)]
    districts = [row for row in rows if row.kind == DISTRICT]
    late = late_rows(districts)
    return View(
        brief,
        reader,
        target_labels(reader),
        every,
        rows,
        sorted(dated, key=lambda row: row.deadline, reverse=True),
        late,
        find_silent(districts),
        _asked_unit(),
        _asked_target(brief, [row.target for row in dated], late),
    )


def _asked_unit() -> str | None:
    """The district that the address names.

    One looked at on another page does not follow here: who opens the overview sees everybody.
    """
    asked = st.query_params.get(UNIT)
    if asked not in district_names():
        return None
    choose_unit(asked)
    return asked


def _asked_target(brief: Brief, dated: Sequence[str], late: Sequence[Any]) -> str | None:
    """The target in the address, else the headline's, else the one looked at first; None where none has a deadline."""
    asked = st.query_params.get(TARGET)
    if asked in dated:
        choose(TARGET, asked)
        return asked
    if late:
        return str(late[0].target)
    return target_in_focus(brief.targets, brief.as_of) if dated else None
