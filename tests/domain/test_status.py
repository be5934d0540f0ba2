"""Status: its words, its signs and its reason in figures."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.progress.status import STATUS_SIGNS, STATUS_WORDS, STATUSES, status_reason
from tests.domain.progress_tables import first, measured, people, report, target

DEADLINE = date(2022, 6, 30)
BY_JUNE = [target(threshold=0.9, deadline="30/06/2022")]


def reason(row):
    message, values = status_reason(row)
    return message.format(**values)


def test_every_status_has_a_word_and_a_sign_of_its_own():
    assert tuple(STATUS_WORDS) == tuple(STATUS_SIGNS) == STATUSES
    assert len(set(STATUS_WORDS.values())) == len(set(STATUS_SIGNS.values())) == len(STATUSES)
    assert all(len(sign) == 1 for sign in STATUS_SIGNS.values())


@pytest.mark.parametrize(
    ("as_of", "reports", "denominators", "status", "expected"),
    [
        ("16/06/2022", [], [people(1000)], "no_data", "No figure has been reported up to this date."),
        (
            "16/06/2022",
            [report("12/06/2022", 500)],
            [],
            "no_data",
            "500 doses are reported, but the number of people to vaccinate is not known.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 500)],
            [people(0)],
            "no_data",
            "500 doses are reported, but the number of people to vaccinate is given as 0.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 900)],
            [people(1000)],
            "met",
            "0.9 was reached on 2022-06-12; the deadline is 2022-06-30.",
        ),
        (
            "16/07/2022",
            [report("03/07/2022", 900)],
            [people(1000)],
            "met_late",
            "0.9 was reached on 2022-07-03, after the deadline 2022-06-30 (days late: 3).",
        ),
        (
            "16/07/2022",
            [report("03/07/2022", 800)],
            [people(1000)],
            "missed",
            "The deadline 2022-06-30 has passed; coverage by now is 0.8, below 0.9; people still to vaccinate: 100.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 800, 50)],
            [people(1000)],
            "on_track",
            "At 50.0 doses a week the threshold is reached on 2022-06-30, by the deadline 2022-06-30; "
            "50 a week are needed.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 800, 25)],
            [people(1000)],
            "at_risk",
            "At 25.0 doses a week the threshold is reached on 2022-07-14, after the deadline 2022-06-30 "
            "(days late: 14); 50 a week are needed.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 800, 20)],
            [people(1000)],
            "behind",
            "At 20.0 doses a week the threshold is reached on 2022-07-21, after the deadline 2022-06-30 "
            "(days late: 21); 50 a week are needed.",
        ),
        (
            "30/06/2022",
            [report("26/06/2022", 800, 100)],
            [people(1000)],
            "at_risk",
            "At 100.0 doses a week the threshold is reached on 2022-07-07 (days late: 7); "
            "2022-06-30 is the last day of the deadline, people still to vaccinate: 100.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 800)],
            [people(1000)],
            "behind",
            "There are too few reports to tell the pace; people still to vaccinate by 2022-06-30: 100.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 800, 0)],
            [people(1000)],
            "behind",
            "The last reported weeks added no doses (0.0 a week); people still to vaccinate by 2022-06-30: 100.",
        ),
        (
            "16/06/2022",
            [report("12/06/2022", 8, 1)],
            [people(100_000)],
            "behind",
            "At 1.0 doses a week the threshold is out of reach; people still to vaccinate by 2022-06-30: 89992.",
        ),
    ],
)
def test_a_status_states_the_figures_that_decided_it(as_of, reports, denominators, status, expected):
    row = first(as_of, reports, denominators, BY_JUNE)
    assert [row.status, reason(row)] == [status, expected]


@pytest.mark.parametrize(
    ("goal", "expected"),
    [
        (target(), "No deadline is set; 250 doses for 1000 people make 0.25."),
        (target(threshold=None), "No deadline is set; 250 doses for 1000 people make 0.25."),
        (
            target(threshold=None, deadline="30/06/2022"),
            "No share to reach is set; 250 doses for 1000 people make 0.25.",
        ),
    ],
)
def test_an_open_target_says_what_is_not_set(goal, expected):
    assert reason(first("16/06/2022", [report("12/06/2022", 250)], [people(1000)], [goal])) == expected


def test_the_values_of_a_reason_are_plain_and_only_those_it_names():
    row = next(measured("16/06/2022", [report("12/06/2022", 800, 20)], [people(1000)], BY_JUNE).itertuples())
    values = status_reason(row)[1]
    late = {"pace": 20.0, "projected": date(2022, 7, 21), "late": 21, "deadline": DEADLINE, "required": 50}
    assert values == late
    assert {name: type(value) for name, value in values.items()} == {name: type(late[name]) for name in late}
