"""How late districts are, and that none is: the words that are true of all that are named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import pandas as pd

from campaign.domain.progress.status import AT_RISK, BEHIND, MET, MET_LATE, MISSED, NO_DATA, OPEN
from campaign.exports.report.report import ReportTarget
from campaign.exports.report.words.writer import Writer, is_known
from campaign.locale import N_

KINDS = {
    BEHIND: N_("behind"),
    AT_RISK: N_("at risk of being late"),
    MISSED: N_("not there by the deadline"),
}
OR = N_("{first} or {last}")

NOBODY = N_("No district is late for a target with a deadline.")
NOBODY_KNOWN = N_("Of the districts with figures, none is late for a target with a deadline.")
NOBODY_NOW = N_("No district is late any more for a target with a deadline; met late by {units}.")
NOBODY_KNOWN_NOW = N_(
    "Of the districts with figures, none is late any more for a target with a deadline; met late by {units}."
)
ALL_MET = N_("Every district has met the targets with a deadline; met late by {units}.")


def late_kinds(statuses: Iterable[str], writer: Writer) -> str:
    """How all of these statuses are late: behind, at risk of being late or not there by the deadline."""
    found = set(statuses)
    kinds = [writer.translate(words) for status, words in KINDS.items() if status in found]
    if len(kinds) < 2:
        return "".join(kinds)
    return writer.words(OR, first=", ".join(kinds[:-1]), last=kinds[-1])


def nobody_late(sections: Sequence[ReportTarget], writer: Writer) -> str:
    """That no district is late, as far as it is known, and who met a target late."""
    rows = pd.concat([section.districts for section in sections])
    statuses = set(rows["status"]) - {OPEN}
    units = writer.units(list(dict.fromkeys(rows["name"][rows["status"] == MET_LATE])))
    if not units:
        return writer.translate(NOBODY_KNOWN if NO_DATA in statuses else NOBODY)
    if NO_DATA in statuses:
        return writer.words(NOBODY_KNOWN_NOW, units=units)
    return writer.words(ALL_MET if statuses <= {MET, MET_LATE} else NOBODY_NOW, units=units)


def known_first(row: Any, first: date | None) -> bool:
    """Whether the day a threshold was reached on is only the day of the first figure: it may have been long before."""
    return is_known(row.reached_on) and first is not None and row.reached_on.date() <= first
