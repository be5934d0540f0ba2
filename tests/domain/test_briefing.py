"""What leadership asks each Monday: who is late and what it costs, what moved, who is silent."""

from __future__ import annotations

from datetime import timedelta

import pytest

from campaign.domain.briefing.catching_up import find_late, find_worst, late_rows
from campaign.domain.briefing.changes import with_changes
from campaign.domain.briefing.moves import find_moves
from campaign.domain.briefing.silence import find_silent
from campaign.domain.briefing.summary import Tally, tally
from campaign.domain.frames import BRIEFING, PROGRESS
from tests.charts.frames_for_charts import AS_OF, progress_row, progress_table
from tests.domain.progress_tables import told

WEEK_BEFORE = AS_OF - timedelta(days=7)
DOSES = {"T6": ("18+", "dose_3"), "T2": ("12-17", "dose_2"), "T4": ("12-17", "dose_2"), "T7": ("5-11", "dose_2")}


def row(unit="108", target="T6", **given):
    """A district of a target, at 62 % on 19/05/2022."""
    values = dict(zip(PROGRESS, progress_row(unit, f"Huyện {unit}", **given), strict=True))
    return list({**values, "target": target}.values())


def before(unit="108", target="T6", **given):
    """The same a week earlier, at 60 %."""
    earlier = {"period_end": WEEK_BEFORE, "coverage": 0.60, "doses_to_date": 600}
    return row(unit, target, **earlier | given)


def briefing(*now, then=()):
    return with_changes(progress_table(*now), progress_table(*then) if then else progress_table().iloc[:0])


def listed(frame):
    return list(frame.itertuples(index=False))


def only(*now, then=()):
    (found,) = listed(briefing(*now, then=then))
    return found


def test_a_unit_that_reported_moved_by_the_difference_to_its_report_before():
    found = only(row(), then=[before(status="behind")])
    assert list(found._fields) == list(BRIEFING)
    assert found.coverage_change == pytest.approx(0.02)
    assert (found.doses_change, found.coverage_before, found.status_before) == (20, 0.60, "behind")


def test_a_unit_that_reported_the_same_stood_still():
    found = only(row(), then=[before(coverage=0.62, doses_to_date=620)])
    assert (found.coverage_change, found.doses_change) == (0.0, 0)


def test_a_unit_that_has_not_reported_since_has_not_stood_still():
    found = only(row(period_end=WEEK_BEFORE, stale=True), then=[before(coverage=0.62, doses_to_date=620)])
    assert told(found.coverage_change) is None
    assert told(found.doses_change) is None
    assert found.coverage_before == 0.62


@pytest.mark.parametrize(
    "then", [(), [before(unit="107")], [before(target="T7")], [before(coverage=None, doses_to_date=None)]]
)
def test_nothing_to_compare_with_leaves_the_changes_unknown(then):
    found = only(row(), then=then)
    assert [told(value) for value in (found.coverage_before, found.coverage_change, found.doses_change)] == [None] * 3


def test_the_provinces_change_is_unknown_while_a_district_reports_for_the_first_time():
    province = {"kind": "province", "doses_to_date": 3000}
    then = [before("12", **province | {"doses_to_date": 1000}), before("108")]
    known = briefing(row("12", **province), row("108"), then=then)
    assert [told(value) for value in known["doses_change"]] == [2000, 20]
    first = briefing(row("12", **province), row("108"), row("107"), then=then)
    assert [told(value) for value in first["doses_change"]] == [None, 20, None]
    silent = row("107", coverage=None, doses_to_date=None, period_end=None)
    assert told(briefing(row("12", **province), row("108"), silent, then=then)["doses_change"][0]) == 2000


def test_each_row_is_compared_with_its_own_target_and_unit():
    then = [before("107", "T7", coverage=0.1), before("108", "T7", coverage=0.2), before("107", "T6", coverage=0.3)]
    found = briefing(row("107"), row("108"), row("107", "T7"), row("108", "T7"), then=then)
    assert [told(value) for value in found["coverage_before"]] == [0.3, None, 0.1, 0.2]


