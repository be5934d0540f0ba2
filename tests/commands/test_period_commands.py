"""Closed periods by the command line: close, list, show, compare, open again."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import Result
from typer.testing import CliRunner

from campaign.access.actors import operator
from campaign.cli import app
from campaign.store.engine import Database
from campaign.workflows.sheets.importing import import_files
from tests.ui.visits import NEXT_WEEK, TODAY, upload, weekly_sheet


def run(url: str, *arguments: str, code: int = 0, role: str = "") -> Result:
    environment = {"CAMPAIGN_LANGUAGE": "en", "CAMPAIGN_ROLE": role}
    done = CliRunner().invoke(app, ["--db", url, "period", *arguments], env=environment)
    assert done.exit_code == code, (done.output, done.exception)
    return done


def close(url: str, day: str = "2022-05-19", **options) -> Result:
    return run(url, "close", "--day", day, "--note", "Giao ban tuần 20", "--as", "lan", **options)


def test_a_period_is_closed_listed_shown_and_opened_again(database_url: str, database: Database) -> None:
    import_files(database, [("tuan-20.xlsx", weekly_sheet())], by=operator("an"), today=TODAY)
    assert "No period is closed." in run(database_url, "list").stderr
    done = close(database_url)
    assert "All figures up to 19/05/2022 are closed" in done.stderr
    [listed] = json.loads(run(database_url, "list", "--json").stdout)["periods"]
    assert (listed["last_day"], listed["note"], listed["closed_by"]) == ("2022-05-19", "Giao ban tuần 20", "lan")
    assert listed["sha256"] in done.stderr
    opened = run(database_url, "reopen", "--from", "19/05/2022", "--reason", "Sìn Hồ báo cáo lại", "--as", "mai")
    assert "The figures up to 19/05/2022 are open again." in opened.stderr
    [listed] = json.loads(run(database_url, "list", "--json").stdout)["periods"]
    assert (listed["reopened_by"], listed["reopened_reason"]) == ("mai", "Sìn Hồ báo cáo lại")


def test_what_was_reported_is_shown_as_it_was_and_what_differs_is_told(sqlite_url: str, tmp_path: Path) -> None:
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1005)})))
    close(sqlite_url)
    kept = run(sqlite_url, "show", "2022-05-19", "--json").stdout
    assert json.loads(kept)["as_of"] == "2022-05-19"
    assert "T6\t108\tHuyện Sìn Hồ\t1005\t" in run(sqlite_url, "show", "19/05/2022").stdout
    assert "Nothing has changed" in run(sqlite_url, "compare", "2022-05-19").stderr
    assert json.loads(run(sqlite_url, "compare", "2022-05-19", "--json").stdout) == {"differences": []}
    run(sqlite_url, "reopen", "--from", "2022-05-19", "--reason", "Sìn Hồ báo cáo lại")
    upload(sqlite_url, ("sua.xlsx", weekly_sheet(changed={"Sìn Hồ": (10, 1000)})))
    assert run(sqlite_url, "show", "2022-05-19", "--json").stdout == kept
    found = json.loads(run(sqlite_url, "compare", "2022-05-19", "--json").stdout)["differences"]
    assert {
        "target": "T6",
        "unit": "108",
        "name": "Huyện Sìn Hồ",
        "field": "doses_to_date",
        "was": 1005,
        "is": 1000,
    } in found
    for form in ("xlsx", "csv", "json"):
        run(sqlite_url, "show", "2022-05-19", "-o", str(tmp_path / f"bao-cao.{form}"))
    assert (tmp_path / "bao-cao.json").read_text(encoding="utf-8") == kept.rstrip("\n")
    assert (tmp_path / "bao-cao.xlsx").read_bytes().startswith(b"PK")
    assert "Huyện Sìn Hồ,1005," in (tmp_path / "bao-cao.csv").read_text(encoding="utf-8-sig")
    run(sqlite_url, "compare", "2022-05-19", "-o", str(tmp_path / "so-sanh.csv"))
    assert "Given" in (tmp_path / "so-sanh.csv").read_text(encoding="utf-8-sig")


def test_what_is_missing_is_warned_of_and_the_period_closed(sqlite_url: str) -> None:
    upload(sqlite_url, ("t20.xlsx", weekly_sheet()), ("t21.xlsx", weekly_sheet(NEXT_WEEK, without=["Mường Tè"])))
    said = close(sqlite_url, "2022-05-26").stderr
    assert "warning: Huyện Mường Tè: no report for the week up to 26/05/2022; its last one is up to 19/05/2022." in said
    assert "All figures up to 26/05/2022 are closed" in said


def test_an_import_into_a_closed_period_is_refused_in_words(sqlite_url: str, tmp_path: Path) -> None:
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    close(sqlite_url)
    file = tmp_path / "sua.xlsx"
    file.write_bytes(weekly_sheet(changed={"Sìn Hồ": (10, 1000)}))
    environment = {"CAMPAIGN_LANGUAGE": "en"}
    done = CliRunner().invoke(app, ["--db", sqlite_url, "import", str(file)], env=environment)
    assert done.exit_code == 1
    assert "cell E14: Huyện Sìn Hồ: 1,000 would take the place of " in done.stderr
    assert "the figures up to 19/05/2022 are closed (by lan), so nothing of this file is saved." in done.stderr


def test_what_is_not_allowed_or_not_there_is_said(sqlite_url: str) -> None:
    assert "Nothing has been reported yet" in close(sqlite_url, code=1).stderr
    upload(sqlite_url, ("tuan-20.xlsx", weekly_sheet()))
    assert "Only an administrator" in close(sqlite_url, code=1, role="analyst").stderr
    assert "No close of 19/05/2022 is kept" in run(sqlite_url, "show", "2022-05-19", code=1).stderr
    close(sqlite_url)
    refused = run(sqlite_url, "reopen", "--from", "2022-05-19", "--reason", "sai", code=1)
    assert "Say in a few words why" in refused.stderr
