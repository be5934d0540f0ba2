"""What the disk, the folder or the server refuses is told in words, with what to do; nothing is half saved."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from campaign.errors import DatabaseUnusable
from campaign.locale import translator
from campaign.store import faults
from campaign.store.engine import LOG_SAFE_SINCE, VISITS, Database, open_database
from campaign.store.migrate import APPLICATION_ID, NEWEST, upgrade
from campaign.workflows.checking import check_database
from tests.postgres import Server
from tests.workflows.saving import figures, save

ROOT = Path(__file__).parents[2]
NOBODY = 65534
SAVE = """
import sys, resource, signal
sys.path.insert(0, {root!r})
from campaign.errors import DatabaseUnusable
from campaign.store.engine import open_database
from tests.workflows.saving import figures, save
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
database = open_database({url!r}, spare_mib=0)
with database.reading() as connection:  # whatever is imported late is imported now
    connection.exec_driver_sql('SELECT 1')
database.close()
{before}
try:
    save(database, figures('03390', 1, in_period=7), name='x' * {size})
except DatabaseUnusable as problem:
    print(problem.code, problem)
else:
    print('saved')
"""


def save_in_another_process(url: str, *, before: str, size: int = 10) -> str:
    """What a process of its own says of saving one sheet."""
    program = SAVE.format(root=str(ROOT), before=before, url=url, size=size)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def counted(database: Database) -> int:
    with database.reading() as connection:
        return int(connection.execute(text("SELECT count(*) FROM upload")).scalar_one())


def test_a_disk_that_takes_no_more_is_told_and_nothing_is_saved(sqlite_database: Database) -> None:
    """As many bytes as the file has, and not one more."""
    assert sqlite_database.file is not None
    most = sqlite_database.file.stat().st_size
    limit = f"resource.setrlimit(resource.RLIMIT_FSIZE, ({most}, {most}))"
    said = save_in_another_process(sqlite_database.url, before=limit, size=400_000)
    assert said.split()[0] in ("disk_error", "disk_full")
    assert "Nothing was saved" in said
    assert (counted(sqlite_database), check_database(sqlite_database)) == (0, [])
    assert save(sqlite_database, figures("03390", 1, in_period=7)) == 1  # once there is space again


@pytest.fixture
def small_disk(tmp_path: Path, sqlite_url: str) -> Iterator[str]:
    """A database on a disk of its own with little room; only root may make one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    made = os.geteuid() == 0 and not subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "none", disk]).returncode
    file = Path(shutil.copy(sqlite_url.removeprefix("sqlite:///"), disk / "campaign.db"))
    yield f"sqlite:///{file.as_posix()}"
    if made:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_is_told_with_its_place_and_free_space(small_disk: str) -> None:
    with closing(open_database(small_disk, spare_mib=0)) as database:
        assert database.file is not None
        if not os.path.ismount(database.file.parent):  # not root: a limit in its place
            said = save_in_another_process(
                small_disk, before="resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, 600_000))", size=2_000_000
            )
            assert "Nothing was saved" in said
            return
        with pytest.raises(DatabaseUnusable) as told:
            save(database, figures("03390", 1, in_period=7), name="x" * 2_000_000)
        assert told.value.code == "disk_full"
        assert str(database.file) in str(told.value)
        assert f"{told.value.values['free']} MiB" in str(told.value)
        assert (counted(database), check_database(database)) == (0, [])
        assert save(database, figures("03390", 1, in_period=7)) == 1


def test_a_save_is_refused_before_it_starts_where_little_is_free(sqlite_url: str) -> None:
    with closing(open_database(sqlite_url, spare_mib=10**9)) as database:
        with pytest.raises(DatabaseUnusable, match="CAMPAIGN_MIN_FREE_MIB") as told:
            save(database, figures("03390", 1, in_period=7))
        assert told.value.code == "too_little_space"
        with database.writing(VISITS) as connection:  # whoever is to make room must be able to sign in
            assert connection.execute(text("SELECT 1")).scalar() == 1


