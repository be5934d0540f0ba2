"""How long one waits after failed sign-ins, on both sides of each edge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from campaign.access.throttle import address_subject, login_subject, seconds_to_wait

NOW = datetime(2022, 8, 1, 9, 0, tzinfo=UTC)


def ago(*seconds: float) -> list[datetime]:
    return [NOW - timedelta(seconds=each) for each in seconds]


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        (ago(*range(1, 6)), 0),  # five are free
        (ago(*range(6)), 2),  # the sixth, just now
        (ago(*range(1, 7)), 1),
        (ago(*range(2, 8)), 0),
        (ago(*range(7)), 4),
        (ago(*range(8)), 8),
        (ago(*range(12)), 128),
        (ago(*range(13)), 256),
        (ago(*range(14)), 300),  # never longer than five minutes
        (ago(*range(19)), 300),
        (ago(*range(899, 900 + 19)), 0),
    ],
)
def test_a_login_waits_longer_with_every_failure(failures, seconds):
    assert seconds_to_wait(failures, [], NOW) == seconds


@pytest.mark.parametrize(
    ("failures", "seconds"),
    [
        (ago(*range(19)), 0),  # nineteen
        (ago(*range(20)), 900 - 19),  # twenty: until the oldest is a quarter of an hour ago
        (ago(*range(30)), 900 - 19),
        (ago(*[899] * 20), 1),
        (ago(*[900] * 20), 0),
    ],
)
def test_an_address_waits_after_twenty_in_a_quarter_of_an_hour(failures, seconds):
    assert seconds_to_wait([], failures, NOW) == seconds


def test_failures_of_a_clock_that_was_set_back_hold_for_twice_the_window_at_most():
    ahead = [NOW + timedelta(seconds=899)] * 20
    assert seconds_to_wait([], ahead, NOW) == 899 + 900
    assert seconds_to_wait(ahead, [], NOW) == 899 + 900
    assert seconds_to_wait([NOW + timedelta(days=400)] * 30, [NOW + timedelta(seconds=900)] * 30, NOW) == 0


def test_a_login_is_kept_as_a_digest_of_one_length():
    assert login_subject("an") != login_subject("lan")
    assert "secret" not in login_subject("my secret password")
    assert {len(login_subject(text)) for text in ("", "an", "x" * 5000)} == {70}


@pytest.mark.parametrize(
    ("address", "subject"),
    [
        ("10.0.0.7", "address 10.0.0.7"),
        ("::ffff:10.0.0.7", "address 10.0.0.7"),
        ("2001:db8:1:2:3:4:5:6", "address 2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "address 2001:db8:1:2::/64"),
        ("fe80::1%eth0", "address fe80::/64"),
    ],
)
def test_addresses_that_one_machine_can_have_are_one(address, subject):
    assert address_subject(address) == subject


def test_what_is_no_address_is_kept_short():
    assert len(address_subject("x" * 5000)) <= 80
