"""What the gate refuses, in the server's log: the path without its query, where a one-time link's token may stand."""

from __future__ import annotations

import logging

from starlette.types import Scope

from campaign.ui.gate.hosts import address
from campaign.ui.gate.visitors import Visitor
from campaign.workflows.access.sessions import printable

NOTED = frozenset((403, 413, 421))  # not those who are only asked to sign in (303, 401)
_LOG = logging.getLogger("campaign.gate")


def note_refusal(scope: Scope, status: int, visitor: Visitor | None = None) -> None:
    """Log a request that was refused, unless it is a stranger's who is only asked to sign in."""
    if status not in NOTED:
        return
    login = visitor.actor.name if visitor else ""
    told = (printable(scope["path"]), status, printable(address(scope)), printable(login))
    _LOG.warning("refused path=%s status=%d address=%s login=%s", *told)
