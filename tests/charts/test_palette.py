"""Colours: seen on their ground, and told apart by people who do not see red, green or blue as others do."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from campaign.charts import palette
from campaign.domain.progress.status import STATUSES

# Machado, Oliveira, Fernandes 2009: what a colour becomes, in linear RGB, where one kind of cone is missing.
VISION = {
    "all cones": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]]
    ),
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
WHITE = np.array([0.9505, 1.0, 1.089])
# Differences (CIE 1976) above 10 are seen at a glance.
SEEN_APART = 12
THEMES = (palette.LIGHT, palette.DARK)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("status", STATUSES)
def test_every_status_colour_stands_out_from_its_ground(theme, status):
    assert contrast(palette.STATUS[theme][status], palette.GROUND[theme]) >= 3


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("colours", [palette.INK, palette.MUTED])
def test_text_on_charts_can_be_read(theme, colours):
    assert contrast(colours[theme], palette.GROUND[theme]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("vision", VISION)
def test_status_colours_are_told_apart_without_one_kind_of_cone(theme, vision):
    seen = {status: seen_as(colour, vision) for status, colour in palette.STATUS[theme].items()}
    alike = [(a, b) for a, b in combinations(seen, 2) if np.linalg.norm(seen[a] - seen[b]) < SEEN_APART]
    assert alike == []


def test_a_colour_can_be_made_translucent():
    assert palette.translucent("#0072b2", 0.16) == "rgba(0,114,178,0.16)"


def contrast(one, other):
    """WCAG 2.1's ratio."""
    low, high = sorted(TO_XYZ[1] @ linear(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def linear(colour):
    values = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def seen_as(colour, vision):
    """A colour in CIE Lab as that vision has it."""
    x, y, z = np.cbrt(TO_XYZ @ np.clip(VISION[vision] @ linear(colour), 0, 1) / WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])
