"""What is said beside a coverage that must not be trusted blindly."""

from __future__ import annotations

import pandas as pd
import pytest

from campaign.domain.frames import PROGRESS
from campaign.domain.progress.caveats import (
    LATE,
    LOWER_BOUND,
    OVER_ALL,
    PEOPLE_AT_LEAST,
    RESIDENTS_INSTEAD,
    find_caveats,
    find_kinds,
)

GOOD = {
    "people_at_least": False,
    "name": "Huyện Tam Đường",
    "period_end": pd.Timestamp("2022-05-19"),
    "doses_to_date": 90,
    "incomplete": False,
    "stale": False,
    "denominator_kind": "due",
    "coverage": 0.9,
}


def progress(**changes: object) -> pd.DataFrame:
    row = {column: GOOD.get(column, pd.NA) for column in PROGRESS} | changes
    types = {"coverage": "Float64", "doses_to_date": "Int64", "incomplete": "bool", "stale": "bool"}
    return pd.DataFrame([row]).astype(types)


@pytest.mark.parametrize(
    ("changes", "kind", "messages"),
    [
        ({}, "due", []),
        ({"coverage": 1.0}, "due", []),
        ({"coverage": 1.001}, "due", [OVER_ALL]),
        ({"stale": True}, "due", [LATE]),
        ({"incomplete": True}, "due", [LOWER_BOUND]),
        ({"people_at_least": True}, "interval", [PEOPLE_AT_LEAST]),
        ({"denominator_kind": "resident"}, "due", [RESIDENTS_INSTEAD]),
        ({"denominator_kind": "resident"}, "resident", []),
        ({"coverage": None, "denominator_kind": None}, "due", []),
        ({"coverage": 1.2, "stale": True, "incomplete": True}, "due", [OVER_ALL, LATE, LOWER_BOUND]),
    ],
)
def test_each_reason_to_doubt_a_coverage_is_told(changes: dict[str, object], kind: str, messages: list[str]) -> None:
    found = list(find_caveats(progress(**changes), kind))
    assert [caveat.message for caveat in found] == messages
    assert all([name for name, _ in caveat.units] == ["Huyện Tam Đường"] for caveat in found)


def test_the_denominators_really_used_are_named_and_the_targets_own_where_there_are_none() -> None:
    both = pd.concat([progress(), progress(denominator_kind="resident")])
    assert find_kinds(both, "due") == ["resident", "due"]
    assert find_kinds(progress(denominator_kind=None, coverage=None), "due") == ["due"]
