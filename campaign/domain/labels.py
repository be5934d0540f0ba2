"""What doses and measures are called, as catalogue keys."""

from __future__ import annotations

from campaign.domain.doses import ANY_DOSE, ASSIGNED, DUE, IN_PERIOD, INTERVAL, RESIDENT, TO_DATE
from campaign.locale import N_

DOSE_WORDS = {
    ANY_DOSE: N_("any dose"),
    "dose_1": N_("Dose 1"),
    "dose_2": N_("Dose 2"),
    "additional": N_("Additional dose"),
    "dose_3": N_("Dose 3 (first booster)"),
    "dose_4": N_("Dose 4 (second booster)"),
}
MEASURE_WORDS = {
    IN_PERIOD: N_("doses in the period"),
    TO_DATE: N_("doses to date"),
    RESIDENT: N_("residents in the group"),
    DUE: N_("people due"),
    ASSIGNED: N_("people assigned"),
    INTERVAL: N_("people due by interval"),
}
