"""When a session and a link are over, whatever the clock does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from campaign.access.clock import SteadyClock
from campaign.access.session_rules import is_link_open, why_ended
from campaign.settings import Lifetimes

THEN = datetime(2022, 8, 1, 8, 0, tzinfo=UTC)
HOURS_10, MINUTES_30 = timedelta(hours=10), timedelta(minutes=30)
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("since", "idle", "why"),
    [
        (timedelta(hours=1), MINUTES_30 - SECOND, ""),
        (timedelta(hours=1), MINUTES_30, "idle"),
        (HOURS_10 - SECOND, timedelta(), ""),
        (HOURS_10, timedelta(), "old"),
        (-timedelta(minutes=5), timedelta(), ""),  # two servers' clocks
        (-timedelta(minutes=5) - SECOND, timedelta(), "clock"),
        (-timedelta(days=400), timedelta(), "clock"),
    ],
)
def test_a_session_ends_idle_old_or_from_the_future(since, idle, why):
    assert why_ended(THEN, THEN + since - idle, THEN + since, Lifetimes()) == why


def test_the_site_sets_both_limits():
    short = Lifetimes(idle_minutes=5, session_hours=1)
    assert why_ended(THEN, THEN, THEN + timedelta(minutes=5) - SECOND, short) == ""
    assert why_ended(THEN, THEN, THEN + timedelta(minutes=5), short) == "idle"
    assert why_ended(THEN, THEN + timedelta(hours=1), THEN + timedelta(hours=1), short) == "old"


@pytest.mark.parametrize(
    ("after", "open_"),
    [
        (timedelta(), True),
        (timedelta(hours=72) - SECOND, True),
        (timedelta(hours=72), False),
        (-timedelta(minutes=5), True),
        (-timedelta(minutes=5) - SECOND, False),
    ],
)
def test_a_link_is_open_until_its_hour(after, open_):
    assert is_link_open(THEN, THEN + timedelta(hours=72), THEN + after) is open_


def test_a_clock_that_is_set_back_goes_on_as_if_it_were_not():
    times, seconds = [THEN, THEN + SECOND, THEN - timedelta(days=400)], [0.0, 1.0, 61.0]
    clock = SteadyClock(lambda: times.pop(0), lambda: seconds.pop(0))
    assert clock.now() == THEN + SECOND
    assert clock.now() == THEN + 61 * SECOND


def test_a_clock_that_is_set_forward_is_followed():
    times, seconds = [THEN, THEN + timedelta(days=1)], [0.0, 1.0]
    assert SteadyClock(lambda: times.pop(0), lambda: seconds.pop(0)).now() == THEN + timedelta(days=1)
