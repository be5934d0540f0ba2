"""Backups are made before what matters, verified, and where none can be made nothing is saved."""

from __future__ import annotations

import json
import os
import shutil
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from campaign.errors import DatabaseUnusable, Refused
from campaign.locale import translator
from campaign.settings import Settings
from campaign.store.engine import Database
from campaign.store.safety.manifest import COPIED, DELETED, FILE, alone, read_manifest
from campaign.workflows.access.acting import acting
from campaign.workflows.opening import open_campaign
from campaign.workflows.safety import backups, on_demand, rings
from campaign.workflows.safety.verifying import find_faults
from campaign.workflows.sheets import uploads
from campaign.workflows.sheets.importing import import_files
from tests.ui.visits import TODAY, weekly_sheet
from tests.workflows.backing_up import ADMIN, ANALYST, WEEKS, accepted, damage, facts, names, nothing_changes, save_week


def test_an_empty_campaign_is_not_backed_up(database: Database, backup_folder: Path) -> None:
    save_week(database, 0)
    assert names(database) == []


def test_every_change_of_consequence_has_what_stood_before_in_a_backup(database: Database, backup_folder: Path) -> None:
    first = save_week(database, 0)
    before = facts(database)
    save_week(database, 1)
    (made,) = backups.list_backups(database).backups
    assert (made.reason, made.data_version, made.counts["upload"]) == (rings.BEFORE_WRITE, before.data_version, 1)
    uploads.withdraw_upload(database, first, reason="wrong week", by=ADMIN)
    assert [each.counts["upload"] for each in backups.list_backups(database).backups] == [1, 2]


def test_nothing_new_is_not_backed_up_again(database: Database, backup_folder: Path) -> None:
    save_week(database, 0)
    backups.back_up(database, rings.BY_HAND)
    save_week(database, 1)
    assert len(names(database)) == 1


def test_many_sheets_in_one_call_are_one_backup(database: Database, backup_folder: Path) -> None:
    save_week(database, 0)
    with backups.one_act():
        save_week(database, 1)
        save_week(database, 2)
    assert len(names(database)) == 1
    files = [(f"{week.end}.xlsx", weekly_sheet(week, without=("108",))) for week in WEEKS]
    assert len(import_files(database, files, by=ADMIN, today=TODAY)) == 3
    assert len(names(database)) == 2


def test_who_may_not_change_anything_causes_no_backup(database: Database, backup_folder: Path) -> None:
    number = save_week(database, 0)
    with pytest.raises(Refused):
        uploads.withdraw_upload(database, number, reason="no", by=ANALYST.__class__("chi", "viewer"))
    with pytest.raises(Refused), acting(database, ANALYST.__class__("chi", "viewer"), "upload"):
        pass
    assert [each.reason for each in backups.list_backups(database).backups] == [rings.BEFORE_WRITE]


def test_the_manifest_says_what_a_backup_is(database: Database, backup_folder: Path) -> None:
    save_week(database, 0)
    made = on_demand.back_up_now(database, by=ADMIN)
    now = facts(database)
    (line,) = map(json.loads, (backup_folder / FILE).read_text(encoding="utf-8").splitlines())
    assert line["name"] == made.name
    assert line["size"] == (backup_folder / made.name).stat().st_size
    assert line["audit"] == {"id": now.audit_id, "mac": now.audit_mac}
    assert (line["schema"], line["installation"], line["epoch"]) == (now.schema, now.installation, now.epoch)
    assert (line["data_version"], line["counts"], line["digest"]) == (now.data_version, now.counts, now.digest)
    assert find_faults(database, backup_folder / made.name, backups.places_of(database).tools) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps rights otherwise")
def test_only_the_programs_user_opens_a_backup(database: Database, backup_folder: Path) -> None:
    made = on_demand.back_up_now(database, by=ADMIN)
    assert (backup_folder / made.name).stat().st_mode & 0o077 == 0
    assert backup_folder.stat().st_mode & 0o077 == 0


def test_only_administrators_back_up(database: Database, backup_folder: Path) -> None:
    for act in (on_demand.back_up_now, on_demand.read_state):
        with pytest.raises(Refused) as refused:
            act(database, by=ANALYST)
        assert refused.value.code == "not_allowed"
    assert names(database) == []


def test_where_no_backup_can_be_made_nothing_is_saved_and_the_sentence_says_what_to_do(
    database: Database, backup_folder: Path
) -> None:
    number = save_week(database, 0)
    backup_folder.write_text("a file where the folder should be")
    with nothing_changes(database), pytest.raises(backups.Blocked) as blocked:
        uploads.withdraw_upload(database, number, reason="wrong", by=ADMIN)
    words = blocked.value.words(translator("en"))
    assert words.startswith("Nothing was saved, because no backup could be made before it.")
    assert str(backup_folder) in words
    assert " MB free" in words
    assert "CAMPAIGN_BACKUP=off" in words
    vietnamese = blocked.value.words(translator("vi"))
    assert "ở đó đã có một tệp cùng tên" in vietnamese  # what the operating system said, too


