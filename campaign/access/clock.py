"""A clock for sessions that does not run backwards while the program runs."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SteadyClock:
    """The wall's time, and where somebody sets that back, the time that has passed since the program started.

    A PC without a good battery wakes up years ago: a session must neither live until the clock has caught up again nor
    end for everybody at once.
    """

    def __init__(self, wall: Callable[[], datetime], steady: Callable[[], float]) -> None:
        """`wall`: the time of day; `steady`: seconds since any moment, never fewer than before."""
        self._wall, self._steady = wall, steady
        self._wall_then, self._steady_then = wall(), steady()

    def now(self) -> datetime:
        """The time, UTC."""
        return max(self._wall(), self._wall_then + timedelta(seconds=self._steady() - self._steady_then))


_CLOCK = SteadyClock(lambda: datetime.now(UTC), time.monotonic)


def steady_now() -> datetime:
    """The time that sessions, links and failures are judged by."""
    return _CLOCK.now()
