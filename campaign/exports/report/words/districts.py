"""The districts towards one target, in sentences: who is ahead, who is late and what that costs, who is unknown."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from campaign.domain.frames import rows_of
from campaign.domain.progress.status import (
    AT_RISK,
    BEHIND,
    MET,
    MET_LATE,
    MISSED,
    NO_DATA,
    ON_TRACK,
    OPEN,
    STATUSES,
)
from campaign.domain.ranking.ranking import NO_DENOMINATOR, NO_FIGURE
from campaign.exports.report.report import ReportTarget
from campaign.exports.report.words.late import known_first
from campaign.exports.report.words.writer import Writer, is_known
from campaign.locale import N_

HIGHEST_AND_LOWEST = N_("Coverage is highest in {highest} and lowest in {lowest}.")
ONE, SEVERAL = N_("{unit} with {coverage}"), N_("{units} with {coverage} each")
WITH_SHARE = N_("{unit} ({coverage})")
ONLY_ONE = N_("Only {unit} has a coverage so far: {coverage}.")
ALL_EQUAL = N_("All {count} districts stand at the same coverage, {coverage}.")
KNOWN_EQUAL = N_("The {count} districts with figures stand at the same coverage, {coverage}.")

COUNTS = N_("Of the {total} districts: {counts}.")
COUNT_WORDS = {
    MET: N_("{count} with the target met"),
    MET_LATE: N_("{count} with the target met late"),
    MISSED: N_("{count} with the target missed"),
    ON_TRACK: N_("{count} on track"),
    AT_RISK: N_("{count} at risk"),
    BEHIND: N_("{count} behind"),
    NO_DATA: N_("{count} that cannot be judged"),
}
ALL_WORDS = {
    MET: N_("All {total} districts have met the target."),
    MET_LATE: N_("All {total} districts met the target, but late."),
    MISSED: N_("All {total} districts missed the target."),
    ON_TRACK: N_("All {total} districts are on track."),
    AT_RISK: N_("All {total} districts are at risk of being late."),
    BEHIND: N_("All {total} districts are behind."),
}

BOTH = "both"
LATE_ONE = {
    BEHIND: N_("One district is behind: {item}."),
    AT_RISK: N_("One district is at risk: {item}."),
}
LATE_MANY = {
    BEHIND: N_("Behind are {count} districts, {order}: {items}."),
    AT_RISK: N_("At risk are {count} districts, {order}: {items}."),
    BOTH: N_("Behind or at risk are {count} districts, {order}: {items}."),
}
BY_PACE, BY_PEOPLE = N_("in order of the doses a week they lack"), N_("in order of the people left to vaccinate")
LATE_ITEM = N_("{unit} has {remaining} people left and needs {required} doses a week ({pace})")
LAST_DAY_ITEM = N_("{unit} has {remaining} people left")
NOW, NOW_NONE, NOW_UNKNOWN = N_("{pace} lately"), N_("no doses were added lately"), N_("pace not known")
MISSED_ONE = N_("The deadline passed without the target being met by one district: {item}.")
MISSED_MANY = N_("The deadline passed without the target being met by {count} districts: {items}.")
MISSED_ITEM = N_("{unit}, {remaining} people left ({projection})")
REACHED_ITEM = N_("{unit}, reached after the deadline")
FIRST_ITEM = N_("{unit}, reached by the first report, {day}; no earlier figures")
PROJECTED, NO_PROJECTION = N_("projected for {day}"), N_("no day can be projected")
NONE_LATE = N_("No district is late.")
NONE_LATE_NOW = N_("No district is late any more.")
NONE_KNOWN_LATE = N_("Of the districts with figures, none is late.")
NONE_KNOWN_LATE_NOW = N_("Of the districts with figures, none is late any more.")

WITHOUT_FIGURES = N_("No figures are known for {units}.")
WITHOUT_PEOPLE = N_("The coverage of {units} cannot be told, since the number of people to vaccinate is not known.")
FELL = N_("The coverage of {units} fell since the report before; the figures must be checked.")


def best_sentence(section: ReportTarget, writer: Writer) -> str:
    """Who has the highest and the lowest coverage, all who share it; "" where no district has one."""
    known = section.districts[section.districts["coverage"].notna()]
    if known.empty:
        return ""
    highest = known[known["rank"] == known["rank"].min()]
    lowest = known[known["rank"] == known["rank"].max()]
    if len(known) == 1:
        row = rows_of(known)[0]
        return writer.words(ONLY_ONE, unit=writer.named(row), coverage=writer.share(row))
    if len(highest) == len(known) and (same := _same_share(known, writer)):
        message = ALL_EQUAL if len(known) == len(section.districts) else KNOWN_EQUAL
        return writer.words(message, count=len(known), coverage=same)
    return writer.words(HIGHEST_AND_LOWEST, highest=_with_shares(highest, writer), lowest=_with_shares(lowest, writer))


def counts_sentence(section: ReportTarget, writer: Writer) -> str:
    """How many districts have met the target, are on track, late or unknown; "" where nothing can be counted."""
    counts = section.districts["status"].value_counts()
    total = len(section.districts)
    if total < 2 or OPEN in counts or counts.get(NO_DATA, 0) == total:
        return ""
    if len(counts) == 1:
        return writer.words(ALL_WORDS[counts.index[0]], total=total)
    parts = [writer.words(COUNT_WORDS[status], count=counts[status]) for status in STATUSES if status in counts]
    return writer.words(COUNTS, total=total, counts=writer.joined(parts))


def late_sentences(section: ReportTarget, writer: Writer) -> list[str]:
    """Who is late, by name, with what each needs a week or has left; that nobody is, where a deadline is set."""
    late = rows_of(section.late)
    if not late:
        return _none_late(section, writer)
    ahead = [row for row in late if row.status != MISSED]
    return [*_ahead(ahead, writer), *_missed([row for row in late if row.status == MISSED], section, writer)]


def unknown_sentences(section: ReportTarget, writer: Writer) -> list[str]:
    """Who has no figures or no coverage, and whose coverage fell; nothing is said of each where nobody has any."""
    districts = section.districts
    found = []
    without = districts[districts["unranked_reason"] == NO_FIGURE]
    if 0 < len(without) < len(districts):
        found.append((WITHOUT_FIGURES, without))
    found.append((WITHOUT_PEOPLE, districts[districts["unranked_reason"] == NO_DENOMINATOR]))
    found.append((FELL, districts[(districts["coverage_change"] < 0).fillna(False)]))
    return [writer.words(message, units=writer.units(list(rows["name"]))) for message, rows in found if len(rows)]


def _same_share(rows: pd.DataFrame, writer: Writer) -> str:
    """The one text that the rows' coverages have; "" where their bounds differ."""
    texts = {writer.share(row) for row in rows_of(rows)}
    return texts.pop() if len(texts) == 1 else ""


