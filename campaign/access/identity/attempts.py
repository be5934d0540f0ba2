"""Sign-ins on their way to the identity provider and back: kept in the server's memory, each good once."""

from __future__ import annotations

import hmac
import secrets
import time
from collections.abc import Callable
from threading import Lock
from typing import NamedTuple

from campaign.access.actors import NOBODY, Actor
from campaign.access.tokens import digest_of, new_token

GOOD_SECONDS = 10 * 60
MOST, MOST_OF_ADDRESS = 2000, 100  # what strangers may make the server remember; the oldest goes first


class Attempt(NamedTuple):
    """Somebody who pressed the button.

    `browser` is the digest of a cookie, `before` whoever was signed in there; `after` and `language` are for the way
    back.
    """

    state: str
    nonce: str
    verifier: str
    browser: str
    began: float
    address: str
    after: str
    language: str
    before: Actor = NOBODY


class Attempts:
    """Those that have not come back yet."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._open: dict[str, Attempt] = {}  # by state, the oldest first
        self._one_at_a_time = Lock()

    def begin(
        self, *, address: str = "", after: str = "/", language: str = "", before: Actor = NOBODY
    ) -> tuple[Attempt, str]:
        """A new attempt, and the secret for a cookie of the browser that makes it."""
        secret = new_token()
        attempt = Attempt(
            state=new_token(),
            nonce=new_token(),
            verifier=secrets.token_urlsafe(48),
            browser=digest_of(secret),
            began=self._clock(),
            address=address,
            after=after,
            language=language,
            before=before,
        )
        with self._one_at_a_time:
            self._make_room(address)
            self._open[attempt.state] = attempt
        return attempt, secret

    def take(self, state: str, secret: str) -> Attempt | None:
        """The attempt that comes back, to be had once; None unless this browser began it in the last ten minutes."""
        with self._one_at_a_time:
            attempt = self._open.pop(state, None)
        if attempt is None or self._is_over(attempt):
            return None
        return attempt if hmac.compare_digest(attempt.browser, digest_of(secret)) else None

    def _make_room(self, address: str) -> None:
        for each in [each for each in self._open.values() if self._is_over(each)]:
            del self._open[each.state]
        same = [each.state for each in self._open.values() if each.address == address]
        for states, most in ((same, MOST_OF_ADDRESS), (list(self._open), MOST)):
            for state in states[: max(0, len(states) - most + 1)]:
                self._open.pop(state, None)

    def _is_over(self, attempt: Attempt) -> bool:
        return self._clock() - attempt.began > GOOD_SECONDS
