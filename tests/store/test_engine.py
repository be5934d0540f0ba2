"""The database keeps its promises: durable settings, read-only readers, all or nothing."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from campaign.errors import DatabaseUnusable
from campaign.store.engine import Database, find_damage, open_database
from campaign.store.migrate import NEWEST, schema_version, upgrade


def test_sqlite_writers_use_the_journal_that_survived_every_power_cut(sqlite_url: str) -> None:
    with closing(open_database(sqlite_url)) as database, database.writing() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "trusted_schema")
        }
    assert settings == {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "busy_timeout": 10_000,
        "trusted_schema": 0,
    }


def test_a_reader_cannot_write(database: Database) -> None:
    with pytest.raises((DBAPIError, DatabaseUnusable)), database.reading() as connection:
        connection.execute(text("UPDATE data_version SET version = 99"))
    with database.reading() as connection:
        assert connection.execute(text("SELECT version FROM data_version")).scalar() != 99


def test_a_failed_transaction_leaves_nothing_behind_not_even_a_table(database: Database) -> None:
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        connection.execute(text("CREATE TABLE half (a INTEGER)"))
        connection.execute(text("UPDATE data_version SET version = 99"))
        raise ZeroDivisionError
    with database.reading() as connection:
        assert connection.execute(text("SELECT version FROM data_version")).scalar() != 99
        assert not inspect(connection).has_table("half")


def test_a_figure_of_an_unknown_unit_is_refused_by_the_database_itself(database: Database) -> None:
    alias = text("INSERT INTO unit_alias (era, province, code, alias) VALUES ('2021', '12', '999', 'Nowhere')")
    with pytest.raises(DBAPIError), database.writing() as connection:
        connection.execute(alias)


def test_an_empty_database_is_brought_up_to_date_once(empty_database_url: str) -> None:
    with closing(open_database(empty_database_url)) as database:
        assert upgrade(database) is True
        assert upgrade(database) is False
        with database.reading() as connection:
            assert schema_version(connection) == NEWEST
            assert find_damage(connection) == []


def test_a_database_of_a_newer_program_is_refused_and_left_as_it_is(database: Database) -> None:
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(DatabaseUnusable, match="newer version of the program"):
        upgrade(database)
    with database.reading() as connection:
        assert schema_version(connection) == "9999"


@pytest.mark.parametrize("url", ["not a url", "postgres://localhost/x", "mongodb://localhost/x"])
def test_an_address_that_names_no_database_is_refused_in_words(url: str) -> None:
    with pytest.raises(DatabaseUnusable, match="cannot be used"):
        open_database(url)


def test_a_file_that_is_no_database_is_refused_in_words(tmp_path: Path) -> None:
    file = tmp_path / "campaign.db"
    file.write_bytes(b"this is not a database, it is a sentence that goes on for a while" * 20)
    with closing(open_database(f"sqlite:///{file.as_posix()}")) as database, pytest.raises(DatabaseUnusable):
        upgrade(database)
    assert file.read_bytes().startswith(b"this is not a database")


def test_the_shown_address_hides_the_password() -> None:
    with closing(open_database("postgresql+psycopg://an:secret@localhost/campaign")) as database:
        assert "secret" not in database.shown_url