def test_a_folder_without_room_is_told_with_what_is_free(
    database: Database, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = save_week(database, 0)
    monkeypatch.setattr(backups, "SPARE_MIB", 1 << 40)
    with nothing_changes(database), pytest.raises(backups.Blocked) as blocked:
        uploads.withdraw_upload(database, number, reason="wrong", by=ADMIN)
    words = blocked.value.words(translator("en"))
    free = f"{blocked.value.cause.values['free']} MB are free"
    assert free in words


def test_backups_can_be_switched_off(database: Database, backup_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_week(database, 0)
    monkeypatch.setenv("CAMPAIGN_BACKUP", "off")
    save_week(database, 1)
    assert names(database) == []
    assert backups.back_up_nightly(database) is None
    assert on_demand.SWITCHED_OFF in [message for message, _ in on_demand.read_state(database, by=ADMIN).warnings]


def test_the_night_makes_one_whether_or_not_anything_changed(database: Database, backup_folder: Path) -> None:
    save_week(database, 0)
    first, second = backups.back_up_nightly(database), backups.back_up_nightly(database)
    assert first and second and first.data_version == second.data_version
    assert names(database) == [second.name]  # of one day the newest is kept
    listed = backups.list_backups(database)
    assert [each.of for each in listed.events if each.event == DELETED] == [first.name]


def test_rings_never_touch_a_file_that_is_in_no_list(database: Database, backup_folder: Path) -> None:
    backup_folder.mkdir()
    stranger = backup_folder / "campaign-20200101-000000-nightly.db"
    stranger.write_bytes(b"kept by somebody")
    stray = backup_folder / "campaign-20220101-000000-nightly.db.partial"
    stray.write_bytes(b"half")
    for _ in range(rings.LATEST + 2):
        made = on_demand.back_up_now(database, by=ADMIN)
    assert len(names(database)) == rings.LATEST
    assert names(database)[-1] == made.name  # also where many are made in one second and the first of them deleted
    assert stranger.exists()
    assert not stray.exists()


def test_a_damaged_backup_is_neither_the_newest_nor_deleted(database: Database, backup_folder: Path) -> None:
    from campaign.workflows.safety import drilling

    good = on_demand.back_up_now(database, by=ADMIN)
    bad = on_demand.back_up_now(database, by=ADMIN)
    damage(backup_folder / bad.name)
    assert [(each.of, each.ok) for each in drilling.verify(database, None, by=ADMIN)] == [
        (good.name, True), (bad.name, False),
    ]  # fmt: skip
    state = on_demand.read_state(database, by=ADMIN)
    assert state.listed.newest and state.listed.newest.name == good.name
    assert on_demand.BAD in [message for message, _ in state.warnings]
    for _ in range(rings.LATEST + 1):
        on_demand.back_up_now(database, by=ADMIN)
    assert bad.name in names(database)
    assert good.name not in names(database)


def test_a_damaged_database_gives_no_backup_and_blocks_changes(sqlite_database: Database, backup_folder: Path) -> None:
    number = save_week(sqlite_database, 0)
    with sqlite_database.writing() as connection:
        connection.exec_driver_sql("UPDATE upload_content SET content = x'00'")
    with pytest.raises(backups.Blocked) as blocked:
        uploads.withdraw_upload(sqlite_database, number, reason="wrong", by=ADMIN)
    assert "workbook of upload" in blocked.value.words(translator("en"))
    assert [each.name for each in backup_folder.iterdir() if each.suffix != ".lock"] in ([], [".lock"])


def test_an_upgrade_is_backed_up_first(sqlite_url: str, backup_folder: Path, tmp_path: Path) -> None:
    old = _of_an_earlier_version(tmp_path)
    opened = open_campaign(Settings(database_url=f"sqlite:///{old.as_posix()}"))
    (made,) = backups.list_backups(opened).backups
    assert (made.reason, made.schema, made.installation) == (rings.BEFORE_UPGRADE, "0005", "")
    opened.close()


def test_an_upgrade_that_cannot_be_backed_up_does_not_happen(backup_folder: Path, tmp_path: Path) -> None:
    old = _of_an_earlier_version(tmp_path)
    before = old.read_bytes()
    backup_folder.write_text("a file where the folder should be")
    with pytest.raises(backups.Blocked):
        open_campaign(Settings(database_url=f"sqlite:///{old.as_posix()}"))
    assert old.read_bytes() == before


def test_a_large_database_is_backed_up_before_changes_once_an_hour(
    database: Database, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save_week(database, 0)
    monkeypatch.setattr(backups, "LARGE_MIB", 0)
    save_week(database, 1)
    save_week(database, 2)
    assert len(names(database)) == 1
    monkeypatch.setattr(backups, "LARGE_EVERY", timedelta(0))
    uploads.withdraw_upload(database, 1, reason="wrong", by=ADMIN)
    assert len(names(database)) == 2


def test_backups_of_two_databases_in_one_folder_keep_apart(
    sqlite_database: Database, backup_folder: Path, tmp_path: Path
) -> None:
    assert sqlite_database.file is not None
    other_file = shutil.copyfile(sqlite_database.file, tmp_path / "other.db")
    other = open_campaign(Settings(database_url=f"sqlite:///{other_file.as_posix()}"))
    made, made_other = on_demand.back_up_now(sqlite_database, by=ADMIN), on_demand.back_up_now(other, by=ADMIN)
    assert (names(sqlite_database), names(other)) == ([made.name], [made_other.name])
    other.close()


def test_another_process_at_work_is_waited_for_and_then_told(
    sqlite_database: Database, backup_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from campaign.store.safety import manifest

    backup_folder.mkdir()
    monkeypatch.setattr(manifest, "PATIENCE_SECONDS", 0)
    with alone(backup_folder), pytest.raises(DatabaseUnusable) as busy:
        on_demand.back_up_now(sqlite_database, by=ADMIN)
    assert busy.value.code == "backup_busy"


def test_a_line_that_a_power_cut_left_unfinished_costs_no_other(database: Database, backup_folder: Path) -> None:
    first = on_demand.back_up_now(database, by=ADMIN)
    with (backup_folder / FILE).open("a") as manifest:
        manifest.write('{"name": "half')
    second = on_demand.back_up_now(database, by=ADMIN)
    assert names(database) == [first.name, second.name]


def test_a_copy_reaches_the_second_place_and_is_listed_there(
    database: Database, backup_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "USB của Sở"
    second.mkdir()
    monkeypatch.setenv("CAMPAIGN_BACKUP_SECOND", str(second))
    made = on_demand.back_up_now(database, by=ADMIN)
    assert (second / made.name).read_bytes() == (backup_folder / made.name).read_bytes()
    assert os.name == "nt" or all(each.stat().st_mode & 0o077 == 0 for each in second.iterdir())
    assert read_manifest(second, made.database).newest == made
    state = on_demand.read_state(database, by=ADMIN)
    assert state.copied_at is not None
    assert state.listed.last(COPIED, made.name).ok  # type: ignore[union-attr]


def test_a_second_place_that_is_away_stops_nobody_and_is_told(
    database: Database, backup_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CAMPAIGN_BACKUP_SECOND", str(tmp_path / "stick that is out"))
    save_week(database, 0)
    save_week(database, 1)
    assert accepted(database) == ["tuan-0.xlsx", "tuan-1.xlsx"]
    assert not (tmp_path / "stick that is out").exists()
    assert [message for message, _ in on_demand.read_warnings(database, by=ADMIN)] == [
        on_demand.STALE_SECOND, on_demand.NEVER_DRILLED,
    ]  # fmt: skip


@pytest.mark.parametrize("inside", [".", "deeper", ".."])
def test_the_first_place_is_no_second_one(
    sqlite_database: Database, backup_folder: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    save_week(sqlite_database, 0)
    monkeypatch.setenv("CAMPAIGN_BACKUP_SECOND", str(backup_folder / inside))
    on_demand.back_up_now(sqlite_database, by=ADMIN)
    warnings = [message for message, _ in on_demand.read_state(sqlite_database, by=ADMIN).warnings]
    assert on_demand.SAME_PLACE in warnings
    assert sum(1 for _ in backup_folder.rglob("*.db")) == 1


def test_no_second_place_is_told_once_there_is_something_to_lose(database: Database, backup_folder: Path) -> None:
    assert on_demand.read_warnings(database, by=ADMIN) == []
    save_week(database, 0)
    assert on_demand.NO_SECOND in [message for message, _ in on_demand.read_warnings(database, by=ADMIN)]


@pytest.mark.parametrize(("days", "stale"), [(6, False), (8, True)])
def test_a_second_place_not_reached_for_a_week_is_told(
    sqlite_database: Database,
    backup_folder: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    days: int,
    stale: bool,
) -> None:
    from campaign.workflows.safety.second_place import is_stale

    second = tmp_path / "nas"
    second.mkdir()
    monkeypatch.setenv("CAMPAIGN_BACKUP_SECOND", str(second))
    on_demand.back_up_now(sqlite_database, by=ADMIN)
    listed = backups.list_backups(sqlite_database)
    assert is_stale(listed, datetime.now(UTC) + timedelta(days=days)) is stale


def _of_an_earlier_version(tmp_path: Path) -> Path:
    """A database as the version before left it."""
    from alembic import command
    from alembic.config import Config

    from campaign.store.migrate import FOLDER
    from campaign.store.safety.backup import file_database

    file = tmp_path / "old.db"
    database = file_database(file)
    with database.writer.begin() as connection:
        config = Config()
        config.set_main_option("script_location", str(FOLDER))
        config.attributes["connection"] = connection
        command.upgrade(config, "0005")
    database.close()
    return file
