"""The blank weekly workbook that districts fill in."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

from campaign.domain.counting.figures import Period
from campaign.domain.names.units import Unit
from campaign.domain.place import LAI_CHAU
from campaign.sheets.template import write_template
from campaign.store.engine import Database
from campaign.store.manage.units import read_groups, read_units
from campaign.store.sheets.totals import read_period_ends

WEEK = timedelta(days=7)
WEEKS_OFFERED = 6  # what a drop-down in a sheet can hold


def blank_workbook(database: Database, *, start: date | None = None, end: date | None = None) -> bytes:
    """The template as .xlsx: for the week given, else with the weeks after the last reported one to choose from."""
    with database.reading() as connection:
        units = [Unit(*row) for row in read_units(connection, LAI_CHAU)]
        groups = {row.code: row.label_vi for row in read_groups(connection)}
        reported = read_period_ends(connection, LAI_CHAU)
    period = Period(start or end - WEEK + timedelta(days=1), end) if end else None
    workbook = BytesIO()
    write_template(workbook, units=units, groups=groups, period=period, weeks=_weeks_after(reported))
    return workbook.getvalue()


def _weeks_after(reported: list[date]) -> list[Period]:
    if not reported:
        return []
    ends = [reported[0] + WEEK * number for number in range(1, WEEKS_OFFERED + 1)]
    return [Period(end - WEEK + timedelta(days=1), end) for end in ends]
