"""When a directive takes effect, and which targets are in force on a day."""

from __future__ import annotations

from datetime import date

import pytest

from campaign.domain.directives.effective_day import effective_day
from campaign.domain.directives.in_force import in_force, issued_by
from campaign.domain.frames import TARGETS, frame


@pytest.mark.parametrize(
    ("issued", "meeting", "since"),
    [
        ("2022-05-16", None, "16/05/2022"),
        ("2022-05-16", "13/05/2022", "16/05/2022"),  # a whole date stands, whatever the meeting
        ("2021-12", None, "01/12/2021"),
        ("2021-12", "02/12/2021", "02/12/2021"),  # not before the meeting that it reports
        ("2021-12", "31/12/2021", "31/12/2021"),
        ("2021-12", "05/01/2022", "31/12/2021"),  # nor after its own month
        ("2021-12", "30/11/2021", "01/12/2021"),
        ("2022", None, "01/01/2022"),
        ("2022", "16/05/2022", "16/05/2022"),
        ("2022", "01/01/2023", "31/12/2022"),
    ],
)
def test_the_earliest_day_a_document_can_bear(issued, meeting, since):
    day = date(*map(int, reversed(meeting.split("/")))) if meeting else None
    assert f"{effective_day(issued, day):%d/%m/%Y}" == since


def targets(*rows):
    """TARGETS of (name, in force from, superseded by, superseded on)."""
    return frame([(name, *[None] * 12, since, by, on) for name, since, by, on in rows], TARGETS)


@pytest.mark.parametrize(
    ("day", "issued", "standing"),
    [
        (date(2022, 2, 27), [], []),
        (date(2022, 2, 28), ["T3"], ["T3"]),  # from the day of issue
        (date(2022, 5, 15), ["T3"], ["T3"]),
        (date(2022, 5, 16), ["T3", "T6"], ["T6"]),  # until the successor's
        (date(2023, 1, 1), ["T3", "T6"], ["T6"]),
    ],
)
def test_a_target_is_in_force_until_its_successor_is_issued(day, issued, standing):
    rows = targets(
        ("T3", date(2022, 2, 28), "T6", date(2022, 5, 16)),
        ("T6", date(2022, 5, 16), None, None),
    )
    assert list(rows["target"][issued_by(rows, day)]) == issued
    assert list(rows["target"][in_force(rows, day)]) == standing
