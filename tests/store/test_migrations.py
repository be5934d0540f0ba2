"""A database of an earlier version keeps what is in it when it is brought up to date."""

from __future__ import annotations

import hashlib
from contextlib import closing
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from campaign.access.actors import operator
from campaign.domain.place import LAI_CHAU
from campaign.settings import Settings
from campaign.store.engine import Database, open_database
from campaign.store.manage.targets import read_denominators
from campaign.store.migrate import NEWEST, schema_version, upgrade
from campaign.store.schema import metadata
from campaign.store.sheets.reports import read_sources
from campaign.store.sheets.totals import read_totals
from campaign.workflows.checking import check_database, rebuild_totals
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.store.migrating import migrate

UNITS = (
    *(("12", "Tỉnh Lai Châu", "province", None), ("106", "Huyện Tam Đường", "district", "12")),
    *(("03390", "Thị trấn Tam Đường", "commune", "106"), ("03394", "Xã Thèn Sin", "commune", "106")),
    ("cdc", "CDC tỉnh", "other", "12"),
)
W1, W2 = ("2022-05-06", "2022-05-12"), ("2022-05-13", "2022-05-19")
# upload, column, row, unit, product, measure, (start, end), value
FIGURES = (
    *((1, 0, 9, "03390", "", "doses_in_period", W1, 10), (1, 0, 10, "03394", "", "doses_in_period", W1, 20)),
    *((1, 1, 9, "03390", "", "doses_to_date", (None, W1[1]), 110), (1, 1, 10, "03394", "", "doses_to_date", W1, 220)),
    *((2, 0, 9, "cdc", "Pfizer", "doses_in_period", W2, 3), (2, 0, 10, "cdc", "AstraZeneca", "doses_in_period", W2, 4)),
    (3, 0, 9, "03390", "", "doses_to_date", (None, W1[1]), 999),
)
# unit, (start, end), in period, to date, incomplete, derived, upload
TOTALS = (
    *(("03390", W1, 10, 110, 0, 0, 1), ("03394", W1, 20, 220, 0, 0, 1)),
    *(("106", W1, 30, 330, 0, 1, None), ("12", W1, 30, 330, 0, 1, None)),
    *(("cdc", W2, 7, 7, 1, 0, 2), ("12", (None, W2[1]), None, 337, 1, 1, None)),
)


@pytest.fixture
def first_version(empty_database_url: str) -> Any:
    """A database as the first version left it: two uploads that stand and one withdrawn."""
    with closing(open_database(empty_database_url)) as database:
        with database.writing() as connection:
            migrate(connection, "0001")
            _fill(connection)
        yield database


def test_figures_totals_and_their_cells_are_what_they_were(first_version: Database) -> None:
    upgrade(first_version)
    with first_version.reading() as connection:
        assert schema_version(connection) == NEWEST
        totals = read_totals(connection, LAI_CHAU)
        cells = read_sources(connection, LAI_CHAU, ["cdc"], "18+", "dose_3", date(2022, 5, 19))
        people = read_denominators(connection, LAI_CHAU, ["18+"])
    expected = {(unit, *period, *rest[:2], *map(bool, rest[2:4]), rest[4]) for unit, period, *rest in TOTALS}
    assert {_plain(row) for row in totals} == expected
    assert {(cell.product, cell.value, f"{cell.letter}{cell.row}") for cell in cells} == {
        ("Pfizer", 3, "D9"),
        ("AstraZeneca", 4, "D10"),
    }
    assert people == [("18+", "", "03390", "resident", date(2022, 5, 12), 500)]


def test_everything_is_in_order_afterwards_and_can_be_withdrawn(first_version: Database) -> None:
    upgrade(first_version)
    rebuild_totals(first_version)  # as opening the campaign does after an upgrade: today's rules count otherwise
    assert check_database(first_version) == []
    withdraw_upload(first_version, 2, reason="thử", by=operator("an"))
    with first_version.reading() as connection:
        assert {row.unit for row in read_totals(connection, LAI_CHAU)} == {"03390", "03394", "106", "12"}
    assert check_database(first_version) == []


