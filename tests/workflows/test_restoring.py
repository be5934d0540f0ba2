"""Going back to a backup: into a new file, whatever state the present one is in, and the old one is kept."""

from __future__ import annotations

import gc
import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from campaign.access.actors import Actor
from campaign.errors import CampaignError, NotFound, Refused
from campaign.locale import translator
from campaign.settings import Settings
from campaign.store.engine import Database, open_database
from campaign.store.safety.audit import read_data_version
from campaign.store.safety.backup import file_database
from campaign.store.schema import account, audit_event, session
from campaign.workflows.checking import check_database
from campaign.workflows.monitor.monitoring import reported_weeks
from campaign.workflows.opening import open_campaign
from campaign.workflows.safety import backups, drilling, on_demand
from campaign.workflows.safety.health import health_of
from campaign.workflows.safety.restoring import compare_with, restore
from campaign.workflows.safety.start_check import check_now
from campaign.workflows.sheets import uploads
from tests.ui.visits import NEXT_WEEK, WEEK
from tests.workflows.backing_up import ADMIN, ANALYST, accepted, damage, facts, names, nothing_changes, save_week


@pytest.fixture
def made(database: Database, backup_folder: Path) -> str:
    """A backup of one week; the database has a second by now."""
    save_week(database, 0)
    name = on_demand.back_up_now(database, by=ADMIN).name
    save_week(database, 1)
    return name


def test_what_a_restore_would_change_is_told_by_week_and_nothing_is_changed(database: Database, made: str) -> None:
    uploads.withdraw_upload(database, 1, reason="wrong", by=ADMIN)
    with nothing_changes(database):
        difference = compare_with(database, made, by=ADMIN)
    assert [(week.period_end, week.uploads_lost, week.uploads_gained) for week in difference.weeks] == [
        (WEEK.end, 0, 1), (NEXT_WEEK.end, 1, 0),
    ]  # fmt: skip
    assert [(week.figures_lost > 0, week.figures_gained > 0) for week in difference.weeks] == [
        (False, True), (True, False),
    ]  # fmt: skip
    assert (difference.known, difference.uploads, difference.changes_lost) == (True, 1, 2)


def test_the_database_is_as_it_was_and_the_one_replaced_is_kept(database: Database, made: str) -> None:
    before = facts(database)
    done = restore(database, made, by=ADMIN)
    assert accepted(database) == ["tuan-0.xlsx"]
    assert reported_weeks(database) == [WEEK.end]
    assert check_database(database) == []
    now = facts(database)
    assert (now.epoch, now.installation) == (before.epoch + 1, before.installation)
    assert now.data_version > before.data_version
    assert done.kept is not None
    save_week(database, 1)  # goes on as before
    assert accepted(database) == ["tuan-0.xlsx", "tuan-1.xlsx"]


def test_the_replaced_database_holds_what_was_lost(sqlite_database: Database, backup_folder: Path) -> None:
    save_week(sqlite_database, 0)
    name = on_demand.back_up_now(sqlite_database, by=ADMIN).name
    save_week(sqlite_database, 1)
    assert sqlite_database.file is not None
    sqlite_database.file.chmod(0o644)  # as earlier versions made it
    done = restore(sqlite_database, name, by=ADMIN)
    assert done.kept is not None
    assert os.name == "nt" or Path(done.kept).stat().st_mode & 0o077 == 0
    with closing(file_database(Path(done.kept))) as kept:
        assert accepted(kept) == ["tuan-0.xlsx", "tuan-1.xlsx"]
    again = restore(sqlite_database, done.kept, by=ADMIN)
    assert accepted(sqlite_database) == ["tuan-0.xlsx", "tuan-1.xlsx"]
    assert again.kept != done.kept


def test_the_audit_trail_tells_of_it(database: Database, made: str) -> None:
    restore(database, made, by=ADMIN)
    with database.reading() as connection:
        event = connection.execute(select(audit_event).order_by(audit_event.c.id.desc()).limit(1)).one()
    assert (event.by, event.action, event.object) == ("an", "restore", f"backup {made}")
    assert (event.after["uploads_lost"], event.after["changes_lost"]) == (1, 1)


