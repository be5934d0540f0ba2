"""Who has reported for the latest week: both sides of the edge, and nobody blamed where nobody reports apart."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.names.units import Unit
from campaign.domain.progress.last_reports import last_reports

UNITS = [
    Unit("12", "Tỉnh", "province", None),
    Unit("105", "Thành phố", "district", "12"),
    Unit("106", "Tam Đường", "district", "12"),
    Unit("03386", "Đông Phong", "commune", "105"),
    Unit("03387", "Quyết Thắng", "commune", "105"),
    Unit("03390", "Thị trấn Tam Đường", "commune", "106"),
    Unit("cdc", "CDC", "other", "12"),
]
LATEST = date(2022, 5, 29)


def late(ends, district="105"):
    return [row.unit for row in last_reports(UNITS, ends, district).late]


@pytest.mark.parametrize(("last", "is_late"), [(date(2022, 5, 23), False), (date(2022, 5, 22), True)])
def test_a_unit_is_late_when_it_lacks_the_whole_latest_week_of_its_kind(last, is_late):
    assert ("105" in late({"105": last, "106": LATEST})) == is_late


def test_communes_are_compared_with_communes_and_the_never_heard_are_late():
    ends = {"105": LATEST, "106": LATEST, "03386": date(2022, 4, 28), "03390": date(2022, 4, 28)}
    found = last_reports(UNITS, ends, "105")
    assert [(row.unit, row.last) for row in found.late] == [("03387", None)]
    assert found.latest == {"district": LATEST, "commune": date(2022, 4, 28)}


def test_where_no_commune_reports_apart_none_is_late():
    assert late({"105": LATEST, "106": LATEST}) == []


def test_a_district_that_never_reported_is_late_where_others_have():
    assert late({"106": LATEST}) == ["105"]
    assert late({}) == []


def test_the_district_comes_first_then_its_communes():
    assert [row.name for row in last_reports(UNITS, {}, "105").rows] == ["Thành phố", "Đông Phong", "Quyết Thắng"]
