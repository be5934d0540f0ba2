"""The figures of a report, gathered once for all its forms."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from campaign.domain.briefing.catching_up import find_late
from campaign.domain.briefing.silence import find_silent
from campaign.domain.frames import PROGRESS, rows_of
from campaign.domain.progress.caveats import LATE, Caveat, find_caveats
from campaign.domain.ranking.ranking import ranking
from campaign.errors import NotFound
from campaign.exports.report.report import Report, ReportTarget, Silent
from campaign.locale import N_, Translate, translator
from campaign.locale.formats import day, is_missing, partial_day
from campaign.store.engine import Database
from campaign.workflows.monitor.briefing import Brief, brief_at
from campaign.workflows.monitor.monitoring import NO_TARGET, read_clause
from campaign.workflows.monitor.ranking_about import about_ranking, read_group_labels
from campaign.workflows.monitor.rankings import Ranked
from campaign.workflows.report.provenance import Sources
from campaign.workflows.safety.anchors import anchor_text

# In a sentence, as papers cite one another; by how much is known of the date of issue.
CITED_DAY = N_("{kind} of {issuer} of {issued}, {clause}")
CITED_MONTH = N_("{kind} of {issuer} of the month {issued}, {clause}")
CITED_YEAR = N_("{kind} of {issuer} of the year {issued}, {clause}")
CLAUSE, PART = N_("clause {clause}"), N_("part {clause}")  # by number or by name


def read_report(database: Database, as_of: date, *, targets: Sequence[str] = (), language: str) -> Report:
    """The report for a day on the targets chosen, in that order; raises NotFound for one not in force on that day.

    Without a choice it is on default_targets.
    """
    brief = brief_at(database, as_of)
    groups, sources = read_group_labels(database, language), Sources(database)
    sections = [_section(sources, brief, target, groups, language) for target in _chosen(brief, targets)]
    doses = {file for section in sections for file in section.uploads if file not in section.pace_uploads}
    uploads = {file for section in sections for file in section.uploads}
    return Report(
        as_of=as_of,
        targets=sections,
        silent=_silent(sections),
        uploads=sorted(uploads, key=_number),
        pace_uploads=sorted(uploads - doses, key=_number),
        findings=sum(each.warnings for each in brief.trust.doubtful),
        synthetic=brief.trust.synthetic,
        fingerprint=_fingerprint(as_of, sections),
        anchor=anchor_text(database),
    )


def default_targets(brief: Brief) -> list[str]:
    """The targets a report is on where nobody chooses: those in force with a deadline, or all where none has one.

    The next deadline comes first, then those that have passed, the latest first.
    """
    dated = brief.targets[brief.targets["deadline"].notna()]
    if dated.empty:
        return list(brief.targets["target"])
    over = dated["deadline"] < pd.Timestamp(brief.as_of)
    ahead = dated[~over].sort_values("deadline", kind="stable")
    return [*ahead["target"], *dated[over].sort_values("deadline", ascending=False, kind="stable")["target"]]


def _chosen(brief: Brief, targets: Sequence[str]) -> Sequence[str]:
    known = list(brief.targets["target"])
    for unknown in (target for target in targets if target not in known):
        raise NotFound("no_target", NO_TARGET, target=unknown, known=", ".join(known))
    return list(dict.fromkeys(targets)) or default_targets(brief)


def _section(sources: Sources, brief: Brief, target: str, groups: Mapping[str, str], language: str) -> ReportTarget:
    translate, districts = translator(language), brief.districts(target)
    of_target = brief.targets[brief.targets["target"] == target]
    row: Any = rows_of(of_target)[0]
    ranked = Ranked(_ranked(districts), None, of_target, [], None)
    about = about_ranking(ranked, target, brief.as_of, groups=groups, translate=translate).targets[0]
    cited = _cited(read_clause(sources.database, row), translate, language)
    caveats = find_caveats(ranked.ranking, row.denominator_kind)
    rests = sources.of((row.group, row.dose), brief.as_of, _days_told_of(brief, target))
    return ReportTarget(
        about=about._replace(directive=cited, words=row.words),
        province=rows_of(brief.province(target))[0],
        districts=ranked.ranking,
        late=find_late(districts),
        before=brief.before.get(target),
        caveats=[_caveat(caveat, translate, language) for caveat in caveats],
        uploads=sources.files(rests.doses | rests.looked_back_on),
        pace_uploads=sources.files(rests.looked_back_on),
        first_days=rests.first_days,
    )


def _days_told_of(brief: Brief, target: str) -> list[tuple[str | None, date]]:
    """The earlier days whose doses to date are told of: the report before, and those of reaching the target."""
    rows = pd.concat([brief.province(target), brief.districts(target)])
    reached = rows[rows["reached_on"].notna()]
    days: list[tuple[str | None, date]] = [
        (str(unit), day.date()) for unit, day in zip(reached["unit"], reached["reached_on"], strict=True)
    ]
    return [*days, (None, brief.before[target])] if target in brief.before else days


def _ranked(districts: pd.DataFrame) -> pd.DataFrame:
    """RANKING of districts' rows of BRIEFING; one not reported since the report before has no change, not none."""
    before = districts[["unit", "coverage_before", "period_end_before"]]
    before = before.rename(columns={"coverage_before": "coverage", "period_end_before": "period_end"})
    return ranking(districts[list(PROGRESS)].reset_index(drop=True), before)


def _cited(clause: Any, translate: Translate, language: str) -> str:
    message = (CITED_YEAR, CITED_MONTH, CITED_DAY)[clause.issued.count("-")]
    kind = f"{clause.kind} {clause.number}" if clause.number else clause.kind
    issued = partial_day(clause.issued, language)
    place = translate(CLAUSE if clause.clause[:1].isdigit() else PART).format(clause=clause.clause)
    return translate(message).format(kind=kind, issuer=clause.issuer, issued=issued, clause=place)


def _caveat(caveat: Caveat, translate: Translate, language: str) -> str:
    names = [f"{name} ({day(last, language)})" if caveat.message == LATE else name for name, last in caveat.units]
    return translate(caveat.message).format(units=", ".join(names))


def _silent(sections: Sequence[ReportTarget]) -> list[Silent]:
    """The districts that lack figures which another has, as on the overview; all where nobody has reported."""
    rows: list[Any] = [row for section in sections for row in rows_of(section.districts)]
    if all(is_missing(row.period_end) for row in rows):
        return [Silent(name, None) for name in dict.fromkeys(row.name for row in rows)]
    return [
        Silent(each.name, each.last, () if each.whole and not each.late else tuple(each.never))
        for each in find_silent(rows)
    ]


def _fingerprint(as_of: date, sections: Sequence[ReportTarget]) -> str:
    """Ten letters and digits made from the day and every figure, of no words: one for a report in every language."""
    texts = [as_of.isoformat()]
    for section in sections:
        texts += [section.districts.to_csv(index=False), pd.DataFrame([section.province]).to_csv(index=False)]
        texts.append(str(section.before))
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:10]


def _number(file: str) -> int:
    return int(file.partition(":")[0])
