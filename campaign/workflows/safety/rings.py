"""Which backups are kept: the latest few, then one a day, a week, a month, further and further back."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from campaign.locale import N_
from campaign.locale.zone import VIETNAM_TIME

BEFORE_WRITE, NIGHTLY, BEFORE_UPGRADE, BY_HAND = "before-write", "nightly", "before-upgrade", "by-hand"
REASONS = {
    BEFORE_WRITE: N_("before a change"),
    NIGHTLY: N_("nightly"),
    BEFORE_UPGRADE: N_("before an upgrade"),
    BY_HAND: N_("by hand"),
}
LATEST = 20  # of each reason but the nightly ones
DAYS, WEEKS, MONTHS = 30, 12, 24
RECENT, DAILY, WEEKLY, MONTHLY = "recent", "daily", "weekly", "monthly"
RINGS = {RECENT: N_("the latest"), DAILY: N_("daily"), WEEKLY: N_("weekly"), MONTHLY: N_("monthly")}


class Made(NamedTuple):
    """A backup, as far as it matters for how long it is kept."""

    name: str
    made_at: datetime
    reason: str


def find_rings(backups: Sequence[Made]) -> Mapping[str, tuple[str, ...]]:
    """The rings that hold each backup, by name; `backups` in the order they were made, the oldest first.

    The newest of a day stands for the day, and so of a week and a month, on the office's clock. A day counts by being
    in the list: an office that was closed for a month loses none of its thirty. What no ring holds may go. The newest
    is held whatever the clock says of it.
    """
    held = {
        RECENT: {each.name for reason in (BEFORE_WRITE, BEFORE_UPGRADE, BY_HAND) for each in _latest(backups, reason)},
        DAILY: _newest_of_each(backups, _day, DAYS),
        WEEKLY: _newest_of_each(backups, _week, WEEKS),
        MONTHLY: _newest_of_each(backups, _month, MONTHS),
    }
    if backups:
        held[RECENT].add(backups[-1].name)
    return {each.name: tuple(ring for ring, names in held.items() if each.name in names) for each in backups}


def find_doomed(backups: Sequence[Made]) -> list[str]:
    """The names of those that no ring holds."""
    return [name for name, rings in find_rings(backups).items() if not rings]


def _latest(backups: Iterable[Made], reason: str) -> Sequence[Made]:
    return [each for each in backups if each.reason == reason][-LATEST:]


def _newest_of_each(backups: Sequence[Made], span: Callable[[datetime], str], spans: int) -> set[str]:
    newest = {span(each.made_at.astimezone(VIETNAM_TIME)): each.name for each in backups}
    return {newest[name] for name in sorted(newest)[-spans:]}


def _day(moment: datetime) -> str:
    return f"{moment:%Y-%m-%d}"


def _week(moment: datetime) -> str:
    return f"{moment:%G-%V}"


def _month(moment: datetime) -> str:
    return f"{moment:%Y-%m}"
