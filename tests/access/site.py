"""A small campaign in which every act can be done, and what each act is called with."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import select

from campaign.domain.assigning.assignments import Responsible
from campaign.domain.counting.figures import Period
from campaign.settings import VIEWER
from campaign.store import schema
from campaign.store.engine import Database
from campaign.workflows.access.accounts import disable_account
from campaign.workflows.manage import boundaries, directive_editing, populations, target_editing
from campaign.workflows.manage.assigning import propose, read_site, save
from campaign.workflows.manage.assigning_typed import read_typed
from campaign.workflows.sheets import answering, importing
from tests.access.people import OPERATOR, new_account
from tests.builders import build_l1, sample_denominators, sample_rows
from tests.builders.directives import DIRECTIVE, TARGET
from tests.builders.geojson import build_geojson
from tests.builders.populations import WRITERS, people_rows, population_grid
from tests.workflows import assigned

TODAY = date(2022, 8, 1)
NEXT_WEEK = Period(date(2022, 5, 27), date(2022, 6, 2))


class Site(NamedTuple):
    """What acts are called with."""

    other: str
    disabled: str
    session: str
    to_assign: Any
    draft: Any
    day: date
    other_geojson: bytes
    directive: dict[str, Any]
    target: dict[str, Any]
    withdrawn_target: str
    people: bytes
    people_seen: Any
    people_upload: int
    question: str
    answered: str
    sheet: bytes
    seen: Any
    upload: int


def build_site(database: Database) -> Site:
    """Fill an empty campaign, as an operator."""
    other = new_account(database, "khac", VIEWER)
    new_account(database, "nghi.viec", VIEWER)
    disable_account(database, "nghi.viec", by=OPERATOR)
    _fill(database)
    site = read_site(database, "T6", day=assigned.WEEK_AFTER)
    people, sheet = _people(40_000), _sheet()
    return Site(
        other="khac",
        disabled="nghi.viec",
        session=other.visit.session,
        to_assign=site,
        draft=propose(site, total=500).draft,
        day=assigned.WEEK_AFTER,
        other_geojson=build_geojson().replace(b"102.", b"102.0"),
        directive=DIRECTIVE | {"subject": "V/v khác"},
        target=TARGET,
        withdrawn_target="T1",
        people=people,
        people_seen=populations.preview_populations(database, people, "khac.xlsx", today=TODAY, replacing=True),
        people_upload=_upload(database, "dan-so.xlsx"),
        question="column|*|Số lượng khác",
        answered="column|*|Số lượng",
        sheet=sheet,
        seen=importing.preview_file(database, sheet, "moi.xlsx", today=TODAY),
        upload=_upload(database, "tuan-2.xlsx"),
    )


def dump(database: Database) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    with database.reading() as connection:
        return {
            table.name: sorted(map(repr, connection.execute(select(table)).all()))
            for table in schema.metadata.sorted_tables
        }


def _fill(database: Database) -> None:
    assigned.campaign(database)
    assigned.assign(database)
    site, draft = read_typed(
        database, "T6", {"105": None}, responsible=Responsible("Nguyễn Thị Mỵ Châu", "Trưởng trạm")
    )
    save(database, site, draft, by=OPERATOR)
    boundaries.load_boundaries(database, build_geojson(), "ranh-gioi.geojson", by=OPERATOR)
    for subject in ("V/v một", "V/v hai"):
        directive_editing.add_directive(database, DIRECTIVE | {"subject": subject}, by=OPERATOR, today=TODAY)
    directive_editing.withdraw_directive(database, "006", reason="Nhầm", by=OPERATOR)
    target_editing.withdraw_target(database, "T1", reason="Nhầm", by=OPERATOR)
    populations.load_populations(database, _people(30_000), "dan-so.xlsx", by=OPERATOR, today=TODAY)
    answering.save_answers(database, {"column|*|Số lượng": {"role": "ignored"}}, by=OPERATOR)


def _people(residents: int) -> bytes:
    return WRITERS["xlsx"](population_grid(people_rows(residents)))


def _sheet() -> bytes:
    people = sample_denominators()
    return build_l1(NEXT_WEEK, sample_rows(people, {"18+": ("dose_3",)}), people)


def _upload(database: Database, name: str) -> int:
    query = select(schema.upload.c.id).where(schema.upload.c.file_name == name)
    with database.reading() as connection:
        return int(connection.execute(query).scalar_one())