def test_as_much_must_be_free_as_saving_and_a_backup_take(tmp_path: Path) -> None:
    file = tmp_path / "campaign.db"
    file.write_bytes(b"x" * 1000)
    free = shutil.disk_usage(tmp_path).free // faults.MEBIBYTE
    faults.check_space(file, free - 100)
    with pytest.raises(DatabaseUnusable):
        faults.check_space(file, free + 100)
    assert (faults.SPARE_SIZES, faults.SPARE_MIB) == (5, 50)


@pytest.mark.parametrize("closed", ["folder", "file"])
def test_a_folder_or_file_that_may_not_be_written_is_told_with_the_command_that_helps(
    closed: str, sqlite_url: str, tmp_path: Path
) -> None:
    place = Path("/tmp") / f"campaign-{os.getpid()}-{closed}"
    place.mkdir()
    try:
        file = Path(shutil.copy(sqlite_url.removeprefix("sqlite:///"), place / "campaign.db"))
        file.chmod(0o444 if closed == "file" else 0o666)
        place.chmod(0o777 if closed == "file" else 0o555)
        as_nobody = f"import os; os.setgroups([]); os.setgid({NOBODY}); os.setuid({NOBODY})"
        before = as_nobody if os.geteuid() == 0 else ""
        said = save_in_another_process(f"sqlite:///{file.as_posix()}", before=before)
        assert said.startswith("read_only ")
        assert str(file) in said
        assert f"'{place}'" in said
        assert "chown -R" in said
    finally:
        place.chmod(0o755)
        shutil.rmtree(place)


def test_another_writer_is_waited_for_and_then_told(sqlite_database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.store.engine.PRAGMAS", ("foreign_keys=ON", "busy_timeout=200"))
    assert sqlite_database.file is not None
    with (
        closing(open_database(sqlite_database.url)) as database,
        closing(sqlite3.connect(sqlite_database.file)) as other,
    ):
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatabaseUnusable) as told:
            save(database, figures("03390", 1, in_period=7))
        other.rollback()
        assert told.value.code == "busy"
        assert translator("en")(faults.BUSY).split(":")[0] in str(told.value)
        assert save(database, figures("03390", 1, in_period=7)) == 1


def test_a_damaged_file_is_told_and_its_damage_found(sqlite_database: Database) -> None:
    file = sqlite_database.file
    assert file is not None
    whole = file.read_bytes()
    file.write_bytes(whole[:5000] + b"\xff" * 20_000 + whole[25_000:])
    problems = [message.format(**values) for message, values in check_database(sqlite_database)]
    assert problems
    assert "damaged" in problems[0]


def test_a_file_cut_short_is_told(sqlite_database: Database) -> None:
    file = sqlite_database.file
    assert file is not None
    file.write_bytes(file.read_bytes()[:10_000])
    with pytest.raises(DatabaseUnusable) as told, sqlite_database.reading() as connection:
        connection.execute(text("SELECT count(*) FROM upload")).scalar()
    assert told.value.code == "damaged"


def test_another_programs_file_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with closing(sqlite3.connect(file)) as other:
        other.execute("CREATE TABLE bookmarks (a)")
        other.commit()
    before = file.read_bytes()
    with closing(open_database(f"sqlite:///{file.as_posix()}")) as database, pytest.raises(DatabaseUnusable) as told:
        upgrade(database)
    assert (told.value.code, file.read_bytes()) == ("not_ours", before)


def test_our_files_are_signed_and_an_unsigned_older_one_is_taken(sqlite_database: Database) -> None:
    with sqlite_database.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA application_id").scalar() == APPLICATION_ID
        assert connection.exec_driver_sql("PRAGMA user_version").scalar() == int(NEWEST)
    assert sqlite_database.file is not None
    with closing(sqlite3.connect(sqlite_database.file)) as raw:
        raw.execute("PRAGMA application_id = 0")
    assert upgrade(sqlite_database) is False
    with closing(sqlite3.connect(sqlite_database.file)) as raw:
        raw.execute("PRAGMA application_id = 77")
    with pytest.raises(DatabaseUnusable):
        upgrade(sqlite_database)


