"""Backups by the command line: make, list, verify, drill, restore; also when the database is gone."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from campaign.cli import app
from campaign.locale.zone import VIETNAM_TIME
from campaign.workflows.sheets.importing import import_files
from tests.ui.visits import NEXT_WEEK, TODAY, opened, weekly_sheet
from tests.workflows.backing_up import ADMIN, accepted, damage

pytestmark = pytest.mark.usefixtures("backup_folder")


def run(url: str, *arguments: str, code: int = 0, role: str = "", input: str | None = None) -> Result:
    environment = {"CAMPAIGN_LANGUAGE": "en", "CAMPAIGN_ROLE": role}
    done = CliRunner().invoke(app, ["--db", url, *arguments], env=environment, input=input)
    assert done.exit_code == code, (done.output, done.exception)
    return done


def upload(url: str, *files: tuple[str, bytes]) -> None:
    with closing(opened(url)) as database:
        import_files(database, list(files), by=ADMIN, today=TODAY)


def counting(url: str) -> list[str]:
    with closing(opened(url)) as database:
        return accepted(database)


def listed(url: str) -> list[dict]:
    backups: list[dict] = json.loads(run(url, "backup", "list", "--json").stdout)["backups"]
    return backups


def test_a_backup_is_made_listed_verified_and_tried_out(database_url: str) -> None:
    upload(database_url, ("tuan.xlsx", weekly_sheet()))
    assert "Backed up and verified: " in run(database_url, "backup").stderr
    (made,) = listed(database_url)
    assert (made["reason"], made["good"], made["rings"]) == ("by-hand", True, ["recent", "daily", "weekly", "monthly"])
    assert made["name"] in run(database_url, "backup", "list").stdout
    assert run(database_url, "backup", "verify").stderr == f"{made['name']}: in order.\n"
    assert "The drill went well" in run(database_url, "backup", "drill").stderr


def test_the_second_place_is_named_only_where_there_is_one(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "second place" not in run(sqlite_url, "backup").stderr
    monkeypatch.setenv("CAMPAIGN_BACKUP_SECOND", str(tmp_path / "second"))
    assert "Copying to the second place" in run(sqlite_url, "backup").stderr


def test_the_list_and_the_file_kept_by_a_restore_go_by_the_clock_of_the_office(sqlite_url: str, tmp_path: Path) -> None:
    run(sqlite_url, "backup")
    (made,) = listed(sqlite_url)
    local = datetime.fromisoformat(made["made_at"]).astimezone(VIETNAM_TIME)
    assert f"{local:%d/%m/%Y %H:%M}" in run(sqlite_url, "backup", "list").stdout
    run(sqlite_url, "restore", "--latest", "--yes")
    (kept,) = tmp_path.glob("replaced-*.db")
    stamp = kept.stem.removeprefix("replaced-")
    assert datetime.strptime(stamp, "%Y%m%d-%H%M%S").replace(tzinfo=VIETNAM_TIME) >= local.replace(microsecond=0)


def test_a_copy_goes_to_a_file_of_ones_own(sqlite_url: str, tmp_path: Path, backup_folder: Path) -> None:
    file = tmp_path / "mang về.db"
    run(sqlite_url, "backup", "-o", str(file))
    (made,) = listed(sqlite_url)
    assert file.read_bytes() == (backup_folder / made["name"]).read_bytes()


def test_a_dry_run_shows_the_weeks_and_changes_nothing(database_url: str) -> None:
    upload(database_url, ("tuan.xlsx", weekly_sheet()))
    run(database_url, "backup")
    upload(database_url, ("sau.xlsx", weekly_sheet(NEXT_WEEK)))
    shown = run(database_url, "restore", "--latest", "--dry-run")
    assert "2022-05-26\t1\t0\t96\t0" in shown.stdout
    assert counting(database_url) == ["sau.xlsx", "tuan.xlsx"]


def test_restoring_is_asked_once_more(database_url: str) -> None:
    upload(database_url, ("tuan.xlsx", weekly_sheet()))
    run(database_url, "backup")
    upload(database_url, ("sau.xlsx", weekly_sheet(NEXT_WEEK)))
    assert "Nothing was changed." in run(database_url, "restore", "--latest", input="n\n", code=1).stderr
    assert "is kept: " in run(database_url, "restore", "--latest", input="y\n").stderr
    assert counting(database_url) == ["tuan.xlsx"]


@pytest.mark.parametrize("content", [None, b"", b"nothing but rubbish" * 500])
def test_a_lost_database_is_restored_by_one_command(sqlite_url: str, content: bytes | None) -> None:
    upload(sqlite_url, ("tuan.xlsx", weekly_sheet()))
    run(sqlite_url, "backup")
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.unlink()
    if content is not None:
        file.write_bytes(content)
    assert "in order" in run(sqlite_url, "backup", "verify").stderr
    assert listed(sqlite_url)[0]["good"]
    told = run(sqlite_url, "restore", "--latest", "--yes").stderr
    assert "The database now cannot be read, so it cannot be compared." in told
    assert counting(sqlite_url) == ["tuan.xlsx"]


def test_a_damaged_backup_is_told_and_the_exit_code_says_so(sqlite_url: str, backup_folder: Path) -> None:
    run(sqlite_url, "backup")
    (made,) = listed(sqlite_url)
    damage(backup_folder / made["name"])
    assert "NOT in order" in run(sqlite_url, "backup", "verify", made["name"], code=1).stderr
    assert "There is no backup yet" in run(sqlite_url, "restore", "--latest", "--yes", code=1).stderr
    assert "changed or damaged since" in run(sqlite_url, "restore", made["name"], "--yes", code=1).stderr


def test_a_damaged_backup_fails_the_drill(sqlite_url: str, backup_folder: Path) -> None:
    run(sqlite_url, "backup")
    damage(backup_folder / listed(sqlite_url)[0]["name"])
    assert "The drill FAILED" in run(sqlite_url, "backup", "drill", code=1).stderr


def test_it_must_be_said_which_backup(sqlite_url: str) -> None:
    assert "--latest" in run(sqlite_url, "restore", code=2).stderr
    assert "--latest" in run(sqlite_url, "restore", "one.db", "--latest", code=2).stderr
    assert "There is no backup 'one.db'" in run(sqlite_url, "restore", "one.db", code=1).stderr


@pytest.mark.parametrize("command", [["backup"], ["backup", "list"], ["backup", "verify"], ["backup", "drill"],
                                     ["restore", "--latest", "--dry-run"]])  # fmt: skip
def test_only_administrators_work_with_backups(sqlite_url: str, command: list[str]) -> None:
    assert "Only an administrator may back up and restore." in run(sqlite_url, *command, role="analyst", code=1).stderr
