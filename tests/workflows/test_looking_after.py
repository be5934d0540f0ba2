"""A server looks after its database: one to a file, checked at its start and at night, closed when damaged."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import Any

import pytest
from sqlalchemy import text

from campaign.access.actors import operator
from campaign.errors import DatabaseUnusable
from campaign.settings import Safety, Settings, read_safety
from campaign.store.engine import Database
from campaign.workflows.checking import check_database
from campaign.workflows.opening import open_campaign
from campaign.workflows.safety import nightly
from campaign.workflows.safety.clock import AHEAD, BEHIND, FAR_AHEAD, SET_BACK, check_clock
from campaign.workflows.safety.disk import check_place, find_cloud, is_unc, kind_of_mount
from campaign.workflows.safety.health import health_of
from campaign.workflows.safety.nightly import is_due, last_night, work_at_night
from campaign.workflows.safety.serving import serving
from campaign.workflows.safety.start_check import check_now, start_check
from tests.workflows.saving import figures, save

ROOT = Path(__file__).parents[2]
BY = operator("an")
SERVE = """
import sys, time
sys.path.insert(0, {root!r})
from campaign.settings import Settings
from campaign.workflows.safety.serving import serving
{before}
with serving(Settings(database_url={url!r})) as stopped:
    print(stopped, flush=True)
    sys.stdin.read()
