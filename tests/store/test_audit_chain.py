"""The trail on both databases: numbered without gaps, chained, refused to be changed, sealed and gone on with."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import insert, select, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from campaign.settings import Settings
from campaign.store.engine import open_database
from campaign.store.safety.audit import ACCOUNT, act_as, chained, key_name, read_anchor, record_event
from campaign.store.schema import audit_event
from campaign.workflows.opening import open_campaign
from campaign.workflows.safety.auditing import verify_trail
from tests.store.migrating import migrate

KEY = bytes(range(32))


def events(database):
    with database.reading() as connection:
        return connection.execute(select(audit_event).order_by(audit_event.c.id)).all()


def record(database, *objects, **said):
    with database.writing() as connection:
        for each in objects:
            record_event(connection, by="lan", action="upload", object_=each, **said)


def test_a_new_database_starts_its_chain_with_its_first_event(database):
    first = events(database)[0]
    assert (first.id, first.by, first.action, first.object) == (1, "campaign", "start_trail", "audit trail")
    assert first.after["events"] == 0
    assert all(len(row.mac) == 64 for row in events(database))


def test_numbers_follow_each_other_even_after_a_write_that_failed(database):
    record(database, "upload 1")
    with pytest.raises(ZeroDivisionError), database.writing() as connection:
        record_event(connection, by="lan", action="upload", object_="upload 2")
        raise ZeroDivisionError
    record(database, "upload 2")
    numbers = [row.id for row in events(database)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_mac_is_made_from_the_one_before_and_from_all_that_is_said(database):
    record(database, "upload 1", before={"b": [1.5, None, "Đặng"], "a": {"1": True}}, after=None)
    last, before = events(database)[-1], events(database)[-2]
    key = database.writer.get_execution_options()["campaign_key"]
    assert chained(key, before.mac, last._mapping) == last.mac
    for name, other in (
        ("id", 99), ("by", "ai"), ("account", 7), ("action", "withdraw"), ("object", "upload 2"),
        ("before", None), ("after", {}), ("at", datetime(2022, 1, 1, tzinfo=UTC)),
    ):  # fmt: skip
        assert chained(key, before.mac, dict(last._mapping) | {name: other}) != last.mac, name
    assert chained(key, "0" * 64, last._mapping) != last.mac
    assert chained(KEY, before.mac, last._mapping) != last.mac


def test_what_json_writes_otherwise_still_fits_when_it_is_read_back(database):
    record(database, "upload 1", before={3: (1, 2)}, after=[{"x": 1e300, "y": -0.0, "z": "\u2028 “ệ” 🐍"}])
    assert verify_trail(database).wrong == []


def test_the_account_that_acts_is_recorded_and_nobody_elses_after_it(database):
    with database.writing() as connection:
        act_as(connection, 7)
        record_event(connection, by="lan", action="upload", object_="upload 1")
    record(database, "upload 2")
    assert [row.account for row in events(database)[-2:]] == [7, None]
    assert ACCOUNT not in database.writer.get_execution_options()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET by = 'ai' WHERE id = 1",
        "UPDATE audit_event SET mac = NULL WHERE id = 1",
        "UPDATE audit_event SET id = 99 WHERE id = 1",
        "DELETE FROM audit_event WHERE id = 1",
        "DELETE FROM audit_event",
    ],
)
def test_the_database_refuses_to_change_or_delete_events(database, statement):
    before = events(database)
    with (
        pytest.raises((DatabaseError, IntegrityError), match="never changed or deleted"),
        database.writing() as connection,
    ):
        connection.execute(text(statement.replace(" by ", ' "by" ')))
    assert events(database) == before


def test_an_event_cannot_take_the_place_of_another(database):
    with pytest.raises(IntegrityError), database.writing() as connection:
        connection.execute(
            insert(audit_event), {"id": 1, "at": datetime.now(UTC), "by": "", "action": "", "object": ""}
        )
    assert verify_trail(database).wrong == []


def test_without_a_key_events_are_recorded_and_not_chained(database):
    plain = open_database(database.url)
    record(plain, "upload 1")
    plain.close()
    assert events(database)[-1].mac is None
    with database.reading() as connection:
        assert read_anchor(connection) is None


def test_events_of_an_earlier_version_are_sealed_once_as_they_stand(empty_database_url, tmp_path):
    settings = Settings(database_url=empty_database_url, key_file=tmp_path / "sealed.key")
    plain = open_database(empty_database_url)
    with plain.writing() as connection:
        migrate(connection, "0005")
        for number in (1, 2, 5):  # PostgreSQL left gaps where a write had failed
            old = {"id": number, "at": datetime(2022, 5, number, tzinfo=UTC), "by": "lan", "action": "upload"}
            connection.execute(insert(audit_event), old | {"object": f"upload {number}", "after": {"new": number}})
    plain.close()
    opened = open_campaign(settings)
    rows = events(opened)
    assert [(row.id, row.action) for row in rows[:4]] == [
        (1, "upload"),
        (2, "upload"),
        (5, "upload"),
        (6, "start_trail"),
    ]
    assert rows[3].after["events"] == 3
    assert verify_trail(opened).wrong == []
    opened.close()
    again = open_campaign(settings)
    assert events(again) == rows
    again.close()


def test_with_another_key_the_program_goes_on_from_an_event_that_says_so(database_url, tmp_path):
    first = Settings(database_url=database_url, key_file=tmp_path / "first.key")
    one = open_campaign(first)
    name = key_name((tmp_path / "first.key").read_bytes())
    told = events(one)[-1]
    assert (told.action, told.object, told.by) == ("replace_audit_key", "audit trail", "campaign")
    assert told.after == {"key": name}
    assert told.before != told.after
    count = len(events(one))
    one.close()
    two = open_campaign(first)  # the same key again: nothing to say
    assert len(events(two)) == count
    two.close()
