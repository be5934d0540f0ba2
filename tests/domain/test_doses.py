"""Which codes are doses, which are counted beside them, and which need the first day of a period."""

from __future__ import annotations

import pytest

from campaign.domain.doses import OTHER_MEASURES, is_doses, is_other, needs_start
from campaign.domain.labels import MEASURE_WORDS


@pytest.mark.parametrize(
    ("measure", "doses", "other", "start"),
    [
        ("doses_in_period", True, False, True),
        ("doses_to_date", True, False, False),
        ("deferred", False, True, True),
        ("deferred_to_date", False, True, False),
        ("stock", False, True, False),
        ("resident", False, False, True),
        ("", False, False, False),
    ],
)
def test_a_measure_is_of_doses_or_of_something_else_and_of_a_period_or_of_a_day(measure, doses, other, start):
    assert (is_doses(measure), is_other(measure), needs_start(measure)) == (doses, other, start)


def test_every_code_kept_beside_doses_has_words():
    assert set(OTHER_MEASURES) <= MEASURE_WORDS.keys()
    assert {f"{code}_to_date" for code in OTHER_MEASURES if code != "stock"} <= MEASURE_WORDS.keys()