def test_everybody_is_signed_out(database: Database, backup_folder: Path) -> None:
    now = datetime.now(UTC)
    with database.writing() as connection:
        row = {"login": "lan", "display_name": "Lan", "role": "admin", "status": "active", "created_by": "an"}
        connection.execute(account.insert().values(**row, created_at=now, password_hash="x"))
        visit = {"digest": "d" * 64, "account": 1, "method": "password", "created_at": now, "seen_at": now}
        connection.execute(session.insert().values(**visit, address="127.0.0.1", agent="test", secure=True))
    signed_in = Actor("lan", account=1, session="d" * 64)
    name = on_demand.back_up_now(database, by=signed_in).name
    restore(database, name, by=signed_in)
    with pytest.raises(Refused) as refused:
        on_demand.read_state(database, by=signed_in)
    assert refused.value.code == "signed_out"


def test_only_administrators_restore(database: Database, made: str) -> None:
    for act in (compare_with, restore):
        with nothing_changes(database), pytest.raises(Refused):
            act(database, made, by=ANALYST)


def test_the_newest_good_one_is_taken_where_none_is_named(database: Database, made: str) -> None:
    save_week(database, 2)
    newest = names(database)[-1]
    assert compare_with(database, None, by=ADMIN).file == newest


def test_what_is_not_there_is_told(database: Database, backup_folder: Path) -> None:
    for name in (None, "nothing.db"):
        with pytest.raises(NotFound):
            restore(database, name, by=ADMIN)


def test_a_damaged_backup_is_refused_and_nothing_is_changed(database: Database, made: str, backup_folder: Path) -> None:
    damage(backup_folder / made)
    with nothing_changes(database), pytest.raises(Refused) as refused:
        restore(database, made, by=ADMIN)
    assert refused.value.code == "backup_changed"


def test_a_damaged_file_that_is_in_no_list_is_refused_too(
    sqlite_database: Database, backup_folder: Path, tmp_path: Path
) -> None:
    save_week(sqlite_database, 0)
    file = Path(
        shutil.copyfile(backup_folder / on_demand.back_up_now(sqlite_database, by=ADMIN).name, tmp_path / "mine.db")
    )
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE figure_block SET \"values\" = replace(\"values\", '1', '2')")
        connection.commit()
    with nothing_changes(sqlite_database), pytest.raises(Refused) as refused:
        restore(sqlite_database, file, by=ADMIN)
    assert refused.value.code == "backup_faulty"
    assert "figures of upload 1" in refused.value.words(translator("en"))


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100, b"SQLite format 3\0" + b"\1" * 5000])
def test_a_file_that_is_no_backup_is_refused(
    sqlite_database: Database, backup_folder: Path, tmp_path: Path, content: bytes
) -> None:
    file = tmp_path / "strange.db"
    file.write_bytes(content)
    with nothing_changes(sqlite_database), pytest.raises(Refused) as refused:
        restore(sqlite_database, file, by=ADMIN)
    assert refused.value.code in ("not_a_backup", "backup_faulty")
    assert not list(tmp_path.glob("*-restoring-*"))


def test_another_programs_database_is_refused(sqlite_database: Database, backup_folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "budget.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE budget (amount INTEGER)")
    with nothing_changes(sqlite_database), pytest.raises(Refused) as refused:
        restore(sqlite_database, file, by=ADMIN)
    assert refused.value.code == "not_a_backup"


def test_a_backup_of_a_newer_version_is_refused(sqlite_database: Database, backup_folder: Path, tmp_path: Path) -> None:
    made = on_demand.back_up_now(sqlite_database, by=ADMIN).name
    file = Path(shutil.copyfile(backup_folder / made, tmp_path / "newer.db"))
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with nothing_changes(sqlite_database), pytest.raises(Refused) as refused:
        restore(sqlite_database, file, by=ADMIN)
    assert refused.value.code == "newer_backup"


def test_a_backup_of_another_installation_must_be_asked_for(
    sqlite_database: Database, backup_folder: Path, tmp_path: Path
) -> None:
    save_week(sqlite_database, 0)
    other = open_campaign(Settings(database_url=f"sqlite:///{(tmp_path / 'other.db').as_posix()}"))
    save_week(other, 1)
    file = backup_folder / on_demand.back_up_now(other, by=ADMIN).name
    other.close()
    with nothing_changes(sqlite_database), pytest.raises(Refused) as refused:
        restore(sqlite_database, file, by=ADMIN)
    assert refused.value.code == "other_installation"
    restore(sqlite_database, file, by=ADMIN, other_installation=True)
    assert accepted(sqlite_database) == ["tuan-1.xlsx"]


