"""A mistyped database address makes no new database that looks as if all were well."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from campaign.cli import app
from campaign.locale import translator

_ = translator("vi")
LOOKING = (
    "check", "coverage", "figures --unit 105 --group 18+ --dose dose_1", "uploads", "withdraw 1 --reason x", "backup",
    "trace --unit 105 --group 18+ --dose dose_1", "audit", "audit anchor", "user list", "period list", "targets",
)  # fmt: skip
BEGINNING = ("upgrade", "sample", "user add an --name An", "template -o {folder}/a.xlsx", "restore --latest")


def told(address: str, command: str) -> str:
    """What a command says that ends with exit code 1."""
    done = CliRunner().invoke(app, ["--db", address, *command.split()])
    assert done.exit_code == 1, done.output
    return done.output


@pytest.mark.parametrize("command", LOOKING)
def test_a_command_that_looks_after_a_database_says_that_there_is_none(command: str, tmp_path: Path) -> None:
    for file in (tmp_path / "campaign.db", tmp_path / "nowhere" / "campaign.db"):
        assert f"Không có cơ sở dữ liệu ở {file}" in told(f"sqlite:///{file.as_posix()}", command)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", BEGINNING)
def test_a_command_that_begins_one_makes_no_folder_for_it(command: str, tmp_path: Path) -> None:
    nowhere = tmp_path / "nowhere"
    said = told(f"sqlite:///{nowhere.as_posix()}/campaign.db", command.format(folder=tmp_path))
    assert f"Thư mục {nowhere} không có" in said
    assert list(tmp_path.iterdir()) == []


def test_a_command_that_begins_one_makes_it_in_a_folder_that_is_there(tmp_path: Path) -> None:
    file = tmp_path / "campaign.db"
    address = f"sqlite:///{file.as_posix()}"
    assert CliRunner().invoke(app, ["--db", address, "upgrade"]).exit_code == 0
    assert file.exists()
    assert CliRunner().invoke(app, ["--db", address, "check"]).exit_code == 0
