"""One digest of all that was saved with an upload: a figure that changes by itself, on a failing disk, is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select, update

from campaign.store.safety.canonical import read_lines
from campaign.store.schema import (
    denominator_block,
    figure_block,
    finding,
    source_column,
    table_read,
    unit,
    upload,
    upload_content,
)

# What may change after an upload was saved; the seal of the table `upload` covers it.
CHANGING = ("fingerprint", "status", "withdrawn_by", "withdrawn_at", "withdrawn_reason")
OF_UPLOADS = (source_column, finding, table_read)
OF_PLACES = (figure_block, denominator_block)


def fingerprint(connection: Connection, upload_id: int, places: Sequence[Any]) -> str:
    """SHA-256 of an upload's header (with its workbook's SHA-256), columns, findings, tables, figures and people."""
    digest = hashlib.sha256()
    for line in read_lines(connection, upload, leave_out=CHANGING, of={"id": upload_id}):
        digest.update(line + b"\n")
    for table in OF_UPLOADS:
        _add(digest, connection, table, {"upload": upload_id})
    for table in OF_PLACES:
        for era, province in places:  # first in their key: without them every upload's rows would be looked through
            _add(digest, connection, table, {"era": era, "province": province, "upload": upload_id})
    return digest.hexdigest()


def add_fingerprints(connection: Connection) -> None:
    """Give every upload its fingerprint that has none yet: those just saved, and those of earlier versions."""
    places = read_places(connection)
    missing = connection.execute(select(upload.c.id).where(upload.c.fingerprint.is_(None))).scalars().all()
    for number in missing:
        values = {"fingerprint": fingerprint(connection, number, places)}
        connection.execute(update(upload).where(upload.c.id == number).values(values))


def workbook_sha256(connection: Connection, upload_id: int) -> str:
    """SHA-256 of the workbook as it is stored now; "" where none is."""
    for line in read_lines(connection, upload_content, of={"upload": upload_id}):
        *_, content = json.loads(line)
        return str(content["sha256"]) if isinstance(content, dict) else ""
    return ""


def read_places(connection: Connection) -> Sequence[Any]:
    """The eras and provinces that figures may be of."""
    return connection.execute(
        select(unit.c.era, unit.c.province).distinct().order_by(unit.c.era, unit.c.province)
    ).all()


def _add(digest: Any, connection: Connection, table: Any, of: dict[str, Any]) -> None:
    digest.update(f"{table.name}\n".encode())
    for line in read_lines(connection, table, of=of):
        digest.update(line + b"\n")
