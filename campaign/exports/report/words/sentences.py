"""What a report says in whole sentences, built from its figures: for the document, the slides and the page to print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

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
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.causes import cause_sentences
from campaign.exports.report.words.districts import (
    best_sentence,
    counts_sentence,
    late_sentences,
    unknown_sentences,
)
from campaign.exports.report.words.late import late_kinds, nobody_late
from campaign.exports.report.words.proposals import reporting_sentences, support_sentences
from campaign.exports.report.words.province import change_sentence, coverage_sentence, deadline_sentences
from campaign.exports.report.words.silent import silence
from campaign.exports.report.words.writer import Writer, capitalised, is_known
from campaign.locale import N_, Translate

NO_TARGETS = N_("As of {day}, no target is in force to report on.")
ONE_TARGET = N_("As of {day}, one target is reported on, {target}: {status}.")
TARGETS = N_("As of {day}, {total} targets are reported on: {counts}.")
TARGETS_ALIKE = N_("As of {day}, {total} targets are reported on; for all of them: {status}.")
STATUS_PHRASES = {
    MET: N_("the province has met the target"),
    MET_LATE: N_("the province met the target late"),
    MISSED: N_("the province missed the target"),
    ON_TRACK: N_("the province is on track"),
    AT_RISK: N_("the province is at risk of being late"),
    BEHIND: N_("the province is behind"),
    OPEN: N_("it is being carried out, without a deadline"),
    NO_DATA: N_("there are not enough figures to judge"),
}
COUNTS = {
    MET: N_("{count} met ({targets})"),
    MET_LATE: N_("{count} met late ({targets})"),
    MISSED: N_("{count} missed ({targets})"),
    ON_TRACK: N_("{count} on track ({targets})"),
    AT_RISK: N_("{count} at risk ({targets})"),
    BEHIND: N_("{count} behind ({targets})"),
    OPEN: N_("{count} without a deadline ({targets})"),
    NO_DATA: N_("{count} without enough figures ({targets})"),
}
LATE_EVERYWHERE = N_("{kinds} for all {total} targets that can be judged: {units}.")
LATE_SOMEWHERE = N_("{kinds} for at least one target: {units}.")
LATE_FOR_ONE = N_("{kinds} for target {target}: {units}.")
ALL_REPORTED = N_("All {count} districts have reported for the latest period, up to {days}.")
OF_TARGET = N_("{target}: {day}")
UNREPORTED = N_("No district has reported any figure of {targets}.")
OLD = N_("The latest figures of {targets} end more than {days} days before the day of this report.")
NOT_REPORTED = N_("For some target the report of the latest period is missing from {units}.")
NOBODY_REPORTED = N_("No district has reported for every target.")
NEW_DAYS = 7  # older figures are told to be old
NOTHING_ASKED = N_("The figures ask for no measure beyond those under way.")


def summary_sentences(report: Report, translate: Translate, language: str) -> list[str]:
    """The whole at a glance: the day, how many targets are met, on time or late, who is late, who is silent."""
    writer = Writer(translate, language)
    if not report.targets:
        return [writer.words(NO_TARGETS, day=writer.day(report.as_of))]
    return [_targets(report, writer), *_late(report, writer), *_reporting(report, writer)]


def target_sentences(section: ReportTarget, as_of: date, translate: Translate, language: str) -> list[str]:
    """Where one target stands: the province, its deadline, what moved; the best, the late and the unknown districts."""
    paragraphs = target_paragraphs(section, as_of, translate, language)
    return [sentence for paragraph in paragraphs for sentence in paragraph]


def target_paragraphs(section: ReportTarget, as_of: date, translate: Translate, language: str) -> list[list[str]]:
    """The same sentences by paragraph: the province; the districts; who is late; who is unknown."""
    writer = Writer(translate, language)
    deadlines = deadline_sentences(section.province, writer, section.first_days.get(section.province.unit))
    province = [coverage_sentence(section, as_of, writer), *deadlines]
    districts = [best_sentence(section, writer), counts_sentence(section, writer)]
    late, unknown = late_sentences(section, writer), unknown_sentences(section, writer)
    paragraphs = ([*province, change_sentence(section, writer)], districts, late, unknown)
    said = [[sentence for sentence in paragraph if sentence] for paragraph in paragraphs]
    return [paragraph for paragraph in said if paragraph]


def late_causes(report: Report, translate: Translate, language: str) -> list[str]:
    """Why each late district is late, as far as the figures tell, the one late for most targets first."""
    return cause_sentences(report, Writer(translate, language))


def proposal_sentences(report: Report, translate: Translate, language: str) -> list[str]:
    """What is proposed: which district to support first for which target, and which figures to complete or check."""
    writer = Writer(translate, language)
    sentences = support_sentences(report, writer) + reporting_sentences(report, _districts(report), writer)
    return [capitalised(sentence) for sentence in sentences] or [translate(NOTHING_ASKED)]


def _targets(report: Report, writer: Writer) -> str:
    total, day = len(report.targets), writer.day(report.as_of)
    of_status = _by_status(report.targets)
    status = writer.translate(STATUS_PHRASES[next(iter(of_status))])
    if total == 1:
        return writer.words(ONE_TARGET, day=day, target=report.targets[0].about.target, status=status)
    if len(of_status) == 1:
        return writer.words(TARGETS_ALIKE, day=day, total=total, status=status)
    counts = [
        writer.words(COUNTS[status], count=len(names), targets=", ".join(names)) for status, names in of_status.items()
    ]
    return writer.words(TARGETS, day=day, total=total, counts=writer.joined(counts))


def _by_status(sections: Sequence[ReportTarget]) -> dict[str, list[str]]:
    """The targets by the province's status, in the order of statuses."""
    found = {status: [each.about.target for each in sections if each.province.status == status] for status in STATUSES}
    return {status: names for status, names in found.items() if names}


