"""The command `rank`, run as other programs run it: one target, several with weights, the weeks before, files."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import openpyxl
import pytest

from tests.commands.command_line import answer, run
from tests.ui.visits import NEXT_WEEK, WEEK, weekly_sheet

DAY = ("--as-of", "2022-05-26")
CONTRACT = {"rank", "rank_change", "unit", "name", "coverage", "coverage_change"}


@pytest.fixture
def loaded(database_url: str, tmp_path: Path) -> str:
    """Two weeks; Sìn Hồ silent in the second."""
    first, second = tmp_path / "tuan-20.xlsx", tmp_path / "tuan-21.xlsx"
    first.write_bytes(weekly_sheet(WEEK))
    second.write_bytes(weekly_sheet(NEXT_WEEK, without=["Sìn Hồ"], changed={"Tân Uyên": (900, 30000)}))
    run(database_url, "import", str(first), str(second))
    return database_url


def test_one_target_keeps_the_contracts_keys_and_adds_what_the_ranking_rests_on(loaded: str) -> None:
    document = answer(loaded, "rank", "T6", *DAY, "--history")
    rows = document["ranking"]
    assert set(rows[0]) > CONTRACT | {"people_above", "people_below", "stale", "unranked_reason"}
    assert [row["unit"] for row in rows if row["stale"]] == ["108"]
    assert rows[0]["people_above"] is None and all(row["people_above"] > 0 for row in rows if row["rank"] > 1)
    assert document["basis"] == {
        "as_of": "2022-05-26",
        "changes_since": "2022-05-19",
        "targets": [
            {
                "target": "T6",
                "weight": None,
                "threshold": 1.0,
                "deadline": "2022-06-30",
                "denominator_kinds": ["resident"],
                "in_force_from": "2022-05-16",
                "superseded_by": None,
                "superseded_on": None,
            }
        ],
    }
    assert document["closest"]["people"] == min(row["people_above"] for row in rows if row["people_above"])
    weeks = document["history"]
    assert [row["rank"] for row in weeks if row["week"] == "2022-05-26" and row["unit"] == "111"] == [1]
    assert len(weeks) == 16
    assert "history" not in answer(loaded, "rank", "T6", *DAY)


def test_several_targets_are_weighed_and_each_units_parts_are_given(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "tuan-20.xlsx"
    file.write_bytes(weekly_sheet(WEEK))
    run(sqlite_url, "import", str(file))
    document = answer(sqlite_url, "rank", "T6", "T7", "--weight", "T7=3", "--as-of", "2022-05-19")
    assert [each["weight"] for each in document["basis"]["targets"]] == [0.25, 0.75]
    for row in document["ranking"]:
        six, seven = row["parts"]
        assert (six["target"], seven["target"]) == ("T6", "T7")
        assert row["score"] == pytest.approx(0.25 * six["score"] + 0.75 * seven["score"])
    book, text = tmp_path / "x.xlsx", tmp_path / "x.csv"
    run(sqlite_url, "rank", "T6", "T7", "--as-of", "2022-05-19", "--history", "-o", str(book))
    assert len(openpyxl.load_workbook(book).sheetnames) == 2
    run(sqlite_url, "rank", "T6", "T7", "--as-of", "2022-05-19", "-o", str(text))
    rows = list(csv.reader(io.StringIO(text.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"))
    assert [row[1] for row in rows[1:]] != [] and len(rows) == 9


def test_bad_weights_are_all_told_and_nothing_is_printed(sqlite_url: str) -> None:
    refused = run(sqlite_url, "rank", "T6", "T99", "--weight", "T6=x", "--weight", "T7=1", code=1)
    assert refused.stdout == ""
    assert [name for name in ("T99", "“x”", "T7") if name not in refused.stderr] == []
    assert len(refused.stderr.strip().splitlines()) == 3


def test_a_weight_without_its_target_is_wrong_usage(sqlite_url: str) -> None:
    assert run(sqlite_url, "rank", "T6", "T7", "--weight", "2", code=2).stdout == ""


def test_without_json_the_basis_is_said_beside_the_table(loaded: str) -> None:
    done = run(loaded, "rank", "T6", *DAY)
    assert done.stdout.splitlines()[0].startswith("rank\trank_change\tunit\tname\tcoverage")
    assert "T6 · " in done.stderr and "26/05/2022" in done.stderr
