"""Districts from communes, the province from its units."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.counting.rollup import district_report, sum_communes, sum_province
from campaign.domain.counting.running_totals import Report, RunningTotal

W1, W2, W3 = date(2022, 5, 5), date(2022, 5, 12), date(2022, 5, 19)
FRIDAY = {W1: date(2022, 4, 29), W2: date(2022, 5, 6), W3: date(2022, 5, 13)}


def total(end: date, value: int, *, doses: int | None = None, incomplete: bool = False) -> RunningTotal:
    return RunningTotal(end, FRIDAY[end] if doses is not None else None, doses, value, incomplete)


def summed(*totals: RunningTotal) -> RunningTotal | None:
    today = {str(number): each for number, each in enumerate(totals)}
    return sum_communes(list(today), today)


def test_communes_are_summed_when_all_of_them_report() -> None:
    assert summed(total(W1, 10), total(W1, 20)) == total(W1, 30)


def test_a_commune_that_does_not_report_leaves_no_sum() -> None:
    assert sum_communes(["a", "b"], {"a": total(W1, 10)}) is None
    assert sum_communes([], {}) is None


def test_a_lower_bound_in_one_commune_makes_the_sum_a_lower_bound() -> None:
    assert summed(total(W1, 10, incomplete=True), total(W1, 20)) == total(W1, 30, incomplete=True)


def test_doses_in_period_are_summed_only_where_all_state_the_same_period() -> None:
    assert summed(total(W1, 10, doses=3), total(W1, 20, doses=4)) == total(W1, 30, doses=7)
    assert summed(total(W1, 10, doses=3), total(W1, 20)) == total(W1, 30)
    day = RunningTotal(W1, W1, 3, 10, False)
    assert summed(day, total(W1, 20, doses=4)) == total(W1, 30)


def report(end: date, cumulative: int | None = None, *, doses: int | None = None) -> Report:
    return Report(end, ((FRIDAY[end], doses),) if doses is not None else (), cumulative, upload=7)


@pytest.mark.parametrize(
    ("own", "of_communes", "expected"),
    [
        (report(W1, 31), total(W1, 30), (Report(W1, (), 30, None), True)),
        (report(W2, 40), None, (report(W2, 40), False)),
        # increments of lower bounds leave the district's own cumulative standing
        (
            report(W1, 10_000, doses=70),
            total(W1, 30, doses=30, incomplete=True),
            (Report(W1, ((FRIDAY[W1], 30),), 10_000, 7), False),
        ),
        # increments of all communes are the district's increment
        (None, total(W2, 30, doses=30, incomplete=True), (Report(W2, ((FRIDAY[W2], 30),), None, None), True)),
        # lower bounds with nothing in common say nothing of the district
        (None, total(W2, 30, incomplete=True), (None, False)),
        (None, None, (None, False)),
    ],
)
def test_the_communes_go_before_the_district_row_measure_by_measure(
    own: Report | None, of_communes: RunningTotal | None, expected: tuple[Report | None, bool]
) -> None:
    assert district_report(own, of_communes) == expected


def province(day: date, latest: dict[str, RunningTotal], expected: list[str]) -> tuple[date, int, bool]:
    found = sum_province(day, latest, expected)
    return found.period_end, found.doses_to_date, found.incomplete


def test_the_province_takes_each_units_latest_figure_and_says_that_one_lacks_the_newest_week() -> None:
    assert province(W1, {"105": total(W1, 100), "106": total(W1, 200)}, ["105", "106"]) == (W1, 300, False)
    assert province(W2, {"105": total(W2, 110), "106": total(W1, 200)}, ["105", "106"]) == (W2, 310, True)


def test_a_week_that_ends_six_days_earlier_is_the_same_week_and_seven_days_is_not() -> None:
    for day, late in ((date(2022, 5, 11), False), (date(2022, 5, 12), True)):
        latest = {"105": RunningTotal(day, None, None, 110, False), "106": total(W1, 200)}
        assert province(day, latest, ["105", "106"]) == (day, 310, late)


def test_the_province_is_a_lower_bound_while_a_district_has_no_figure() -> None:
    assert province(W1, {"105": total(W1, 100)}, ["105", "106"]) == (W1, 100, True)


def test_units_outside_the_districts_are_added_but_not_waited_for() -> None:
    assert province(W1, {"105": total(W1, 100)}, ["105"]) == (W1, 100, False)
    assert province(W3, {"105": total(W3, 120), "cdc": total(W2, 7)}, ["105"]) == (W3, 127, False)


def of_the_province(latest: dict[str, RunningTotal], day: date = W2) -> tuple[date | None, int | None]:
    found = sum_province(day, latest, ["105", "106", "107"])
    return found.period_start, found.doses_in_period


def test_doses_in_the_period_are_those_of_the_units_that_report_while_others_are_silent() -> None:
    silent = total(W1, 900, doses=80)
    assert of_the_province({"105": total(W2, 100, doses=10), "106": total(W2, 200, doses=20), "107": silent}) == (
        FRIDAY[W2],
        30,
    )


def test_a_unit_that_reports_for_the_first_time_adds_its_week_and_not_all_it_did_before() -> None:
    first = total(W2, 1800, doses=50)
    assert of_the_province({"105": total(W2, 100, doses=10), "106": first}) == (FRIDAY[W2], 60)


def test_nothing_is_said_of_the_period_where_weeks_end_on_different_days_or_are_not_stated() -> None:
    friday = RunningTotal(date(2022, 5, 20), None, None, 70, False)
    for other in (friday, total(W2, 70)):
        latest = {"105": total(W2, 100, doses=10), "106": other, "107": total(W1, 900, doses=80)}
        assert of_the_province(latest, max(W2, other.period_end)) == (None, None)
