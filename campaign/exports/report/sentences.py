"""What a report says in whole sentences, built from its figures: for the document, the slides and the page to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
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
from campaign.exports.report.causes import cause_sentences
from campaign.exports.report.district_sentences import (
    best_sentence,
    counts_sentence,
    late_sentences,
    unknown_sentences,
)
from campaign.exports.report.proposals import reporting_sentences, support_sentences
from campaign.exports.report.province_sentences import change_sentence, coverage_sentence, deadline_sentences
from campaign.exports.report.report import Report, ReportTarget, Silent
from campaign.exports.report.wording import FIGURES_OF, Writer, capitalised, is_known
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
LATE_EVERYWHERE = N_("Late for all {total} targets with a deadline: {units}.")
LATE_SOMEWHERE = N_("Late for at least one target: {units}.")
LATE_NOWHERE = N_("No district with figures is late for any target.")
ALL_REPORTED = N_("All {count} districts have reported for the latest period.")
NOT_REPORTED = N_("For some target the report of the latest period is missing from {units}.")
NOBODY_REPORTED = N_("No district has reported for every target.")
SILENT_EVER = N_("{unit} (no figures)")
NOTHING_ASKED = N_("The figures ask for no measure beyond those under way.")


def summary_sentences(report: Report, translate: Translate, language: str) -> list[str]:
    """The whole at a glance: the day, how many targets are met, on time or late, who is late, who is silent."""
    writer = Writer(translate, language)
    if not report.targets:
        return [writer.words(NO_TARGETS, day=writer.day(report.as_of))]
    return [_targets(report, writer), *_late(report, writer), _silent(report, writer)]


def target_sentences(section: ReportTarget, as_of: date, translate: Translate, language: str) -> list[str]:
    """Where one target stands: the province, its deadline, what moved; the best, the late and the unknown districts."""
    paragraphs = target_paragraphs(section, as_of, translate, language)
    return [sentence for paragraph in paragraphs for sentence in paragraph]


def target_paragraphs(section: ReportTarget, as_of: date, translate: Translate, language: str) -> list[list[str]]:
    """The same sentences by paragraph: the province; the districts; who is late; who is unknown."""
    writer = Writer(translate, language)
    province = [coverage_sentence(section, as_of, writer), *deadline_sentences(section.province, writer)]
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
    """Who is late for every target that has a deadline; or for any, or that nobody is."""
    judged = [section for section in report.targets if set(section.districts["status"]) - {OPEN, NO_DATA}]
    times = Counter(name for section in judged for name in section.late["name"])
    everywhere = [name for name, count in times.items() if count == len(judged)]
    if len(judged) > 1 and everywhere:
        return [writer.words(LATE_EVERYWHERE, total=len(judged), units=writer.units(everywhere))]
    if times:
        return [writer.words(LATE_SOMEWHERE, units=writer.units(list(times)))]
    return [writer.translate(LATE_NOWHERE)] if judged else []


def _silent(report: Report, writer: Writer) -> str:
    if not report.silent:
        return writer.words(ALL_REPORTED, count=_districts(report))
    if len(report.silent) == _districts(report) and not any(each.last for each in report.silent):
        return writer.translate(NOBODY_REPORTED)
    return writer.words(NOT_REPORTED, units=writer.joined([_since(each, writer) for each in report.silent]))


def _since(silent: Silent, writer: Writer) -> str:
    message = FIGURES_OF if is_known(silent.last) else SILENT_EVER
    return writer.words(message, unit=writer.unit(silent.name), day=writer.day(silent.last))


def _districts(report: Report) -> int:
    return max((len(section.districts) for section in report.targets), default=0)
