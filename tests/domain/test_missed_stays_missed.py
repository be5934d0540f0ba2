"""A deadline that had passed when another target took its place stays missed; what comes later is the other's."""

from __future__ import annotations

import pytest

from tests.domain.progress_tables import first, people, report, target

# The deadline is 13/03/2022; the later directive is of 16/05/2022 unless said.
DUE = "13/03/2022"


def status(as_of, reached, *, superseded_on="16/05/2022", deadline=DUE):
    """The status of a target reached with the report of the day `reached`."""
    goal = target(deadline=deadline, name="T3", superseded_by="T6", superseded_on=superseded_on)
    reports = [report("06/03/2022", 500), report(reached, 1000)]
    return first(as_of, reports, [people(1000)], [goal])["status"]


@pytest.mark.parametrize(
    ("reached", "expected"),
    [
        ("13/03/2022", "met"),  # the deadline day itself
        ("14/03/2022", "met_late"),
        ("15/05/2022", "met_late"),  # the last day before the other
        ("16/05/2022", "missed"),  # the day the other was issued
        ("30/06/2022", "missed"),
    ],
)
def test_what_is_reached_from_the_later_directive_on_counts_for_the_later_one(reached, expected):
    assert status("31/07/2022", reached) == expected


@pytest.mark.parametrize(
    ("superseded_on", "expected"),
    [
        (None, "met_late"),
        ("12/03/2022", "met_late"),  # replaced before its deadline: nothing had been missed then
        ("13/03/2022", "met_late"),  # on the deadline day itself, which was still in time
        ("14/03/2022", "missed"),
        ("01/06/2022", "missed"),
        ("02/06/2022", "met_late"),  # reached on the day before
    ],
)
def test_the_verdict_is_frozen_only_if_the_deadline_had_passed(superseded_on, expected):
    assert status("31/07/2022", "01/06/2022", superseded_on=superseded_on) == expected


@pytest.mark.parametrize("as_of", ["14/03/2022", "15/05/2022", "16/05/2022", "31/07/2022"])
def test_nothing_changes_in_the_verdict_on_the_day_the_later_directive_comes(as_of):
    assert status(as_of, "30/06/2022") == "missed"