"""


def change_from_outside(database: Database, statement: str) -> None:
    """As a failing disk would."""
    with database.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute(statement)
        driver.commit()


def another_server(url: str, *, before: str = "") -> subprocess.Popen[str]:
    """A server of its own that serves until it is told to end, or killed."""
    program = SERVE.format(root=str(ROOT), url=url, before=before)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "env": environment}
    server: subprocess.Popen[str] = subprocess.Popen([sys.executable, "-c", program], **pipes)
    return server


def test_a_second_server_of_a_file_is_refused_and_commands_are_not(sqlite_url: str) -> None:
    settings = Settings(database_url=sqlite_url)
    with another_server(sqlite_url) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "False\n"
        with pytest.raises(DatabaseUnusable) as told, serving(settings):
            pass
        assert told.value.code == "second_server"
        assert "campaign.db" in str(told.value)
        with closing(open_campaign(settings)) as database:  # a command
            assert save(database, figures("03390", 1, in_period=7)) == 1
        first.communicate("")
    with serving(settings) as stopped:
        assert stopped is False


def test_a_file_with_a_second_name_is_served_by_neither_until_one_is_gone(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    other = file.with_name("other.db")
    other.hardlink_to(file)
    for name in (file, other):
        settings = Settings(database_url=f"sqlite:///{name.as_posix()}")
        with pytest.raises(DatabaseUnusable, match="hard links") as told, serving(settings):
            pass
        assert (told.value.code, told.value.values["links"]) == ("linked", 2)
    other.rename(file.with_name("replaced-20260101-000000.db"))  # as a restore leaves it that was cut off
    with serving(Settings(database_url=sqlite_url)) as stopped:
        assert stopped is False


def test_a_server_that_was_killed_is_known_at_the_next_start(sqlite_url: str) -> None:
    with another_server(sqlite_url) as first:
        assert first.stdout is not None
        first.stdout.readline()
        first.kill()
    with serving(Settings(database_url=sqlite_url)) as stopped:
        assert stopped is True
    with serving(Settings(database_url=sqlite_url)) as stopped:
        assert stopped is False


@pytest.mark.skipif(os.name == "nt", reason="Windows sets no limit to the size of files")
def test_a_server_starts_on_a_disk_that_takes_no_more(sqlite_url: str) -> None:
    full = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))"
    with another_server(sqlite_url, before=full) as server:
        assert server.stdout is not None
        assert server.stdout.readline() == "False\n"
        server.communicate("")


@pytest.mark.skipif(os.name == "nt", reason="Windows gives files the rights of their folder")
def test_a_file_that_everybody_could_read_is_closed_to_others(sqlite_url: str) -> None:
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    with serving(Settings(database_url=sqlite_url)):
        assert file.stat().st_mode & 0o777 == 0o640


def test_servers_that_only_read_and_those_of_postgresql_may_be_many(sqlite_url: str) -> None:
    reading = Settings(database_url=sqlite_url, safety=Safety(read_only=True))
    for settings in (reading, Settings(database_url="postgresql+psycopg://localhost/x")):
        with serving(settings) as first, serving(settings) as second:
            assert (first, second) == (False, False)


def test_for_reading_only_nothing_is_written_or_upgraded(sqlite_url: str, empty_database_url: str) -> None:
    settings = Settings(database_url=sqlite_url, safety=Safety(read_only=True))
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    before = file.read_bytes()
    with closing(open_campaign(settings)) as database:
        with pytest.raises(DatabaseUnusable, match="CAMPAIGN_READ_ONLY"):
            save(database, figures("03390", 1, in_period=7))
        assert check_database(database) == []
    assert file.read_bytes() == before
    with pytest.raises(DatabaseUnusable) as told:
        open_campaign(replace(settings, database_url=empty_database_url))
    assert told.value.code == "not_upgraded"


def test_a_damaged_database_is_closed_to_writing_and_opens_again_when_it_is_mended(database: Database) -> None:
    save(database, figures("03390", 1, in_period=7))
    change_from_outside(database, "UPDATE upload SET file_name = 'x'")
    health = start_check(database, wait_seconds=None)
    assert [values.get("table", values.get("upload")) for _, values in health.damage] == ["upload", 1]
    with pytest.raises(DatabaseUnusable) as told:
        save(database, figures("03390", 2, in_period=7))
    assert told.value.code == "closed_for_damage"
    with database.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM upload")).scalar() == 1
    change_from_outside(database, "UPDATE upload SET file_name = 'phieu.xlsx'")
    assert check_now(database) == []
    assert save(database, figures("03390", 2, in_period=7)) == 2


def test_wrong_totals_are_counted_again_at_the_start_and_that_is_said(database: Database) -> None:
    save(database, figures("03390", 1, in_period=7, to_date=70))
    change_from_outside(database, "DELETE FROM total_block")
    health = start_check(database, wait_seconds=None)
    assert (health.mended, health.damage, check_database(database)) == (True, (), [])


def test_the_check_of_a_start_after_a_power_cut_says_so(database: Database, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "campaign.safety"):
        health = start_check(database, stopped=True, wait_seconds=None)
    assert health.stopped
    assert "previous_run_stopped_abruptly" in caplog.text


@pytest.mark.parametrize(
    ("now", "last", "due"),
    [
        ("2026-11-22T18:59", "2026-11-22", False),  # 01:59 on the 23rd, in Vietnam
        ("2026-11-22T19:00", "2026-11-22", True),
        ("2026-11-22T19:00", "2026-11-23", False),
        ("2026-11-23T08:00", "2026-11-22", True),  # the machine slept at two
        ("2026-11-23T08:00", None, True),
    ],
)
def test_the_night_begins_at_two_or_when_the_machine_wakes_up(now: str, last: str | None, due: bool) -> None:
    moment = datetime.fromisoformat(now).replace(tzinfo=UTC)
    assert is_due(moment, date.fromisoformat(last) if last else None) is due


@pytest.fixture
def night(database: Database, backup_folder: Path) -> Iterator[Database]:
    """A database with an upload, whose backups go to a folder of the test."""
    save(database, figures("03390", 1, in_period=7))
    yield database
    nightly._DONE.pop(database.url, None)


def test_the_night_checks_backs_up_and_forgets(night: Database) -> None:
    now = datetime.now(UTC)
    with night.writing() as connection:
        for subject, at in (("login cu", now - timedelta(days=2)), ("login moi", now)):
            row = {"subject": subject, "at": at.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f")}
            connection.execute(text("INSERT INTO sign_in_failure (subject, at) VALUES (:subject, :at)"), row)
    work_at_night(night, now)
    with night.reading() as connection:
        assert connection.execute(text("SELECT subject FROM sign_in_failure")).scalars().all() == ["login moi"]
    assert health_of(night).night == ()
    assert last_night(night) is not None
    nightly._DONE.pop(night.url)
    assert last_night(night) == last_night(night) is not None  # by the backup itself
    assert is_due(now, last_night(night)) is False


def test_a_damaged_database_is_not_backed_up_over_good_backups(night: Database, backup_folder: Path) -> None:
    change_from_outside(night, "UPDATE upload SET file_name = 'x'")
    work_at_night(night, datetime.now(UTC))
    assert not backup_folder.exists() or list(backup_folder.glob("*.db*")) == []
    assert health_of(night).damage
    assert not night.closed.whole


def test_a_night_that_fails_is_told_to_administrators_and_does_not_stop_the_rest(
    night: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("CAMPAIGN_BACKUP_DIR", str(tmp_path / "a file" / "backups"))
    work_at_night(night, datetime.now(UTC))
    ((message, values),) = health_of(night).night
    assert values["step"] == nightly.BACKUP
    assert "{step} failed" in message


def test_two_servers_of_one_postgresql_do_not_work_at_night_at_once(postgresql_url: str, tmp_path: Path) -> None:
    settings = Settings(database_url=postgresql_url)
    with closing(open_campaign(settings)) as one, closing(open_campaign(settings)) as other, one.reading() as busy:
        assert busy.execute(text("SELECT pg_try_advisory_xact_lock(hashtext('campaign.night'))")).scalar()
        work_at_night(other, datetime.now(UTC))
        assert last_night(other) is None


def test_the_clock_is_held_against_the_last_change_by_number(database: Database) -> None:
    save(database, figures("03390", 1, in_period=7))
    now = datetime.now(UTC)
    assert check_clock(database, now) is None
    assert check_clock(database, now - BEHIND + timedelta(minutes=1)) is None
    for moment, message in ((now - timedelta(days=400), SET_BACK), (now + AHEAD + timedelta(days=1), FAR_AHEAD)):
        found = check_clock(database, moment)
        assert found is not None
        assert found[0] == message
        assert found[0].format(**found[1])
    assert check_clock(database, now + AHEAD - timedelta(days=1)) is None


MOUNTS = ["/dev/sda / ext4 rw 0 0", "srv:/x /mnt/share nfs4 rw 0 0", "//s/x /mnt/may\\040chu cifs rw 0 0"]


@pytest.mark.parametrize(
    ("folder", "kind"),
    [("/data", "ext4"), ("/mnt/share/a", "nfs4"), ("/mnt/shared", "ext4"), ("/mnt/may chu/so lieu", "cifs")],
)
def test_the_file_system_a_folder_is_on_is_read_from_the_mounts(folder: str, kind: str) -> None:
    assert kind_of_mount(PurePosixPath(folder), MOUNTS) == kind


def test_network_paths_of_windows_are_known() -> None:
    assert is_unc(PureWindowsPath(r"\\may-chu\so-lieu\campaign.db"))
    assert not is_unc(PureWindowsPath(r"D:\Dữ liệu\campaign.db"))


def test_a_database_on_a_network_drive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"/dev/sda / ext4 rw 0 0\nsrv:/x {tmp_path} nfs rw 0 0\n")
    check_place(tmp_path / "campaign.db")
    monkeypatch.setattr("campaign.workflows.safety.disk.MOUNTS", mounts)
    with pytest.raises(DatabaseUnusable) as told:
        open_campaign(Settings(database_url=f"sqlite:///{(tmp_path / 'campaign.db').as_posix()}"))
    assert told.value.code == "on_the_network"


@pytest.mark.parametrize(("folder", "cloud"), [("OneDrive - So Y te", True), ("Dropbox", True), ("Dữ liệu", False)])
def test_a_folder_that_is_copied_to_the_internet_is_warned_of(folder: str, cloud: bool, tmp_path: Path) -> None:
    assert (find_cloud(tmp_path / folder / "campaign.db") is not None) is cloud


def test_what_can_be_set_is_read_and_nonsense_refused() -> None:
    given = {"CAMPAIGN_READ_ONLY": "1", "CAMPAIGN_JOURNAL": "wal", "CAMPAIGN_MIN_FREE_MIB": "0"}
    assert read_safety(given) == Safety(read_only=True, write_ahead_log=True, spare_mib=0)
    assert read_safety({}) == Safety()
    for name, value in (("CAMPAIGN_JOURNAL", "off"), ("CAMPAIGN_MIN_FREE_MIB", "-1"), ("CAMPAIGN_READ_ONLY", "yes")):
        with pytest.raises(ValueError, match=name):
            read_safety({name: value})
