"""What is done to the trail behind the program's back is found: by the chain, or by an anchor kept elsewhere."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select, text

from campaign.errors import Refused
from campaign.settings import Settings
from campaign.store.engine import open_database
from campaign.store.safety.audit import Anchor, chained, read_anchor, record_event
from campaign.store.schema import audit_event
from campaign.workflows.checking import check_database
from campaign.workflows.opening import open_campaign
from campaign.workflows.safety import auditing
from campaign.workflows.safety.anchors import (
    anchor_text,
    find_anchors,
    last_anchor,
    parse_anchor,
    parse_anchors,
    read_anchors,
)
from campaign.workflows.safety.auditing import check_chain, verify_trail
from campaign.workflows.safety.start_check import start_check
from tests.workflows.saving import figures, save

KINDS = {
    message: name
    for name, message in {
        **auditing.WORDS, "cut": auditing.CUT, "anew": auditing.WRITTEN_ANEW, "empty": auditing.EMPTY,
        "unguarded": auditing.UNGUARDED, "no start": auditing.NO_START,
    }.items()
}  # fmt: skip


@pytest.fixture
def trail(database):
    """Ten events after those of opening; the anchor is of the eighth."""
    add(database, 10)
    return database


def add(database, count):
    with database.writing() as connection:
        for number in range(count):
            record_event(connection, by="lan", action="upload", object_=f"upload {number}", after={"new": number})


def rows(database):
    with database.reading() as connection:
        return connection.execute(select(audit_event).order_by(audit_event.c.id)).all()


def end(database):
    with database.reading() as connection:
        return read_anchor(connection)


def tamper(database, *statements):
    """What somebody with the database file or its password can do: take the guards away, and put them back."""
    postgres = database.file is None
    with database.writing() as connection:
        guards = [] if postgres else read_guards(connection)
        for name in ("audit_event_kept", "audit_event_stays"):
            off = f"ALTER TABLE audit_event DISABLE TRIGGER {name}" if postgres else f"DROP TRIGGER {name}"
            connection.execute(text(off))
        for statement in statements:
            connection.execute(text(statement.replace("''", '"').replace(" by=", ' "by"=')))
        if postgres:
            connection.execute(text("ALTER TABLE audit_event ENABLE TRIGGER ALL"))
        for guard in guards:
            connection.exec_driver_sql(guard)


def read_guards(connection):
    return (
        connection.exec_driver_sql("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'")
        .scalars()
        .all()
    )


def found(database, *anchors):
    return [(KINDS[message], *values.values()) for message, values in check_chain(database, anchors)]


def last_id(database):
    return rows(database)[-1].id


def test_an_untouched_trail_is_in_order_up_to_its_end(trail):
    verified = verify_trail(trail, [end(trail)])
    assert (verified.wrong, verified.to_know) == ([], [])
    assert verified.events == len(rows(trail)) == verified.end.id
    assert verified.until == rows(trail)[-1].at
    assert verified.anchors == 1


@pytest.mark.parametrize(
    "change",
    ["by='ai'", "at='2022-01-01 00:00:00'", "action='withdraw'", "object='upload 9'", "after='{}'", "account=3",
     "before='{}'", "mac='ab'"],
)  # fmt: skip
def test_an_edited_event_is_found_without_an_anchor(trail, change):
    number = last_id(trail) - 4
    change = change.replace("after=", '"after"=').replace("before=", '"before"=').replace("object=", '"object"=')
    tamper(trail, f"UPDATE audit_event SET {change} WHERE id={number}".replace(" by=", ' "by"='))
    kinds = found(trail)
    assert ("changed", f"{number}") in kinds or ("changed", f"{number}–{number + 1}") in kinds
    assert {kind for kind, *_ in kinds} <= {"changed"}


def test_a_trail_that_is_broken_keeps_no_total_from_being_counted_again(database):
    save(database, figures("03390", 1, in_period=7, to_date=70))
    tamper(database, f"UPDATE audit_event SET by='ai' WHERE id={last_id(database)}", "DELETE FROM total_block")
    health = start_check(database, wait_seconds=None)
    assert (health.mended, health.damage) == (True, ())
    assert [KINDS[message] for message, _ in health.trail] == ["changed"]
    assert [KINDS[message] for message, _ in check_database(database)] == ["changed"]


def test_events_deleted_between_others_are_found_without_an_anchor(trail):
    number = last_id(trail) - 5
    tamper(trail, f"DELETE FROM audit_event WHERE id IN ({number}, {number + 1})")
    assert found(trail) == [("missing", f"{number}–{number + 1}")]


def test_the_first_events_deleted_are_found_without_an_anchor(trail):
    tamper(trail, "DELETE FROM audit_event WHERE id <= 2")
    assert found(trail) == [("missing", "1–2"), ("no start",)]


def test_swapped_events_are_found_without_an_anchor(trail):
    one = last_id(trail) - 5
    moves = [(one, -1), (one + 1, one), (-1, one + 1)]
    tamper(trail, *(f"UPDATE audit_event SET id={to} WHERE id={of}" for of, to in moves))
    assert found(trail) == [("changed", f"{one}–{one + 2}")]


def test_an_end_cut_off_is_found_by_an_anchor_alone(trail):
    anchor = end(trail)
    tamper(trail, f"DELETE FROM audit_event WHERE id > {anchor.id - 3}")
    assert found(trail) == []
    assert found(trail, anchor) == [("cut", anchor.id, anchor.id - 3)]


def test_an_end_cut_off_and_grown_again_is_found_by_an_anchor_alone(trail):
    anchor = end(trail)
    tamper(trail, f"DELETE FROM audit_event WHERE id > {anchor.id - 3}")
    add(trail, 5)
    assert found(trail) == []
    assert found(trail, anchor) == [("anew", anchor.id, anchor.mac)]


def test_a_wiped_trail_is_found(trail):
    anchor = end(trail)
    tamper(trail, "DELETE FROM audit_event")
    assert found(trail) == [("empty",)]
    assert found(trail, anchor) == [("cut", anchor.id, 0), ("empty",)]


def test_a_trail_wiped_and_begun_again_is_found_by_the_start_it_lacks(trail):
    anchor = Anchor(3, rows(trail)[2].mac)
    tamper(trail, "DELETE FROM audit_event")
    open_campaign(Settings(database_url=trail.url)).close()
    add(trail, 5)
    assert found(trail) == [("no start",)]
    assert found(trail, anchor) == [("anew", 3, anchor.mac), ("no start",)]


def test_events_stripped_of_their_macs_are_not_sealed_again(trail):
    tamper(trail, "UPDATE audit_event SET mac=NULL", "UPDATE audit_event SET action='x', after=NULL WHERE id=1")
    open_campaign(Settings(database_url=trail.url)).close()
    assert {kind for kind, *_ in found(trail)} == {"unchained", "no start"}


def test_a_trail_written_anew_with_the_key_is_found_by_an_anchor_alone(trail):
    """An administrator who has the key can make a chain that fits; not one that has been printed."""
    anchor, key = end(trail), trail.writer.get_execution_options()["campaign_key"]
    forged, before = [], None
    for row in rows(trail):
        event = dict(row._mapping) | ({"by": "ai"} if row.id == anchor.id - 2 else {})
        before = chained(key, before, event)
        forged.append(f"UPDATE audit_event SET mac='{before}' WHERE id={row.id}")
    tamper(trail, f"UPDATE audit_event SET \"by\"='ai' WHERE id={anchor.id - 2}", *forged)
    assert found(trail) == []
    assert found(trail, anchor) == [("anew", anchor.id, anchor.mac)]


def test_events_added_without_the_key_are_found(trail):
    number = last_id(trail)
    values = f"({number + 1}, '2022-06-01 00:00:00', 'ai', 'upload', 'x')"
    tamper(trail, f'INSERT INTO audit_event (id, at, "by", action, object) VALUES {values}')
    assert ("unchained", f"{number + 1}") in found(trail)


def test_missing_guards_are_told(trail):
    with trail.writing() as connection:
        connection.execute(text("DROP TRIGGER audit_event_kept" + (" ON audit_event" if trail.file is None else "")))
    assert found(trail) == [("unguarded", "audit_event_kept")]


def test_a_clock_set_back_is_told_and_is_no_damage(trail):
    number, key = last_id(trail), trail.writer.get_execution_options()["campaign_key"]
    early = {"id": number + 1, "at": datetime.now(UTC) - timedelta(days=9000), "by": "lan", "account": None}
    early |= {"action": "upload", "object": "upload 99", "before": None, "after": None}
    with trail.writing() as connection:
        connection.execute(audit_event.insert(), early | {"mac": chained(key, rows(trail)[-1].mac, early)})
    verified = verify_trail(trail)
    assert verified.wrong == []
    assert verified.to_know == [(auditing.WORDS["earlier"], {"events": f"{number + 1}"})]


def reopened(database, key_file):
    return open_campaign(Settings(database_url=database.url, key_file=key_file))


def test_events_before_a_lost_key_can_no_longer_be_verified_and_later_ones_can(trail, tmp_path):
    number = last_id(trail)
    with_new_key = reopened(trail, tmp_path / "new.key")
    add(with_new_key, 3)
    verified = verify_trail(with_new_key)
    assert verified.wrong == []
    assert verified.to_know == [(auditing.WORDS["other_key"], {"events": f"1–{number}"})]
    old = trail.writer.get_execution_options()["campaign_key"]
    assert verify_trail(with_new_key, old_keys=[old]).to_know == []
    tamper(with_new_key, f"UPDATE audit_event SET \"by\"='ai' WHERE id={number + 2}")
    assert found(with_new_key) == [("changed", f"{number + 2}")]
    with_new_key.close()


def test_an_old_key_kept_still_finds_what_was_changed_before_it_was_replaced(trail, tmp_path):
    number, old = last_id(trail), trail.writer.get_execution_options()["campaign_key"]
    with_new_key = reopened(trail, tmp_path / "new.key")
    tamper(with_new_key, f"UPDATE audit_event SET \"by\"='ai' WHERE id={number - 2}")
    wrong = verify_trail(with_new_key, old_keys=[old]).wrong
    assert wrong == [(auditing.WORDS["changed"], {"events": f"{number - 2}"})]
    with_new_key.close()


def test_a_key_that_came_between_must_be_looked_into(trail, tmp_path):
    """Whoever forges events would say that they were chained with another key."""
    number = last_id(trail)
    reopened(trail, tmp_path / "other.key").close()
    open_campaign(Settings(database_url=trail.url)).close()
    assert found(trail) == [("other_key", f"{number + 1}")]


def test_a_forged_event_about_the_key_hides_nothing(trail):
    number = last_id(trail) - 5
    forged = "action='replace_audit_key', object='audit trail', \"after\"='{\"key\": \"0123456789abcdef\"}'"
    tamper(trail, f"UPDATE audit_event SET {forged} WHERE id={number}")
    assert [kind for kind, *_ in found(trail)] == ["other_key"]


def test_opened_without_the_key_nothing_is_taken_for_verified(trail):
    plain = open_database(trail.url)
    assert [kind for kind, *_ in found(plain)] == ["other_key"]
    plain.close()


# --- anchors as they are printed, typed and kept ---

MAC = "9f3c41aa07be55d2" + "0" * 48


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("1234:9f3c41aa", Anchor(1234, "9f3c41aa")),
        ("1234 · 9f3c41aa07be55d2", Anchor(1234, "9f3c41aa07be55d2")),
        (" 1234 · 9F3C41AA07BE55D2… ", Anchor(1234, "9f3c41aa07be55d2")),
        (f"7:{MAC}", Anchor(7, MAC)),
    ],
)
def test_an_anchor_is_read_as_it_is_printed_or_typed(given, expected):
    assert parse_anchor(given) == expected


def test_several_anchors_can_be_typed_at_once():
    assert parse_anchors("1:9f3c41aa, 2 · 9f3c41aa…\n\n3:9f3c41aa;") == [Anchor(n, "9f3c41aa") for n in (1, 2, 3)]


@pytest.mark.parametrize("given", ["", "1234", "1234:9f3c41a", "1234:nonsense", f"1:{MAC}0", "-1:9f3c41aa"])
def test_what_is_no_anchor_is_refused(given):
    with pytest.raises(Refused, match="no mark of the audit trail"):
        parse_anchor(given)


def test_what_is_printed_is_accepted_and_verified(trail):
    printed = anchor_text(trail)
    assert printed == f"{end(trail).id} · {end(trail).mac[:16]}"
    assert found(trail, parse_anchor(printed), last_anchor(trail)) == []
    wrong = parse_anchor(printed)._replace(mac="0" * 16)
    assert found(trail, wrong) == [("anew", wrong.id, wrong.mac)]


def test_anchors_are_read_from_the_lists_of_backups_and_from_notes(tmp_path):
    lines = [
        {"name": "a.db", "audit": {"id": 5, "mac": MAC}},
        {"name": "b.db", "audit": None},
        {"audit": {"id": 9, "mac": MAC}},
    ]
    manifest = tmp_path / "manifest.jsonl"
    manifest.write_text("".join(f"{json.dumps(line)}\n" for line in lines), encoding="utf-8")
    (tmp_path / "so-ghi.txt").write_text("Báo cáo 19/5: 12 · 9f3c41aa07be55d2\nkhông có gì\n", encoding="utf-8")
    (tmp_path / "one.json").write_text(json.dumps({"backups": lines[:1]}, indent=1), encoding="utf-8")
    (tmp_path / "a.db").write_bytes(b"\xff\x00")
    short = Anchor(12, "9f3c41aa07be55d2")
    assert read_anchors(manifest) == [Anchor(5, MAC), Anchor(9, MAC)]
    assert set(read_anchors(tmp_path)) == {Anchor(5, MAC), Anchor(9, MAC), short}
    assert find_anchors(["1:9f3c41aa"], [tmp_path / "so-ghi.txt"]) == [Anchor(1, "9f3c41aa"), short]


@pytest.mark.parametrize("content", [b"", b"nothing here", b"\xff\xfe\x00", b'{"audit": {"id": "x", "mac": 5}}'])
def test_a_list_without_anchors_is_refused_rather_than_taken_for_none_asked(tmp_path, content):
    file: Path = tmp_path / "manifest.jsonl"
    file.write_bytes(content)
    with pytest.raises(Refused):
        read_anchors(file)
    with pytest.raises(Refused):
        read_anchors(tmp_path / "nowhere.jsonl")
