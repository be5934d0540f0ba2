"""The trail from the command line: read, filtered, written, anchored, checked."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from campaign.cli import app
from campaign.settings import Settings
from campaign.store.safety.audit import record_event
from campaign.store.safety.key_file import read_key
from campaign.workflows.opening import open_campaign

run = CliRunner()


@pytest.fixture(autouse=True)
def trail(database_url, monkeypatch):
    """Three events of two people after those of opening."""
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", database_url)
    monkeypatch.setenv("CAMPAIGN_LANGUAGE", "en")
    database = open_campaign(Settings(database_url=database_url))
    with database.writing() as connection:
        for number, by in ((1, "lan"), (2, "mai"), (12, "lan")):
            record_event(connection, by=by, action="upload", object_=f"upload {number}", after={"new": number})
    database.close()


def called(*arguments, expect=0):
    done = run.invoke(app, arguments)
    assert done.exit_code == expect, done.output
    return done


def listed(*arguments):
    return [each["object"] for each in json.loads(called("audit", "--json", *arguments).stdout)["events"]]


def test_events_are_listed_newest_first_in_words():
    lines = called("audit").stdout.splitlines()
    assert lines[0] == "id\tat\tby\taction\tobject\tchanges"
    assert lines[1].endswith("\tlan\tSaved an upload\tUpload 12\tNew: 12")


def test_events_are_filtered():
    assert listed("--by", "lan") == ["upload 12", "upload 1"]
    assert listed("--object", "upload 1") == ["upload 1"]
    assert listed("--object", "upload") == ["upload 12", "upload 2", "upload 1"]
    assert listed("--text", "saved an") == ["upload 12", "upload 2", "upload 1"]
    assert listed("--since", "2999-01-01") == []
    assert listed("--until", "2022-01-01") == []


def test_that_no_event_is_found_is_said():
    none = called("audit", "--by", "nobody")
    assert (none.stdout, none.stderr) == ("", "The audit trail has no such event.\n")
    assert "no such event" not in called("audit", "--by", "lan").stderr


def test_json_has_everything_as_it_is_recorded():
    newest = json.loads(called("audit", "--json").stdout)["events"][0]
    assert newest["action"] == "upload"
    assert newest["after"] == {"new": 12}
    assert len(newest["mac"]) == 64


def test_the_trail_is_written_as_a_file(tmp_path):
    called("audit", "-o", str(tmp_path / "a.xlsx"))
    assert (tmp_path / "a.xlsx").read_bytes().startswith(b"PK")
    called("audit", "--by", "mai", "-o", str(tmp_path / "a.CSV"))
    assert len((tmp_path / "a.CSV").read_text(encoding="utf-8-sig").splitlines()) == 2
    assert "not as 'pdf'" in called("audit", "-o", str(tmp_path / "a.pdf"), expect=1).output


def test_only_an_administrator_reads_the_trail(monkeypatch):
    monkeypatch.setenv("CAMPAIGN_ROLE", "analyst")
    assert "Only an administrator may read the audit trail." in called("audit", expect=1).output


def test_the_printed_anchor_is_accepted_by_check(tmp_path):
    anchor = called("audit", "anchor").stdout.strip()
    number, _, mac = anchor.partition(":")
    assert number.isdecimal()
    assert len(mac) == 64
    kept = tmp_path / "manifest.jsonl"
    kept.write_text(json.dumps({"audit": {"id": int(number), "mac": mac}}), encoding="utf-8")
    short = f"{number} · {mac[:16]}"
    done = called("check", "--anchor", anchor, "--anchor", short, "--anchors", str(kept), "--anchors", str(tmp_path))
    assert "The marks of the audit trail given (4) fit it." in done.output
    assert "Everything is in order." in done.output


def test_check_tells_of_an_end_that_was_cut_off():
    done = called("check", "--anchor", "9999:9f3c41aa07be55d2", expect=1)
    assert "no. 9999 was printed or backed up. Its end was cut off" in done.output
    assert "Everything is in order." not in done.output


def test_check_refuses_what_is_no_anchor_or_no_key(tmp_path):
    assert "is no mark of the audit trail" in called("check", "--anchor", "x", expect=1).output
    nothing = tmp_path / "nothing.jsonl"
    assert "cannot be read as a list of marks" in called("check", "--anchors", str(nothing), expect=1).output
    assert "cannot be read" in called("check", "--key", str(nothing), expect=1).output


def test_check_says_what_a_lost_key_leaves_unverified_and_takes_the_old_one(monkeypatch, tmp_path):
    old = tmp_path / "old.key"
    old.write_bytes(read_key(Settings().key_file))
    monkeypatch.setenv("CAMPAIGN_KEY_FILE", str(tmp_path / "new.key"))
    done = called("check")
    assert "chained with another key" in done.output
    assert "Everything is in order." in done.output
    assert "chained with another key" not in called("check", "--key", str(old)).output
