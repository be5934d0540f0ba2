"""Is what is stored whole: the file itself, every workbook, and everything that is derived."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from campaign.domain.place import LAI_CHAU
from campaign.locale import N_
from campaign.store.engine import Connection, Database, find_damage
from campaign.store.totals import read_all_totals, read_pairs
from campaign.store.uploads import read_content, read_pairs_reported, read_uploads
from campaign.workflows.sheets.recount import BEGINNING, Recount, recount

Problem = tuple[str, dict[str, object]]

DAMAGED = N_("The database file is damaged: {detail}. Stop working with it and restore the last backup.")
CHANGED = N_("Upload {upload} ({file}): the stored workbook is not the one that was uploaded.")
DERIVED = N_(
    "{rows} running totals of {group}, {dose} differ from what the sheets say. 'check --rebuild' counts again."
)


def check_database(database: Database) -> list[Problem]:
    """Everything that is wrong, as (message, values); an empty list when all is well."""
    with database.reading() as connection:
        damage: list[Problem] = [(DAMAGED, {"detail": detail}) for detail in find_damage(connection)]
        return [*damage, *_changed_workbooks(connection), *_wrong_totals(connection)]


def rebuild_totals(database: Database) -> None:
    """Count all running totals again from the sheets."""
    with database.writing() as connection:
        recount_all(connection)


def recount_all(connection: Connection) -> None:
    """The same within a transaction."""
    pairs = read_pairs(connection, LAI_CHAU) | read_pairs_reported(connection)
    if pairs:
        recount(connection, LAI_CHAU, pairs, since=BEGINNING)


def _changed_workbooks(connection: Connection) -> Iterable[Problem]:
    for upload in read_uploads(connection):
        if hashlib.sha256(read_content(connection, upload.id)).hexdigest() != upload.sha256:
            yield CHANGED, {"upload": upload.id, "file": upload.file_name}


def _wrong_totals(connection: Connection) -> Iterable[Problem]:
    for group, dose in sorted(read_pairs(connection, LAI_CHAU) | read_pairs_reported(connection)):
        stored = read_all_totals(connection, LAI_CHAU, (group, dose))
        blocks = Recount(connection, LAI_CHAU, [(group, dose)], since=BEGINNING).totals()
        counted = {(block.of.kind, block.of.day): set(block.counted) for block in blocks}
        days = counted.keys() | stored.keys()
        if rows := sum(len(counted.get(day, set()) ^ stored.get(day, set())) for day in days):
            yield DERIVED, {"rows": rows, "group": group, "dose": dose}