def _late(report: Report, writer: Writer) -> list[str]:
    """Who is late for every target that has a deadline, and who for some; or that nobody is."""
    judged = [section for section in report.targets if set(section.districts["status"]) - {OPEN, NO_DATA}]
    found: dict[str, list[str]] = {}
    for section in judged:
        for name, status in zip(section.late["name"], section.late["status"], strict=True):
            found.setdefault(name, []).append(status)
    if not found:
        return [nobody_late(report.targets, writer)] if judged else []
    if len(judged) == 1:
        return [_named_late(LATE_FOR_ONE, found, writer, target=judged[0].about.target)]
    everywhere = {name: statuses for name, statuses in found.items() if len(statuses) == len(judged)}
    somewhere = {name: statuses for name, statuses in found.items() if name not in everywhere}
    groups = ((LATE_EVERYWHERE, everywhere), (LATE_SOMEWHERE, somewhere))
    return [_named_late(message, late, writer, total=len(judged)) for message, late in groups if late]


def _named_late(message: str, late: Mapping[str, Sequence[str]], writer: Writer, **values: object) -> str:
    kinds = late_kinds((status for statuses in late.values() for status in statuses), writer)
    return capitalised(writer.words(message, kinds=kinds, units=writer.units(list(late)), **values))


def _reporting(report: Report, writer: Writer) -> list[str]:
    """Whether the figures are there and new: who has reported up to when, who has not, what nobody has."""
    if len(report.silent) == _districts(report) and not any(each.last or each.without for each in report.silent):
        return [writer.translate(NOBODY_REPORTED)]
    days = {section.about.target: section.districts["period_end"].max() for section in report.targets}
    known = {target: day.date() for target, day in days.items() if is_known(day)}
    sentences = [_silent(report, known, writer)]
    if without := [target for target in days if target not in known]:
        sentences.append(writer.words(UNREPORTED, targets=writer.joined(without)))
    if old := [target for target, day in known.items() if (report.as_of - day).days > NEW_DAYS]:
        sentences.append(writer.words(OLD, targets=writer.joined(old), days=NEW_DAYS))
    return sentences


def _silent(report: Report, known: Mapping[str, date], writer: Writer) -> str:
    if report.silent:
        return writer.words(NOT_REPORTED, units=writer.joined([silence(each, writer) for each in report.silent]))
    days = dict.fromkeys(writer.day(day) for day in known.values())
    each = [writer.words(OF_TARGET, target=target, day=writer.day(day)) for target, day in known.items()]
    told = next(iter(days)) if len(days) == 1 else f"{writer.day(max(known.values()))} ({'; '.join(each)})"
    return writer.words(ALL_REPORTED, count=_districts(report), days=told)


def _districts(report: Report) -> int:
    return max((len(section.districts) for section in report.targets), default=0)
