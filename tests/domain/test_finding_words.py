"""What is said about findings."""

from __future__ import annotations

from campaign.domain.findings import ERROR, Finding, finding_message
from campaign.domain.wording.finding_words import PARTS, WORDS


def test_no_two_kinds_of_findings_share_a_code():
    assert len(WORDS) == sum(len(part) for part in PARTS)


def test_an_unknown_unit_is_told_with_the_nearest_names_or_without_any():
    near = Finding(ERROR, "unknown_unit", "CSV", "B2", {"name": "Tân Uyênn", "nearest": "Huyện Tân Uyên"})
    alone = Finding(ERROR, "unknown_unit", "CSV", "B2", {"name": "999", "nearest": "…"})
    assert "Nearest names: Huyện Tân Uyên." in finding_message(near, "en")
    assert "Nearest" not in finding_message(alone, "en")
    assert "999" in finding_message(alone, "en")
