"""Districts and the timeline on the command line, run as other programs run them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from campaign.access.actors import operator
from campaign.store.engine import Database
from campaign.workflows.sheets.importing import import_files
from tests.commands.command_line import answer, run
from tests.ui.visits import NEXT_WEEK, TODAY, WEEK, weekly_sheet


@pytest.fixture
def loaded(database: Database, database_url: str) -> str:
    """Two weeks reported; Sìn Hồ silent in the second."""
    files = ("tuan-20.xlsx", weekly_sheet(WEEK)), ("tuan-21.xlsx", weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"]))
    import_files(database, list(files), by=operator("an"), today=TODAY)
    return database_url


def test_district_answers_with_every_part_of_its_page(loaded: str) -> None:
    found = answer(loaded, "district", "108", "--as-of", "2022-05-26")
    assert set(found) == {
        "unit", "name", "as_of", "targets", "weeks", "communes", "last_reports", "assignments", "findings", "uploads",
    }  # fmt: skip
    assert (found["unit"], found["name"], found["as_of"]) == ("108", "Huyện Sìn Hồ", "2022-05-26")
    targets = {row["target"]: row for row in found["targets"]}
    assert (targets["T3"]["superseded_by"], targets["T6"]["superseded_by"]) == ("T6", None)
    assert targets["T6"]["period_end"] == "2022-05-19" and targets["T6"]["stale"] is True
    assert targets["T1"]["coverage"] is None
    gaps = [(row["period_start"], row["reported"]) for row in found["weeks"] if row["target"] == "T3"]
    assert gaps == [("2022-05-13", True), ("2022-05-20", False)]
    assert found["last_reports"][0]["late"] is True
    assert [row["file"] for row in found["uploads"]] == ["tuan-20.xlsx"]


def test_district_writes_its_workbook_and_csv(loaded: str, tmp_path: Path) -> None:
    for form in ("xlsx", "csv"):
        run(loaded, "district", "108", "-o", str(tmp_path / f"sin-ho.{form}"))
    assert len(openpyxl.load_workbook(BytesIO((tmp_path / "sin-ho.xlsx").read_bytes())).sheetnames) == 7
    assert (tmp_path / "sin-ho.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("district", "999"), "999"),
        (("district", "03478"), "Huyện Sìn Hồ (108)"),
        (("timeline", "--unit", "cdc"), "cdc"),
    ],
)
def test_a_unit_that_does_not_fit_is_a_sentence_and_exit_code_1(
    sqlite_url: str, arguments: tuple[str, ...], words: str
) -> None:
    done = run(sqlite_url, *arguments, code=1)
    assert words in done.stderr and "Traceback" not in done.stderr and not done.stdout


@pytest.mark.parametrize("command", [("district", "108"), ("timeline",)])
def test_another_kind_of_file_is_refused(loaded: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    done = run(loaded, *command, "-o", str(tmp_path / "x.pdf"), code=1)
    assert "pdf" in done.stderr and not (tmp_path / "x.pdf").exists()


def test_timeline_answers_with_what_was_known_on_the_day(loaded: str) -> None:
    early = answer(loaded, "timeline", "--as-of", "2022-05-15")
    late = answer(loaded, "timeline", "--as-of", "2022-05-26")
    assert [row["id"] for row in early["directives"]] == ["004", "001", "003"]
    assert {row["target"] for row in early["verdicts"]} == {"T3", "T4"}
    assert [row["other"] for row in late["events"] if row["event"] == "superseded"] == ["T6"]
    assert {row["status"] for row in late["verdicts"] if row["target"] == "T3"} == {"no_data"}
    assert (late["unit"], late["as_of"]) == ("12", "2022-05-26")


def test_timeline_of_a_district_as_lines_and_as_a_file(loaded: str, tmp_path: Path) -> None:
    done = run(loaded, "timeline", "--unit", "108", "-o", str(tmp_path / "moc.csv"))
    assert done.stdout.splitlines()[0].startswith("day\tevent\ttarget")
    assert "T3" in (tmp_path / "moc.csv").read_text(encoding="utf-8-sig")
