"""The commands of populations: everything the page does, as other programs call it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders import DISTRICTS
from tests.builders.populations import WRITERS, long_grid, population_grid
from tests.commands.command_line import answer, run

HALF = [(30_000, 10_000)] * len(DISTRICTS)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "dan so.xlsx"
    path.write_bytes(WRITERS["xlsx"](population_grid(HALF)))
    return path


def set_(url: str, people: int, *more: str, code: int = 0, unit: str = "108") -> dict[str, object]:
    what = ("--unit", unit, "--group", "18+", "--kind", "resident", "--people", str(people))
    done = answer(url, "populations", "set", *what, "--valid-from", "2022-07-15", "--source", "QĐ 15", *more, code=code)
    [outcome] = done["files"]
    return outcome


def test_a_file_is_loaded_listed_and_withdrawn(database_url, file):
    [outcome] = answer(database_url, "populations", "load", str(file), "--source", "QĐ 12", "--as", "lan")["files"]
    assert (outcome["status"], outcome["upload_id"], outcome["period_end"]) == ("accepted", 1, "2022-07-01")
    assert outcome["counts"] == {"new": 16, "changed": 0, "unchanged": 0}
    rows = answer(database_url, "populations", "list", "--as-of", "2022-07-01", "--unit", "108")["populations"]
    assert [(row["kind"], row["dose"], row["people"], row["source"], row["cell"], row["by"]) for row in rows] == [
        ("resident", "", 30_000, "QĐ 12", "C7", "lan"),
        ("due", "dose_3", 10_000, "QĐ 12", "D7", "lan"),
    ]
    [upload] = answer(database_url, "uploads")["uploads"]
    assert (upload["purpose"], upload["source"]) == ("populations", "QĐ 12")
    run(database_url, "withdraw", "1", "--reason", "nhầm năm")
    assert answer(database_url, "populations", "list")["populations"] == []
    history = answer(database_url, "populations", "list", "--history", "--unit", "108")["populations"]
    assert {(row["state"], row["withdrawn_reason"]) for row in history} == {("withdrawn", "nhầm năm")}
    run(database_url, "check")


def test_a_dry_run_saves_nothing(sqlite_url, file):
    [outcome] = answer(sqlite_url, "populations", "load", str(file), "--dry-run")["files"]
    assert (outcome["status"], outcome["upload_id"]) == ("accepted", None)
    assert answer(sqlite_url, "uploads")["uploads"] == []


def test_a_day_that_the_file_does_not_say_is_given(sqlite_url, tmp_path):
    path = tmp_path / "dan so.csv"
    path.write_bytes(WRITERS["csv"](population_grid(HALF, title="Dân số")))
    asked = answer(sqlite_url, "populations", "load", str(path), code=1)["files"][0]
    assert asked["status"] == "needs_answer"
    assert [question["kind"] for question in asked["questions"]] == ["period"]
    given = answer(sqlite_url, "populations", "load", str(path), "--valid-from", "01/03/2022")["files"][0]
    assert (given["status"], given["period_end"]) == ("accepted", "2022-03-01")


def test_questions_are_answered_from_a_file(sqlite_url, tmp_path):
    path, said = tmp_path / "so.csv", tmp_path / "tra loi.json"
    path.write_bytes(WRITERS["csv"](long_grid([("", "Huyện Lạ", "18+", "", "resident", "01/07/2022", 5, "")])))
    questions = answer(sqlite_url, "populations", "load", str(path), code=1)["files"][0]["questions"]
    said.write_text(json.dumps([{**questions[0], "answer": "108"}]), encoding="utf-8")
    answered = answer(sqlite_url, "populations", "load", str(path), "--answers", str(said))["files"][0]
    assert answered["status"] == "accepted"


def test_one_number_is_set_and_shown_with_what_stood_before(sqlite_url, file):
    run(sqlite_url, "populations", "load", str(file), "--source", "QĐ 12")
    assert set_(sqlite_url, 25_000)["status"] == "accepted"
    rows = answer(sqlite_url, "populations", "list", "--unit", "108", "--kind", "resident")["populations"]
    assert [(row["people"], row["before"], row["valid_from"]) for row in rows] == [(25_000, 30_000, "2022-07-15")]


def test_what_overlaps_is_refused_unless_it_replaces(sqlite_url):
    set_(sqlite_url, 25_000)
    other = ("--source", "QĐ 16")
    assert set_(sqlite_url, 26_000, *other, code=1)["status"] == "refused"
    assert set_(sqlite_url, 26_000, *other, "--replace")["counts"] == {"new": 0, "changed": 1, "unchanged": 0}


@pytest.mark.parametrize(
    ("unit", "more", "code", "cell"),
    [("999", (), "unknown_unit", "B2"), ("108", ("--group", "90+"), "unknown_group", "C2"),
     ("108", ("--kind", "interval"), "unknown_kind", "E2"), ("108", ("--people", "-5"), "negative_people", "G2"),
     ("108", ("--dose", "dose_9"), "unknown_dose", "D2")],
)  # fmt: skip
def test_a_number_that_cannot_be_is_a_finding_and_nothing_is_saved(unit, more, code, cell, sqlite_url):
    outcome = set_(sqlite_url, 5, *more, unit=unit, code=1)
    assert (code, cell) in {(each["code"], each["cell"]) for each in outcome["findings"]}
    assert answer(sqlite_url, "uploads")["uploads"] == []


def test_flags_are_sentences_with_their_figures(sqlite_url, file):
    run(sqlite_url, "populations", "load", str(file))
    set_(sqlite_url, 25_000)
    [flag] = answer(sqlite_url, "populations", "flags", "--as-of", "2022-07-15")["flags"]
    assert (flag["code"], flag["unit"], flag["people"], flag["other"]) == ("changed", "108", 25_000, 30_000)
    assert flag["message"]
    assert answer(sqlite_url, "populations", "flags", "--as-of", "2022-07-14")["flags"] == []


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_ledger_is_written_out_edited_and_loaded(form, sqlite_url, file, tmp_path):
    run(sqlite_url, "populations", "load", str(file), "--source", "QĐ 12")
    out = tmp_path / f"so.{form}"
    run(sqlite_url, "populations", "export", "-o", str(out))
    again = answer(sqlite_url, "populations", "load", str(out))["files"][0]
    assert (again["status"], again["counts"]["unchanged"]) == ("unchanged", 16)
    if form == "csv":
        text = out.read_text(encoding="utf-8-sig").replace("01/07/2022;10000", "01/08/2022;11000", 1)
        out.write_text(text, encoding="utf-8-sig")
        edited = answer(sqlite_url, "populations", "load", str(out), "--source", "QĐ 13")["files"][0]
        assert edited["counts"] == {"new": 1, "changed": 0, "unchanged": 15}


def test_the_ledger_is_written_as_xlsx_or_csv_alone(sqlite_url, tmp_path):
    run(sqlite_url, "populations", "export", "-o", str(tmp_path / "so.pdf"), code=2)


def test_the_template_is_a_file_that_can_be_loaded(sqlite_url, tmp_path):
    out = tmp_path / "mau.xlsx"
    run(sqlite_url, "populations", "template", "-o", str(out))
    [outcome] = answer(sqlite_url, "populations", "load", str(out), code=1)["files"]
    assert {each["code"] for each in outcome["findings"] if each["severity"] == "error"} == {"nothing_filled_in"}


def test_a_viewer_loads_and_sets_nothing_but_may_look(sqlite_url, file, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    run(sqlite_url, "populations", "load", str(file), code=1)
    [outcome] = answer(sqlite_url, "populations", "load", str(file), "--dry-run")["files"]
    assert (outcome["status"], outcome["upload_id"]) == ("accepted", None)
    assert answer(sqlite_url, "uploads")["uploads"] == []
