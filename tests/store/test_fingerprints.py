"""Everything that is stored is sealed: what changes by itself, or from outside, is found and named."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import text

from campaign.access.actors import operator
from campaign.domain.wording.table_words import table_words
from campaign.errors import DatabaseUnusable, said
from campaign.locale import translator
from campaign.settings import Settings
from campaign.store.engine import Database, open_database
from campaign.store.safety.fingerprints import fingerprint, read_places
from campaign.store.safety.key_file import read_key
from campaign.store.safety.seals import SEALED, digest_of
from campaign.store.schema import metadata
from campaign.workflows.checking import check_database, rebuild_totals
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.workflows.saving import figures, save

BY = operator("an")
PASSING = {"session", "sign_in_failure", "one_time_link", "sqlite_sequence"}
FLIPS = 60


@pytest.fixture
def filled(database: Database) -> Database:
    """A database with two uploads that stand and one withdrawn."""
    for week in range(3):
        save(database, figures("03390", week, in_period=10 + week, to_date=100 + week), name=f"tuan-{week}.xlsx")
    withdraw_upload(database, 2, reason="thử", by=BY)
    return database


def told(database: Database) -> list[str]:
    return [message.format(**values) for message, values in check_database(database)]


def change_from_outside(database: Database, statement: str) -> None:
    """As another program or a failing disk would: past everything this program watches."""
    with database.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(statement)
        driver.commit()


def test_what_was_just_saved_withdrawn_and_opened_again_is_in_order(filled: Database) -> None:
    assert told(filled) == []
    again = open_campaign(Settings(database_url=filled.url))
    assert told(again) == []
    again.close()


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE figure_block SET \"values\" = '[11,1]' WHERE upload = 3", "Upload 3 (tuan-2.xlsx)"),
        ("UPDATE source_column SET header = 'Khác' WHERE upload = 1", "Upload 1 (tuan-0.xlsx)"),
        ("DELETE FROM figure_block WHERE upload = 1", "Upload 1 (tuan-0.xlsx)"),
        ("UPDATE upload_content SET content = '' WHERE upload = 1", "Upload 1 (tuan-0.xlsx): the stored workbook"),
        ("UPDATE upload SET status = 'accepted' WHERE id = 2", "(upload)"),
        ("UPDATE upload SET file_name = 'x' WHERE id = 2", "(upload)"),
        ("UPDATE target SET threshold = 0.5 WHERE id = 'T6'", "(target)"),
        ("UPDATE unit SET name = 'Khác' WHERE code = '105'", "(unit)"),
        ("DELETE FROM holiday", "(holiday)"),
        ("UPDATE data_version SET version = 999", "(data_version)"),
        ("UPDATE installation SET epoch = 3", "(installation)"),
        ("DELETE FROM seal WHERE name = 'clause'", "(clause)"),
        ("UPDATE alembic_version SET version_num = '0004'", "0004"),
        ("UPDATE total_block SET totals = '{}'", "running totals of 18+, dose_3"),
    ],
)
def test_a_change_from_outside_is_found_and_named(filled: Database, statement: str, named: str) -> None:
    change_from_outside(filled, statement)
    problems = told(filled)
    assert [problem for problem in problems if named in problem], problems
    vietnamese = [said(message, values, translator("vi")) for message, values in check_database(filled)]
    assert len(vietnamese) == len(problems)


@pytest.mark.parametrize("name", SEALED)
def test_every_sealed_table_has_words_of_its_own(name: str) -> None:
    words = table_words(name)
    assert words != name
    assert translator("vi")(words) != words


def test_a_damaged_table_is_named_in_the_readers_words(filled: Database) -> None:
    change_from_outside(filled, "UPDATE target SET threshold = 0.5 WHERE id = 'T6'")
    told_in_vietnamese = [said(message, values, translator("vi")) for message, values in check_database(filled)]
    assert any(each.startswith("Bảng chỉ tiêu (target) không còn như lần lưu cuối") for each in told_in_vietnamese)


def test_a_table_changed_from_outside_is_not_sealed_over_by_the_next_save(filled: Database) -> None:
    change_from_outside(filled, "UPDATE upload SET file_name = 'x' WHERE id = 1")
    with pytest.raises(DatabaseUnusable, match=r"of uploads \(upload\) is not as it was last saved"):
        save(filled, figures("03390", 5, in_period=1))
    assert [problem for problem in told(filled) if "(upload)" in problem]
    with filled.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM upload")).scalar() == 3


def test_wrong_running_totals_are_mended_by_counting_again(filled: Database) -> None:
    change_from_outside(filled, "DELETE FROM total_block")
    assert told(filled) != []
    rebuild_totals(filled)
    assert told(filled) == []


def test_when_somebody_last_signed_in_is_not_sealed_but_their_role_is(database: Database) -> None:
    with database.writing() as connection:
        row = "'an', 'An', 'viewer', 'active', 'x', '2026-01-01 00:00:00.000000'"
        columns = "login, display_name, role, status, created_by, created_at"
        connection.execute(text(f"INSERT INTO account ({columns}) VALUES ({row})"))
    change_from_outside(database, "UPDATE account SET signed_in_at = '2026-02-02 00:00:00.000000'")
    assert told(database) == []
    change_from_outside(database, "UPDATE account SET role = 'admin'")
    assert [problem for problem in told(database) if "(account)" in problem]


def test_fingerprints_and_seals_are_the_same_on_both_databases(sqlite_url: str, postgresql_url: str) -> None:
    made = []
    for url in (sqlite_url, postgresql_url):
        with closing(open_database(url)) as database:
            save(database, figures("03390", 0, in_period=10, to_date=100), name="Tuần 1 – Tam Đường.xlsx")
            same = "UPDATE upload SET uploaded_at = '2026-03-04 05:06:07.000008+00:00'"
            stamp = "UPDATE upload SET uploaded_at = '2026-03-04 05:06:07.000008'"
            change_from_outside(database, stamp if database.file else same)
            with database.reading() as connection:
                prints = fingerprint(connection, 1, read_places(connection))
                names = ("unit", "unit_alias", "target", "clause", "directive", "holiday", "header_synonym")
                made.append((prints, [digest_of(connection, SEALED[name]) for name in names]))
    assert made[0] == made[1]


def test_every_table_is_sealed_or_covered_otherwise() -> None:
    by_upload = {"upload_content", "source_column", "figure_block", "denominator_block", "finding", "table_read"}
    otherwise = {"audit_event", "total_block", "seal"}
    assert metadata.tables.keys() - SEALED.keys() == by_upload | otherwise | (PASSING - {"sqlite_sequence"})


def test_uploads_of_an_earlier_version_get_their_fingerprint_at_the_first_opening(sqlite_url: str) -> None:
    with closing(open_database(sqlite_url)) as database:
        save(database, figures("03390", 0, in_period=10))
        change_from_outside(database, "UPDATE upload SET fingerprint = NULL")
        with database.writer.connect() as connection:
            driver: Any = connection.connection.driver_connection
            driver.execute("DELETE FROM seal")
            driver.commit()
        with database.writing() as connection:  # as a migration does: the schema changes, then everything is sealed
            connection.execute(text("CREATE TABLE passing (a INTEGER)"))
            connection.execute(text("DROP TABLE passing"))
        assert told(database) == []
        with database.reading() as connection:
            assert len(connection.execute(text("SELECT fingerprint FROM upload")).scalar() or "") == 64


def test_every_flipped_bit_that_changes_data_is_found(sqlite_url: str, tmp_path: Path) -> None:
    """Integrity check and digests together; either alone misses some (measured: 7 of 100)."""
    key = read_key(Settings().key_file)
    with closing(open_database(sqlite_url, key=key)) as database:
        for week in range(3):
            save(database, figures("03390", week, in_period=10 + week), name=f"{week}.xlsx")
    whole, flipped, chance = (
        Path(sqlite_url.removeprefix("sqlite:///")).read_bytes(),
        tmp_path / "flipped.db",
        Random(6),
    )
    flipped.write_bytes(whole)
    before, changed, missed = says(flipped), 0, []
    while changed < FLIPS:
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        flipped.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        if says(flipped) == before:
            continue
        changed += 1
        with closing(open_database(f"sqlite:///{flipped.as_posix()}", key=key)) as database:
            if not check_database(database):
                missed.append((place, bit))
    assert missed == []


def says(file: Path) -> str:
    """Everything a file says, types and all; or that it says nothing any more."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.text_factory = lambda stored: stored.decode("utf-8", "surrogateescape")
            names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            kept = sorted(set(names) - PASSING)
            return repr([sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"'))) for name in kept])
    except (sqlite3.DatabaseError, UnicodeDecodeError) as problem:
        return f"nothing: {problem}"
