"""What a PostgreSQL address says reaches the tools too, and no figures cross a network in the open."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url

from campaign.errors import DatabaseUnusable
from campaign.store.engine import open_database
from campaign.store.postgresql_address import variables
from campaign.store.safety import postgresql_tools
from campaign.store.safety.backup import copy_database
from tests.postgres import Server, find_programs

PROVEN = "sslmode=verify-full&sslrootcert=/etc/ssl/office.pem"
HERE = (
    "postgresql://campaign@localhost/campaign",
    "postgresql://campaign@127.0.0.1:5433/campaign",
    "postgresql://campaign@[::1]/campaign",
    "postgresql:///campaign",
    "postgresql://campaign@/campaign?host=/var/run/postgresql",
    "postgresql://campaign@/campaign?host=@campaign",
    "postgresql://campaign@db.internal/campaign?hostaddr=127.0.0.1",
)
FAR = (
    "postgresql://campaign@db.internal/campaign",
    "postgresql://campaign@10.1.2.3/campaign",
    "postgresql+psycopg://campaign@/campaign?host=db.internal",
    "postgresql://campaign@/campaign?host=/var/run/postgresql,db.internal&port=5432,5432",
    "postgresql://campaign@localhost/campaign?hostaddr=10.1.2.3",
    "postgresql:///?service=office",
)


@pytest.fixture(autouse=True)
def _nothing_preset(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PGHOST", "PGHOSTADDR", "PGSSLMODE", "PGSERVICE", "CAMPAIGN_POSTGRES_PLAIN"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("url", HERE)
def test_a_server_on_this_machine_needs_no_proof(url: str) -> None:
    with closing(open_database(url)) as database:
        assert database.file is None


@pytest.mark.parametrize("url", FAR)
def test_a_server_elsewhere_has_to_prove_itself(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    more = "&" if "?" in url else "?"
    for weak in ("", "sslmode=prefer", "sslmode=require"):
        with pytest.raises(DatabaseUnusable) as refused:
            open_database(f"{url}{more}{weak}" if weak else url)
        assert refused.value.code == "postgresql_in_the_open"
        assert "sslmode=verify-full" in str(refused.value)
    open_database(f"{url}{more}{PROVEN}").close()
    open_database(f"{url}{more}sslmode=verify-ca").close()
    monkeypatch.setenv("CAMPAIGN_POSTGRES_PLAIN", "1")
    open_database(url).close()


def test_what_libpq_is_told_by_the_surroundings_counts_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "db.internal")
    with pytest.raises(DatabaseUnusable, match=r"db\.internal"):
        open_database("postgresql:///campaign")
    monkeypatch.setenv("PGSSLMODE", "verify-full")
    open_database("postgresql:///campaign").close()


def test_the_tools_are_told_every_option_of_the_address() -> None:
    url = f"postgresql://an:m%40t@db.internal:5433/campaign?{PROVEN}&sslcert=/c&sslkey=/k&connect_timeout=5&options=-c%20a"
    assert variables(make_url(url)) == {
        "PGHOST": "db.internal",
        "PGPORT": "5433",
        "PGUSER": "an",
        "PGPASSWORD": "m@t",
        "PGDATABASE": "campaign",
        "PGSSLMODE": "verify-full",
        "PGSSLROOTCERT": "/etc/ssl/office.pem",
        "PGSSLCERT": "/c",
        "PGSSLKEY": "/k",
        "PGCONNECT_TIMEOUT": "5",
        "PGOPTIONS": "-c a",
    }
    several = variables(make_url("postgresql:///campaign?host=a.internal:1&host=b.internal:2"))
    assert (several["PGHOST"], several["PGPORT"]) == ("a.internal,b.internal", "1,2")


def test_a_tool_that_connects_uses_the_options(postgresql_url: str, postgres: Server, tmp_path: Path) -> None:
    """pg_restore fills nothing where the address asks for transactions that only read."""
    dump, empty = tmp_path / "a.dump", postgres.create_database()
    with closing(open_database(postgresql_url)) as database:
        copy_database(database, dump, find_programs())
    reading = f"{postgres.url(empty)}&options=-c%20default_transaction_read_only%3Don"
    with pytest.raises(DatabaseUnusable, match="read-only transaction"):
        postgresql_tools.load(reading, dump, find_programs())
    postgresql_tools.load(postgres.url(empty), dump, find_programs())
    postgres.drop_database(empty)


def test_an_option_without_a_variable_is_refused_in_words(postgresql_url: str, tmp_path: Path) -> None:
    with pytest.raises(DatabaseUnusable, match="keepalives_idle"):
        postgresql_tools.read_through(f"{postgresql_url}&keepalives_idle=30", tmp_path / "a", find_programs())


def test_the_password_of_a_mistyped_address_is_not_told() -> None:
    with pytest.raises(DatabaseUnusable) as refused:
        open_database("postgres://an:mật@khẩu@db/campaign")
    assert "khẩu" not in str(refused.value)
    assert "postgres://an:***@db/campaign" in str(refused.value)
