"""A small campaign to assign in: two weeks of adults' third doses of every district, with the people due."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta

from campaign.access.actors import operator
from campaign.domain.counting.blocks import PeopleBlock, Stated
from campaign.domain.doses import DUE
from campaign.domain.place import LAI_CHAU
from campaign.store.engine import Database
from campaign.store.sheets.uploads import NewUpload, save_upload
from campaign.workflows.manage.assigning import Saved, propose, read_site, save
from tests.workflows.saving import COLUMNS, DOSE, FIRST_WEEK, GROUP, figures, week_end
from tests.workflows.saving import save as save_figures

DISTRICTS = ("105", "106", "107", "108", "109", "110", "111", "112")
PEOPLE = 1000  # due in each district
ASSIGNED_ON, WEEK_AFTER = week_end(2), week_end(3)  # 19/05 and 26/05/2022, T6 being ordered on 16/05
NAME, POST = "Nguyễn Thị Mỵ Châu", "Phó Chủ tịch UBND huyện"


def report(database: Database, week: int, doses: dict[str, int], *, name: str = "") -> None:
    """One week's report of running totals."""
    rows = [each for unit, to_date in doses.items() for each in figures(unit, week, to_date=to_date)]
    save_figures(database, rows, name=name or f"tuan-{week}.xlsx")


def campaign(database: Database, **doses: int) -> None:
    """Every district with 1 000 people due, of whom 900 (or as said: d105=…) are vaccinated by the day of assigning."""
    people(database, dict.fromkeys(DISTRICTS, PEOPLE))
    report(database, 2, {unit: doses.get(f"d{unit}", 900) for unit in DISTRICTS})


def people(database: Database, numbers: dict[str, int], *, content: bytes = b"people") -> None:
    """People due, in force from before the first week on."""
    since, units = FIRST_WEEK - timedelta(days=30), list(numbers)
    block = PeopleBlock(GROUP, DOSE, DUE, since, 0, units, [9] * len(units), list(numbers.values()))
    new = NewUpload(
        sha256=hashlib.sha256(content).hexdigest(),
        file_name="doi-tuong.xlsx",
        content=content,
        period_start=None,
        period_end=since,
        synthetic=False,
        counts={"new": len(units), "changed": 0, "unchanged": 0},
        stated=Stated(COLUMNS, (), [block]),
        findings=[],
    )
    with database.writing() as connection:
        save_upload(connection, LAI_CHAU, new, by="an")


def assign(database: Database, *, total: int | None = None, day: date = ASSIGNED_ON) -> Saved:
    """The districts assigned in proportion to those who remain."""
    site = read_site(database, "T6", day=day)
    return save(database, site, propose(site, total=total).draft, by=operator("an", "analyst"))
