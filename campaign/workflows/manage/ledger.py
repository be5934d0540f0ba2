"""The ledger of denominators: who stated how many people, since when; what looks wrong in it; coverage by each kind."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.domain import frames
from campaign.domain.names.units import Unit
from campaign.domain.people.denominator_flags import Flag, denominator_flags
from campaign.domain.people.ledger import Entry, ledger_entries
from campaign.domain.place import LAI_CHAU
from campaign.domain.purposes import POPULATIONS
from campaign.exports.population_columns import PopulationLine
from campaign.exports.population_csv import write_population_csv
from campaign.exports.population_xlsx import write_blank_populations, write_ledger_xlsx
from campaign.store.engine import Database
from campaign.store.manage.targets import read_denominators
from campaign.store.manage.units import read_groups, read_units
from campaign.store.sheets.denominators import read_statements
from campaign.store.sheets.totals import read_period_ends
from campaign.store.sheets.uploads import read_uploads

WRITERS = {"xlsx": write_ledger_xlsx, "csv": write_population_csv}


class LedgerRow(NamedTuple):
    """An entry with its unit's name and level, and the upload it stands in; `source` is a document's or file's name."""

    unit: str
    name: str
    level: str
    group: str
    dose: str
    kind: str
    people: int
    before: int | None
    valid_from: date
    until: date | None
    state: str
    source: str
    purpose: str
    upload: int
    file_name: str
    sheet: str
    cell: str
    header: str
    by: str
    at: datetime
    withdrawn_by: str | None
    withdrawn_reason: str | None


def read_ledger(
    database: Database,
    as_of: date,
    *,
    groups: Collection[str] = (),
    kinds: Collection[str] = (),
    levels: Collection[str] = (),
    units: Collection[str] = (),
    history: bool = False,
) -> list[LedgerRow]:
    """The entries as they stand at a date, by group, dose, kind and unit; an empty filter leaves all in.

    `history`: what was replaced for its own day, or withdrawn, too.
    """
    with database.reading() as connection:
        named = {row.code: (place, row) for place, row in enumerate(read_units(connection, LAI_CHAU))}
        statements = read_statements(connection, LAI_CHAU, groups=groups, kinds=kinds, withdrawn=history)
        uploads = {row.id: row for row in read_uploads(connection)}
    wanted = {code for code, (_, row) in named.items() if row.kind in levels} if levels else set(units)
    wanted = wanted & set(units) if levels and units else wanted
    if levels and not wanted:
        return []
    entries = ledger_entries(statements, as_of, units=wanted, history=history)
    rows = [_row(entry, named[entry.unit][1], uploads[entry.upload]) for entry in entries]
    return sorted(rows, key=lambda row: (*row[3:6], named[row.unit][0], row.valid_from, row.upload))


def read_flags(database: Database, as_of: date) -> list[Flag]:
    """What looks wrong in the denominators in force at a date."""
    with database.reading() as connection:
        groups = [row.code for row in read_groups(connection)]
        people = frames.frame(read_denominators(connection, LAI_CHAU, groups), frames.DENOMINATORS)
        units = frames.frame(read_units(connection, LAI_CHAU), frames.UNITS)
    return denominator_flags(people, units, as_of)


def latest_day(database: Database, today: date) -> date:
    """The day a ledger is looked at first: that of the latest report, or of the newest people in force today."""
    with database.reading() as connection:
        reported = read_period_ends(connection, LAI_CHAU)
        loaded = [row.period_end for row in read_uploads(connection) if row.purpose == POPULATIONS]
    known = [*reported[:1], *(day for day in loaded if day <= today)]
    return max(known, default=today)


def ledger_file(database: Database, as_of: date, form: str, **filters: Any) -> tuple[str, bytes]:
    """Name and bytes of the ledger as FORM xlsx or csv: every entry that counts at any date, filtered like
    `read_ledger`. Loaded again as it is, it changes nothing."""
    lines = [
        PopulationLine(row.unit, row.name, row.group, row.dose, row.kind, row.valid_from, row.people, row.source)
        for row in read_ledger(database, as_of, **filters)
    ]
    return f"so-mau-so-{as_of:%Y-%m-%d}.{form}", WRITERS[form](lines, group_labels(database))


def blank_populations(database: Database) -> bytes:
    """A workbook to fill in, with the units listed."""
    with database.reading() as connection:
        units = [Unit(*row) for row in read_units(connection, LAI_CHAU)]
    return write_blank_populations(units, group_labels(database))


def group_labels(database: Database) -> dict[str, str]:
    """The groups' names in Vietnamese, as files have them."""
    with database.reading() as connection:
        return {row.code: row.label_vi for row in read_groups(connection)}


def _row(entry: Entry, unit: Any, upload: Any) -> LedgerRow:
    return LedgerRow(
        entry.unit, unit.name, unit.kind, entry.group, entry.dose, entry.kind, entry.people, entry.before,
        entry.valid_from, entry.until, entry.state, upload.source or upload.file_name, upload.purpose, upload.id,
        upload.file_name, entry.sheet, entry.cell, entry.header, upload.uploaded_by, upload.uploaded_at,
        upload.withdrawn_by, upload.withdrawn_reason,
    )  # fmt: skip
