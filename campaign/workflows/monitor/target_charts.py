"""What a target's chart of weeks shows beside its history: every district's coverage, week by week."""

from __future__ import annotations

from datetime import date

from campaign.domain.arrays import day_number
from campaign.domain.progress.coverage_grid import Grid, coverage_grid
from campaign.domain.progress.target_series import measure
from campaign.store.engine import Database
from campaign.workflows.monitor.monitoring import read_situation


def coverage_weeks(database: Database, target: str, as_of: date) -> Grid:
    """The districts' coverage of one target week by week up to a day, in the official order; raises NotFound."""
    situation = read_situation(database, target=target)
    return coverage_grid(measure(*situation, until=day_number(as_of)), as_of)