@pytest.mark.parametrize(
    ("pace", "required", "extra", "times"),
    [
        (50.0, 63.0, 13.0, 1.26),
        (63.0, 63.0, 0.0, 1.0),
        (80.0, 63.0, 0.0, 0.7875),  # faster than it needs to be
        (0.0, 63.0, 63.0, None),
        (None, 63.0, 63.0, None),  # no pace yet: all that is needed is lacking
        (-10.0, 63.0, 73.0, None),  # a correction downwards
        (50.0, None, None, None),  # the deadline has passed
    ],
)
def test_what_is_lacking_is_the_pace_needed_without_the_pace_there_is(pace, required, extra, times):
    found = only(row(pace=pace, required_pace=required))
    assert told(found.extra_pace) == extra
    assert told(found.speed_up) == (times if times is None else pytest.approx(times))


def paced(unit, extra, status="behind", remaining=100):
    """A district that lacks `extra` doses a week, or one that is past its deadline."""
    return row(
        unit, pace=10.0, required_pace=None if extra is None else 10.0 + extra, status=status, remaining=remaining
    )


LATE = (
    paced("105", 5.0, "at_risk"),
    paced("106", None, "missed", 900),
    paced("107", 40.0),
    paced("108", None, "missed", 1000),
    paced("109", 40.0, remaining=101),
    paced("110", 99.0, "on_track"),
    paced("111", 99.0, "met"),
    paced("112", None, "behind", 7),  # its last day: no pace can help any more
    paced("113", 99.0, "no_data"),
)


def test_the_late_stand_in_the_order_of_what_it_costs_to_catch_up():
    found = find_late(briefing(*LATE))
    assert list(found["unit"]) == ["109", "107", "105", "112", "108", "106"]


def test_rows_and_a_frame_of_the_late_stand_in_the_same_order():
    table = briefing(*LATE)
    assert [each.unit for each in late_rows(listed(table))] == list(find_late(table)["unit"])


def test_without_anybody_late_there_is_no_worst():
    assert find_worst(late_rows(listed(briefing(paced("110", 99.0, "on_track"))))) == []


@pytest.mark.parametrize(
    ("rows", "worst"),
    [
        ([paced("105", 41.0), paced("106", 40.0)], ["105"]),
        ([paced("105", 39.2), paced("106", 39.8)], ["106", "105"]),  # 40 whole doses each
        ([paced("105", 39.8), paced("106", 40.2)], ["106"]),
        ([paced("105", None, "missed", 50), paced("106", None, "missed", 50)], ["105", "106"]),
        ([paced("105", None, "missed", 50), paced("106", None, "missed", 49)], ["105"]),
        ([paced("105", 40.0), paced("106", None, "missed", 9999)], ["105"]),
    ],
)
def test_the_worst_are_those_that_catching_up_costs_as_much_as_the_first(rows, worst):
    assert [each.unit for each in find_worst(late_rows(listed(briefing(*rows))))] == worst


def test_targets_are_counted_by_how_they_stand():
    statuses = ("behind", "at_risk", "at_risk", "missed", "on_track", "met", "met_late", "no_data", "open")
    rows = [row(target=f"T{number}", status=status) for number, status in enumerate(statuses)]
    found = tally(listed(briefing(*rows)))
    assert found == Tally(9, behind=1, at_risk=2, missed=1, on_track=1, met=2, met_late=1)
    assert found.unknown == 2
    assert tally([]) == Tally(0, 0, 0, 0, 0, 0)


def moves(*now, then=()):
    return find_moves(listed(briefing(*now, then=then)), DOSES)


def test_statuses_that_grew_worse_are_told_before_those_that_grew_better():
    found = moves(
        row("105", status="at_risk"),
        row("106", status="on_track"),
        row("107", status="at_risk"),
        then=[before("105", status="behind"), before("106", status="behind"), before("107", status="on_track")],
    )
    assert [each.unit for each in found.judged] == ["107", "105", "106"]


def test_a_status_that_changed_is_told_the_gravest_first():
    found = moves(
        row("105", status="at_risk"),
        row("106", status="behind"),
        row("107", status="behind"),
        row("109", status="met"),
        then=[before(unit, status=then) for unit, then in (("105", "on_track"), ("106", "at_risk"), ("107", "behind"))],
    )
    assert [(each.unit, each.status_before, each.status) for each in found.judged] == [
        ("106", "at_risk", "behind"),
        ("105", "on_track", "at_risk"),
    ]


