"""What the visitor may do: what a page shows or leaves out by. The act itself is asked again where it is done."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.ui import session
from campaign.workflows.access.acting import may_now, rights_now


def allowed(permission: str) -> bool:
    """Whether the visitor has a permission now."""
    return may_now(session.database(), session.actor(), permission)


def rights(permissions: Iterable[str]) -> dict[str, bool]:
    """The same of several permissions at once."""
    return rights_now(session.database(), session.actor(), permissions)
