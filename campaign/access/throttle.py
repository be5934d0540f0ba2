"""How often a sign-in may fail before one has to wait.

Counted over the last 15 minutes, by the login tried and by the address tried from (OWASP ASVS 5.0, 6.3.1). Nothing is
locked for good, and an attempt that had to wait is not counted: whoever waits gets in. The command line never waits.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from math import ceil

WINDOW = timedelta(minutes=15)
MOST_FAILURES = 20  # of a login, or of an address, in the window
FREE_FAILURES = 5  # of a login, after which each next one waits twice as long as the one before
LONGEST_DELAY = timedelta(minutes=5)


def seconds_to_wait(of_login: Sequence[datetime], of_address: Sequence[datetime], now: datetime) -> int:
    """How many seconds until the next attempt may be made; 0: now.

    The arguments are the times of failures. One whose time is to come (the clock was set back) counts as long as it is
    no further away than the window, so that no clock locks anybody out for longer than twice that.
    """
    waits = (_full(of_login, now), _full(of_address, now), _growing(of_login, now))
    return ceil(max(waits).total_seconds())


def is_recent(at: datetime, now: datetime) -> bool:
    """Whether a failure still counts."""
    return abs(now - at) < WINDOW


def login_subject(key: str) -> str:
    """A login as failures are kept by: a digest, since people type passwords into the wrong field."""
    return f"login {hashlib.sha256(key.encode('utf-8', 'replace')).hexdigest()}"


def address_subject(address: str) -> str:
    """An address as failures are kept by: of IPv6 the network, since one machine has billions of its addresses."""
    return f"address {_network(address)}"


def _full(failures: Sequence[datetime], now: datetime) -> timedelta:
    """Until the oldest of the last twenty leaves the window."""
    recent = sorted(at for at in failures if is_recent(at, now))
    return recent[-MOST_FAILURES] + WINDOW - now if len(recent) >= MOST_FAILURES else timedelta()


def _growing(failures: Sequence[datetime], now: datetime) -> timedelta:
    """2, 4, 8 … seconds after the newest of more than five."""
    recent = sorted(at for at in failures if is_recent(at, now))
    over = len(recent) - FREE_FAILURES
    if over <= 0:
        return timedelta()
    delay = min(timedelta(seconds=2**over), LONGEST_DELAY)
    return max(recent[-1] + delay - now, timedelta())


def _network(address: str) -> str:
    try:
        found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    except ValueError:
        return hashlib.sha256(address.encode("utf-8", "replace")).hexdigest()
    if isinstance(found, IPv6Address):
        return str(found.ipv4_mapped or IPv6Network((found, 64), strict=False))
    return str(found)
