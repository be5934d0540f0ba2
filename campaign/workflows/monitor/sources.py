"""Which files figures come from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from campaign.domain.place import LAI_CHAU
from campaign.store.engine import Database
from campaign.store.sheets.reports import read_upload_names
from campaign.store.sheets.totals import read_totals


def source_files(database: Database, units: Iterable[str], group: str, dose: str, as_of: date) -> list[str]:
    """The numbers and names of the uploads behind these units' latest figures, by number."""
    with database.reading() as connection:
        rows = read_totals(connection, LAI_CHAU, units=list(units), pairs=[(group, dose)], until=as_of)
        days = {row.unit: row.period_end for row in rows}
        names = read_upload_names(connection, LAI_CHAU, group, dose, set(days.values()))
    return [f"{number}: {name}" for number, name in names]
