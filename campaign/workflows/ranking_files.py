"""A ranking as a file to pin to a report or to work on."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from campaign.domain.caveats import find_kinds
from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.progress import progress
from campaign.domain.ranking import ranking
from campaign.errors import Refused
from campaign.exports.about import RankingAbout
from campaign.exports.ranking_csv import write_ranking_csv
from campaign.exports.ranking_xlsx import write_ranking_xlsx
from campaign.locale import N_, Translate, translator
from campaign.store.engine import Database
from campaign.workflows.citing import cite
from campaign.workflows.monitoring import Situation, previous_week, read_clause, read_groups, read_situation
from campaign.workflows.sources import source_files

FORMS = ("xlsx", "csv")
FILE_NAME = N_("ranking {target} {day}")
NO_FORM = N_("A ranking is written as .xlsx or .csv, not as '{form}'.")


def ranking_file(database: Database, target: str, as_of: date, form: str, *, language: str) -> tuple[str, bytes]:
    """The file's name and content; raises NotFound for an unknown target and Refused for another form."""
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)
    translate = translator(language)
    situation = read_situation(database, levels=("district", "province"), target=target)
    districts = situation._replace(units=situation.units[situation.units["kind"] == "district"].reset_index(drop=True))
    before = previous_week(situation.points, as_of)
    now = progress(*districts, as_of)
    ranked = ranking(now, progress(*districts, before) if before else now.iloc[:0])
    name = f"{translate(FILE_NAME).format(target=target, day=as_of.isoformat())}.{form}"
    if form == "csv":
        return name, write_ranking_csv(ranked, translate=translate, language=language)
    about = _about(database, situation, ranked, as_of, before, language)
    content = write_ranking_xlsx(
        ranked, about, translate=translate, language=language, province=_province(situation, as_of)
    )
    return name, content


def _province(situation: Situation, as_of: date) -> pd.DataFrame:
    units = situation.units[situation.units["kind"] == "province"].reset_index(drop=True)
    return progress(*situation._replace(units=units), as_of)


def _about(
    database: Database, situation: Situation, ranked: pd.DataFrame, as_of: date, before: date | None, language: str
) -> RankingAbout:
    row = next(situation.targets.itertuples(index=False))
    translate = translator(language)
    labels = {group.code: group.label_vi if language == "vi" else group.label_en for group in read_groups(database)}
    return RankingAbout(
        subject=f"{translate(DOSE_WORDS[row.dose])} · {labels[row.group]}",
        people=_people(ranked, row, translate),
        directive=cite(read_clause(database, row), translate, language),
        words=row.words,
        threshold=None if pd.isna(row.threshold) else float(row.threshold),
        deadline=None if pd.isna(row.deadline) else row.deadline.date(),
        as_of=as_of,
        previous_as_of=before,
        uploads=source_files(database, ranked["unit"], row.group, row.dose, as_of),
    )


def _people(ranked: pd.DataFrame, row: Any, translate: Translate) -> str:
    """What the coverage is really a share of: the kinds used, the target's own where nobody has any."""
    return " / ".join(translate(MEASURE_WORDS[kind]) for kind in find_kinds(ranked, row.denominator_kind))
