"""A server that only reads, under names of its own: people sign in, nothing else is written, others cannot look in."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

import pytest
from streamlit import config

from campaign.access.actors import operator
from campaign.errors import DatabaseUnusable
from campaign.locale import translator
from campaign.settings import Safety, Settings
from campaign.store.engine import open_database
from campaign.ui import session
from campaign.ui.gate import hosts, strangers
from campaign.workflows.access.accounts import add_account
from campaign.workflows.opening import open_campaign
from tests.ui.gate_client import Server, refused, running_server

_ = translator("vi")


class Reading(NamedTuple):
    server: Server
    log: Path
    was: bytes


@pytest.fixture(scope="module")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reading]:
    folder = tmp_path_factory.mktemp("reading")
    log = folder / "server.log"
    said = {"CAMPAIGN_READ_ONLY": "1", "CAMPAIGN_LOG_FILE": str(log)}
    with running_server(folder, STREAMLIT_SERVER_ALLOWED_HOSTS="tiemchung.internal,localhost", **said) as server:
        yield Reading(server, log, figures(server))


def figures(server: Server) -> bytes:
    """What the database holds besides who comes and goes."""
    with server.database.reading() as connection:
        version = connection.exec_driver_sql("SELECT version FROM data_version").scalar()
        events = connection.exec_driver_sql("SELECT count(*) FROM audit_event").scalar()
        names = connection.exec_driver_sql("SELECT group_concat(login || role || status) FROM account").scalar()
    return f"{version} {events} {names}".encode()


def test_somebody_signs_in_where_nothing_else_is_written(reading):
    answer = reading.server.sign_in("phan")
    assert answer.status == 303
    token = answer.headers["set-cookie"].partition("campaign=")[2].partition(";")[0]
    assert reading.server.ask("/", token=token).status == 200
    assert figures(reading.server) == reading.was


def test_names_parted_by_commas_are_names_for_pages_and_for_their_sockets(reading):
    server, token = reading.server, reading.server.token("quan")
    port = server.host.partition(":")[2]
    for name in ("localhost", "tiemchung.internal"):
        assert server.ask("/login", Host=f"{name}:{port}").status == 200
    assert server.ask("/login", Host="khac.internal").status == 421
    assert refused(server, token) == 101


@pytest.mark.skipif(os.name == "nt", reason="Windows gives files the rights of their folder")
def test_what_the_server_writes_is_its_users_alone(reading):
    assert stat.S_IMODE(reading.log.stat().st_mode) == 0o600


def test_where_nobody_can_sign_in_the_form_says_so(sqlite_url: str):
    reader = session.reader_of("vi")
    settings = Settings(database_url=sqlite_url, safety=Safety(read_only=True))
    with closing(open_campaign(settings)) as database:
        assert strangers.shut_words(database, reader) == ""
        with pytest.raises(DatabaseUnusable, match="CAMPAIGN_READ_ONLY"):
            add_account(database, "moi", name="Mới", role="viewer", by=operator("an"))
        database.close_to_writing(DatabaseUnusable("a", "b"))
        assert strangers.shut_words(database, reader) == _(strangers.SHUT)


@pytest.mark.parametrize(
    ("allowed", "name"),
    [
        ([], "localhost"),
        (["tiemchung.internal", "localhost"], "localhost"),
        (["tiemchung.internal,10.0.0.7"], "tiemchung.internal"),
        (["*.internal", "a.internal."], "a.internal"),
        (["*"], "localhost"),
    ],
)
def test_the_set_up_link_names_the_server_by_a_name_that_is_answered(allowed: list[str], name: str):
    before = config.get_option("server.allowedHosts")
    try:
        config.set_option("server.allowedHosts", allowed)
        assert hosts.own_name() == name
    finally:
        config.set_option("server.allowedHosts", before)


@pytest.mark.skipif(os.name == "nt", reason="Windows gives files the rights of their folder")
def test_a_new_database_and_its_journal_are_the_users_alone(tmp_path: Path):
    before = os.umask(0o022)
    try:
        file = tmp_path / "campaign.db"
        with closing(open_database(f"sqlite:///{file.as_posix()}")) as database, database.writing() as connection:
            connection.exec_driver_sql("CREATE TABLE a (b INTEGER)")
            rights = {stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    finally:
        os.umask(before)
    assert rights == {0o600}
