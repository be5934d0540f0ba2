"""What the people of a file contradict in the ledger: findings at the file's cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from campaign.domain.counting.blocks import PeopleBlock
from campaign.domain.counting.changes import Change
from campaign.domain.doses import ANY_DOSE, RESIDENT
from campaign.domain.findings import ERROR, WARNING, Finding
from campaign.domain.people.ledger import Entry, ledger_entries, of_dose, people_on
from campaign.domain.place import LAI_CHAU
from campaign.domain.purposes import POPULATIONS
from campaign.store.engine import Connection
from campaign.store.sheets.denominators import read_statements
from campaign.store.sheets.uploads import Origin, read_origins
from campaign.workflows.sheets.previews import Preview, Sent


def check_overlaps(
    changed: Iterable[Change], origins: Mapping[int, Origin], names: Mapping[str, str], sent: Sent
) -> list[Finding]:
    """Other people of the same unit, group, dose and kind from the same day, as another source states them.

    An error, unless the file is said to replace the other; a corrected version of the same document always does. A
    report that says otherwise than a document warns. `origins` are those of the uploads that changes name.
    """
    overlaps = ((change, origins[change.old_upload or 0]) for change in changed if change.old_upload in origins)
    refusing = sent.of_people and not sent.replacing
    severity, code = (ERROR, "overlapping_ledger") if refusing else (WARNING, "overlap_replaced")
    return [
        Finding(severity, code, change.sheet, change.cell, _values(change, origin, names))
        for change, origin in overlaps
        if _is_other(origin, sent)
    ]


def _is_other(origin: Origin, sent: Sent) -> bool:
    if not sent.of_people:
        return origin.purpose == POPULATIONS
    return origin.purpose != POPULATIONS or origin.source.strip().casefold() != sent.source.strip().casefold()


def _values(change: Change, origin: Origin, names: Mapping[str, str]) -> dict[str, object]:
    return {
        "name": names[change.unit],
        "value": change.new,
        "other_value": change.old,
        "source": origin.source,
        "upload": str(change.old_upload),
        "other_cell": change.old_cell,
        "day": change.period_end,
    }


def check_due(connection: Connection, file: Preview, names: Mapping[str, str]) -> list[Finding]:
    """More people to vaccinate than residents, where the ledger alone states the residents."""
    due = [block for block in file.stated.people if block.kind != RESIDENT]
    if not due:
        return []
    groups, last = {block.group for block in due}, max(block.valid_from for block in due)
    statements = read_statements(connection, LAI_CHAU, groups=groups, kinds=(RESIDENT,), until=last)
    entries = ledger_entries(statements, last)
    origins = read_origins(connection, {entry.upload for entry in entries})
    own = {(*block.key[:1], *block.key[3:], unit) for block in file.stated.people if block.kind == RESIDENT
           for unit in block.units}  # fmt: skip
    return [
        _due_finding(file, block, place, names, found, origins[found.upload])
        for block in due
        for place, found in _over(block, entries)
        if (block.group, block.valid_from, block.units[place]) not in own
    ]


def _over(block: PeopleBlock, entries: Sequence[Entry]) -> Iterator[tuple[int, Entry]]:
    standing = people_on(entries, block.valid_from)
    for place, (unit, people) in enumerate(zip(block.units, block.values, strict=True)):
        found = of_dose(standing, unit, block.group, block.dose or ANY_DOSE, RESIDENT)
        if found and people > found.people:
            yield place, found


def _due_finding(
    file: Preview, block: PeopleBlock, place: int, names: Mapping[str, str], found: Entry, origin: Origin
) -> Finding:
    column = file.stated.columns[block.column]
    values = {
        "name": names[block.units[place]],
        "people": block.values[place],
        "residents": found.people,
        "source": origin.source,
        "day": found.valid_from,
    }
    return Finding(WARNING, "due_over_ledger", column.sheet, f"{column.letter}{block.rows[place]}", values)
