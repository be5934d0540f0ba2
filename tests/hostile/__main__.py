"""The corpus of hostile and broken files, each answered in a process of its own: `python -m tests.hostile [NUMBER …]`.

Prints a line a file: verdict, seconds, and by how much the process grew that grew most (the app's or the reader's).
"""

from __future__ import annotations

import sys

from tests.hostile.corpus import CASES
from tests.hostile.measuring import Measured, measure

# Goal S1 of the design: how long an answer may take, and how much memory it may need.
SECONDS, MIB = 2.0, 150.0


def main(numbers: list[str]) -> int:
    """Run the cases, or those of some numbers; 1 when one is not answered as it should be."""
    cases = tuple(case for case in CASES if not numbers or str(case.number) in numbers)
    done = []
    for one in measure(cases):
        done.append(one)
        say(in_a_line(one))
    wrong, slow, large = summed(done)
    say(
        f"{len(done)} files, {wrong} answered otherwise; slowest {slow.case.id} {slow.seconds:.2f} s"
        f" (limit {SECONDS:.0f}); largest {large.case.id} +{large.mib:.0f} MiB (limit {MIB:.0f})"
    )
    return int(wrong > 0)


def in_a_line(one: Measured) -> str:
    """A case in the table."""
    cost = f"{one.seconds:6.2f} s {one.mib:6.0f} MiB"
    return f"{one.case.id:48} {one.status:13} {one.code:22} {cost}  {one.wrong}".rstrip()


def summed(done: list[Measured]) -> tuple[int, Measured, Measured]:
    """How many answers are wrong, the slowest case and the one that grew most."""
    wrong = sum(bool(one.wrong) for one in done)
    return wrong, max(done, key=lambda one: one.seconds), max(done, key=lambda one: one.mib)


def say(text: str) -> None:
    """One line on the terminal."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
