"""How often reports come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaign.domain.progress.rhythm import usual_step


@pytest.mark.parametrize(
    ("steps", "usual"),
    [([], 7), ([28, 28], 7), ([7, 7, 28], 7), ([28, 35, 28], 28), ([1, 1, 1], 7), ([7, 28, 28, 28], 28)],
)
def test_a_week_unless_most_steps_are_longer(steps, usual):
    days = [date(2022, 1, 6)]
    for step in steps:
        days.append(days[-1] + timedelta(days=step))
    assert usual_step(days) == timedelta(days=usual)
