"""The command line: the contract other programs use, run as they run it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from campaign.domain.counting.figures import Period
from tests.builders import Style, build_l1, sample_denominators, sample_rows
from tests.commands.command_line import answer, run, run_as_program

WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
PEOPLE = sample_denominators()
DOSES = {"18+": ("dose_3",), "5-11": ("dose_1", "dose_2")}
BLOCKS = {"18+": ("people", "dose_3"), "5-11": ("people", "dose_1", "dose_2")}


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "Tuần 20.xlsx"
    path.write_bytes(build_l1(WEEK, sample_rows(PEOPLE, DOSES), PEOPLE, blocks=BLOCKS))
    return path


@pytest.fixture
def loaded(database_url: str, workbook: Path) -> str:
    run(database_url, "import", str(workbook), "--as", "lan")
    return database_url


def test_import_answers_in_the_contracts_form(database_url: str, workbook: Path) -> None:
    done = run_as_program("--db", database_url, "import", str(workbook), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    (file,) = json.loads(done.stdout)["files"]
    assert set(file) >= {
        "file", "sha256", "upload_id", "status", "period_start", "period_end", "counts", "tables", "findings",
    }  # fmt: skip
    assert (file["file"], file["upload_id"], file["status"]) == ("Tuần 20.xlsx", 1, "accepted")
    assert (file["period_start"], file["period_end"]) == ("2022-05-13", "2022-05-19")
    assert file["counts"] == {"new": 48, "changed": 0, "unchanged": 0}
    assert file["tables"] == [{"sheet": "Tuần 20", "range": "A7:N19", "rows": 8}]


def test_a_dry_run_saves_nothing(database_url: str, workbook: Path) -> None:
    (file,) = answer(database_url, "import", str(workbook), "--dry-run")["files"]
    assert (file["status"], file["upload_id"], file["counts"]["new"]) == ("accepted", None, 48)
    assert answer(database_url, "uploads") == {"uploads": []}


def test_a_file_that_cannot_be_read_is_refused_with_code_1_and_its_finding(database_url: str, tmp_path: Path) -> None:
    path = tmp_path / "rong.xlsx"
    path.write_bytes(b"")
    (file,) = answer(database_url, "import", str(path), code=1)["files"]
    assert file["status"] == "refused"
    assert [finding["severity"] for finding in file["findings"]] == ["error"]


def test_a_period_nobody_stated_is_asked_for_and_taken_from_the_options(database_url: str, tmp_path: Path) -> None:
    path = tmp_path / "phieu.xlsx"
    rows = sample_rows(PEOPLE, DOSES)
    path.write_bytes(build_l1(WEEK, rows, PEOPLE, blocks=BLOCKS, title="BÁO CÁO TUẦN 20", style=Style(signature=False)))
    (file,) = answer(database_url, "import", str(path), code=1)["files"]
    assert file["status"] == "needs_answer"
    assert "no_period" in {finding["code"] for finding in file["findings"]}
    options = ("--period-start", "2022-05-13", "--period-end", "2022-05-19")
    (file,) = answer(database_url, "import", str(path), *options)["files"]
    assert (file["status"], file["period_end"]) == ("accepted", "2022-05-19")


@pytest.mark.parametrize("arguments", [("import",), ("import", "nowhere.xlsx"), ("nonsense",), ("rank",)])
def test_wrong_usage_is_code_2(sqlite_url: str, arguments: tuple[str, ...]) -> None:
    assert run(sqlite_url, *arguments, code=2).stdout == ""


def test_a_period_that_ends_before_it_starts_is_wrong_usage(sqlite_url: str, workbook: Path) -> None:
    run(sqlite_url, "import", str(workbook), "--period-start", "2022-05-10", "--period-end", "2022-05-01", code=2)


def test_figures_say_what_was_reported_and_where_it_stands(loaded: str) -> None:
    rows = answer(loaded, "figures", "--unit", "106", "--group", "18+", "--dose", "dose_3")["figures"]
    in_period, to_date = sample_rows(PEOPLE, DOSES)["Tam Đường"]["18+", "dose_3"]
    (row,) = rows
    expected = {
        "unit": "106", "group": "18+", "dose": "dose_3", "period_end": "2022-05-19", "doses_in_period": in_period,
        "doses_to_date": to_date, "incomplete": False, "derived": False, "upload_id": 1, "sheet": "Tuần 20",
        "cell": "E12",
    }  # fmt: skip
    assert expected.items() <= row.items()
    assert [cell["cell"] for cell in row["cells"]] == ["E12", "D12"]


def test_figures_of_the_province_are_marked_as_derived(loaded: str) -> None:
    rows = answer(loaded, "figures", "--unit", "12", "--latest")["figures"]
    assert {(row["derived"], row["cell"]) for row in rows} == {(True, None)}


def test_coverage_gives_fractions_and_null_where_unknown(loaded: str) -> None:
    rows = answer(loaded, "coverage", "--as-of", "2022-05-19", "--target", "T7")["coverage"]
    (row,) = [row for row in rows if row["unit"] == "106"]
    done, people = sample_rows(PEOPLE, DOSES)["Tam Đường"]["5-11", "dose_2"][1], PEOPLE["Tam Đường"]["5-11", ""]
    assert len(rows) == 8
    assert (row["doses_to_date"], row["denominator"], row["denominator_kind"]) == (done, people, "resident")
    assert row["coverage"] == pytest.approx(done / people)
    assert (row["remaining"], row["period_end"]) == (people - done, "2022-05-19")
    nothing = answer(loaded, "coverage", "--as-of", "2022-05-19", "--target", "T10")["coverage"][0]
    assert (nothing["coverage"], nothing["status"]) == (None, "no_data")


def test_the_province_has_one_row_a_target(loaded: str) -> None:
    rows = answer(loaded, "coverage", "--as-of", "2022-05-19", "--level", "province")["coverage"]
    assert [row["target"] for row in rows][:3] == ["T1", "T2", "T3"] and {row["unit"] for row in rows} == {"12"}


def test_an_unknown_target_is_refused_with_the_known_ones(loaded: str) -> None:
    assert "T11b" in run(loaded, "coverage", "--target", "T99", code=1).stderr


def test_targets_carry_the_words_that_set_them(database_url: str) -> None:
    targets = {row["target"]: row for row in answer(database_url, "targets")["targets"]}
    assert len(targets) == 12
    assert targets["T6"]["deadline"] == "2022-06-30" and "trong Quý II/2022" in targets["T6"]["words"]
    assert targets["T1"]["deadline"] is None


def test_rank_orders_the_districts_and_writes_the_files(loaded: str, tmp_path: Path) -> None:
    rows = answer(loaded, "rank", "T7", "--as-of", "2022-05-19")["ranking"]
    assert [row["rank"] for row in rows] == list(range(1, 9))
    assert [row["coverage"] for row in rows] == sorted((row["coverage"] for row in rows), reverse=True)
    book, text = tmp_path / "xep-hang.xlsx", tmp_path / "xep-hang.csv"
    run(loaded, "rank", "T7", "--as-of", "2022-05-19", "-o", str(book))
    run(loaded, "rank", "T7", "--as-of", "2022-05-19", "-o", str(text))
    names = [cell.value for row in openpyxl.load_workbook(book).active.iter_rows() for cell in row]
    assert [name for name in names if name in {row["name"] for row in rows}][:8] == [row["name"] for row in rows]
    assert text.read_bytes().startswith(b"\xef\xbb\xbf")


def test_uploads_are_listed_and_withdrawn_with_a_reason(loaded: str) -> None:
    (upload,) = answer(loaded, "uploads")["uploads"]
    assert (upload["id"], upload["file_name"], upload["uploaded_by"]) == (1, "Tuần 20.xlsx", "lan")
    run(loaded, "withdraw", "1", code=2)
    run(loaded, "withdraw", "1", "--reason", "nhầm tuần")
    (upload,) = answer(loaded, "uploads")["uploads"]
    assert (upload["status"], upload["withdrawn_reason"]) == ("withdrawn", "nhầm tuần")
    assert answer(loaded, "figures")["figures"] == []
    assert "trước đó" in run(loaded, "withdraw", "1", "--reason", "lần nữa", code=1).stderr


def test_trace_names_the_cells_behind_a_number(loaded: str) -> None:
    trace = answer(loaded, "trace", "--unit", "106", "--group", "18+", "--dose", "dose_3", "--as-of", "2022-05-25")
    part = next(part for part in trace["parts"] if part["measure"] == "doses_to_date")
    assert (part["file_name"], part["sheet"], part["cell"], part["uploaded_by"]) == (
        "Tuần 20.xlsx",
        "Tuần 20",
        "E12",
        "lan",
    )
    assert "Lũy kế" in part["header"]


def test_the_template_is_written_and_check_finds_everything_in_order(loaded: str, tmp_path: Path) -> None:
    path = tmp_path / "mau.xlsx"
    run(loaded, "template", "-o", str(path))
    assert "Đơn vị" in [
        cell.value for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row
    ]
    assert "nguyên vẹn" in run(loaded, "check").stderr


def test_a_database_that_cannot_be_used_is_told_in_words(tmp_path: Path) -> None:
    file = tmp_path / "x.db"
    file.write_bytes(b"no database" * 100)
    done = run(f"sqlite:///{file.as_posix()}", "uploads", code=1)
    assert "không phải là cơ sở dữ liệu của chương trình này" in done.stderr and "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "damage",
    ["UPDATE audit_event SET at = 'no time' WHERE id = 2", "UPDATE audit_event SET \"after\" = '{' WHERE id = 1"],
)
def test_an_event_that_cannot_be_read_is_told_in_words(sqlite_url: str, damage: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        (guard,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'audit_event_stays'").fetchone()
        for statement in ("DROP TRIGGER audit_event_stays", damage, guard):
            connection.execute(statement)
        connection.commit()
    done = run(sqlite_url, "check", code=1)
    assert "khôi phục bản sao lưu gần nhất" in done.stderr and "Traceback" not in done.stderr


def test_a_table_changed_from_outside_is_named_in_the_readers_words(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE unit SET name = 'Khác' WHERE code = '105'")
        connection.commit()
    assert "Bảng đơn vị (unit) không còn như lần lưu cuối" in run(sqlite_url, "check", code=1).stderr


def test_the_sample_campaign_loads_once(sqlite_url: str) -> None:
    run(sqlite_url, "sample")
    first = answer(sqlite_url, "uploads")["uploads"]
    run(sqlite_url, "sample")
    assert len(first) >= 34 and answer(sqlite_url, "uploads")["uploads"] == first
    assert {upload["synthetic"] for upload in first} == {True}


def test_what_a_sheet_leaves_open_comes_back_as_questions_and_the_answers_file_settles_it(
    database_url: str, tmp_path: Path
) -> None:
    file, answers = tmp_path / "Tuần 20.xlsx", tmp_path / "answers.json"
    style = Style(cells={"B12": "Tam Đườngg", "D13": 12.345}, total="none", rates="none")
    file.write_bytes(build_l1(WEEK, sample_rows(PEOPLE, DOSES), PEOPLE, blocks=BLOCKS, style=style))
    (asked,) = answer(database_url, "import", str(file), code=1)["files"]
    assert asked["status"] == "needs_answer"
    unit, cell = asked["questions"]
    assert (unit["kind"], unit["text"]) == ("unit", "Tam Đườngg")
    assert {"value": "106", "label": "Huyện Tam Đường"} in unit["choices"]
    assert (cell["kind"], cell["cell"], cell["choices"]) == ("cell", "D13", [{"value": 12345, "label": ""}])
    answers.write_text(json.dumps({"answers": [{**unit, "answer": "106"}, {**cell, "answer": 12}]}), encoding="utf-8")
    (settled,) = answer(database_url, "import", str(file), "--answers", str(answers), "--as", "lan")["files"]
    assert (settled["status"], settled["counts"]["new"], settled["questions"]) == ("accepted", 48, [])
    (remembered,) = answer(database_url, "answers")["answers"]
    assert (remembered["id"], remembered["value"], remembered["by"]) == (unit["id"], "106", "lan")
    assert answer(database_url, "answers", "--forget", remembered["id"])["answers"] == []


@pytest.mark.parametrize("text", ["no json", '{"answers": 5}', '[{"id": "unit||x", "answer": "999"}]'])
def test_an_answers_file_that_makes_no_sense_is_refused_with_code_1(
    sqlite_url: str, workbook: Path, tmp_path: Path, text: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text(text, encoding="utf-8")
    assert run(sqlite_url, "import", str(workbook), "--answers", str(answers), code=1).stderr
    assert answer(sqlite_url, "uploads")["uploads"] == []


def test_a_limit_that_is_no_number_is_wrong_usage(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMPAIGN_READ_SECONDS", "soon")
    assert "CAMPAIGN_READ_SECONDS" in run(sqlite_url, "uploads", code=2).stderr


@pytest.mark.parametrize("text", ["[" * 100_000, "[" * 900 + "]" * 900, "[\n{]", "\udcff", "1" * 5000])
def test_an_answers_file_that_is_no_json_is_refused_in_words(
    sqlite_url: str, workbook: Path, tmp_path: Path, text: str
) -> None:
    answers = tmp_path / "answers.json"
    answers.write_bytes(text.encode("utf-8", "surrogateescape"))
    told = run(sqlite_url, "import", str(workbook), "--answers", str(answers), code=1).stderr
    assert not any(word in told for word in ("Traceback", "Expecting", "codec", "Exceeds", "recursion"))


@pytest.mark.parametrize("asked", ["khong-co", "dance||", "unit||khong-co"])
def test_to_forget_what_was_never_answered_is_told_in_words(sqlite_url: str, asked: str) -> None:
    told = run(sqlite_url, "answers", "--forget", asked, code=1).stderr
    assert asked in told and "Traceback" not in told
