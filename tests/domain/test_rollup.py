"""Districts from communes, the province from its units."""

from __future__ import annotations

from datetime import date

from campaign.domain.rollup import district_reports, sum_communes, sum_province
from campaign.domain.running_totals import Report, RunningTotal

W1, W2, W3 = date(2022, 5, 5), date(2022, 5, 12), date(2022, 5, 19)
FRIDAY = {W1: date(2022, 4, 29), W2: date(2022, 5, 6), W3: date(2022, 5, 13)}


def total(end: date, value: int, *, doses: int | None = None, incomplete: bool = False) -> RunningTotal:
    return RunningTotal(end, FRIDAY[end] if doses is not None else None, doses, value, incomplete)


def shown(totals: list[RunningTotal]) -> list[tuple[date, int, bool]]:
    return [(each.period_end, each.doses_to_date, each.incomplete) for each in totals]


def test_communes_are_summed_for_the_days_on_which_all_of_them_report() -> None:
    first, second = [total(W1, 10), total(W2, 15)], [total(W1, 20)]
    assert shown(sum_communes([first, second])) == [(W1, 30, False)]


def test_a_commune_that_never_reported_leaves_no_sum() -> None:
    assert sum_communes([[total(W1, 10)], []]) == []


def test_a_lower_bound_in_one_commune_makes_the_sum_a_lower_bound() -> None:
    assert shown(sum_communes([[total(W1, 10, incomplete=True)], [total(W1, 20)]])) == [(W1, 30, True)]


def test_doses_in_period_are_summed_only_where_all_state_the_same_period() -> None:
    (both,) = sum_communes([[total(W1, 10, doses=3)], [total(W1, 20, doses=4)]])
    (one,) = sum_communes([[total(W1, 10, doses=3)], [total(W1, 20)]])
    assert (both.doses_in_period, both.period_start) == (7, FRIDAY[W1])
    assert (one.doses_in_period, one.period_start) == (None, None)


def report(end: date, cumulative: int | None = None, *, doses: int | None = None) -> Report:
    return Report(end, ((FRIDAY[end], doses),) if doses is not None else (), cumulative, upload=7)


def test_the_communes_stand_where_they_are_complete_and_the_district_row_elsewhere() -> None:
    reports, derived = district_reports([report(W1, 31), report(W2, 40)], [[total(W1, 10)], [total(W1, 20)]])
    assert [(each.period_end, each.cumulative, each.upload) for each in reports] == [(W1, 30, None), (W2, 40, 7)]
    assert derived == {W1}


def test_communes_that_only_report_increments_leave_the_districts_own_cumulative_standing() -> None:
    communes = [[total(W1, 10, doses=10, incomplete=True)], [total(W1, 20, doses=20, incomplete=True)]]
    reports, derived = district_reports([report(W1, 10_000, doses=70)], communes)
    assert reports == [Report(W1, ((FRIDAY[W1], 30),), 10_000, 7)]
    assert derived == set()


def test_increments_of_all_communes_are_the_districts_increment() -> None:
    communes = [[total(W2, 10, doses=10, incomplete=True)], [total(W2, 20, doses=20, incomplete=True)]]
    reports, derived = district_reports([report(W1, 10_000)], communes)
    assert reports == [report(W1, 10_000), Report(W2, ((FRIDAY[W2], 30),), None, None)]
    assert derived == {W2}


def test_lower_bounds_of_communes_with_nothing_in_common_say_nothing_of_the_district() -> None:
    communes = [[total(W2, 10, doses=10, incomplete=True)], [total(W2, 20, incomplete=True)]]
    assert district_reports([], communes) == ([], set())


def test_the_province_takes_each_units_latest_figure_and_says_that_one_lacks_the_newest_week() -> None:
    units = {"105": [total(W1, 100), total(W2, 110)], "106": [total(W1, 200)]}
    assert shown(sum_province(units, ["105", "106"])) == [(W1, 300, False), (W2, 310, True)]


def test_a_week_that_ends_six_days_earlier_is_the_same_week_and_seven_days_is_not() -> None:
    sunday = RunningTotal(date(2022, 5, 11), None, None, 110, False)
    monday = RunningTotal(date(2022, 5, 12), None, None, 110, False)
    late = {"105": [sunday], "106": [total(W1, 200)]}
    later = {"105": [monday], "106": [total(W1, 200)]}
    assert shown(sum_province(late, ["105", "106"]))[-1] == (date(2022, 5, 11), 310, False)
    assert shown(sum_province(later, ["105", "106"]))[-1] == (date(2022, 5, 12), 310, True)


def test_the_province_is_a_lower_bound_while_a_district_has_no_figure() -> None:
    units = {"105": [total(W1, 100), total(W2, 100)], "106": [total(W2, 200)]}
    assert shown(sum_province(units, ["105", "106"])) == [(W1, 100, True), (W2, 300, False)]


def test_units_outside_the_districts_are_added_but_not_waited_for() -> None:
    units = {"105": [total(W1, 100), total(W3, 120)], "cdc": [total(W2, 7)]}
    assert shown(sum_province(units, ["105"])) == [(W1, 100, False), (W2, 107, True), (W3, 127, False)]
