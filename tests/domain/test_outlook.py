"""The outlook: the best week, the people due, whether it can be done, and what is reached at the present pace."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.domain.frames import HOLIDAYS, INTERVALS, OUTLOOK, POINTS, PROGRESS, TARGETS, UNITS, frame
from campaign.domain.progress.feasibility import feasibility_words
from campaign.domain.progress.outlook import outlook
from campaign.locale import translator
from tests.domain.progress_tables import (
    CITY,
    DISTRICT_ROWS,
    TAM_DUONG,
    day,
    interval,
    measured,
    people,
    report,
    standing,
    target,
    told,
    unit_rows,
)
from tests.thorough import examples

AS_OF = "15/05/2022"
DEADLINE = "29/05/2022"  # two weeks ahead
THREE_MONTHS = [interval(3, "17/12/2021")]


def ahead(as_of, reports, denominators, targets=None, *, units=None, intervals=(), holidays=()):
    """The outlook at a date, of the city alone unless said."""
    return outlook(
        frame(reports, POINTS),
        standing(denominators),
        frame(targets or [target(deadline=DEADLINE)], TARGETS),
        frame(unit_rows("district", [CITY]) if units is None else units, UNITS),
        frame(intervals, INTERVALS),
        frame(holidays, HOLIDAYS),
        day(as_of).date(),
    )


def one(*args, **named):
    return ahead(*args, **named).iloc[0]


def shown(row, *columns):
    return [told(row[column]) for column in columns]


def why(row):
    return feasibility_words(row, translator("en"), "en")


def weeks(*doses, last=AS_OF):
    """A report a week, the last ending on that day."""
    ends = [day(last) - pd.Timedelta(weeks=back) for back in reversed(range(len(doses)))]
    return [report(f"{end:%d/%m/%Y}", sum(doses[: n + 1]), doses[n]) for n, end in enumerate(ends)]


# --- the best week ---


@pytest.mark.parametrize(
    ("doses", "best", "end"),
    [
        ((70,), 70, "15/05/2022"),
        ((100, 70, 90), 100, "01/05/2022"),
        ((100, 100, 90), 100, "01/05/2022"),  # the first of equals
        ((200, *[10] * 10), 200, "06/03/2022"),  # however long ago
        ((0, 0), 0, "08/05/2022"),
    ],
)
def test_the_best_week_is_the_one_with_the_most_doses_so_far(doses, best, end):
    assert shown(one(AS_OF, weeks(*doses), [people(9000)]), "best_week", "best_week_end") == [best, end]


def test_a_later_week_is_not_the_best_yet():
    reports = [*weeks(70, 80), report("22/05/2022", 950, 800)]
    assert shown(one(AS_OF, reports, [people(9000)]), "best_week") == [80]


def test_without_a_reported_week_there_is_no_best_one():
    row = one(AS_OF, [report(AS_OF, 5000)], [people(9000)])
    assert shown(row, "best_week", "best_week_end", "feasibility") == [None, None, None]


def test_a_week_known_by_a_few_days_alone_is_no_best_week():
    days = [report(f"{9 + n:02}/05/2022", 30 * (n + 1), 30, days=1) for n in range(7)]
    before = report("08/05/2022", 0, 0, days=1)
    assert shown(one("15/05/2022", days[:1], [people(9000)]), "pace", "best_week") == [210, None]
    assert shown(one("15/05/2022", [before, *days], [people(9000)]), "best_week") == [210]


# --- can it be done ---


@pytest.mark.parametrize(
    ("remaining", "feasibility"),
    [
        (0, None),
        (1, "feasible"),
        (199, "feasible"),
        (200, "feasible"),  # 100 a week, as in the best week
        (201, "stretch"),
        (399, "stretch"),
        (400, "stretch"),  # twice the best week
        (401, "impossible"),
        (9000, "impossible"),
    ],
)
def test_the_required_pace_is_held_against_the_best_week(remaining, feasibility):
    row = one(AS_OF, weeks(100, 40), [people(140 + remaining)])
    assert shown(row, "remaining", "feasibility") == [remaining, feasibility]


@pytest.mark.parametrize(
    ("as_of", "feasibility"),
    [("28/05/2022", "impossible"), ("29/05/2022", None), ("30/05/2022", None)],
)
def test_nothing_is_judged_on_the_last_day_or_after_it(as_of, feasibility):
    assert told(one(as_of, weeks(100, 40), [people(340)]).feasibility) == feasibility


@pytest.mark.parametrize("goal", [target(), target(threshold=None, deadline=DEADLINE)])
def test_nothing_is_judged_without_a_deadline_or_a_threshold(goal):
    row = one(AS_OF, weeks(100, 40), [people(340)], [goal])
    assert told(row.feasibility) is None
    assert why(row) == "No deadline is set, so no pace is asked for."


def test_nothing_is_judged_without_figures_or_people():
    for row in (one(AS_OF, [], [people(340)]), one(AS_OF, weeks(100, 40), [])):
        assert told(row.feasibility) is None
        assert why(row) == "The figures or the number of people are not known, so nothing can be judged."


@pytest.mark.parametrize("doses", [(0, 0), (0, -5)])
def test_a_unit_that_has_not_begun_is_not_called_impossible(doses):
    row = one(AS_OF, [*weeks(50, *doses)][1:], [people(340)])
    assert told(row.feasibility) is None
    assert why(row).startswith("No week with doses is reported yet")


def test_a_figure_says_why_it_is_feasible_a_stretch_or_impossible():
    said = {remaining: why(one(AS_OF, weeks(100, 40), [people(140 + remaining)])) for remaining in (200, 300, 500)}
    assert said == {
        200: "100 doses a week are needed; the best week so far, up to 8 May 2022, had 100. "
        "Due by 29 May 2022 and not vaccinated: 200; still to vaccinate: 200.",
        300: "150 doses a week are needed, more than ever before: the best week so far, up to 8 May 2022, had 100. "
        "Due by 29 May 2022 and not vaccinated: 300; still to vaccinate: 300.",
        500: "250 doses a week are needed, more than 2 times the best week so far, which had 100 (up to 8 May 2022); "
        "still to vaccinate by 29 May 2022: 500.",
    }


# --- the people due ---


def primary(*points):
    """Reports of the dose before, doses to date alone."""
    return [report(end, doses, dose="dose_2") for end, doses in points]


def pool(reports, *, as_of=AS_OF, denominator=1000, intervals=THREE_MONTHS, goal=None):
    goals = [goal or target(deadline=DEADLINE)]
    return one(as_of, [*weeks(100, 40), *reports], [people(denominator)], goals, intervals=intervals)


def test_the_pool_is_who_had_the_dose_before_the_interval_earlier_and_not_this_one():
    row = pool(primary(("15/02/2022", 500), ("28/02/2022", 900)))
    assert shown(row, "pool_now", "pool_by_deadline", "pool_kind") == [360, 760, "interval"]
    assert shown(row, "pool_now_at_least", "pool_at_least") == [False, False]


@pytest.mark.parametrize(("reported", "pool_now"), [("15/02/2022", 360), ("16/02/2022", None)])
def test_the_dose_before_counts_from_the_day_the_interval_is_over(reported, pool_now):
    row = pool(primary((reported, 500), ("28/02/2022", 900)))
    assert shown(row, "pool_now", "pool_by_deadline") == [pool_now, 760]


def test_more_doses_than_people_due_leave_nobody_in_the_pool():
    assert shown(pool(primary(("15/02/2022", 100), ("28/02/2022", 120))), "pool_now", "pool_by_deadline") == [0, 0]


def test_without_an_interval_the_pool_is_what_is_left_of_the_denominator():
    row = pool(primary(("15/02/2022", 500)), intervals=())
    assert shown(row, "pool_now", "pool_by_deadline", "pool_kind") == [860, 860, "due"]


def test_without_reports_of_the_dose_before_the_pool_is_what_is_left_of_the_denominator():
    assert shown(pool([]), "pool_now", "pool_by_deadline", "pool_kind") == [860, 860, "due"]


def test_a_target_on_people_due_by_interval_has_no_pool_while_they_are_unknown():
    row = pool([], goal=target("interval", deadline=DEADLINE))
    assert shown(row, "denominator", "pool_now", "pool_by_deadline", "pool_kind") == [None, None, None, None]


def test_without_a_deadline_ahead_nobody_is_counted_by_it():
    row = pool(primary(("15/02/2022", 500)), goal=target())
    assert shown(row, "pool_now", "pool_by_deadline") == [360, None]


@pytest.mark.parametrize(
    ("deadline", "at_least"),
    [("31/05/2022", False), ("01/06/2022", True)],  # the last report of the dose before is of 28/02
)
def test_who_falls_due_after_the_last_report_of_the_dose_before_is_a_lower_bound(deadline, at_least):
    reports = primary(("15/02/2022", 500), ("27/02/2022", 900), ("28/02/2022", 910))
    row = pool(reports, goal=target(deadline=deadline))
    assert row.pool_at_least == at_least


def test_an_incomplete_report_of_the_dose_before_is_a_lower_bound():
    complete = report("15/02/2022", 500, dose="dose_2")
    partial = report("28/02/2022", 900, dose="dose_2", incomplete=True)
    row = pool([complete, partial])
    assert [row.pool_now_at_least, row.pool_at_least] == [False, True]


def test_the_interval_of_the_day_itself_is_the_one_known_for_the_deadline():
    reports = primary(("15/02/2022", 500), ("28/02/2022", 900))
    announced_later = [*THREE_MONTHS, interval(1, "20/05/2022")]
    assert shown(pool(reports, intervals=announced_later), "pool_now", "pool_by_deadline") == [360, 760]


@pytest.mark.parametrize(("due", "feasibility"), [(339, "impossible"), (340, "feasible"), (341, "feasible")])
def test_fewer_people_due_by_the_deadline_than_remain_make_it_impossible(due, feasibility):
    """200 remain of 340; the dose before is known on the very day."""
    row = pool(primary(("15/02/2022", 100), ("28/02/2022", due), ("01/03/2022", due)), denominator=340)
    assert shown(row, "remaining", "feasibility") == [200, feasibility]


def test_too_few_people_due_are_named_as_the_reason():
    row = pool(primary(("15/02/2022", 100), ("28/02/2022", 300), ("01/03/2022", 300)), denominator=340)
    assert why(row) == (
        "Still to vaccinate by 29 May 2022: 200, but only 160 more people are due by then: the others had the dose "
        "before too late, or not at all."
    )


def test_too_few_people_due_make_it_impossible_even_without_a_week_to_compare_with():
    reports = [report(AS_OF, 140), *primary(("28/02/2022", 300), ("01/03/2022", 300))]
    row = one(AS_OF, reports, [people(340)], intervals=THREE_MONTHS)
    assert shown(row, "best_week", "feasibility") == [None, "impossible"]


@pytest.mark.parametrize(
    ("later", "feasibility"),
    [
        ([], None),  # nothing is known after 27/02
        ([("03/03/2022", 340)], None),  # by then as many are due as needed: perhaps already on 28/02
        ([("03/03/2022", 339)], "impossible"),
    ],
)
def test_a_pool_that_may_be_larger_than_known_is_never_called_too_small(later, feasibility):
    row = pool(primary(("15/02/2022", 100), ("27/02/2022", 300), *later), denominator=340)
    assert shown(row, "pool_by_deadline", "feasibility") == [160, feasibility]


def test_a_pool_that_may_be_larger_says_so():
    row = pool(primary(("15/02/2022", 100), ("27/02/2022", 300)), denominator=340)
    assert why(row) == (
        "At least 160 people are due by 29 May 2022 and not vaccinated, fewer than the 200 still to vaccinate; "
        "how many more the reports of the dose before do not tell."
    )


def test_a_pool_known_to_be_enough_is_enough_even_as_a_lower_bound():
    row = pool(primary(("15/02/2022", 100), ("27/02/2022", 900)), denominator=340)
    assert shown(row, "pool_at_least", "feasibility") == [True, "feasible"]
    assert "not vaccinated: at least 760" in why(row)


# --- keeping the pace ---


@pytest.mark.parametrize(
    ("doses", "denominator", "reached"),
    [
        ((40, 40), 1000, 160),
        ((40, 41), 1000, 162),  # 81 + 2 x 40.5
        ((40, 43), 1000, 166),  # 83 + 83
        ((40, 40), 159, 159),  # never more than the people
        ((40, 40), 70, 80),  # nor fewer than now
        ((40, -20), 1000, 40),  # 20 + 2 x 10
        ((40, -60), 1000, -20),  # a negative pace adds nothing
        ((0, 0), 1000, 0),
    ],
)
def test_at_its_pace_a_unit_reaches_so_many_doses_by_the_deadline(doses, denominator, reached):
    assert told(one(AS_OF, weeks(*doses), [people(denominator)]).doses_at_deadline) == reached


def test_part_of_a_dose_is_none():
    row = one("16/05/2022", weeks(40, 40), [people(1000)])  # 13 days at 40 a week: 74.3
    assert told(row.doses_at_deadline) == 154


@pytest.mark.parametrize(("as_of", "reached"), [("28/05/2022", 85), ("29/05/2022", 80), ("30/05/2022", None)])
def test_nothing_is_projected_beyond_the_deadline(as_of, reached):
    assert told(one(as_of, weeks(40, 40), [people(1000)]).doses_at_deadline) == reached


def test_without_a_pace_or_people_nothing_is_projected_unless_all_are_done():
    assert told(one(AS_OF, [report(AS_OF, 80)], [people(1000)]).doses_at_deadline) is None
    assert told(one(AS_OF, weeks(40, 40), []).doses_at_deadline) is None
    assert shown(one(AS_OF, [report(AS_OF, 1010)], [people(1000)]), "doses_at_deadline", "reach") == [1010, 1.01]


def test_the_reach_is_a_share_of_the_people():
    assert told(one(AS_OF, weeks(40, 40), [people(1000)]).reach) == 0.16


@pytest.mark.parametrize(("doses", "times"), [((40, 40), 11.5), ((0, 0), None), ((0, -5), None), ((500, 500), None)])
def test_how_many_times_as_fast(doses, times):
    """1000 people, all by the deadline; nobody at a standstill is told a number, nor who has none left."""
    assert told(one(AS_OF, weeks(*doses), [people(1000)]).speed_up) == times


# --- the rows ---


def test_the_outlook_begins_with_progress_itself():
    reports = [*weeks(100, 40), *[(*row[:2], TAM_DUONG, *row[3:]) for row in weeks(10, 20)]]
    rows = [people(400), people(90, unit=TAM_DUONG)]
    goals = [target(deadline=DEADLINE), target(name="T9", dose="dose_4")]
    named = {"units": DISTRICT_ROWS}
    table = ahead(AS_OF, reports, rows, goals, **named)
    pd.testing.assert_frame_equal(table[list(PROGRESS)], measured(AS_OF, reports, rows, goals, **named))


@pytest.mark.parametrize("units", [DISTRICT_ROWS, []])
def test_the_columns_and_their_types_are_the_same_with_and_without_data(units):
    table = ahead(AS_OF, [], [], units=units)
    assert {name: str(dtype) for name, dtype in table.dtypes.items()} == OUTLOOK
    assert len(table) == len(units)


# --- time ---

END = st.integers(0, 60)
POINT = st.tuples(END, st.integers(0, 900), st.none() | st.integers(0, 200), st.sampled_from(["dose_2", "dose_3"]))


def on(number):
    return f"{pd.Timestamp(2022, 5, 1) + pd.Timedelta(days=number):%d/%m/%Y}"


@examples(40)
@given(st.dictionaries(st.tuples(END, st.sampled_from(["dose_2", "dose_3"])), POINT, max_size=12), END, END)
def test_reports_and_letters_that_come_later_do_not_change_the_past(points, as_of, letter):
    rows = {key: report(on(key[0]), doses, given, dose=key[1]) for key, (_, doses, given, _) in points.items()}
    by_then = [row for (end, _), row in rows.items() if end <= as_of]
    rules = [interval(1, on(-40)), interval(0, on(letter))]
    known = rules if letter <= as_of else rules[:1]
    named = [people(1000)], [target(deadline=on(45))]
    pd.testing.assert_frame_equal(
        ahead(on(as_of), list(rows.values()), *named, intervals=rules),
        ahead(on(as_of), by_then, *named, intervals=known),
    )


@examples(40)
@given(st.lists(st.integers(0, 900), min_size=2, max_size=6), st.integers(1, 900), st.floats(0.1, 1))
def test_the_more_doses_the_higher_the_coverage_and_the_reach(doses, denominator, threshold):
    codes = [f"u{place}" for place in range(len(doses))]
    reports = [
        report(end, given + step, 10, unit=code)
        for code, given in zip(codes, sorted(doses), strict=True)
        for end, step in (("08/05/2022", 0), ("15/05/2022", 10))
    ]
    rows = [people(denominator, unit=code) for code in codes]
    units = unit_rows("district", codes)
    table = outlook(
        frame(reports, POINTS),
        standing(rows, units),
        frame([target(threshold=threshold, deadline=DEADLINE)], TARGETS),
        frame(units, UNITS),
        frame([], INTERVALS),
        frame([], HOLIDAYS),
        day(AS_OF).date(),
    )
    assert table.coverage.is_monotonic_increasing
    assert table.reach.is_monotonic_increasing
    assert (table.doses_at_deadline >= table.doses_to_date).all()
