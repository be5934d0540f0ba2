"""The directive registry by the command line: what the page does, with JSON for other programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders.documents import CLAUSE, docx_with
from tests.commands.command_line import answer, run

RECORDED = ("--issuer", "UBND tỉnh", "--kind", "Công văn", "--issued", "20/6/2022", "--subject", "V/v tiêm vắc xin")
ORDERED = (
    *("--directive", "005", "--clause", "1", "--words", "hoàn thành tiêm mũi 3", "--group", "18+", "--dose", "dose_3"),
    *("--denominator-kind", "due", "--threshold", "95", "--deadline", "29/7/2022"),
    *("--deadline-words", "trước ngày 30/7/2022", "--supersedes", "T6"),
)


@pytest.fixture
def recorded(sqlite_url: str, tmp_path: Path) -> str:
    path = tmp_path / "Công văn.docx"
    path.write_bytes(docx_with(CLAUSE))
    options = ("--clause", f"1={CLAUSE}", "--file", str(path), "--as", "lan")
    assert answer(sqlite_url, "directive", "add", *RECORDED, *options) == {"directive": "005", "findings": []}
    return sqlite_url


def test_the_five_directives_are_listed_with_the_day_they_take_effect(database_url: str) -> None:
    rows = answer(database_url, "directive", "list")["directives"]
    assert {row["id"]: row["since"] for row in rows} == {
        "002": "2023-01-01",
        "000": "2022-05-16",
        "003": "2022-02-28",
        "001": "2021-12-02",
        "004": "2021-11-01",
    }


def test_a_directive_is_shown_with_its_text_and_clauses(sqlite_url: str) -> None:
    shown = answer(sqlite_url, "directive", "show", "003")
    assert shown["text"].startswith("THÔNG BÁO\nKẾT LUẬN CỦA THƯỜNG TRỰC TỈNH ỦY")
    assert [(each["number"], each["targets"], each["in_text"]) for each in shown["clauses"]] == [
        ("1", [], True),
        ("2.2", ["T3", "T4", "T5"], True),
    ]


def test_a_directive_is_recorded_and_its_file_given_back(recorded: str, tmp_path: Path) -> None:
    out = tmp_path / "lại.docx"
    run(recorded, "directive", "file", "005", "-o", str(out))
    assert out.read_bytes() == docx_with(CLAUSE) or out.read_bytes()[:2] == b"PK"
    assert answer(recorded, "directive", "show", "005")["file_name"] == "Công văn.docx"


def test_a_refused_directive_is_code_1_with_every_finding_at_its_field(sqlite_url: str) -> None:
    refused = answer(sqlite_url, "directive", "add", "--issued", "31/2/2022", "--meeting", "mai", code=1)
    assert refused["directive"] is None
    fields = {each["field"] for each in refused["findings"] if each["severity"] == "error"}
    assert fields == {"issued", "meeting", "issuer", "kind", "subject"}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "vb.toml",
            'issuer = "UBND"\nkind = "Công văn"\nissued = 2022-06-20\nsubject = "V/v"\n'
            '[[clause]]\nnumber = "1"\ntext = "Hoàn thành mũi 3"\n',
        ),
        (
            "vb.toml",
            '[[directive]]\nissuer = "UBND"\nkind = "Công văn"\nissued = "2022-06"\nsubject = "V/v"\n'
            '[[directive.clause]]\nnumber = "1"\ntext = "Hoàn thành mũi 3"\n',
        ),
        (
            "vb.json",
            json.dumps(
                {
                    "issuer": "UBND",
                    "kind": "Công văn",
                    "issued": "2022-06-20",
                    "subject": "V/v",
                    "clauses": {"1": "Hoàn thành mũi 3"},
                }
            ),
        ),
    ],
)
def test_a_directive_is_recorded_from_a_file_of_its_fields(
    sqlite_url: str, tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert answer(sqlite_url, "directive", "add", str(path), "--id", "cv-1")["directive"] == "cv-1"
    assert [each["text"] for each in answer(sqlite_url, "directive", "show", "cv-1")["clauses"]] == ["Hoàn thành mũi 3"]


@pytest.mark.parametrize(
    ("name", "text"), [("a.toml", "issuer ="), ("a.json", "[1]"), ("a.json", "[]"), ("a.json", "{")]
)
def test_a_file_of_fields_that_cannot_be_understood_is_code_1(
    sqlite_url: str, tmp_path: Path, name: str, text: str
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    done = run(sqlite_url, "directive", "add", str(path), code=1)
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_editing_adds_and_takes_out_clauses_and_the_history_tells_it(recorded: str) -> None:
    options = ("--clause", "2=Khác", "--number", "12/UBND", "--as", "mai")
    assert answer(recorded, "directive", "edit", "005", *options)["directive"] == "005"
    answer(recorded, "directive", "edit", "005", "--clause", "2=")
    assert [each["number"] for each in answer(recorded, "directive", "show", "005")["clauses"]] == ["1"]
    events = answer(recorded, "directive", "history", "005")["history"]
    assert [(each["by"], each["action"]) for each in events] == [
        ("local", "edit_directive"),
        ("mai", "edit_directive"),
        ("lan", "add_directive"),
    ]
    assert events[1]["after"]["number"] == "12/UBND"


def test_a_target_is_set_and_replaces_another_from_that_day_on(recorded: str) -> None:
    assert answer(recorded, "target", "add", *ORDERED) == {"target": "T12", "findings": []}
    rows = {row["target"]: row for row in answer(recorded, "targets")["targets"]}
    assert (rows["T6"]["superseded_by"], rows["T6"]["superseded_on"]) == ("T12", "2022-06-20")
    assert (rows["T12"]["in_force_from"], rows["T12"]["in_force"], rows["T6"]["in_force"]) == (
        "2022-06-20",
        True,
        False,
    )
    assert rows["T12"]["other_readings"] == [
        {"deadline": "2022-07-30", "reading": "“Trước” hiểu là “đến hết”: ngày 30/07/2022 vẫn còn đúng hạn."}
    ]


@pytest.mark.parametrize("command", [("targets",), ("target", "list")])
def test_as_of_lists_the_targets_in_force_then(sqlite_url: str, command: tuple[str, ...]) -> None:
    def standing(day: str) -> list[str]:
        rows = answer(sqlite_url, *command, "--as-of", day)["targets"]
        assert all(row["in_force"] for row in rows)
        return [row["target"] for row in rows]

    assert standing("2021-10-31") == []
    assert standing("2022-02-28") == ["T1", "T2", "T3", "T4", "T5", "T11a", "T11b"]
    assert standing("2022-05-15")[2] == "T3"
    assert standing("16/05/2022") == ["T1", "T2", "T4", "T5", "T6", "T7", "T8", "T11a", "T11b"]


def test_readings_are_listed_chosen_and_added(sqlite_url: str) -> None:
    days = [row["deadline"] for row in answer(sqlite_url, "target", "reading", "T3")["readings"]]
    assert days == ["2022-03-13", "2022-03-14", "2022-03-20", "2022-03-21"]
    assert answer(sqlite_url, "target", "reading", "T3", "--choose", "20/3/2022", "--as", "mai")["target"] == "T3"
    answer(sqlite_url, "target", "reading", "T3", "--add", "2022-03-19", "--words", "Thứ Bảy")
    rows = answer(sqlite_url, "target", "reading", "T3", "--as-of", "2022-03-17")["readings"]
    assert (rows[0]["deadline"], rows[0]["chosen"], rows[0]["chosen_by"]) == ("2022-03-20", True, "mai")
    assert {row["deadline"] for row in rows} == {*days, "2022-03-19"}
    assert set(rows[0]["status"]) == {"12", "105", "106", "107", "108", "109", "110", "111", "112"}
    assert run(sqlite_url, "target", "reading", "T3", "--choose", "2022-03-15", code=1).stdout == ""


def test_withdrawing_asks_why_and_restoring_brings_everything_back(sqlite_url: str) -> None:
    before = answer(sqlite_url, "targets")
    run(sqlite_url, "directive", "withdraw", "000", code=2)
    run(sqlite_url, "directive", "withdraw", "000", "--reason", "nhập nhầm")
    run(sqlite_url, "target", "withdraw", "T1", "--reason", "nhập nhầm")
    assert not {"T1", "T6", "T7", "T8"} & {row["target"] for row in answer(sqlite_url, "targets")["targets"]}
    assert answer(sqlite_url, "directive", "restore", "000")["directive"] == "000"
    assert answer(sqlite_url, "target", "restore", "T1")["target"] == "T1"
    assert answer(sqlite_url, "targets") == before
    assert [row["action"] for row in answer(sqlite_url, "target", "history", "T1")["history"]] == [
        "restore_target",
        "withdraw_target",
    ]


@pytest.mark.parametrize(
    "arguments",
    [
        ("directive", "show", "999"),
        ("directive", "file", "000"),
        ("directive", "restore", "000"),
        ("target", "edit", "T99", "--threshold", "90"),
        ("target", "withdraw", "T99", "--reason", "a"),
        ("target", "edit", "T6", "--threshold", "150"),
    ],
)
def test_what_cannot_be_done_is_code_1_with_a_sentence(sqlite_url: str, arguments: tuple[str, ...]) -> None:
    done = run(sqlite_url, *arguments, code=1)
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("arguments", [("directive",), ("target",), ("target", "reading")])
def test_a_group_without_its_command_is_wrong_usage(sqlite_url: str, arguments: tuple[str, ...]) -> None:
    run(sqlite_url, *arguments, code=2)


@pytest.mark.parametrize(
    "command",
    [
        ("directive", "edit", "000", "--subject", "x"),
        ("directive", "add", *RECORDED),
        ("directive", "withdraw", "000", "--reason", "x"),
        ("target", "edit", "T6", "--threshold", "90"),
        ("target", "reading", "T3", "--choose", "2022-03-20"),
        ("target", "withdraw", "T6", "--reason", "x"),
    ],
)
def test_a_viewer_changes_nothing(sqlite_url: str, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]) -> None:
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    refused = run(sqlite_url, *command, code=1)
    assert "huyên viên và quản trị viên" in refused.stderr or "Only analysts" in refused.stderr
    assert "not_allowed" not in refused.stderr  # a line of the server's log
    assert "005" not in [row["id"] for row in answer(sqlite_url, "directive", "list")["directives"]]
    for kind, name in (("directive", "000"), ("target", "T3"), ("target", "T6")):
        assert answer(sqlite_url, kind, "history", name)["history"] == []
