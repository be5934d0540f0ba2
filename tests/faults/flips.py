"""Flip single bits of a database file: whatever changes what the database says is found by the program's own check."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from tests.faults.driver import Done, Driver

UNREADABLE = "(unreadable)"
TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_stat%' ESCAPE '\\'"


class Flip(NamedTuple):
    """A bit that was flipped, the first table that then says something else, and whether each check saw it."""

    offset: int
    bit: int
    table: str
    page_checks: bool  # SQLite's integrity_check alone, without any SHA
    program: bool
    said: Done


class Flipped(NamedTuple):
    """What came of flipping bits."""

    tried: int
    changing: list[Flip]

    @property
    def escaped(self) -> list[Flip]:
        """Those that the program's check did not see."""
        return [flip for flip in self.changing if not flip.program]

    @property
    def unseen_by_pages(self) -> int:
        """How many SQLite's own check did not see."""
        return sum(not flip.page_checks for flip in self.changing)


def flip_bits(driver: Driver, database: Path, folder: Path, *, changing: int, seed: int) -> Flipped:
    """Flip bits, each in a fresh copy, until so many of them changed what the database says."""
    chance, found, tried = random.Random(seed), list[Flip](), 0
    whole, content = _dump(database), database.read_bytes()
    file = folder / "flipped.db"
    while len(found) < changing:
        tried += 1
        offset, bit = chance.randrange(len(content)), chance.randrange(8)
        flipped = content[:offset] + bytes([content[offset] ^ (1 << bit)]) + content[offset + 1 :]
        file.write_bytes(flipped)
        dump = _dump(file)
        if dump != whole:
            table = next((name for name in whole if dump.get(name) != whole[name]), next(iter(dump)))
            pages = _pages_are_well(file)
            said = driver.run(file, "check")
            found.append(Flip(offset, bit, table, not pages, _seen(said, file, whole), said))
    return Flipped(tried, found)


def by_table(flips: list[Flip]) -> Counter[str]:
    """How many flips changed each table first."""
    return Counter(flip.table for flip in flips)


def _seen(said: Done, file: Path, whole: dict[str, object]) -> bool:
    """Said in words and with exit code 1; or mended, as reference data are that are read again from their files."""
    return (said.code == 1 and "Traceback" not in said.stderr) or (said.code == 0 and _dump(file) == whole)


def _dump(file: Path) -> dict[str, object]:
    """What each table says, read without any index; with the schema, and with what cannot be read."""
    try:
        with closing(sqlite3.connect(file)) as connection:
            connection.text_factory = bytes
            return dict(_read(connection))
    except sqlite3.DatabaseError as problem:
        return {UNREADABLE: str(problem)}


def _read(connection: sqlite3.Connection) -> Iterator[tuple[str, object]]:
    yield "sqlite_master", connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
    for (name,) in connection.execute(TABLES).fetchall():
        table = name.decode()
        try:
            yield table, connection.execute(f'SELECT * FROM "{table}" NOT INDEXED').fetchall()  # fmt: skip
        except sqlite3.DatabaseError as problem:
            yield table, str(problem)


def _pages_are_well(file: Path) -> bool:
    try:
        with closing(sqlite3.connect(file)) as connection:
            return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except sqlite3.DatabaseError:
        return False


def sample_database(driver: Driver, folder: Path) -> Path:
    """A database with the sample campaign: half a year of sheets."""
    done = driver.run(folder / "sample.db", "sample")
    if done.code:
        raise RuntimeError(f"the samples cannot be loaded: {done}")
    return Path(shutil.copyfile(folder / "sample.db", folder / "whole.db"))