def test_the_tables_are_those_of_the_schema(empty_database_url: str) -> None:
    with closing(open_database(empty_database_url)) as database:
        upgrade(database)
        with database.reading() as connection:
            found = inspect(connection)
            names = set(found.get_table_names()) - {"alembic_version"}
            assert names == metadata.tables.keys()
            for name in names:
                columns = {column["name"]: column["nullable"] for column in found.get_columns(name)}
                assert columns == {column.name: column.nullable for column in metadata.tables[name].columns}, name
                indexes = {index["name"] for index in found.get_indexes(name)}
                assert indexes == {index.name for index in metadata.tables[name].indexes}, name


def _plain(row: Any) -> tuple[Any, ...]:
    period = (row.period_start and str(row.period_start), str(row.period_end))
    counts = (row.doses_in_period, row.doses_to_date, row.incomplete, row.derived)
    return (row.unit, *period, *counts, row.upload)


def _fill(connection: Connection) -> None:
    for position, (code, name, kind, parent) in enumerate(UNITS):
        row = {"code": code, "name": name, "kind": kind, "parent": parent, "position": position}
        _insert(connection, "unit", row)
    for number, status in ((1, "accepted"), (2, "accepted"), (3, "withdrawn")):
        _insert_upload(connection, number, status)
    for upload, column, row_number, unit, product, measure, period, value in FIGURES:
        cell = {"upload": upload, "source_column": column, "row": row_number, "unit": unit, "product": product}
        what = {"measure": measure, "period_start": period[0], "period_end": period[1], "value": value}
        _insert(connection, "figure", cell | what | {"target_group": "18+", "dose": "dose_3"})
    for unit, period, in_period, to_date, incomplete, derived, upload in TOTALS:
        days = {"period_start": period[0], "period_end": period[1], "doses_in_period": in_period}
        flags = {"incomplete": bool(incomplete), "derived": bool(derived), "upload": upload}
        of = {"target_group": "18+", "dose": "dose_3", "unit": unit, "doses_to_date": to_date}
        _insert(connection, "running_total", of | days | flags)
    people = {"unit": "03390", "target_group": "18+", "dose": "", "kind": "resident", "valid_from": W1[1], "upload": 1}
    _insert(connection, "denominator", people | {"people": 500, "source_column": 1, "row": 9})


def _insert_upload(connection: Connection, number: int, status: str) -> None:
    content = f"sheet {number}".encode()
    counts = {"new": 1, "changed": 0, "unchanged": 0}
    sent = {"file_name": f"{number}.xlsx", "size": len(content), "uploaded_by": "an", "uploaded_at": "2022-05-20 08:00"}
    row = {"id": number, "sha256": hashlib.sha256(content).hexdigest(), "status": status, "synthetic": False}
    _insert(connection, "upload", row | sent | counts, place=False)
    _insert(connection, "upload_content", {"upload": number, "content": content}, place=False)
    for column, letter in enumerate("DE"):
        row = {"upload": number, "number": column, "sheet": "Tuần", "letter": letter, "header": "Lũy kế"}
        _insert(connection, "source_column", row, place=False)


def _insert(connection: Connection, table: str, row: dict[str, Any], *, place: bool = True) -> None:
    row = (LAI_CHAU._asdict() if place else {}) | row
    names = ", ".join(f'"{name}"' for name in row)
    marks = ", ".join(f":{name}" for name in row)
    connection.execute(text(f'INSERT INTO "{table}" ({names}) VALUES ({marks})'), row)


def test_opening_an_older_database_counts_again_what_is_derived(first_version: Database) -> None:
    with closing(open_campaign(Settings(database_url=first_version.url))) as opened:
        assert check_database(opened) == []
        with opened.reading() as connection:
            province = {row.period_end: row for row in read_totals(connection, LAI_CHAU, units=["12"])}
    assert province[date(2022, 5, 19)].doses_in_period == 7  # of the one unit that reports; the first version had none
