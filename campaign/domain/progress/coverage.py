"""Coverage, and the people still to vaccinate until a threshold is reached.

Arrays in, arrays out, elementwise; NaN is unknown and stays unknown.
"""

from __future__ import annotations

import numpy as np

from campaign.domain.arrays import Floats

# A threshold times a denominator is rounded here before it is rounded up: 0.07 x 100 is 7 people, not 8.
_DECIMALS = 6


def coverage(doses_to_date: Floats, denominator: Floats) -> Floats:
    """doses_to_date over denominator as a fraction; over 1 is left as it is, unknown without people."""
    people = np.where(denominator > 0, denominator, np.nan)
    return doses_to_date / people


def people_needed(denominator: Floats, threshold: Floats) -> Floats:
    """The people who make the threshold, not rounded to whole ones; unknown without people."""
    people = np.where(denominator > 0, denominator, np.nan)
    return np.round(threshold * people, _DECIMALS)


def remaining(doses_to_date: Floats, denominator: Floats, threshold: Floats) -> Floats:
    """People still to vaccinate, never below 0; the threshold is met when none remain."""
    return np.maximum(0, np.ceil(people_needed(denominator, threshold)) - doses_to_date)