def test_the_largest_rises_of_districts_are_told():
    rises = {"12": 0.9, "105": 0.1, "106": 0.4, "107": 0.3, "109": 0.2}
    now = [
        row(unit, coverage=0.6 + rise, kind="province" if unit == "12" else "district") for unit, rise in rises.items()
    ]
    found = moves(*now, then=[before(unit, coverage=0.6) for unit in rises])
    assert [each.unit for each in found.risen] == ["106", "107", "109"]


@pytest.mark.parametrize(
    ("coverage", "doses", "told_as"),
    [
        (0.62, 620, "risen"),
        (0.6006, 601, "risen"),
        (0.6004, 601, ""),
        (0.60, 600, ""),
        (0.6, 599, "fallen"),  # fewer doses, of fewer people
        (0.5994, 600, "fallen"),
        (0.5996, 600, ""),
        (0.58, 620, "fallen"),  # more people than were counted before
    ],
)
def test_a_change_is_told_once_it_can_be_read(coverage, doses, told_as):
    found = moves(row(coverage=coverage, doses_to_date=doses), then=[before()])
    assert {"risen": bool(found.risen), "fallen": bool(found.fallen)} == {
        "risen": told_as == "risen",
        "fallen": told_as == "fallen",
    }


def test_a_figure_that_serves_two_targets_falls_once_towards_the_one_with_a_deadline():
    given = {"coverage": 0.5, "doses_to_date": 500, "denominator_kind": "resident"}
    now = [row(target="T2", deadline=None, **given), row(target="T4", **given), row(target="T7", **given)]
    found = moves(*now, then=[before(target=target) for target in ("T2", "T4", "T7")])
    assert [each.target for each in found.fallen] == ["T4", "T7"]


def test_a_unit_that_has_not_reported_since_neither_rises_nor_falls():
    found = moves(row(period_end=WEEK_BEFORE), then=[before(coverage=0.9, doses_to_date=900)])
    assert (found.risen, found.fallen) == ([], [])


def test_the_silent_are_named_with_the_oldest_day_of_their_figures():
    old = {"period_end": WEEK_BEFORE, "stale": True}
    found = find_silent(
        listed(progress_table(row("105"), row("106", **old), row("105", "T7"), row("106", "T7", **old)))
    )
    assert [(each.unit, each.late, each.last, each.never) for each in found] == [("106", ["T6", "T7"], WEEK_BEFORE, [])]
    assert found[0].whole


def test_a_district_without_any_figure_is_silent_where_another_has_one():
    none = {"period_end": None, "doses_to_date": None, "coverage": None}
    rows = [row("105"), row("106", **none), row("105", "T7", **none), row("106", "T7", **none)]
    found = find_silent(listed(progress_table(*rows)))
    assert [(each.unit, each.late, each.last, each.never) for each in found] == [("106", [], None, ["T6"])]
    assert found[0].whole


def test_a_district_that_lacks_the_figures_of_one_target_has_reported_the_others():
    none = {"period_end": None, "doses_to_date": None, "coverage": None}
    rows = [row("105"), row("106", **none), row("105", "T7"), row("106", "T7")]
    found = find_silent(listed(progress_table(*rows)))
    assert [(each.unit, each.late, each.last, each.never, each.whole) for each in found] == [
        ("106", [], None, ["T6"], False)
    ]


def test_what_was_reported_earlier_and_what_never_are_told_apart():
    none, old = (
        {"period_end": None, "doses_to_date": None, "coverage": None},
        {"period_end": WEEK_BEFORE, "stale": True},
    )
    rows = [row("105"), row("106", **old), row("105", "T7"), row("106", "T7", **none)]
    (found,) = find_silent(listed(progress_table(*rows)))
    assert (found.late, found.last, found.never, found.whole) == (["T6"], WEEK_BEFORE, ["T7"], True)


def test_nobody_is_silent_where_all_have_reported():
    assert find_silent(listed(progress_table(row("105"), row("106")))) == []
