"""Which backups are kept, on both sides of every ring's edge."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from campaign.workflows.safety.rings import (
    BEFORE_UPGRADE,
    BEFORE_WRITE,
    BY_HAND,
    DAILY,
    DAYS,
    LATEST,
    MONTHLY,
    MONTHS,
    NIGHTLY,
    RECENT,
    WEEKLY,
    WEEKS,
    Made,
    find_doomed,
    find_rings,
)

START = datetime(2022, 1, 3, 13, 0, tzinfo=UTC)  # a Monday, 20:00 in Việt Nam


def nightly(days: int) -> list[Made]:
    return [Made(f"d{day}", START + timedelta(days=day), NIGHTLY) for day in range(days)]


@pytest.mark.parametrize("reason", [BEFORE_WRITE, BEFORE_UPGRADE, BY_HAND])
def test_the_latest_twenty_of_a_reason_are_kept_and_the_one_before_goes(reason: str) -> None:
    made = [Made(f"w{number}", START + timedelta(minutes=number), reason) for number in range(LATEST + 1)]
    assert find_doomed(made) == ["w0"]
    assert find_doomed(made[1:]) == []
    assert find_rings(made)["w1"] == (RECENT,)


def test_reasons_do_not_push_each_other_out() -> None:
    writes = [Made(f"w{number}", START + timedelta(minutes=number), BEFORE_WRITE) for number in range(100)]
    upgrade = Made("u", START - timedelta(days=1), BEFORE_UPGRADE)
    assert "u" not in find_doomed([upgrade, *writes])


def test_thirty_days_are_kept_each_by_its_newest() -> None:
    made = nightly(DAYS)
    assert find_doomed(made) == []
    earlier = Made("noon", START + timedelta(days=3, hours=-8), NIGHTLY)
    assert find_doomed([*made[:3], earlier, *made[3:]]) == ["noon"]


def test_the_day_before_the_thirty_goes_unless_it_ends_a_week_or_a_month() -> None:
    made = nightly(DAYS + 7)  # 3 January to 8 February: the thirty begin on 10 January
    rings = find_rings(made)
    assert next(name for name in rings if DAILY in rings[name]) == "d7"
    assert find_doomed(made) == ["d0", "d1", "d2", "d3", "d4", "d5"]
    assert rings["d6"] == (WEEKLY,)  # Sunday, 9 January
    assert rings["d28"] == (DAILY, MONTHLY)  # 31 January


def test_twelve_weeks_and_twenty_four_months_are_kept_to_the_edge() -> None:
    rings = find_rings(nightly(800))
    weekly = [name for name in rings if WEEKLY in rings[name]]
    monthly = [name for name in rings if MONTHLY in rings[name]]
    assert (len(weekly), len(monthly)) == (WEEKS, MONTHS)
    assert rings["d799"] == (RECENT, DAILY, WEEKLY, MONTHLY)
    held = {name for name in rings if rings[name]}
    assert len(held) <= DAYS + WEEKS + MONTHS + 1


def test_midnight_is_the_offices() -> None:
    before = Made("before", datetime(2022, 5, 18, 16, 59, tzinfo=UTC), NIGHTLY)
    after = Made("after", datetime(2022, 5, 18, 17, 0, tzinfo=UTC), NIGHTLY)
    assert find_doomed([before, after]) == []
    assert find_doomed([before, before._replace(name="same day", made_at=before.made_at)]) == ["before"]


def test_an_office_closed_for_a_year_loses_none_of_its_days() -> None:
    made = nightly(DAYS)
    later = Made("later", START + timedelta(days=400), NIGHTLY)
    assert find_doomed([*made, later]) == ["d0"]


def test_the_newest_made_stays_though_the_clock_was_set_back() -> None:
    made = nightly(60)
    latest = Made("latest", START - timedelta(days=4000), NIGHTLY)
    assert "latest" not in find_doomed([*made, latest])
    assert RECENT in find_rings([*made, latest])["latest"]


def test_nothing_made_nothing_to_delete() -> None:
    assert find_doomed([]) == []
