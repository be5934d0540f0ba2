"""pg_dump and pg_restore: found, run without a password on their command line, and their complaints in words."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from sqlalchemy import create_engine, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.postgresql_address import variables

NO_TOOLS = N_(
    "The programs of PostgreSQL {version} that back up and restore ({tool}) are not on this machine. Install them "
    "(Debian: apt-get install postgresql-client-{version}) or name their folder in CAMPAIGN_POSTGRES_BIN."
)
FAILED = N_("{tool} failed: {problem}")
UNREACHABLE = N_("The PostgreSQL server cannot be reached: {problem}")
# Where installers put the programs that are not on the PATH.
_USUAL = (("/usr/lib/postgresql", "*/bin"), ("/usr", "pgsql-*/bin"), ("C:/Program Files/PostgreSQL", "*/bin"))


def dump(url: str, target: Path, *, snapshot: str, folder: Path | None = None) -> None:
    """The state that a snapshot shows as one file of pg_restore's own form."""
    _run(url, "pg_dump", "--format=custom", f"--snapshot={snapshot}", "--no-owner", f"--file={target}", folder=folder)


def read_through(url: str, file: Path, folder: Path | None = None) -> None:
    """Read a dump to its end: its list, then all its data; raises DatabaseUnusable where it breaks off."""
    _run(url, "pg_restore", "--list", str(file), folder=folder)
    _run(url, "pg_restore", f"--file={os.devnull}", str(file), folder=folder)


def load(url: str, file: Path, folder: Path | None = None) -> None:
    """Fill the empty database at `url` from a dump, all of it or nothing."""
    name = make_url(url).database or ""
    how = ("--no-owner", "--exit-on-error", "--single-transaction")
    _run(url, "pg_restore", *how, f"--dbname={name}", str(file), folder=folder)


def find_tool(name: str, at_least: int, folder: Path | None = None) -> Path:
    """The oldest pg_dump or pg_restore that is not older than the server; raises DatabaseUnusable."""
    found = {path: _major(path) for path in _places(name, folder)}
    fitting = sorted((version, str(path)) for path, version in found.items() if version >= at_least)
    if not fitting:
        raise DatabaseUnusable("no_postgresql_tools", NO_TOOLS, tool=name, version=at_least)
    return Path(fitting[0][1])


def _places(name: str, folder: Path | None) -> Iterator[Path]:
    if folder:
        yield from filter(Path.exists, (folder / name, folder / f"{name}.exe"))
        return
    if on_path := shutil.which(name):
        yield Path(on_path)
    for start, pattern in _USUAL:
        for place in Path(start).glob(pattern):
            yield from filter(Path.exists, (place / name, place / f"{name}.exe"))


@cache
def _major(tool: Path) -> int:
    try:
        told = subprocess.run([tool, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.search(r"\) (\d+)", told)
    return int(found[1]) if found else 0


def _run(url: str, tool: str, *arguments: str, folder: Path | None) -> None:
    environment = {**os.environ, **variables(make_url(url)), "LC_ALL": "C"}
    program = find_tool(tool, _server_version(url), folder)
    done = subprocess.run([program, *arguments], capture_output=True, text=True, env=environment, check=False)
    if done.returncode:
        problem = " ".join(done.stderr.split()) or f"exit code {done.returncode}"
        raise DatabaseUnusable("postgresql_tool_failed", FAILED, tool=tool, problem=problem)


@cache
def _server_version(url: str) -> int:
    engine = create_engine(url)
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("SHOW server_version_num")).scalar_one()) // 10_000
    except SQLAlchemyError as problem:
        raise DatabaseUnusable("postgresql_unreachable", UNREACHABLE, problem=problem) from problem
    finally:
        engine.dispose()
