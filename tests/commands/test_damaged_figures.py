"""Figures of a damaged database: no command hands them on as a file or to a program, and lines come with a warning."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from campaign.cli import app
from campaign.workflows.safety.damage import IS_DAMAGED, NOT_HANDED_OUT
from tests.ui.visits import upload, weekly_sheet

DAMAGES = ["UPDATE upload SET new = new + 1", "UPDATE target SET threshold = 0.5 WHERE id = 'T6'"]
FILES = [
    ["report", "-o", "FILE.docx"],
    ["report", "-o", "FILE.html"],
    ["rank", "T6", "-o", "FILE.xlsx"],
    ["district", "TC", "-o", "FILE.csv"],
    ["outlook", "-o", "FILE.xlsx"],
    ["timeline", "-o", "FILE.csv"],
    ["populations", "export", "-o", "FILE.xlsx"],
]
FIGURES = [["coverage", "--json"], ["figures", "--json"], ["rank", "T6", "--json"], ["outlook", "--json"]]


@pytest.fixture(params=DAMAGES)
def damaged(sqlite_url: str, request: pytest.FixtureRequest) -> str:
    """A week was reported; then a figure changed by itself."""
    upload(sqlite_url, ("tuan.xlsx", weekly_sheet()))
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute(request.param)
        connection.commit()
    return sqlite_url


def run(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--db", url, *arguments], env={"CAMPAIGN_LANGUAGE": "en"})


@pytest.mark.parametrize("arguments", FILES, ids=" ".join)
def test_no_file_is_written(damaged: str, tmp_path: Path, arguments: list[str]) -> None:
    made = [text.replace("FILE", str(tmp_path / "made")) for text in arguments]
    done = run(damaged, *made)
    assert (done.exit_code, done.stdout) == (1, "")
    assert NOT_HANDED_OUT in done.stderr
    assert "restore --latest" in done.stderr
    assert not list(tmp_path.glob("made*"))


@pytest.mark.parametrize("arguments", FIGURES, ids=" ".join)
def test_no_other_program_is_given_figures(damaged: str, arguments: list[str]) -> None:
    done = run(damaged, *arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert NOT_HANDED_OUT in done.stderr


def test_lines_for_a_person_come_with_the_warning_and_its_exit_code(damaged: str) -> None:
    done = run(damaged, "coverage")
    assert done.exit_code == 1
    assert IS_DAMAGED in done.stderr
    assert "T6" in done.stdout


def test_a_whole_database_hands_out_without_a_word(sqlite_url: str, tmp_path: Path) -> None:
    upload(sqlite_url, ("tuan.xlsx", weekly_sheet()))
    done = run(sqlite_url, "report", "-o", str(tmp_path / "made.html"))
    assert (done.exit_code, done.stderr) == (0, "")
    assert (tmp_path / "made.html").exists()
