"""Reference data: the readable files under data/ into their tables, never over what was edited in the app."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.exc import OperationalError, StatementError

from campaign.errors import Refused
from campaign.locale import N_
from campaign.store.schema import reference_file

# In the order their foreign keys need.
FILES = (
    "units.csv",
    "groups.toml",
    "intervals.toml",
    "holidays.toml",
    "directives.toml",
    "targets.toml",
    "synonyms.toml",
    "map_tiles.csv",
)

# Folders of longer texts that belong to a file: each text is named after the row it is of (directives/000.txt).
_TEXTS = {"directives.toml": "directives"}

_Row = dict[str, Any]


def find_changed_files(connection: Connection, folder: Path) -> list[str]:
    """The names of the files in `folder` whose bytes are not the ones loaded last; reads only."""
    known = {row.name: row.sha256 for row in connection.execute(select(reference_file))}
    return [name for name in FILES if known.get(name) != _sha256(folder, name)]


def load_reference(connection: Connection, folder: Path) -> list[str]:
    """Bring the tables up to date with the files in `folder`; the names of the files that were loaded.

    New rows are inserted, rows nobody edited in the app follow the file, edited rows stay as they are, and a row that
    left the file stays. Raises Refused where a file cannot be understood: the transaction is then to be rolled back.
    """
    changed = find_changed_files(connection, folder)
    for name in changed:
        with _naming(name):
            _load(connection, folder, name)
        _remember(connection, name, _sha256(folder, name))
    return changed


def _sha256(folder: Path, name: str) -> str:
    """Of a file with the texts that belong to it."""
    digest = hashlib.sha256((folder / name).read_bytes())
    for path in _texts(folder, name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _texts(folder: Path, name: str) -> list[Path]:
    return sorted((folder / _TEXTS[name]).glob("*.txt")) if name in _TEXTS else []


@contextmanager
def _naming(name: str) -> Iterator[None]:
    """Turn what a hand-made correction can break into a message that names the file."""
    try:
        yield
    except OperationalError:
        raise  # the database's trouble, not the file's
    except (ValueError, KeyError, StatementError) as fault:
        reason = fault.orig if isinstance(fault, StatementError) else fault
        message = N_("Reference file '{file}' cannot be loaded: {reason}. Correct the file and start again.")
        raise Refused("reference_file", message, file=name, reason=reason) from fault


def _load(connection: Connection, folder: Path, name: str) -> None:
    from campaign.store.manage.reference_files import (
        read_reference_file,  # a start that changes nothing needs no parsers
    )

    texts = {path.stem: path.read_text(encoding="utf-8-sig") for path in _texts(folder, name)}
    for table, rows in read_reference_file(name, (folder / name).read_text(encoding="utf-8-sig"), texts):
        _merge(connection, table, rows)


def _merge(connection: Connection, table: Table, rows: list[_Row]) -> None:
    keys = [column.name for column in table.primary_key]
    stored = {_key(row, keys): row for row in connection.execute(select(table)).mappings()}
    new = [row for row in rows if _key(row, keys) not in stored]
    changed = [row for row in rows if _follows(stored.get(_key(row, keys)), row)]
    if new:
        connection.execute(insert(table), new)
    if changed:
        bound = [{f"new_{name}": value for name, value in row.items()} for row in changed]
        connection.execute(_update_by_key(table, keys, list(changed[0])), bound)


def _key(row: Any, keys: list[str]) -> tuple[Any, ...]:
    return tuple(row[key] for key in keys)


def _follows(stored: Any, row: _Row) -> bool:
    """Whether the stored row is nobody's edit and differs from the file's."""
    return stored is not None and stored["edited_by"] is None and any(stored[name] != row[name] for name in row)


def _update_by_key(table: Table, keys: list[str], names: list[str]) -> Any:
    values = {name: bindparam(f"new_{name}", type_=table.c[name].type) for name in names if name not in keys}
    return update(table).where(*(table.c[key] == bindparam(f"new_{key}") for key in keys)).values(values)


def _remember(connection: Connection, name: str, sha256: str) -> None:
    connection.execute(delete(reference_file).where(reference_file.c.name == name))
    connection.execute(insert(reference_file).values(name=name, sha256=sha256, loaded_at=datetime.now(UTC)))
