"""Targets as people set and change them, withdrawn ones too; every change is in the audit trail."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, func, insert, select, update

from campaign.store.safety.audit import record_event
from campaign.store.schema import directive, target


def read_all_targets(connection: Connection) -> Sequence[Any]:
    """Every target with its directive's `issued`, `meeting` and `directive_withdrawn`, in their own order."""
    columns = (directive.c.issued, directive.c.meeting, directive.c.withdrawn_at.label("directive_withdrawn"))
    query = select(target, *columns).select_from(target.join(directive, target.c.directive == directive.c.id))
    return connection.execute(query.order_by(target.c.position, target.c.id)).all()


def add_target(connection: Connection, values: Mapping[str, Any], *, by: str, told: Mapping[str, Any]) -> None:
    """Set a target, the last in order; `told` is what the audit trail says of it."""
    last = connection.execute(select(func.max(target.c.position))).scalar()
    position = 0 if last is None else last + 1
    connection.execute(insert(target).values(**values, position=position, edited_by=by))
    record_event(connection, by=by, action="add_target", object_=f"target {values['id']}", after=dict(told))


def edit_target(
    connection: Connection,
    values: Mapping[str, Any],
    *,
    by: str,
    action: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
) -> None:
    """Write a target anew; `action` says what was done, `before` and `after` are what changed."""
    this = target.c.id == values["id"]
    connection.execute(update(target).where(this).values(**values, edited_by=by))
    object_ = f"target {values['id']}"
    record_event(connection, by=by, action=action, object_=object_, before=dict(before), after=dict(after))
