"""Populations: load a file of them or type some in; what that would move; save it.

A file of populations is an upload like any other: traced to its cells, checked, withdrawn.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_POPULATIONS
from campaign.domain.counting.figures import Period
from campaign.domain.names.units import DISTRICT, OTHER, PROVINCE
from campaign.domain.place import LAI_CHAU
from campaign.domain.purposes import POPULATIONS
from campaign.errors import Refused
from campaign.exports.population_columns import PopulationLine
from campaign.exports.population_csv import write_population_csv
from campaign.locale import N_
from campaign.sheets.reading import read_workbook
from campaign.store.engine import Database
from campaign.store.manage.units import read_groups, read_units
from campaign.workflows.access.acting import check_may
from campaign.workflows.sheets import answering, uploads
from campaign.workflows.sheets.importing import Preview, preview_file, save_preview
from campaign.workflows.sheets.previews import Reader, Sent

NOTHING_TYPED = N_("Nothing was typed in. Fill in a unit, a group and the number of people.")
NO_SOURCE = N_("Say which document the numbers are taken from; it stands in the ledger beside them.")

NO_DAY = N_("Say from which day the numbers hold.")


class Typed(NamedTuple):
    """People as somebody typed them, by codes; what was left out is ""."""

    unit: str
    group: str
    dose: str
    kind: str
    valid_from: date | None
    people: int | str | None


def preview_populations(
    database: Database,
    content: bytes,
    file_name: str,
    *,
    today: date,
    source: str = "",
    valid_from: date | None = None,
    replacing: bool = False,
    answers: Mapping[str, Any] | None = None,
    by: str = "",
    read: Reader = read_workbook,
) -> Preview:
    """Read and check a file of people; nothing is written. Bad input is a finding, never an exception.

    source: the document they are taken from; without it the one that all rows name, else the file's name.
    valid_from: the day from which they hold, for a file that does not say it. replacing: they take the place of what
    another source states from the same day, which is an error otherwise.
    """
    sent = Sent(POPULATIONS, source.strip(), replacing)
    period = Period(None, valid_from) if valid_from else None
    options: dict[str, Any] = {"period": period, "answers": answers, "by": by, "read": read, "sent": sent}
    return preview_file(database, content, file_name, today=today, **options)


def load_populations(
    database: Database,
    content: bytes,
    file_name: str,
    *,
    by: Actor,
    dry_run: bool = False,
    answers: Mapping[str, Any] | None = None,
    **options: Any,
) -> Preview:
    """Preview a file of people and save it if it may be saved; `options` are those of `preview_populations`.

    Raises Refused for a role that may not save, for answers that are none, and when other people were saved meanwhile.
    """
    if not dry_run:
        check_may(database, by, KEEP_POPULATIONS)
    if answers:
        with database.reading() as connection:
            answering.check_answers(connection, answers)
        if not dry_run:
            answering.save_answers(database, answers, by=by)
    preview = preview_populations(database, content, file_name, answers=answers, by=by.name, **options)
    return save_populations(database, preview, by=by) if preview.may_be_saved and not dry_run else preview


def save_populations(database: Database, preview: Preview, *, by: Actor) -> Preview:
    """Save what was previewed; raises Refused for a role that may not, and when other people were saved meanwhile."""
    return save_preview(database, preview, by=by)


def withdraw_populations(database: Database, upload_id: int, *, reason: str, by: Actor) -> None:
    """Take a file of people back, as `withdraw_upload` does; raises Refused for a role that may not."""
    uploads.withdraw_upload(database, upload_id, reason=reason, by=by)


def units_to_type(database: Database, district: str) -> list[tuple[str, str]]:
    """Code and name of the units whose people are typed together: a district's communes, or of "" the districts, the
    other bodies and the whole province as a document states it."""
    with database.reading() as connection:
        units = read_units(connection, LAI_CHAU)
    if district:
        return [(row.code, row.name) for row in units if row.parent == district]
    last = [(row.code, row.name) for row in units if row.kind == PROVINCE]
    return [(row.code, row.name) for row in units if row.kind in (DISTRICT, OTHER)] + last


def typed_file(database: Database, typed: Sequence[Typed], *, source: str, today: date) -> tuple[str, bytes]:
    """What was typed as the file that is kept of it, and read like any other; raises Refused when nothing was."""
    if not typed:
        raise Refused("nothing_typed", NOTHING_TYPED)
    if not source.strip():
        raise Refused("no_source", NO_SOURCE)
    if any(each.valid_from is None for each in typed):
        raise Refused("no_day", NO_DAY)
    with database.reading() as connection:
        names = {row.code: row.name for row in read_units(connection, LAI_CHAU)}
        groups = {row.code: row.label_vi for row in read_groups(connection)}
    lines = [PopulationLine(each.unit, names.get(each.unit, each.unit), *each[1:], source.strip()) for each in typed]
    return f"nhap-tay-{today:%Y-%m-%d}.csv", write_population_csv(lines, groups)
