"""What a ranking rests on, in words: its targets, what they are counted against, and whether they were in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from campaign.domain.frames import rows_of
from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.progress.caveats import find_kinds
from campaign.exports.about import RankingAbout, TargetAbout
from campaign.locale import Translate
from campaign.store.engine import Database
from campaign.workflows.monitor.monitoring import read_groups
from campaign.workflows.monitor.rankings import By, Ranked


def about_ranking(
    ranked: Ranked, by: By, as_of: date, *, groups: Mapping[str, str], translate: Translate
) -> RankingAbout:
    """The basis of `ranked`, which is by `by`; `groups` are the target groups in the reader's words."""
    parts = ranked.ranking if ranked.parts is None else ranked.parts
    targets = [
        TargetAbout(
            target=row.target,
            subject=f"{translate(DOSE_WORDS[row.dose])} · {groups[row.group]}",
            people=people_words(parts[parts["target"] == row.target], row, translate),
            threshold=None if pd.isna(row.threshold) else float(row.threshold),
            deadline=_date(row.deadline),
            since=_date(row.in_force_from),
            replaced_by=None if pd.isna(row.superseded_by) else row.superseded_by,
            replaced_on=_date(row.superseded_on),
            share=None if isinstance(by, str) else by[row.target],
        )
        for row in rows_of(ranked.targets)
    ]
    return RankingAbout(targets, as_of, ranked.previous)


def read_group_labels(database: Database, language: str) -> dict[str, str]:
    """Target groups in the reader's words, by code."""
    return {group.code: group.label_vi if language == "vi" else group.label_en for group in read_groups(database)}


def people_words(rows: pd.DataFrame, target: Any, translate: Translate) -> str:
    """What the coverages are really shares of: the kinds used, the target's own where nobody has any."""
    return " / ".join(translate(MEASURE_WORDS[kind]) for kind in find_kinds(rows, target.denominator_kind))


def basis_record(ranked: Ranked, by: By, as_of: date) -> dict[str, Any]:
    """The basis of `ranked` as plain values, for programs: fractions and codes, None where there is none."""
    parts = ranked.ranking if ranked.parts is None else ranked.parts
    targets = [
        {
            "target": row.target,
            "weight": None if isinstance(by, str) else by[row.target],
            "threshold": None if pd.isna(row.threshold) else float(row.threshold),
            "deadline": _date(row.deadline),
            "denominator_kinds": find_kinds(parts[parts["target"] == row.target], row.denominator_kind),
            "in_force_from": _date(row.in_force_from),
            "superseded_by": None if pd.isna(row.superseded_by) else row.superseded_by,
            "superseded_on": _date(row.superseded_on),
        }
        for row in rows_of(ranked.targets)
    ]
    return {"as_of": as_of, "changes_since": ranked.previous, "targets": targets}


def _date(moment: Any) -> date | None:
    return None if pd.isna(moment) else moment.date()
