"""Assignments as files: read one that somebody filled in, write the annex of a decision."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from campaign.access.actors import Actor
from campaign.access.roles import SEE_RESPONSIBLE
from campaign.domain.assigning.allocation import UPLOADED
from campaign.domain.assigning.assignments import Draft, Responsible
from campaign.domain.frames import rows_of
from campaign.domain.labels import DOSE_WORDS
from campaign.domain.names.text import plain
from campaign.domain.names.units import PROVINCE
from campaign.errors import NotFound, Refused
from campaign.exports.annex_columns import Annex, AnnexRow
from campaign.exports.annex_csv import write_annex_csv
from campaign.exports.annex_xlsx import write_annex_xlsx
from campaign.locale import N_, translator
from campaign.locale.formats import day as day_text
from campaign.sheets.assignment_table import AssignmentsRead, read_assignment_table
from campaign.store.engine import Database
from campaign.workflows.access.acting import check_may
from campaign.workflows.manage.assigning import Saved, Site, checked, default_due, read_site
from campaign.workflows.manage.assignments import NOTHING_BELOW, read_responsible
from campaign.workflows.monitor.citing import cite
from campaign.workflows.monitor.monitoring import read_clause, read_groups, read_targets
from campaign.workflows.sheets.previews import read_knowledge

FORMS = ("xlsx", "csv")
NO_FORM = N_("Assignments are written as .xlsx or .csv, not as '{form}'.")
# How a file is read: `read_assignment_table`, or the same in a process of its own.
Reader = Callable[..., AssignmentsRead]

# The annex is Vietnamese in every language of the program, as its columns are.
FILE_NAME = "phu-luc-giao-chi-tieu"
AUTHORITY = {PROVINCE: "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU"}
AGENCY = {PROVINCE: "SỞ Y TẾ"}
COMMITTEE = "ỦY BAN NHÂN DÂN"
FIGURES_TO, LOWER_BOUND = "Số liệu đến {day}", "Số đã tiêm chưa đầy đủ"


def read_file(
    database: Database,
    site: Site,
    content: bytes,
    file_name: str,
    *,
    due: date | None = None,
    total: int | None = None,
    read: Reader = read_assignment_table,
) -> Saved:
    """The draft in a file, with everything found in it; nothing is written.

    Rows without a due day get `due`, else the default one. The file's total row states the province's number unless
    `total` does.
    """
    with database.reading() as connection:
        words = read_knowledge(connection).words
    found = read(content, file_name, words, site.parent)
    rows = [row._replace(due=row.due or due or default_due(site, row.unit)) for row in found.rows]
    stated, own = (total, {}) if total is not None else (found.total, found.total_cells)
    draft = Draft(site.goal.target, site.parent.code, site.day, UPLOADED, rows, stated, own)
    return checked(site, Saved(draft, found.findings))


def annex_file(
    database: Database, target: str, form: str, *, of: str = "", with_names: bool = False, by: Actor
) -> tuple[str, bytes]:
    """The annex of the assignments right under a unit: the file's name and content.

    Responsible persons stand in it only with `with_names`; raises Refused where the role may not see them or for
    another form, NotFound where nothing is assigned.
    """
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)
    if with_names:
        check_may(database, by, SEE_RESPONSIBLE)
    site = read_site(database, target, of=of)
    given = [site.standing[unit.code] for unit in site.below if unit.code in site.standing]
    if not given:
        raise NotFound("nothing_below", NOTHING_BELOW, unit=site.parent.name, target=target)
    persons = read_responsible(database, target, by=by) if with_names else {}
    annex = _annex(database, site, _rows(site, persons), persons=with_names)
    return annex_name(site, form), write_annex_csv(annex) if form == "csv" else write_annex_xlsx(annex)


def annex_name(site: Site, form: str) -> str:
    """What the annex of these assignments is called: safe on any system."""
    return f"{FILE_NAME}-{_slug(site.goal.target)}-{_slug(site.parent.name)}-{site.day.isoformat()}.{form}"


def _rows(site: Site, persons: Mapping[str, Responsible]) -> list[AnnexRow]:
    """A line for each unit assigned to, with what was known on the day."""
    basis = {row.unit: row for row in rows_of(site.basis)}
    remaining, rows = site.remaining, []
    for unit in site.below:
        given, row = site.standing.get(unit.code), basis[unit.code]
        if given:
            figures = (_whole(row.denominator), _whole(row.doses_to_date), remaining.get(unit.code))
            who = persons.get(unit.code, Responsible())
            rows.append(AnnexRow(unit.code, unit.name, *figures, given.people, given.due, *who, _note(row)))
    return rows


def _note(row: Any) -> str:
    """What must be known of a unit's figures to read them."""
    late = FIGURES_TO.format(day=day_text(row.period_end, "vi")) if row.stale else ""
    return "; ".join(text for text in (late, LOWER_BOUND if row.incomplete else "") if text)


def _annex(database: Database, site: Site, rows: Sequence[AnnexRow], *, persons: bool) -> Annex:
    targets = read_targets(database)
    target = next(row for row in rows_of(targets) if row.target == site.goal.target)
    words, kind = translator("vi"), site.parent.kind
    groups = {row.code: row.label_vi for row in read_groups(database)}
    return Annex(
        authority=AUTHORITY.get(kind, COMMITTEE),
        agency=AGENCY.get(kind, site.parent.name.upper()),
        subject=f"{words(DOSE_WORDS[target.dose])} · {groups[target.group]}",
        directive=cite(read_clause(database, target), words, "vi"),
        words=target.words,
        day=site.day,
        rows=rows,
        persons=persons,
    )


def _slug(text: str) -> str:
    """A text as part of a file's name on any system: small letters, digits and hyphens."""
    return plain(text).replace(" ", "-")


def _whole(value: Any) -> int | None:
    return None if pd.isna(value) else int(value)
