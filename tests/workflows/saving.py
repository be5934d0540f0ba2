"""Save figures without a workbook: for rules about what stands, not about reading."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta

from campaign.domain.counting.figures import Figure, SourceColumn
from campaign.domain.doses import ALL_PRODUCTS, IN_PERIOD, TO_DATE
from campaign.domain.place import LAI_CHAU
from campaign.store.engine import Database
from campaign.store.sheets.uploads import NewUpload, save_upload
from campaign.workflows.sheets.recount import recount
from tests.builders.blocks import stated_by

COLUMNS = [SourceColumn("Tuần", "D", "Trong tuần"), SourceColumn("Tuần", "E", "Lũy kế")]
GROUP, DOSE = "18+", "dose_3"
FIRST_WEEK = date(2022, 5, 5)


def week_end(number: int) -> date:
    """Thursday of week 0, 1, 2 …"""
    return FIRST_WEEK + timedelta(weeks=number)


def figures(
    unit: str, week: int, *, in_period: int | None = None, to_date: int | None = None, row: int = 9
) -> list[Figure]:
    """The figures of one unit in one week."""
    end = week_end(week)
    both = ((IN_PERIOD, end - timedelta(days=6), in_period, 0), (TO_DATE, None, to_date, 1))
    return [
        Figure(unit, GROUP, DOSE, ALL_PRODUCTS, measure, start, end, value, column, row)
        for measure, start, value, column in both
        if value is not None
    ]


def save(database: Database, rows: Sequence[Figure], *, name: str = "phieu.xlsx") -> int:
    """One upload with these figures; its number."""
    content = repr((name, rows)).encode()
    new = NewUpload(
        sha256=hashlib.sha256(content).hexdigest(),
        file_name=name,
        content=content,
        period_start=None,
        period_end=max(row.period_end for row in rows),
        synthetic=False,
        counts={"new": len(rows), "changed": 0, "unchanged": 0},
        stated=stated_by(COLUMNS, rows),
        findings=[],
    )
    with database.writing() as connection:
        number = save_upload(connection, LAI_CHAU, new, by="an")
        recount(connection, LAI_CHAU, [(GROUP, DOSE)], since=min(row.period_end for row in rows))
    return number
