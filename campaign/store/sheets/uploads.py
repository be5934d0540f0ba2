"""Uploads: each file as it came, what it changed, and whether it still counts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, update

from campaign.domain.counting.blocks import FigureBlock, PeopleBlock, Stated
from campaign.domain.doses import DOSE_MEASURES
from campaign.domain.findings import Finding
from campaign.domain.place import Place
from campaign.domain.purposes import REPORT
from campaign.store.engine import add_rows
from campaign.store.packing import pack, pack_again
from campaign.store.safety.audit import record_event
from campaign.store.schema import denominator_block, figure_block, finding, source_column, upload, upload_content

ACCEPTED, WITHDRAWN = "accepted", "withdrawn"
LARGEST_NUMBER = 2**63 - 1  # of a row; a database takes no larger one in a question either
_NEW_UPLOAD = insert(upload).returning(upload.c.id)


class NewUpload(NamedTuple):
    """A file that is to be saved."""

    sha256: str
    file_name: str
    content: bytes
    period_start: date | None
    period_end: date
    synthetic: bool
    counts: dict[str, int]
    stated: Stated
    findings: Sequence[Finding]
    purpose: str = REPORT
    source: str | None = None


class Origin(NamedTuple):
    """Where an upload's numbers come from."""

    purpose: str
    source: str  # of populations: the document they are taken from; else the file's name


def find_accepted(connection: Connection, sha256: str) -> Any | None:
    """The accepted upload with this content, if there is one."""
    query = select(upload).where(upload.c.sha256 == sha256, upload.c.status == ACCEPTED)
    return connection.execute(query.order_by(upload.c.id.desc()).limit(1)).one_or_none()


def read_hashes(connection: Connection) -> set[str]:
    """The SHA-256 of every accepted upload."""
    return set(connection.execute(select(upload.c.sha256).where(upload.c.status == ACCEPTED)).scalars())


def find_upload(connection: Connection, upload_id: int) -> Any | None:
    """The upload with this number, accepted or withdrawn; None also for a number that no upload can have."""
    if not 0 < upload_id <= LARGEST_NUMBER:
        return None
    return connection.execute(select(upload).where(upload.c.id == upload_id)).one_or_none()


def read_uploads(connection: Connection) -> Sequence[Any]:
    """All uploads, the newest first."""
    return connection.execute(select(upload).order_by(upload.c.id.desc())).all()


def read_origins(connection: Connection, uploads: Collection[int]) -> dict[int, Origin]:
    """Where the numbers of these uploads come from, by upload."""
    columns = (upload.c.id, upload.c.purpose, upload.c.source, upload.c.file_name)
    rows = connection.execute(select(*columns).where(upload.c.id.in_(uploads))) if uploads else ()
    return {number: Origin(purpose, source or name) for number, purpose, source, name in rows}


def read_findings(connection: Connection, upload_id: int) -> list[Finding]:
    """What was found in an upload when it was saved."""
    columns = (finding.c.severity, finding.c.code, finding.c.sheet, finding.c.cell, finding.c["values"])
    query = select(*columns).where(finding.c.upload == upload_id).order_by(finding.c.number)
    return [Finding(*row) for row in connection.execute(query)]


def read_content(connection: Connection, upload_id: int) -> bytes:
    """The workbook as it was sent."""
    query = select(upload_content.c.content).where(upload_content.c.upload == upload_id)
    return connection.execute(query).scalar_one()


def read_pairs_reported(connection: Connection) -> set[tuple[str, str]]:
    """The (group, dose) pairs that any accepted upload reports doses of."""
    block = figure_block.c
    query = select(block.target_group, block.dose).join(upload, upload.c.id == block.upload)
    rows = connection.execute(query.where(upload.c.status == ACCEPTED, block.measure.in_(DOSE_MEASURES)).distinct())
    return {(group, dose) for group, dose in rows}


def save_upload(connection: Connection, place: Place, new: NewUpload, *, by: str) -> int:
    """Write the upload, its workbook, figures, denominators and findings; its number."""
    values = {
        "sha256": new.sha256,
        "file_name": new.file_name,
        "size": len(new.content),
        "period_start": new.period_start,
        "period_end": new.period_end,
        "status": ACCEPTED,
        "synthetic": new.synthetic,
        "uploaded_by": by,
        "uploaded_at": datetime.now(UTC),
        "purpose": new.purpose,
        "source": new.source,
        **new.counts,
    }
    upload_id = connection.execute(_NEW_UPLOAD, values).scalar_one()
    add_rows(connection, upload_content, [(upload_id, new.content)])
    columns, figures, people = new.stated
    add_rows(connection, source_column, [(upload_id, n, *column) for n, column in enumerate(columns)])
    add_rows(connection, figure_block, (_figure_row(place, upload_id, *each) for each in enumerate(figures)))
    add_rows(connection, denominator_block, (_people_row(place, upload_id, *each) for each in enumerate(people)))
    _add_findings(connection, upload_id, new.findings)
    record_event(connection, by=by, action="upload", object_=f"upload {upload_id}", after=_summary(new))
    return upload_id


def withdraw_upload(connection: Connection, upload_id: int, *, reason: str, by: str) -> None:
    """Mark an upload as withdrawn; its rows stay."""
    values = {
        "status": WITHDRAWN,
        "withdrawn_by": by,
        "withdrawn_at": datetime.now(UTC),
        "withdrawn_reason": reason,
    }
    connection.execute(update(upload).where(upload.c.id == upload_id).values(values))
    record_event(
        connection,
        by=by,
        action="withdraw",
        object_=f"upload {upload_id}",
        before={"status": ACCEPTED},
        after={"status": WITHDRAWN, "reason": reason},
    )


def _figure_row(place: Place, upload_id: int, number: int, block: FigureBlock) -> tuple[Any, ...]:
    start, end = block.period_start, block.period_end
    days = (start and start.isoformat(), end.isoformat())
    return (*place, upload_id, number, block.column, *block[:4], *days, *_packed(block))


def _people_row(place: Place, upload_id: int, number: int, block: PeopleBlock) -> tuple[Any, ...]:
    return (*place, upload_id, number, block.column, *block[:3], block.valid_from.isoformat(), *_packed(block))


def _packed(block: FigureBlock | PeopleBlock) -> tuple[str, str, str]:
    return pack_again(tuple(block.units)), pack_again(tuple(block.rows)), pack(block.values)


def _add_findings(connection: Connection, upload_id: int, findings: Sequence[Finding]) -> None:
    if findings:
        connection.execute(insert(finding), [_finding_row(upload_id, *each) for each in enumerate(findings)])


def _finding_row(upload_id: int, number: int, each: Finding) -> dict[str, Any]:
    values = {name: f"{value:%d/%m/%Y}" if isinstance(value, date) else value for name, value in each.values.items()}
    row = each._replace(values=values)._asdict()
    del row["answerable"]  # it was saved: nothing is left to answer
    return {"upload": upload_id, "number": number, **row}


def _summary(new: NewUpload) -> dict[str, Any]:
    period = [str(new.period_start) if new.period_start else None, str(new.period_end)]
    of_people = {} if new.purpose == REPORT else {"purpose": new.purpose, "source": new.source}
    return {"file": new.file_name, "sha256": new.sha256, "period": period, **of_people, **new.counts}
