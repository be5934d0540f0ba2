"""Assignments by the command line, as other programs and administrators call it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import Result
from typer.testing import CliRunner

from campaign.cli import app
from tests.ui.visits import opened
from tests.workflows.assigned import NAME, POST, campaign, report

DAY = ("--day", "2022-05-19")


def run(url: str, *arguments: str, code: int = 0, role: str = "") -> Result:
    environment = {"CAMPAIGN_LANGUAGE": "en", "CAMPAIGN_ROLE": role}
    done = CliRunner().invoke(app, ["--db", url, "assignment", *arguments], env=environment)
    assert done.exit_code == code, (done.output, done.exception)
    return done


def answer(url: str, *arguments: str, code: int = 0, role: str = ""):
    return json.loads(run(url, *arguments, "--json", code=code, role=role).stdout)


@pytest.fixture
def url(database_url: str) -> str:
    database = opened(database_url)
    campaign(database, d106=400)
    database.close()
    return database_url


def test_the_main_way_from_a_split_to_a_sign_off(url: str) -> None:
    proposed = answer(url, "allocate", "T6", *DAY, "--people", "130", "--dry-run")
    assert (proposed["total"], proposed["changed"]) == (130, 0)
    assert proposed["assignments"][1] == {"unit": "106", "people": 60, "due": "2022-06-30"}
    assert answer(url, "list", "--as-of", "2022-05-19") == {"assignments": []}
    saved = answer(url, "allocate", "T6", *DAY, "--people", "130", "--due", "15/06/2022")
    assert (saved["changed"], saved["day"], saved["findings"]) == (9, "2022-05-19", [])
    listed = answer(url, "list", "--target", "T6", "--as-of", "2022-05-19")["assignments"]
    assert [row["unit"] for row in listed][:3] == ["12", "105", "106"]
    assert (listed[2]["people"], listed[2]["deadline"], listed[2]["before"]) == (60, "2022-06-15", 400)
    run(url, "sign-off", "T6", "106", code=1)  # not met, no note
    assert "signed off" in run(url, "sign-off", "T6", "106", "--note", "xong").stderr
    assert "taken back" in run(url, "sign-off", "T6", "106", "--undo").stderr
    actions = [event["action"] for event in answer(url, "history", "T6")["history"]]
    assert actions == ["undo_sign_off", "sign_off", "assign"]
    assert "9 assignments" in run(url, "remove", "T6").stderr


def test_numbers_that_do_not_add_up_are_refused_with_the_difference(url: str) -> None:
    refused = answer(url, "set", "T6", "12=100", "105=60", "106=30", *DAY, code=1)
    [error] = [each for each in refused["findings"] if each["severity"] == "error"]
    assert (error["code"], error["field"], refused["changed"]) == ("assignment_sum", "total", 0)
    assert "difference 10" in error["message"]
    assert answer(url, "list", "--as-of", "2022-05-19") == {"assignments": []}


def test_names_are_shown_only_when_asked_for_and_allowed(url: str, tmp_path: Path) -> None:
    run(url, "set", "T6", "12=100", "105=40", "106=60", *DAY)
    run(url, "set", "T6", "106", "--name", NAME, "--post", POST)
    shown = ("list", "--as-of", "2022-05-19")
    assert NAME not in run(url, *shown).stdout
    assert NAME in run(url, *shown, "--with-names").stdout
    refused = run(url, *shown, "--with-names", code=1, role="viewer")
    assert (refused.stdout, "analysts and administrators" in refused.stderr) == ("", True)
    assert NAME not in run(url, *shown, "--json", role="viewer").stdout
    assert NAME not in run(url, "history", "T6").stdout
    for form in ("xlsx", "csv"):
        file = tmp_path / f"phu-luc.{form}"
        run(url, "export", "T6", "-o", str(file), "--with-names", code=1, role="viewer")
        assert not file.exists()
        run(url, "export", "T6", "-o", str(file), role="viewer")
        assert NAME not in text_in(file)
        run(url, "export", "T6", "-o", str(file), "--with-names")
        assert NAME in text_in(file)
    run(url, "set", "T6", "106", "--name", "x", code=1, role="viewer")
    assert "1 assignments" in run(url, "erase-names", "--name", NAME.lower()).stderr
    assert NAME not in run(url, *shown, "--with-names").stdout


def text_in(file: Path) -> str:
    if file.suffix == ".csv":
        return file.read_text(encoding="utf-8-sig")
    return str([[cell.value for cell in row] for row in openpyxl.load_workbook(file).worksheets[0].iter_rows()])


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_annex_can_be_corrected_and_loaded_again(url: str, tmp_path: Path, form: str) -> None:
    run(url, "allocate", "T6", *DAY, "--people", "130")
    run(url, "set", "T6", "106", "--name", NAME)
    file = tmp_path / f"phu-luc.{form}"
    run(url, "export", "T6", "-o", str(file))
    same = answer(url, "load", str(file), "--target", "T6")
    assert (same["changed"], same["total"], same["findings"]) == (0, 130, [])
    assert NAME in run(url, "list", "--as-of", "2022-05-19", "--with-names").stdout  # no column of names: they stay
    correct(file)
    wrong = answer(url, "load", str(file), "--target", "T6", code=1)
    [error] = [each for each in wrong["findings"] if each["severity"] == "error"]
    assert (error["code"], error["cell"]) == ("assignment_sum", "F20" if form == "xlsx" else "G10")
    loaded = answer(url, "load", str(file), "--target", "T6", "--people", "131")
    assert loaded["changed"] == 2  # the district and the province


def correct(file: Path) -> None:
    """One person more for Huyện Tam Đường, and none in the total."""
    if file.suffix == ".csv":
        text = file.read_text(encoding="utf-8-sig")
        file.write_text(text.replace(";60;2022", ";61;2022"), encoding="utf-8-sig", newline="")
        return
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    sheet["F13"], sheet["F20"] = 61, 130
    book.save(file)


def test_another_form_of_file_and_an_unknown_unit_are_refused(url: str, tmp_path: Path) -> None:
    run(url, "allocate", "T6", *DAY)
    run(url, "export", "T6", "-o", str(tmp_path / "phu-luc.pdf"), code=1)
    run(url, "set", "T6", "999=1", code=1)
    run(url, "set", "T6", "105=many", code=2)
    run(url, "allocate", "T6", "--by", "luck", code=1)
    run(url, "allocate", "T6", "--of", "106", *DAY, code=1)  # no figures of communes


def test_progress_follows_what_is_reported_since(url: str) -> None:
    run(url, "allocate", "T6", *DAY, "--people", "130")
    database = opened(url)
    report(database, 3, {"106": 430})
    database.close()
    [row] = [
        row
        for row in answer(url, "list", "--as-of", "2022-05-26", "--of", "106")["assignments"]
        if row["unit"] == "106"
    ]
    assert (row["given"], row["remaining"], row["coverage"]) == (30, 30, 0.5)
