"""How long somebody stays signed in."""

from __future__ import annotations

from datetime import datetime, timedelta

from campaign.settings import Lifetimes

IDLE, OLD, CLOCK = "idle", "old", "clock"
# Two servers' clocks are never quite the same; what began later than this from now began under a wrong clock.
CLOCK_TOLERANCE = timedelta(minutes=5)


def why_ended(created: datetime, seen: datetime, now: datetime, lifetimes: Lifetimes) -> str:
    """Why a session is over: nothing was heard of it for too long, it is too old, or it began in the future.

    "" while it lives. A session of the future would otherwise live until the clock has caught up with it; whoever had
    it signs in anew, which is possible under any clock.
    """
    if created - now > CLOCK_TOLERANCE:
        return CLOCK
    if now - created >= timedelta(hours=lifetimes.session_hours):
        return OLD
    return IDLE if now - seen >= timedelta(minutes=lifetimes.idle_minutes) else ""


def is_link_open(created: datetime, expires: datetime, now: datetime) -> bool:
    """Whether a one-time link may still be used."""
    return created - CLOCK_TOLERANCE <= now < expires
