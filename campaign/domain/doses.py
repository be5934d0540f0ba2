"""Doses, measures and denominator kinds: the codes every other room uses."""

from __future__ import annotations

DOSES = ("dose_1", "dose_2", "additional", "dose_3", "dose_4")

# The dose that must come before, for people due by interval and for "dose n+1 <= dose n".
PREVIOUS_DOSE = {"dose_2": "dose_1", "dose_3": "dose_2", "dose_4": "dose_3"}

IN_PERIOD = "doses_in_period"
TO_DATE = "doses_to_date"

RESIDENT, DUE, ASSIGNED, INTERVAL = "resident", "due", "assigned", "interval"
DENOMINATOR_KINDS = (RESIDENT, DUE, ASSIGNED, INTERVAL)

ANY_DOSE = ""
ALL_PRODUCTS = ""
