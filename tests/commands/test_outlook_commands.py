"""The commands outlook and due, run as other programs run them."""

from __future__ import annotations

import pytest

from tests.commands.command_line import answer, run

DAY = ("--as-of", "2022-05-19")


def test_outlook_answers_with_every_unit_and_the_province(sample_url):
    found = answer(sample_url, "outlook", *DAY, "--target", "T6")
    assert [row["unit"] for row in found["outlook"]] == [str(code) for code in range(105, 113)]
    muong_te = next(row for row in found["outlook"] if row["unit"] == "107")
    assert muong_te["feasibility"] == "feasible"
    assert muong_te["best_week_end"] == "2022-02-17"
    assert muong_te["why"].startswith("Cần tiêm 917") or muong_te["why"].startswith("917")
    (province,) = found["province"]
    assert [province["target"], province["doses_at_deadline"], province["late"]] == ["T6", 294547, 4]


def test_what_is_unknown_is_null(sample_url):
    rows = answer(sample_url, "outlook", *DAY, "--target", "T1")["outlook"]
    unknown = ("best_week", "pool_now", "pool_by_deadline", "feasibility", "doses_at_deadline", "reach", "speed_up")
    assert {row[column] for row in rows for column in unknown} == {None}


def test_due_answers_with_the_weeks_of_a_unit(sample_url):
    weeks = answer(sample_url, "due", *DAY, "--target", "T6", "--unit", "106")["due"]
    assert weeks[0]["period_end"] == "2022-03-10"
    assert weeks[0]["became_due"] is None
    assert [week["ahead"] for week in weeks[-2:]] == [True, True]
    assert weeks[-1]["period_end"] == "2022-06-30"


def test_due_without_people_due_is_empty_and_says_why(sample_url):
    done = run(sample_url, "due", *DAY, "--target", "T5", "--unit", "106", "--json")
    assert done.stdout.strip() == '{"due": []}'
    assert done.stderr.strip()


@pytest.mark.parametrize("form", ["xlsx", "csv"])
@pytest.mark.parametrize("command", [("outlook",), ("due", "--target", "T6", "--unit", "106")])
def test_both_write_files(command, form, sample_url, tmp_path):
    file = tmp_path / f"file.{form}"
    run(sample_url, *command, *DAY, "-o", str(file))
    assert file.read_bytes()[:2] == (b"PK" if form == "xlsx" else b"\xef\xbb")


@pytest.mark.parametrize(
    "command",
    [
        ("outlook", "--target", "T99"),
        ("due", "--target", "T99", "--unit", "106"),
        ("due", "--target", "T6", "--unit", "999"),
        ("outlook", "-o", "outlook.doc"),
    ],
)
def test_what_is_not_there_is_refused_with_a_sentence(command, sample_url):
    done = run(sample_url, *command, *DAY, code=1)
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


def test_an_unknown_level_is_wrong_usage(sample_url):
    run(sample_url, "outlook", "--level", "hamlet", code=2)
