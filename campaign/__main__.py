"""python -m campaign …"""

import gc

# A command makes millions of plain tuples and ends: looking through them for cycles would be a fifth of its time.
gc.set_threshold(100_000, 20, 20)

from campaign.cli import app  # noqa: E402  (importing it makes the first of them)

if __name__ == "__main__":
    app(prog_name="campaign")
