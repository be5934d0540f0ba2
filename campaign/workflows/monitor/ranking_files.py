"""A ranking as a file to pin to a report or to work on."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.domain.frames import rows_of
from campaign.errors import Refused
from campaign.exports.about import RankingAbout
from campaign.exports.columns import COLUMNS, composite_columns, with_parts
from campaign.exports.rank_history_sheet import write_rank_history_csv
from campaign.exports.ranking_csv import write_ranking_csv
from campaign.exports.ranking_xlsx import write_ranking_xlsx
from campaign.locale import N_, translator
from campaign.store.engine import Database
from campaign.workflows.making import MAKING
from campaign.workflows.monitor.citing import cite
from campaign.workflows.monitor.monitoring import progress_at, read_clause
from campaign.workflows.monitor.ranking_about import about_ranking, read_group_labels
from campaign.workflows.monitor.rankings import By, Ranked, rank_by
from campaign.workflows.monitor.sources import source_files
from campaign.workflows.safety.anchors import anchor_text

FORMS = ("xlsx", "csv")
FILE_NAME = N_("ranking {target} {day}")
NO_FORM = N_("A ranking is written as .xlsx or .csv, not as '{form}'.")


def ranking_file(
    database: Database, by: By, as_of: date, form: str, *, language: str, with_history: bool = False
) -> tuple[str, bytes]:
    """The file's name and content; raises NotFound for an unknown target and Refused for another form.

    With its history an .xlsx has a second sheet, and a .csv is the history alone.
    """
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)
    ranked = rank_by(database, by, as_of, with_history=with_history)
    with MAKING:
        return f"{file_stem(by, as_of, language)}.{form}", _written(database, ranked, by, as_of, form, language)


def file_stem(by: By, as_of: date, language: str) -> str:
    """The file's name without its form."""
    target = by if isinstance(by, str) else "-".join(by)
    return translator(language)(FILE_NAME).format(target=target, day=as_of.isoformat())


def _written(database: Database, ranked: Ranked, by: By, as_of: date, form: str, language: str) -> bytes:
    words: dict[str, Any] = {"translate": translator(language), "language": language}
    if form == "csv" and ranked.history is not None:
        return write_rank_history_csv(ranked.history, **words)
    about = _about(database, ranked, by, as_of, language)
    rows, columns = ranked.ranking, list(COLUMNS)
    if ranked.parts is not None and not isinstance(by, str):
        rows, columns = with_parts(ranked.ranking, ranked.parts), composite_columns(list(by.items()), language)
    if form == "csv":
        return write_ranking_csv(rows, about, columns=columns, **words)
    province = progress_at(database, as_of, levels=("province",), target=by) if isinstance(by, str) else None
    return write_ranking_xlsx(rows, about, columns=columns, province=province, history=ranked.history, **words)


def _about(database: Database, ranked: Ranked, by: By, as_of: date, language: str) -> RankingAbout:
    """What stands over the table: the basis, the sentence that set a single target, the files of the figures."""
    translate = translator(language)
    groups = read_group_labels(database, language)
    about = about_ranking(ranked, by, as_of, groups=groups, translate=translate)
    rows = rows_of(ranked.targets)
    units = ranked.ranking["unit"]
    files = dict.fromkeys(file for row in rows for file in source_files(database, units, row.group, row.dose, as_of))
    if isinstance(by, str):
        cited = cite(read_clause(database, rows[0]), translate, language)
        about = about._replace(targets=[about.targets[0]._replace(directive=cited, words=rows[0].words)])
    return about._replace(uploads=list(files), anchor=anchor_text(database))
