"""Where a district's figures come from: the sheets it is in, and what was found in them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.domain.finding_units import Belonging, Places
from campaign.domain.findings import Finding
from campaign.domain.place import LAI_CHAU
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_units
from campaign.store.sheets.upload_units import read_findings_until, read_places, read_uploads_of
from campaign.store.sheets.uploads import read_uploads
from campaign.workflows.monitor.district import find_district


class DistrictUpload(NamedTuple):
    """An upload (a row of store.read_uploads), and how many of the district's units it holds."""

    upload: Any
    units: int


class DistrictFinding(NamedTuple):
    """A finding of an upload, and whom it belongs to: units by name, or (none) all that are in the sheet or file."""

    upload: Any
    finding: Finding
    scope: str
    units: Sequence[str]


def read_district_uploads(database: Database, code: str, as_of: date) -> list[DistrictUpload]:
    """The uploads with figures or people of the district or its communes, withdrawn ones too, the newest first.

    Those that report a later period than `as_of` are left out. Raises NotFound.
    """
    find_district(database, code)
    with database.reading() as connection:
        held = read_uploads_of(connection, LAI_CHAU, _names(connection, code), until=as_of)
        return [DistrictUpload(row, held[row.id]) for row in read_uploads(connection) if row.id in held]


def read_district_findings(database: Database, code: str, as_of: date) -> list[DistrictFinding]:
    """What was found, when they were saved, in the uploads that count, as far as it concerns the district.

    The newest upload first. Raises NotFound.
    """
    find_district(database, code)
    with database.reading() as connection:
        names = _names(connection, code)
        found = read_findings_until(connection, as_of)
        places = read_places(connection, LAI_CHAU, list(found))
        uploads = {row.id: row for row in read_uploads(connection)}
    return [
        DistrictFinding(uploads[number], finding, belonging.scope, [names[unit] for unit in belonging.units])
        for number in sorted(found, reverse=True)
        for finding, belonging in _belonging(found[number], Places(places.get(number, ()), names, district=code))
    ]


def _belonging(findings: Sequence[Finding], places: Places) -> list[tuple[Finding, Belonging]]:
    belongs = [(finding, places.of(finding)) for finding in findings]
    return [(finding, belonging) for finding, belonging in belongs if belonging]


def _names(connection: Connection, code: str) -> Mapping[str, str]:
    """The district's and its communes' names by code, the district first."""
    units = read_units(connection, LAI_CHAU)
    return {unit.code: unit.name for unit in units if code in (unit.code, unit.parent)}