def _with_shares(rows: pd.DataFrame, writer: Writer) -> str:
    """One unit with its coverage, or all that share one."""
    if not (same := _same_share(rows, writer)):
        each = [(writer.named(row), writer.share(row)) for row in rows_of(rows)]
        return writer.joined([writer.words(WITH_SHARE, unit=unit, coverage=share) for unit, share in each])
    names = writer.joined([writer.named(row) for row in rows_of(rows)])
    return (
        writer.words(ONE, unit=names, coverage=same)
        if len(rows) == 1
        else writer.words(SEVERAL, units=names, coverage=same)
    )


def _none_late(section: ReportTarget, writer: Writer) -> list[str]:
    statuses = set(section.districts["status"])
    if ON_TRACK not in statuses:
        return []  # all is said by the counts
    once = MET_LATE in statuses
    if NO_DATA in statuses:
        return [writer.translate(NONE_KNOWN_LATE_NOW if once else NONE_KNOWN_LATE)]
    return [writer.translate(NONE_LATE_NOW if once else NONE_LATE)]


def _ahead(rows: list[Any], writer: Writer) -> list[str]:
    items = [_late_item(row, writer) for row in rows]
    statuses = {row.status for row in rows}
    if len(rows) == 1:
        return [writer.words(LATE_ONE[rows[0].status], item=items[0])]
    if not rows:
        return []
    kind = BOTH if len(statuses) > 1 else next(iter(statuses))
    order = writer.translate(BY_PACE if is_known(rows[0].extra_pace) else BY_PEOPLE)
    return [writer.words(LATE_MANY[kind], count=len(rows), order=order, items="; ".join(items))]


def _late_item(row: Any, writer: Writer) -> str:
    values = {"unit": writer.named(row), "remaining": writer.remaining(row)}
    if not is_known(row.required_pace):
        return writer.words(LAST_DAY_ITEM, **values)
    return writer.words(LATE_ITEM, required=writer.required(row), pace=_pace_now(row, writer), **values)


def _pace_now(row: Any, writer: Writer) -> str:
    if not is_known(row.pace):
        return writer.translate(NOW_UNKNOWN)
    return writer.words(NOW, pace=writer.pace(row.pace)) if row.pace > 0 else writer.translate(NOW_NONE)


def _missed(rows: list[Any], section: ReportTarget, writer: Writer) -> list[str]:
    items = [_missed_item(row, section.first_days.get(row.unit), writer) for row in rows]
    if len(rows) == 1:
        return [writer.words(MISSED_ONE, item=items[0])]
    return [writer.words(MISSED_MANY, count=len(rows), items="; ".join(items))] if rows else []


def _missed_item(row: Any, first: date | None, writer: Writer) -> str:
    unit = writer.named(row)
    if row.remaining == 0:
        at_first = known_first(row, first)
        return writer.words(FIRST_ITEM if at_first else REACHED_ITEM, unit=unit, day=writer.day(row.reached_on))
    day = row.projected_completion
    projection = writer.words(PROJECTED, day=writer.day(day)) if is_known(day) else writer.translate(NO_PROJECTION)
    return writer.words(MISSED_ITEM, unit=unit, remaining=writer.remaining(row), projection=projection)
