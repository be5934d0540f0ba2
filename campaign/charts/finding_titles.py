"""What a chart shows, in a sentence: its title says the finding, not the axes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any

import pandas as pd

from campaign.charts.shares import share_text, standing_text
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.progress.status import AT_RISK, BEHIND, MET_LATE, MISSED, NO_DATA, ON_TRACK
from campaign.locale import N_
from campaign.locale.bounds import needed_text
from campaign.locale.formats import day, is_missing, number, threshold

NOBODY = N_("No district has figures for this target yet")
NO_PEOPLE = N_("Doses are reported for this target, but the number of people is not known yet")
SPAN = N_("Coverage runs from {low} to {high} among {total} districts")
LATE = N_("{count} of {total} districts will not reach {threshold} by {deadline} at their present pace")
IN_TIME = N_("All {total} districts have reached {threshold} or will by {deadline}")
FAILED = N_("{count} of {total} districts had not reached {threshold} by {deadline}")
REACHED = N_("All {total} districts reached {threshold} by {deadline}")
UNKNOWN = N_("{count} of {total} districts have no figures; the others have reached {threshold} or will by {deadline}")
UNKNOWN_AFTER = N_("{count} of {total} districts have no figures; the others reached {threshold} by {deadline}")
UNIT = N_("{unit}: {coverage}, {status}")
UNIT_PACE = N_("{unit}: {coverage}, {status}; {pace} doses a week, {required} a week required")
AS_OF = N_("figures up to {day}")


def monitoring_finding(progress: pd.DataFrame, unit: str | None, reader: Reader) -> str:
    """The finding about the chosen unit, or else about all rows of `progress` (PROGRESS) below the province."""
    chosen = progress[progress["unit"] == unit]
    if len(chosen):
        return unit_finding(chosen.iloc[0], reader)
    return districts_finding(progress[progress["kind"] != "province"], reader)


def districts_finding(rows: pd.DataFrame, reader: Reader) -> str:
    """The finding about the districts (PROGRESS rows of one target): how many are late, or how far they are apart."""
    known = rows[rows["status"] != NO_DATA]
    if known.empty:
        return nobody_finding(rows_of(rows), reader)
    first = known.iloc[0]
    if is_missing(first["deadline"]) or is_missing(first["threshold"]):
        order = known["coverage"].astype("float64")
        low, high = (share_text(known.loc[place], reader) for place in (order.idxmin(), order.idxmax()))
        return reader.words(SPAN, low=low, high=high, total=len(known))
    return _against_deadline(rows, first, reader)


def nobody_finding(rows: Iterable[Any], reader: Reader) -> str:
    """Why no coverage of any district (rows of PROGRESS of one target) is known."""
    given = any(not is_missing(row.doses_to_date) for row in rows)
    return reader.words(NO_PEOPLE if given else NOBODY)


def unit_finding(row: Mapping[Hashable, Any], reader: Reader) -> str:
    """The finding about one unit: coverage, status, and its pace beside the required one while there is time."""
    values = {
        "unit": row["name"],
        "coverage": share_text(row, reader),
        "status": standing_text(row, reader),
        "pace": number(row["pace"], reader.language),
        "required": needed_text(
            row["required_pace"], reader.language, low=row["people_at_least"], high=row["incomplete"]
        ),
    }
    running = row["status"] in (ON_TRACK, AT_RISK, BEHIND) and not is_missing(row["pace"])
    return reader.words(UNIT_PACE if running and not is_missing(row["required_pace"]) else UNIT, **values)


def subtitle(subject: str, as_of: pd.Timestamp, reader: Reader) -> str:
    """What is counted (in the reader's words already), and up to which day."""
    up_to = reader.words(AS_OF, day=day(as_of, reader.language))
    return f"{subject} · {up_to}" if subject else up_to[:1].upper() + up_to[1:]


def _against_deadline(rows: pd.DataFrame, first: pd.Series, reader: Reader) -> str:
    counts = rows["status"].value_counts()
    late, failed, unknown = (
        sum(int(counts.get(status, 0)) for status in statuses)
        for statuses in ((AT_RISK, BEHIND), (MISSED, MET_LATE), (NO_DATA,))
    )
    over = bool(first["days_left"] < 0)
    if late or failed:
        message, count = (FAILED, failed) if failed else (LATE, late)
    else:
        message, count = _all_well(over, unknown), unknown
    limits = {
        "threshold": threshold(first["threshold"], reader.language),
        "deadline": day(first["deadline"], reader.language),
    }
    return reader.words(message, count=count, total=len(rows), **limits)


def _all_well(over: bool, unknown: int) -> str:
    if unknown:
        return UNKNOWN_AFTER if over else UNKNOWN
    return REACHED if over else IN_TIME
