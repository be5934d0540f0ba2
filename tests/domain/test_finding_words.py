"""What is said about findings."""

from __future__ import annotations

from campaign.domain.wording.finding_words import PARTS, WORDS


def test_no_two_kinds_of_findings_share_a_code():
    assert len(WORDS) == sum(len(part) for part in PARTS)
