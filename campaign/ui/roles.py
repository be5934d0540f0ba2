"""What the visitor may do: what a page shows or leaves out by. The act itself is asked again where it is done."""

from __future__ import annotations

from campaign.ui import session
from campaign.workflows.access.acting import may_now


def allowed(permission: str) -> bool:
    """Whether the visitor has a permission now."""
    return may_now(session.database(), session.actor(), permission)