def test_a_new_machine_takes_a_backup_without_further_ado(database: Database, made: str, tmp_path: Path) -> None:
    """It has no database yet: nothing is lost."""
    if database.file is None:  # there the place of the backups is the server's
        assert restore(database, made, by=ADMIN).kept
        return
    new = open_database(f"sqlite:///{(tmp_path / 'new' / 'campaign.db').as_posix()}")
    restore(new, made, by=ADMIN)
    assert accepted(new) == ["tuan-0.xlsx"]
    new.close()


@pytest.mark.parametrize("fault", ["corrupt", "no database", "empty", "missing"])
def test_it_works_whatever_became_of_the_present_file(
    sqlite_database: Database, backup_folder: Path, fault: str
) -> None:
    save_week(sqlite_database, 0)
    made = on_demand.back_up_now(sqlite_database, by=ADMIN)
    sqlite_database.close()
    file = sqlite_database.file
    assert file is not None
    spoilt = {"corrupt": file.read_bytes()[:5000] + b"\0" * 9000, "no database": b"x" * 4096, "empty": b""}
    if fault == "missing":
        file.unlink()
    else:
        file.write_bytes(spoilt[fault])
    done = restore(sqlite_database, None, by=ADMIN)
    assert accepted(sqlite_database) == ["tuan-0.xlsx"]
    assert check_database(sqlite_database) == []
    assert facts(sqlite_database).epoch == made.epoch + 1
    assert facts(sqlite_database).data_version > made.data_version
    if fault == "missing":
        assert done.kept is None
    else:
        assert done.kept is not None
        assert Path(done.kept).read_bytes() == spoilt[fault]


def test_a_journal_that_a_killed_writer_left_does_not_get_into_the_restored_file(
    sqlite_database: Database, backup_folder: Path
) -> None:
    save_week(sqlite_database, 0)
    on_demand.back_up_now(sqlite_database, by=ADMIN)
    save_week(sqlite_database, 1)
    sqlite_database.close()
    _die_in_a_transaction(sqlite_database.file)
    journal = sqlite_database.file.with_name(sqlite_database.file.name + "-journal")  # type: ignore[union-attr]
    assert journal.stat().st_size > 0
    restore(sqlite_database, None, by=ADMIN)
    assert check_database(sqlite_database) == []
    assert accepted(sqlite_database) == ["tuan-0.xlsx", "tuan-1.xlsx"][:1]


def test_a_reader_that_has_the_old_file_open_reads_the_new_one_next(
    sqlite_database: Database, backup_folder: Path
) -> None:
    """As the server does while somebody restores at the command line."""
    save_week(sqlite_database, 0)
    on_demand.back_up_now(sqlite_database, by=ADMIN)
    save_week(sqlite_database, 1)
    server = open_campaign(Settings(database_url=sqlite_database.url))
    with server.reading() as connection:
        before = read_data_version(connection)
    restore(sqlite_database, None, by=ADMIN)
    with server.reading() as connection:
        assert read_data_version(connection) > before
    assert accepted(server) == ["tuan-0.xlsx"]
    save_week(server, 2)
    assert accepted(sqlite_database) == ["tuan-0.xlsx", "tuan-2.xlsx"]
    server.close()


def test_a_writer_that_waited_meanwhile_does_not_write_into_either_file(
    sqlite_database: Database, backup_folder: Path
) -> None:
    """What it had decided by is gone; SQLite refuses to write to a file that was moved."""
    save_week(sqlite_database, 0)
    on_demand.back_up_now(sqlite_database, by=ADMIN)
    assert sqlite_database.file is not None
    with closing(sqlite3.connect(sqlite_database.file, isolation_level=None, timeout=5)) as waiting:
        waiting.execute("SELECT count(*) FROM upload").fetchall()
        done = restore(sqlite_database, None, by=ADMIN)
        with pytest.raises(sqlite3.OperationalError):
            waiting.execute("UPDATE data_version SET version = 99999")
    assert facts(sqlite_database).data_version < 99999
    assert check_database(sqlite_database) == []
    assert done.kept is not None


# A connection that is in use while its pool is given back is closed when it is forgotten, and psycopg says so then.
@pytest.mark.filterwarnings("ignore:.*psycopg.Connection.*deleted while still open:ResourceWarning")
def test_imports_go_on_while_it_is_restored(database: Database, made: str) -> None:
    """Each is in the restored database, or was refused in words, or went with the old one: nothing is half there."""
    told: list[CampaignError] = []

    def work() -> None:
        for number in (2, 1, 0):
            try:
                save_week(database, number)
            except CampaignError as problem:
                told.append(problem)
            except AssertionError:  # the outcome carries the reason
                continue

    writer = threading.Thread(target=work)
    writer.start()
    restore(database, made, by=ADMIN)
    writer.join()
    assert check_database(database) == []
    assert "tuan-0.xlsx" in accepted(database)
    gc.collect()
    assert all(problem.words(translator("vi")) for problem in told)


