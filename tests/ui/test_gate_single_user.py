"""Without sign-in: for one person on the machine itself, and for nobody else."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from campaign.settings import ROOT, Settings
from campaign.workflows.opening import open_campaign
from tests.e2e.browser import running_app
from tests.ui.gate_client import Server, Socket, refused, session_of


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    url = f"sqlite:///{(tmp_path_factory.mktemp('single') / 'campaign.db').as_posix()}"
    database = open_campaign(Settings(database_url=url))
    with running_app(url, CAMPAIGN_ROLE="viewer") as address:
        yield Server(address, database)
    database.close()


def test_the_person_at_the_machine_is_let_in(server):
    assert server.ask("/").status == 200
    assert refused(server) == 101
    assert server.ask("/", Host=server.host.replace("localhost", "127.0.0.1")).status == 200
    assert server.open_page("/login").headers["location"] == "/"


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_For": "10.0.0.7"},
        {"X_Forwarded_For": "127.0.0.1"},
        {"X_Forwarded_Host": "campaign.example"},
        {"X_Forwarded_Proto": "https"},
        {"Forwarded": "for=10.0.0.7"},
        {"Via": "1.1 proxy"},
        {"X_Real_Ip": "10.0.0.7"},
        {"Host": "192.168.1.20:8501"},
    ],
)
def test_whoever_comes_by_a_proxy_or_another_name_is_refused_in_words(server, headers):
    answer = server.ask("/", **headers)
    assert answer.status == 403
    assert "CAMPAIGN_SINGLE_USER" in answer.body
    assert "Host" in headers or refused(server, **headers) == 403


def test_another_name_is_no_name_of_this_machine(server):
    assert server.ask("/", Host="evil.example").status == 421


def test_a_page_of_another_site_gets_no_socket_and_changes_nothing(server):
    assert refused(server, Origin="http://evil.example") == 403
    assert server.ask("/_stcore/upload_file/1/2", "PUT", Origin="http://evil.example").status == 403


def test_a_single_viewer_uploads_nothing_and_sees_no_metrics(server):
    socket = Socket(server)
    page = session_of(socket.run())
    assert server.upload("", page, b"x").status == 403
    assert server.ask("/_stcore/metrics").status == 403
    socket.close()


@pytest.mark.parametrize("address", ["0.0.0.0", "::"])
def test_the_server_refuses_to_listen_to_others_without_sign_in(tmp_path: Path, address):
    told = start(tmp_path, "--server.address", address, CAMPAIGN_SINGLE_USER="1")
    assert "CAMPAIGN_SINGLE_USER=1" in told
    assert f"“{address}”" in told
    assert "Traceback" not in told


def test_the_server_refuses_to_start_where_pages_would_not_be_bound_to_their_owners(tmp_path: Path):
    told = start(tmp_path, "--server.trustedUserHeaders", "{}", CAMPAIGN_SINGLE_USER="0")
    assert "server.trustedUserHeaders" in told
    assert "Traceback" not in told


def start(folder: Path, *options: str, **environment: str) -> str:
    """What a server says that does not start."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.headless",
        "true",
        "--server.port",
        "0",
        *options,
    ]
    settings = {**os.environ, "CAMPAIGN_DATABASE_URL": f"sqlite:///{(folder / 'a.db').as_posix()}", **environment}
    done = subprocess.run(command, cwd=ROOT, env=settings, capture_output=True, text=True, timeout=60)
    assert done.returncode != 0
    return re.sub(r"\s+", " ", done.stdout + done.stderr)