def test_a_file_that_is_moved_away_is_told_and_no_new_one_made_in_its_place(sqlite_database: Database) -> None:
    file = sqlite_database.file
    assert file
    save(sqlite_database, figures("03390", 1, in_period=7))
    elsewhere = file.replace(file.with_suffix(".moved"))
    for act in (sqlite_database.reading, sqlite_database.writing):
        with pytest.raises(DatabaseUnusable) as told, act():
            pass
        assert told.value.code == "moved_away"
        assert str(file) in told.value.words(translator("vi"))
    assert not file.exists()
    elsewhere.replace(file)
    assert counted(sqlite_database) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatabaseUnusable) as told:
        open_database(f"sqlite:///{(tmp_path / 'file' / 'campaign.db').as_posix()}")
    assert told.value.code == "no_folder"


def test_a_write_ahead_log_is_refused_where_sqlite_could_damage_it(sqlite_url: str) -> None:
    if sqlite3.sqlite_version_info >= LOG_SAFE_SINCE:
        with closing(open_database(sqlite_url, write_ahead_log=True)) as database, database.writing() as connection:
            assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        return
    with pytest.raises(DatabaseUnusable, match=r"3\.51\.3"):
        open_database(sqlite_url, write_ahead_log=True)


def test_a_database_server_that_is_not_there_or_refuses_is_told(postgres: Server, postgresql_url: str) -> None:
    for url, code in (
        ("postgresql+psycopg://an:secret@127.0.0.1:1/campaign", "server_down"),
        (postgresql_url.replace("postgres@", "nobody_known@"), "not_let_in"),
        (postgres.url("no_such_database"), "no_such_database"),
    ):
        with closing(open_database(url)) as database, pytest.raises(DatabaseUnusable) as told:
            upgrade(database)
        assert told.value.code == code, told.value
        assert "secret" not in str(told.value)


def test_a_connection_cut_in_the_middle_saves_nothing_and_the_next_works(postgresql_url: str) -> None:
    with closing(open_database(postgresql_url)) as database:
        with pytest.raises(DatabaseUnusable) as told, database.writing() as connection:
            connection.execute(text("UPDATE data_version SET version = 99"))
            number = connection.execute(text("SELECT pg_backend_pid()")).scalar()
            with database.reader.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
            connection.execute(text("SELECT 1"))
        assert told.value.code == "server_down"
        assert save(database, figures("03390", 1, in_period=7)) == 1
        assert check_database(database) == []


def test_a_connection_cut_while_it_commits_is_told_as_unsure(postgresql_url: str) -> None:
    with closing(open_database(postgresql_url)) as database:
        with pytest.raises(DatabaseUnusable) as told, database.writing() as connection:
            number = connection.execute(text("SELECT pg_backend_pid()")).scalar()
            with database.reader.connect() as other:
                other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
        assert told.value.code == "unsure"
        assert "never counted twice" in str(told.value)


def test_a_closed_database_is_read_and_not_written(database: Database) -> None:
    reason = DatabaseUnusable("closed_for_damage", faults.DAMAGED, place="x", problem="y")
    database.close_to_writing(reason, whole=False)
    with pytest.raises(DatabaseUnusable), database.writing():
        pass
    assert counted(database) == 0
    with database.writing(VISITS) as connection:
        assert connection.execute(text("SELECT 1")).scalar() == 1
    database.close_to_writing(reason)
    with pytest.raises(DatabaseUnusable), database.writing(VISITS):
        pass
    database.open_to_writing()
    assert save(database, figures("03390", 1, in_period=7)) == 1


def test_every_sentence_says_what_to_do_and_the_vietnamese_has_its_values() -> None:
    values = {"problem": "P", "place": "D", "free": 3, "needed": 4, "seconds": 10, "command": "C"}
    sentences = [
        text for name, text in vars(faults).items() if name.isupper() and isinstance(text, str) and " " in text
    ]
    assert len(sentences) >= 12
    for sentence in sentences:
        assert translator("vi")(sentence).format(**values)
        assert "othing was" in sentence or "not certain" in sentence
