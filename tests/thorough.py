"""How many examples the tests that draw at random try: few in every run, many when somebody asks for them.

`make thorough` sets THOROUGH to 40: forty times as many examples, drawn anew, and what they counted is printed.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, settings

# Of the mistakes planted, so many are reported at the right cell.
REPORTED = 0.95

TIMES = int(os.environ.get("THOROUGH", "1"))


def examples(few: int) -> Callable[[Any], Any]:
    """Hypothesis settings for `few` examples, times what THOROUGH says; a large example may take its time."""
    return settings(max_examples=few * TIMES, deadline=None, suppress_health_check=list(HealthCheck))


def are_reported(reported: Counter[bool]) -> bool:
    """Whether at least 95 % of the mistakes planted were reported at their cells; of a few, all but one."""
    return reported[False] <= max(1, (1 - REPORTED) * reported.total()) and reported[True] > 1


def tell(counted: str) -> None:
    """Print what was counted; pytest shows it with -s, or beside a failure."""
    sys.stdout.write(f"{counted}\n")
