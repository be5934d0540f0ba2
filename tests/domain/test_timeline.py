"""The chain of targets: what was known on a day, the verdict of each deadline, and what happened when."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.directives.timeline import deadline_verdicts, known_at, timeline_events
from campaign.domain.frames import EVENTS, HOLIDAYS, INTERVALS, POINTS, TARGETS, UNITS, VERDICTS, frame
from campaign.domain.progress.progress import progress
from campaign.domain.progress.status import STATUSES
from tests.domain.progress_tables import CITY, day, people, report, standing, target, told, unit_rows

SET, ISSUED = date(2022, 2, 28), {"003": date(2022, 2, 28)}
T3 = {"name": "T3", "deadline": "13/03/2022", "superseded_by": "T6", "superseded_on": "16/05/2022"}


def row(**given):
    """A row of TARGETS set on 28/02/2022."""
    since = day(given.pop("since", "28/02/2022"))
    made = list(target(**given))
    made[list(TARGETS).index("in_force_from")] = since
    return made


def verdicts(as_of, reports, targets=None, denominators=None):
    frames = _frames(reports, targets or [row(name="T3", deadline="13/03/2022")], denominators or [people(1000)])
    now = progress(*frames, day(as_of).date())
    return deadline_verdicts(*frames, now=now, as_of=day(as_of).date())


def _frames(reports, targets, denominators):
    units = frame(unit_rows("district", [CITY]), UNITS)
    known = frame(targets, TARGETS)
    return frame(reports, POINTS), standing(denominators), known, units, frame([], INTERVALS), frame([], HOLIDAYS)


def said(table, *columns):
    return [tuple(told(value) for value in row) for row in table[list(columns)].itertuples(index=False)]


@pytest.mark.parametrize(
    ("as_of", "seen"),
    [
        ("27/02/2022", []),
        ("28/02/2022", [("T3", None)]),
        ("15/05/2022", [("T3", None)]),
        ("16/05/2022", [("T3", "T6"), ("T6", None)]),
    ],
)
def test_a_day_knows_no_target_and_no_successor_that_was_issued_later(as_of, seen):
    rows = [row(**T3), row(name="T6", since="16/05/2022", deadline="30/06/2022")]
    known = known_at([[*each[:-3], _date(each[-3]), each[-2], _date(each[-1])] for each in rows], day(as_of).date())
    assert said(known, "target", "superseded_by") == seen
    assert {name: str(dtype) for name, dtype in known.dtypes.items()} == TARGETS


def _date(value):
    return None if value is None else value.date()


@pytest.mark.parametrize(
    ("reports", "verdict"),
    [
        ([report("10/03/2022", 999)], ("missed", 0.999, "10/03/2022")),
        ([report("10/03/2022", 1000)], ("met", 1.0, "10/03/2022")),
        ([report("13/03/2022", 1000)], ("met", 1.0, "13/03/2022")),
        ([report("06/03/2022", 900), report("14/03/2022", 1000)], ("missed", 0.9, "06/03/2022")),
        ([report("14/03/2022", 1000)], ("no_data", None, None)),
        ([], ("no_data", None, None)),
    ],
)
def test_the_last_report_by_the_deadline_decides(reports, verdict):
    assert said(verdicts("01/06/2022", reports), "status", "coverage", "period_end") == [verdict]


@pytest.mark.parametrize("doses", [0, 400, 999, 1000])
def test_the_verdict_is_the_status_of_the_day_after_the_deadline(doses):
    """With the reports there were on the deadline."""
    frames = _frames([report("10/03/2022", doses)], [row(deadline="13/03/2022")], [people(1000)])
    day_after = progress(*frames, date(2022, 3, 14))
    assert list(verdicts("14/03/2022", [report("10/03/2022", doses)])["status"]) == list(day_after["status"])


def test_people_counted_after_the_deadline_change_no_verdict():
    revised = [people(1000), people(1200, since="01/04/2022")]
    assert said(
        verdicts("01/06/2022", [report("10/03/2022", 1000)], denominators=revised), "status", "denominator"
    ) == [("met", 1000)]


def test_a_missed_deadline_stays_missed_when_another_target_takes_its_place_and_the_threshold_is_reached():
    reports = [report("10/03/2022", 900), report("09/06/2022", 1000)]
    targets = [row(**T3), row(name="T6", since="16/05/2022", deadline="30/06/2022")]
    assert said(verdicts("01/07/2022", reports, targets), "target", "status", "coverage", "reached_on") == [
        ("T3", "missed", 0.9, "09/06/2022"),
        ("T6", "met", 1.0, "09/06/2022"),
    ]


@pytest.mark.parametrize(("as_of", "passed"), [("12/03/2022", False), ("13/03/2022", False), ("14/03/2022", True)])
def test_the_deadline_day_itself_is_still_ahead(as_of, passed):
    found = verdicts(as_of, [report("10/03/2022", 900)])
    assert list(found["passed"]) == [passed]
    assert (found["status"].iloc[0] == "missed") == passed


@pytest.mark.parametrize(("replaced", "judged"), [("12/03/2022", 0), ("13/03/2022", 0), ("14/03/2022", 1)])
def test_a_deadline_that_no_longer_held_has_no_verdict(replaced, judged):
    targets = [row(**{**T3, "superseded_on": replaced})]
    assert len(verdicts("01/06/2022", [report("10/03/2022", 900)], targets)) == judged


def test_a_lower_bound_says_so_and_targets_without_a_deadline_are_left_out():
    targets = [row(name="T1"), row(name="T3", deadline="13/03/2022")]
    found = verdicts("01/06/2022", [report("10/03/2022", 900, incomplete=True)], targets)
    assert said(found, "target", "incomplete") == [("T3", True)]


def test_no_deadline_gives_the_same_columns():
    found = verdicts("01/06/2022", [report("10/03/2022", 900)], [row(name="T1")])
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == VERDICTS
    assert found.empty


def events(as_of, reports, targets):
    frames = _frames(reports, targets, [people(1000)])
    now = progress(*frames, day(as_of).date())
    found = deadline_verdicts(*frames, now=now, as_of=day(as_of).date())
    return timeline_events(ISSUED, frames[2], found, now)


def test_events_stand_in_the_order_of_their_days():
    reports = [report("10/03/2022", 900), report("09/06/2022", 1000)]
    targets = [row(**T3), row(name="T6", since="16/05/2022", deadline="30/06/2022")]
    assert said(events("10/06/2022", reports, targets), "day", "event", "target", "other", "status") == [
        ("28/02/2022", "issued", None, None, None),
        ("28/02/2022", "set", "T3", None, None),
        ("13/03/2022", "deadline", "T3", None, "missed"),
        ("16/05/2022", "set", "T6", None, None),
        ("16/05/2022", "superseded", "T3", "T6", None),
        ("09/06/2022", "reached", "T6", None, None),
        ("30/06/2022", "deadline", "T6", None, "met"),
    ]


def test_a_deadline_ahead_has_the_status_of_now_and_is_not_passed():
    found = events("01/03/2022", [report("24/02/2022", 900, 90)], [row(name="T3", deadline="13/03/2022")])
    (ahead,) = said(found[found["event"] == "deadline"], "status", "passed", "coverage")
    assert ahead[1:] == (False, 0.9) and ahead[0] in STATUSES and ahead[0] != "missed"


def test_what_is_reached_by_the_deadline_is_told_before_it():
    found = events("01/06/2022", [report("10/03/2022", 1000)], [row(name="T3", deadline="13/03/2022")])
    assert list(found["event"]) == ["issued", "set", "reached", "deadline"]
    assert {name: str(dtype) for name, dtype in found.dtypes.items()} == EVENTS
