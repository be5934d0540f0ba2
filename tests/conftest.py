"""Databases for the tests: real SQLite files and a real PostgreSQL server, one fresh database a test.

database_url          a campaign database, schema up to date and reference data loaded; each test runs on both kinds
database              the same, opened
empty_database_url    no table yet, for tests of migrations; both kinds
sqlite_url, postgresql_url      one kind alone, where the kind does not matter to what is tested
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings as hypothesis_settings

from tests.postgres import Server, find_programs, running_server
from tests.thorough import TIMES

KINDS = ("sqlite", "postgresql")

# The same examples in every run, so that a change is refused for what it does; `make thorough` draws anew.
hypothesis_settings.register_profile("campaign", deadline=None, max_examples=50, derandomize=TIMES == 1)
hypothesis_settings.load_profile("campaign")


@pytest.fixture(scope="session", autouse=True)
def _a_key_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """The key that chains the audit trails of all databases of this run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CAMPAIGN_KEY_FILE", str(tmp_path_factory.getbasetemp() / "campaign.key"))
        yield


@pytest.fixture(autouse=True)
def _never_the_office_database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Whatever the shell says, a test cannot reach the database people work with."""
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", _sqlite_url(tmp_path / "default.db"))
    monkeypatch.delenv("CAMPAIGN_USER", raising=False)
    monkeypatch.delenv("CAMPAIGN_LANGUAGE", raising=False)
    monkeypatch.delenv("CAMPAIGN_ROLE", raising=False)
    monkeypatch.setenv("CAMPAIGN_BACKUP", "off")  # whoever tests backups says so
    for name in ("CAMPAIGN_BACKUP_DIR", "CAMPAIGN_BACKUP_SECOND", "CAMPAIGN_POSTGRES_BIN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("CAMPAIGN_SINGLE_USER", "1")  # whoever tests signing in says so


@pytest.fixture
def backup_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Backups are made, in this folder."""
    monkeypatch.delenv("CAMPAIGN_BACKUP")
    monkeypatch.setenv("CAMPAIGN_BACKUP_DIR", str(tmp_path / "backups"))
    monkeypatch.setenv("CAMPAIGN_POSTGRES_BIN", str(find_programs()))
    return tmp_path / "backups"


@pytest.fixture(params=KINDS)
def database_kind(request: pytest.FixtureRequest) -> str:
    """Each test that takes a database runs once a kind."""
    return str(request.param)


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest) -> str:
    """The URL of a fresh campaign database, ready to use."""
    return str(request.getfixturevalue(f"{database_kind}_url"))


@pytest.fixture
def database(database_url: str) -> Iterator[Any]:
    """A fresh campaign database, opened (campaign.store.engine.Database)."""
    opened = _open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def sqlite_database(sqlite_url: str) -> Iterator[Any]:
    """A fresh campaign database in an SQLite file, opened."""
    opened = _open(sqlite_url)
    yield opened
    opened.close()


@pytest.fixture
def empty_database_url(database_kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[str]:
    """The URL of a database without any table."""
    if database_kind == "sqlite":
        yield _sqlite_url(tmp_path / "empty.db")
    else:
        yield from _postgresql_database(request.getfixturevalue("postgres"), "template0")


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The URL of a fresh campaign database in an SQLite file."""
    return _sqlite_url(Path(shutil.copyfile(sqlite_template, tmp_path / "campaign.db")))


@pytest.fixture
def postgresql_url(postgres: Server, postgresql_template: str) -> Iterator[str]:
    """The URL of a fresh campaign database in PostgreSQL."""
    yield from _postgresql_database(postgres, postgresql_template)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """The server all tests of this process share."""
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign database to copy: migrating one a test would cost more than the tests."""
    path = tmp_path_factory.mktemp("template") / "campaign.db"
    _open(_sqlite_url(path)).close()
    return path


@pytest.fixture(scope="session")
def sample_campaign(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database of the sample campaign, to copy."""
    from campaign.access.actors import operator
    from campaign.workflows.sheets.samples import load_samples

    path = Path(shutil.copyfile(sqlite_template, tmp_path_factory.mktemp("samples") / "campaign.db"))
    database = _open(_sqlite_url(path))
    load_samples(database, by=operator("an"), today=date(2022, 8, 1))
    database.close()
    return path


@pytest.fixture(scope="module")
def sample_url(sample_campaign: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The URL of the sample campaign, for all tests of a module: they write nothing to it."""
    return _sqlite_url(Path(shutil.copyfile(sample_campaign, tmp_path_factory.mktemp("sample") / "campaign.db")))


@pytest.fixture(scope="module")
def sample(sample_url: str) -> Iterator[Any]:
    """The same, opened."""
    opened = _open(sample_url)
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def postgresql_template(postgres: Server) -> str:
    """The same in PostgreSQL."""
    name = postgres.create_database()
    _open(postgres.url(name)).close()
    return name


def _open(url: str) -> Any:
    from campaign.settings import Settings
    from campaign.workflows.opening import open_campaign

    return open_campaign(Settings(database_url=url))


def _postgresql_database(server: Server, template: str) -> Iterator[str]:
    name = server.create_database(template)
    yield server.url(name)
    server.drop_database(name)


def _sqlite_url(path: Path) -> str:
    return f"sqlite:///{path.as_posix()}"
