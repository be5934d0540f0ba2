"""A file with thousands of findings: the first ones of each kind are kept, and how many more there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from campaign.domain.findings import INFO, Finding

# More than anybody corrects before reading the file again.
MOST_OF_A_KIND = 200


def keep_first(findings: Iterable[Finding], most: int = MOST_OF_A_KIND) -> list[Finding]:
    """The first `most` findings of each code in their order, after the last of them one that counts the others."""
    counts: Counter[str] = Counter()
    kept: list[Finding] = []
    more: dict[str, int] = {}  # code -> where its count goes
    for finding in findings:
        counts[finding.code] += 1
        if counts[finding.code] <= most:
            kept.append(finding)
        elif finding.code not in more:
            more[finding.code] = len(kept)
            kept.append(Finding(INFO, "and_more", finding.sheet, finding.cell))
    for code, place in more.items():
        kept[place] = kept[place]._replace(values={"count": counts[code] - most, "shown": most})
    return kept
