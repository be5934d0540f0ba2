"""Names of responsible persons: gone everywhere once they are erased, down to the bytes of the file."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from campaign.access.actors import operator
from campaign.domain.assigning.assignments import Responsible
from campaign.errors import NotFound, Refused
from campaign.store.schema import metadata
from campaign.workflows.manage.assigning import save
from campaign.workflows.manage.assigning_typed import read_typed
from campaign.workflows.manage.assignments import erase_names, read_assignments, read_names, sign_off
from tests.workflows.assigned import ASSIGNED_ON, NAME, POST, assign, campaign

ANALYST = {"by": operator("lan", "analyst")}
OTHER = "Lò Văn Inh"


def name_everybody(database, name=NAME, units=("105", "106"), post=POST):
    for unit in units:
        site, draft = read_typed(database, "T6", {unit: None}, responsible=Responsible(name, post))
        save(database, site, draft, **ANALYST)


@pytest.fixture
def named(database):
    campaign(database)
    assign(database)
    name_everybody(database)
    name_everybody(database, OTHER, ("107",), "Trưởng trạm")
    sign_off(database, "T6", "108", as_of=ASSIGNED_ON, note=f"bàn giao cho {NAME}", **ANALYST)
    return database


def everything(database) -> str:
    """Every value of every row of every table."""
    with database.reading() as connection:
        rows = [row for table in metadata.sorted_tables for row in connection.execute(select(table))]
    return "\n".join(
        "|".join(value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row) for row in rows
    )


@pytest.mark.parametrize("typed", [NAME, NAME.upper(), f"  {NAME}  ", "Nguyễn Thị  Mỵ Châu"])
def test_a_name_is_erased_wherever_it_stands_however_it_is_typed(named, typed):
    assert NAME in everything(named)
    assert erase_names(named, name=typed, **ANALYST) == 3
    left = everything(named)
    assert NAME not in left
    assert POST not in left
    assert OTHER in left
    assert read_names(named, by=operator("an", "analyst")) == [OTHER]


def test_figures_stay_when_a_name_goes(named):
    before = read_assignments(named, ASSIGNED_ON)
    erase_names(named, name=NAME, **ANALYST)
    assert read_assignments(named, ASSIGNED_ON).equals(before)


def test_a_units_person_is_erased_there_and_in_notes_that_name_them(named):
    assert erase_names(named, unit="105", **ANALYST) == 2
    rows = read_assignments(named, ASSIGNED_ON, with_names=True, by=operator("an", "analyst")).set_index("unit")
    assert rows.responsible_name.isna()["105"]
    assert rows.signed_off_note.isna()["108"]
    assert rows.responsible_name["106"] == NAME


def test_a_title_before_the_name_does_not_hide_it_and_a_part_of_a_name_is_nobody(named):
    name_everybody(named, f"BS. {OTHER}", ("109",), None)
    with pytest.raises(NotFound):
        erase_names(named, name="Inh", **ANALYST)
    with pytest.raises(NotFound):
        erase_names(named, name="Lò Văn", **ANALYST)
    assert erase_names(named, name=OTHER, **ANALYST) == 2


@pytest.mark.parametrize("nobody", ["", "  ", " . "])
def test_nobody_is_erased_by_a_blank(named, nobody):
    with pytest.raises(Refused):
        erase_names(named, name=nobody, **ANALYST)
    assert len(read_names(named, by=operator("an", "analyst"))) == 2


def test_the_bytes_of_the_file_no_longer_hold_the_name(sqlite_database):
    campaign(sqlite_database)
    assign(sqlite_database)
    name_everybody(sqlite_database)
    name_everybody(sqlite_database, "Tên Gõ Nhầm", ("105",))  # a name that was written over
    name_everybody(sqlite_database, NAME, ("105",))
    file = Path(sqlite_database.file)
    folder = lambda: b"".join(each.read_bytes() for each in file.parent.glob(f"{file.name}*"))  # noqa: E731
    assert NAME.encode() in folder()
    erase_names(sqlite_database, name=NAME, **ANALYST)
    bytes_left = folder()
    for text in (NAME, POST, "Tên Gõ Nhầm"):
        for encoding in ("utf-8", "utf-16-le", "utf-16-be"):
            assert text.encode(encoding) not in bytes_left


def test_the_writer_overwrites_what_it_deletes(sqlite_database):
    with sqlite_database.writing() as connection:
        assert connection.exec_driver_sql("PRAGMA secure_delete").scalar_one() == 1
