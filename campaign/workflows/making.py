"""How many files are made at once: each keeps a processor for seconds, and whoever looks at pages must not wait."""

from __future__ import annotations

from threading import BoundedSemaphore

AT_ONCE = 2
MAKING = BoundedSemaphore(AT_ONCE)  # held while a report or a ranking is written
