"""Doses, measures and denominator kinds: the codes every other room uses."""

from __future__ import annotations

DOSES = ("dose_1", "dose_2", "additional", "dose_3", "dose_4")

# The dose that must come before, for people due by interval and for "dose n+1 <= dose n".
PREVIOUS_DOSE = {"dose_2": "dose_1", "dose_3": "dose_2", "dose_4": "dose_3"}

IN_PERIOD = "doses_in_period"
TO_DATE = "doses_to_date"
DOSE_MEASURES = (IN_PERIOD, TO_DATE)  # what totals and coverages are counted from, and nothing else

# What sheets count beside doses given (vaccine by the dose, people by the head). They are kept with their cells and
# never enter a running total or a coverage. A code with the suffix is the count to date instead of the period's.
OTHER_MEASURES = (
    "received", "used", "wasted", "stock",
    "aefi_mild", "aefi_serious",
    "deferred", "contraindicated", "refused", "transferred",
)  # fmt: skip
STOCK = "stock"  # a level at the end of the period: it has no first day and no count to date
VACCINE_MEASURES = frozenset(("received", "used", "wasted", STOCK))
TO_DATE_SUFFIX = "_to_date"

RESIDENT, DUE, ASSIGNED, INTERVAL = "resident", "due", "assigned", "interval"
DENOMINATOR_KINDS = (RESIDENT, DUE, ASSIGNED, INTERVAL)

ANY_DOSE = ""
ALL_PRODUCTS = ""


def is_doses(measure: str) -> bool:
    """Whether a measure counts doses given."""
    return measure in DOSE_MEASURES


def is_other(measure: str) -> bool:
    """Whether a measure is one of OTHER_MEASURES, of the period or to date."""
    return measure.removesuffix(TO_DATE_SUFFIX) in OTHER_MEASURES


def needs_start(measure: str) -> bool:
    """Whether a measure counts from the first to the last day of a period; other measures are as of its last day."""
    return not measure.endswith(TO_DATE_SUFFIX) and measure not in ("", STOCK)
