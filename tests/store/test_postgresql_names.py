"""Names of databases that a restore makes: PostgreSQL cuts what is longer than 63 bytes, and says nothing."""

from __future__ import annotations

import pytest

from campaign.store.safety.postgresql_swap import longest_name

ENDING = "_replaced_20220801_080000"  # 25 bytes


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("campaign", "campaign"),
        ("a" * 38, "a" * 38),
        ("a" * 39, "a" * 38),
        ("tiêm" + "ủ" * 11, "tiêm" + "ủ" * 11),  # 38 bytes
        ("tiêm" + "ủ" * 12, "tiêm" + "ủ" * 11),
        ("ti" + "ủ" * 13, "ti" + "ủ" * 12),  # no letter is cut in two
    ],
)
def test_the_name_gives_way_and_the_ending_stays_whole(name: str, kept: str) -> None:
    made = longest_name(name, ENDING)
    assert made == kept + ENDING
    assert len(made.encode()) <= 63
