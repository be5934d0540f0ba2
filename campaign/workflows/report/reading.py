"""The figures of a report, gathered once for all its forms."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from campaign.domain.briefing.catching_up import find_late
from campaign.domain.progress.caveats import LATE, Caveat, find_caveats
from campaign.errors import NotFound
from campaign.exports.report.report import Report, ReportTarget, Silent
from campaign.locale import Translate, translator
from campaign.locale.formats import day
from campaign.store.engine import Database
from campaign.workflows.monitor.briefing import Brief, brief_at
from campaign.workflows.monitor.citing import cite
from campaign.workflows.monitor.monitoring import NO_TARGET, read_clause
from campaign.workflows.monitor.ranking_about import about_ranking, read_group_labels
from campaign.workflows.monitor.rankings import rank_by
from campaign.workflows.monitor.sources import source_files


def read_report(database: Database, as_of: date, *, targets: Sequence[str] = (), language: str) -> Report:
    """The report for a day on the targets chosen, in that order; raises NotFound for one not in force on that day.

    Without a choice it is on those in force that have a deadline.
    """
    brief = brief_at(database, as_of)
    sections = [_section(database, brief, target, language) for target in _chosen(brief, targets)]
    uploads = sorted({file for section in sections for file in section.uploads}, key=_number)
    return Report(
        as_of=as_of,
        targets=sections,
        silent=_silent(sections),
        uploads=uploads,
        findings=sum(each.warnings for each in brief.trust.doubtful),
        synthetic=brief.trust.synthetic,
        fingerprint=_fingerprint(sections),
    )


def default_targets(brief: Brief) -> list[str]:
    """The targets a report is on where nobody chooses: in force, with a deadline, the next deadline first."""
    dated = brief.targets[brief.targets["deadline"].notna()]
    return list(dated.sort_values("deadline", ascending=False, kind="stable")["target"])


def _chosen(brief: Brief, targets: Sequence[str]) -> Sequence[str]:
    known = list(brief.targets["target"])
    for unknown in (target for target in targets if target not in known):
        raise NotFound("no_target", NO_TARGET, target=unknown, known=", ".join(known))
    return list(dict.fromkeys(targets)) or default_targets(brief)


def _section(database: Database, brief: Brief, target: str, language: str) -> ReportTarget:
    translate = translator(language)
    ranked = rank_by(database, target, brief.as_of)
    row: Any = next(ranked.targets.itertuples(index=False))
    groups = read_group_labels(database, language)
    about = about_ranking(ranked, target, brief.as_of, groups=groups, translate=translate).targets[0]
    cited = cite(read_clause(database, row), translate, language)
    caveats = find_caveats(ranked.ranking, row.denominator_kind)
    return ReportTarget(
        about=about._replace(directive=cited, words=row.words),
        province=next(brief.province(target).itertuples(index=False)),
        districts=ranked.ranking,
        late=find_late(brief.districts(target)),
        before=ranked.previous,
        caveats=[_caveat(caveat, translate, language) for caveat in caveats],
        uploads=source_files(database, ranked.ranking["unit"], row.group, row.dose, brief.as_of),
    )


def _caveat(caveat: Caveat, translate: Translate, language: str) -> str:
    names = [f"{name} ({day(last, language)})" if caveat.message == LATE else name for name, last in caveat.units]
    return translate(caveat.message).format(units=", ".join(names))


def _silent(sections: Sequence[ReportTarget]) -> list[Silent]:
    """The districts that are late with a report for some target, each with its oldest day."""
    rows = pd.concat([section.districts for section in sections]) if sections else pd.DataFrame()
    if rows.empty:
        return []
    late = rows[rows["stale"] | rows["period_end"].isna()]
    last = late.groupby("name", sort=False)["period_end"].agg(lambda days: days.min(skipna=False))
    return [Silent(name, None if pd.isna(day) else day.date()) for name, day in last.items()]


def _fingerprint(sections: Sequence[ReportTarget]) -> str:
    """Ten letters and digits made from every figure of the report: the same figures, the same fingerprint."""
    texts = [
        f"{section.about}{section.districts.to_csv(index=False)}{tuple(section.province)}{section.uploads}"
        for section in sections
    ]
    return hashlib.sha256("".join(texts).encode()).hexdigest()[:10]


def _number(file: str) -> int:
    return int(file.partition(":")[0])
