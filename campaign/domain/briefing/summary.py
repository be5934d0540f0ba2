"""Where the targets with a deadline stand, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from campaign.domain.progress.status import AT_RISK, BEHIND, MET, MET_LATE, MISSED, ON_TRACK


class Tally(NamedTuple):
    """How many targets have a deadline, and how many of them are how; `unknown` cannot be judged.

    `met_late`: those of `met` that were met after their deadline.
    """

    total: int
    behind: int
    at_risk: int
    missed: int
    on_track: int
    met: int
    met_late: int = 0

    @property
    def unknown(self) -> int:
        """Those without figures, or without a share to reach."""
        return self.total - self.behind - self.at_risk - self.missed - self.on_track - self.met


def tally(dated: Iterable[Any]) -> Tally:
    """Count the province's rows of PROGRESS towards targets with a deadline, one a target."""
    counts = Counter(str(row.status) for row in dated)
    late = counts[MET_LATE]
    met = counts[MET] + late
    return Tally(counts.total(), counts[BEHIND], counts[AT_RISK], counts[MISSED], counts[ON_TRACK], met, late)
