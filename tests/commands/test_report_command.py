"""The command `report`, run as other programs run it."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from pptx import Presentation

from tests.commands.command_line import ROOT, run
from tests.ui.visits import WEEK, weekly_sheet

DAY = ("--as-of", "2022-05-19")


@pytest.fixture
def loaded(sqlite_url: str, tmp_path: Path) -> str:
    file = tmp_path / "tuan-20.xlsx"
    file.write_bytes(weekly_sheet(WEEK))
    run(sqlite_url, "import", str(file))
    return sqlite_url


def test_it_writes_each_form_on_the_targets_given_in_their_order(loaded: str, tmp_path: Path) -> None:
    chosen = ("--target", "T7", "--target", "T6")
    files = {form: tmp_path / f"bao-cao.{form}" for form in ("docx", "pptx", "xlsx", "html")}
    for file in files.values():
        assert run(loaded, "report", *DAY, "-o", str(file), *chosen).stdout == ""
    assert Document(io.BytesIO(files["docx"].read_bytes())).tables
    slides = Presentation(io.BytesIO(files["pptx"].read_bytes())).slides
    assert "T7 · Mũi 2" in slides[0].placeholders[1].text_frame.text
    names = openpyxl.load_workbook(files["xlsx"]).sheetnames
    assert [name for name in names if name in ("T6", "T7")] == ["T7", "T6"]
    page = files["html"].read_text(encoding="utf-8")
    assert page.index("T7 · Mũi 2") < page.index("T6 · Mũi 3")


def test_without_a_choice_it_is_on_the_latest_report_and_what_has_a_deadline(loaded: str, tmp_path: Path) -> None:
    run(loaded, "report", "-o", str(tmp_path / "a.html"))
    run(loaded, "report", *DAY, "-o", str(tmp_path / "b.html"))
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((*DAY, "-o", "bao-cao.pdf"), ".docx, .pptx, .xlsx, .html"),
        ((*DAY, "-o", "bao-cao"), ".docx"),
        ((*DAY, "-o", "bao-cao.docx", "--target", "T99"), "T99"),
        (("--as-of", "2021-01-07", "-o", "bao-cao.pptx"), "07/01/2021"),
    ],
)
def test_what_cannot_be_made_is_refused_in_a_sentence_and_leaves_no_file(
    loaded: str, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    named = [str(tmp_path / each) if each.startswith("bao-cao") else each for each in arguments]
    refused = run(loaded, "report", *named, code=1)
    assert told in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert not list(tmp_path.glob("bao-cao*"))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("không-có/bao-cao.docx", "Không có thư mục để ghi tệp"),
        ("", "là một thư mục"),
        ("bao-cao.html/bao-cao.docx", "Không có thư mục để ghi tệp"),
        ("x" * 300 + ".docx", "Không ghi được tệp"),
    ],
)
def test_a_file_that_cannot_be_written_is_told_in_a_sentence_before_anything_is_read(
    tmp_path: Path, name: str, told: str
) -> None:
    (tmp_path / "bao-cao.html").write_text("")
    nowhere = f"sqlite:///{tmp_path}/never-opened.db"
    refused = run(nowhere, "report", *DAY, "-o", str(tmp_path / name), code=1)
    assert told in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1
    assert not (tmp_path / "never-opened.db").exists()


def test_a_disk_that_takes_nothing_is_told_in_a_sentence(loaded: str) -> None:
    refused = run(loaded, "template", "-o", "/dev/full", code=1)
    assert "Không ghi được tệp /dev/full" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    "command",
    [
        ("rank", "T6"),
        ("outlook",),
        ("due", "--target", "T6", "--unit", "108"),
        ("district", "108"),
        ("timeline",),
        ("template",),
        ("populations", "export"),
        ("populations", "template"),
        ("assignment", "export", "T6"),
        ("directive", "file", "V1"),
    ],
)
def test_every_command_that_writes_a_file_tells_that_it_cannot(tmp_path: Path, command: tuple[str, ...]) -> None:
    url = f"sqlite:///{tmp_path}/never-opened.db"
    refused = run(url, *command, "-o", str(tmp_path / "none" / "a.xlsx"), code=1)
    assert "Không có thư mục để ghi tệp" in refused.stderr
    assert len(refused.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize("command", [("report",), ("rank", "T6"), ("district", "108"), ("outlook",)])
def test_the_form_may_be_written_in_capitals(loaded: str, tmp_path: Path, command: tuple[str, ...]) -> None:
    file = tmp_path / "a.XLSX"
    run(loaded, *command, *DAY, "-o", str(file))
    assert openpyxl.load_workbook(io.BytesIO(file.read_bytes())).sheetnames


def test_without_a_file_it_is_wrong_usage(loaded: str) -> None:
    assert run(loaded, "report", *DAY, code=2).stdout == ""


@pytest.mark.parametrize("module", ["campaign.cli", "campaign.ui.server"])
def test_what_only_a_report_needs_is_not_loaded_at_the_start(module: str) -> None:
    program = f"import sys, {module}; print(*(name for name in ('docx', 'pptx', 'lxml') if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