def test_the_second_place_serves_when_the_first_is_lost(
    database: Database, backup_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = tmp_path / "nas"
    second.mkdir()
    monkeypatch.setenv("CAMPAIGN_BACKUP_SECOND", str(second))
    save_week(database, 0)
    made = on_demand.back_up_now(database, by=ADMIN)
    save_week(database, 1)
    shutil.rmtree(backup_folder)
    assert restore(database, None, by=ADMIN).file == made.name
    assert accepted(database) == ["tuan-0.xlsx"]


def test_the_drill_restores_the_newest_and_its_outcome_is_listed(database: Database, made: str) -> None:
    with nothing_changes(database):
        done = drilling.drill(database, by=ADMIN)
    assert (done.of, done.ok, done.told) == (names(database)[-1], True, "")
    state = on_demand.read_state(database, by=ADMIN)
    assert state.drilled == done
    assert on_demand.NEVER_DRILLED not in [message for message, _ in state.warnings]


def test_a_drill_that_finds_something_else_than_listed_fails(
    database: Database, made: str, backup_folder: Path
) -> None:
    manifest = backup_folder / "manifest.jsonl"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace('"upload": 1', '"upload": 7'), encoding="utf-8")
    done = drilling.drill(database, by=ADMIN)
    assert (done.ok, done.told) == (False, "upload: 1 ≠ 7")
    assert on_demand.DRILL_FAILED in [message for message, _ in on_demand.read_state(database, by=ADMIN).warnings]


def test_a_drill_of_a_damaged_backup_fails_and_says_so(database: Database, made: str, backup_folder: Path) -> None:
    damage(backup_folder / names(database)[-1])
    done = drilling.drill(database, by=ADMIN)
    assert not done.ok
    assert "is not as it was when it was verified" in done.told
    assert not [each for each in backup_folder.iterdir() if "-restoring-" in each.name]


@pytest.mark.parametrize(("days", "due"), [(30, False), (32, True)])
def test_a_drill_is_due_a_month_after_the_last(database: Database, made: str, days: int, due: bool) -> None:
    from datetime import timedelta

    drilling.drill(database, by=ADMIN)
    listed = backups.list_backups(database)
    assert drilling.is_drill_due(listed, datetime.now(UTC) + timedelta(days=days)) is due


def _die_in_a_transaction(file: Path | None) -> None:
    """A process that is killed after it has changed the file and before it commits."""
    program = (
        "import os, sqlite3, sys; c = sqlite3.connect(sys.argv[1], isolation_level=None); "
        "c.execute('PRAGMA cache_size=1'); c.execute('BEGIN IMMEDIATE'); "
        "c.execute('UPDATE unit SET name = name || 0'); c.execute('UPDATE header_synonym SET rowid = -rowid'); "
        "os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 9, done.stderr


def test_an_older_database_put_in_the_place_of_the_present_one_is_told(
    sqlite_database: Database, backup_folder: Path
) -> None:
    save_week(sqlite_database, 0)
    older = on_demand.back_up_now(sqlite_database, by=ADMIN).name
    save_week(sqlite_database, 1)
    save_week(sqlite_database, 2)
    assert sqlite_database.file is not None
    shutil.copyfile(backup_folder / older, sqlite_database.file)
    check_now(sqlite_database)
    health = health_of(sqlite_database)
    assert any("older database stands in its place" in message for message, _ in health.trail)
    assert not health.damage and sqlite_database.closed.reason is None


@pytest.mark.parametrize("left", [None, b""])
def test_a_database_that_is_gone_beside_its_backups_is_no_first_start(
    sqlite_database: Database, backup_folder: Path, left: bytes | None
) -> None:
    save_week(sqlite_database, 0)
    on_demand.back_up_now(sqlite_database, by=ADMIN)
    sqlite_database.close()
    assert sqlite_database.file is not None
    sqlite_database.file.unlink()
    if left is not None:
        sqlite_database.file.write_bytes(left)
    with pytest.raises(CampaignError, match="restore --latest"):
        open_campaign(Settings(database_url=sqlite_database.url))
    assert not sqlite_database.exists()
