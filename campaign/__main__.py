"""python -m campaign …"""

import atexit
import gc

# A command makes millions of plain tuples and ends: looking through them for cycles would be a fifth of its time, and
# looking through everything once more at its end as much again as a small sheet takes.
gc.set_threshold(1_000_000, 20, 20)
atexit.register(gc.freeze)

from campaign.cli import app  # noqa: E402  (importing it makes the first of them)

if __name__ == "__main__":
    app(prog_name="campaign")
