"""The directives' full texts reach the database with directives.toml, and again when one of them changes."""

from __future__ import annotations

import shutil

import pytest
from sqlalchemy import select, update

from campaign.errors import Refused
from campaign.settings import DATA
from campaign.store import schema
from campaign.store.manage.reference import FILES, find_changed_files, load_reference


@pytest.fixture
def folder(tmp_path):
    copied = tmp_path / "data"
    shutil.copytree(DATA / "directives", copied / "directives")
    for name in FILES:
        shutil.copy(DATA / name, copied / name)
    return copied


def load(database, folder):
    with database.writing() as connection:
        return load_reference(connection, folder)


def text_of(database, name):
    with database.reading() as connection:
        return connection.execute(select(schema.directive.c.text).where(schema.directive.c.id == name)).scalar_one()


def test_a_new_database_has_every_text(database):
    for path in (DATA / "directives").glob("*.txt"):
        assert text_of(database, path.stem) == path.read_text(encoding="utf-8").strip()


def test_texts_that_did_not_change_are_not_loaded_again(database, folder):
    with database.reading() as connection:
        assert find_changed_files(connection, folder) == []


def test_a_corrected_text_is_loaded_again(database, folder):
    (folder / "directives" / "000.txt").write_text("Đã sửa\r\n", encoding="utf-8")
    with database.reading() as connection:
        assert find_changed_files(connection, folder) == ["directives.toml"]
    assert load(database, folder) == ["directives.toml"]
    assert text_of(database, "000") == "Đã sửa"
    assert text_of(database, "001").startswith("Số: /TB-UBND")
    assert load(database, folder) == []


def test_a_text_edited_in_the_app_is_kept(database, folder):
    with database.writing() as connection:
        edited = {"text": "Sửa trong ứng dụng", "edited_by": "Lò Thị Mai"}
        connection.execute(update(schema.directive).where(schema.directive.c.id == "000").values(edited))
    (folder / "directives" / "000.txt").write_text("Đã sửa", encoding="utf-8")
    load(database, folder)
    assert text_of(database, "000") == "Sửa trong ứng dụng"


def test_a_text_of_no_directive_is_answered_with_its_name(sqlite_database, folder):
    (folder / "directives" / "009.txt").write_text("?", encoding="utf-8")
    with pytest.raises(Refused, match=r"directives/009\.txt is the text of no directive"):
        load(sqlite_database, folder)
