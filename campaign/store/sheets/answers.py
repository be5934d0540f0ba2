"""What people answered where no rule could tell; each change is in the audit trail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, and_, delete, insert, select

from campaign.domain.place import Place
from campaign.domain.questions import Answer, question_id, split_id
from campaign.store.manage.units import at
from campaign.store.safety.audit import record_event
from campaign.store.schema import answer as table


def read_answers(connection: Connection, place: Place) -> Sequence[Any]:
    """Rows (kind, scope, subject, value, text, answered_by, answered_at), the newest first."""
    columns = (table.c.kind, table.c.scope, table.c.subject, table.c.value, table.c.text)
    query = select(*columns, table.c.answered_by, table.c.answered_at).where(*at(table, place))
    return connection.execute(query.order_by(table.c.answered_at.desc(), table.c.subject)).all()


def as_answers(rows: Sequence[Any]) -> list[Answer]:
    """The rows of `read_answers` by question."""
    return [
        Answer(question_id(row.kind, row.scope, row.subject), row.value, row.answered_by, row.answered_at)
        for row in rows
    ]


def save_answer(connection: Connection, place: Place, question: str, value: Any, *, text: str, by: str) -> None:
    """Remember an answer in place of the one there may be; `text` is what the sheet said."""
    before = _forget(connection, place, question)
    kind, scope, subject = split_id(question)
    row = {"era": place.era, "province": place.province, "kind": kind, "scope": scope, "subject": subject}
    now = datetime.now(UTC)
    said = {"value": value, "text": text, "answered_by": by, "answered_at": now}
    connection.execute(insert(table), row | said)
    record_event(connection, by=by, action="answer", object_=question, before=before, after={"value": value})


def forget_answer(connection: Connection, place: Place, question: str, *, by: str) -> bool:
    """Ask again next time; False when there was no such answer."""
    before = _forget(connection, place, question)
    if before:
        record_event(connection, by=by, action="forget_answer", object_=question, before=before)
    return before is not None


def _forget(connection: Connection, place: Place, question: str) -> dict[str, Any] | None:
    kind, scope, subject = split_id(question)
    this = and_(*at(table, place), table.c.kind == kind, table.c.scope == scope, table.c.subject == subject)
    known = connection.execute(select(table.c.value, table.c.answered_by).where(this)).one_or_none()
    if known is None:
        return None
    connection.execute(delete(table).where(this))
    return {"value": known.value, "by": known.answered_by}
