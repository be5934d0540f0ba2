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
    "received": N_("vaccine received"),
    "used": N_("vaccine used"),
    "wasted": N_("vaccine wasted"),
    "stock": N_("vaccine in stock"),
    "aefi_mild": N_("mild reactions"),
    "aefi_serious": N_("serious reactions"),
    "deferred": N_("people deferred"),
    "contraindicated": N_("people contraindicated"),
    "refused": N_("people who refused"),
    "transferred": N_("people sent to hospital"),
    "received_to_date": N_("vaccine received to date"),
    "used_to_date": N_("vaccine used to date"),
    "wasted_to_date": N_("vaccine wasted to date"),
    "aefi_mild_to_date": N_("mild reactions to date"),
    "aefi_serious_to_date": N_("serious reactions to date"),
    "deferred_to_date": N_("people deferred to date"),
    "contraindicated_to_date": N_("people contraindicated to date"),
    "refused_to_date": N_("people who refused to date"),
    "transferred_to_date": N_("people sent to hospital to date"),
}
