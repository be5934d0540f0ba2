"""Assignments as somebody types them: numbers of some units, their due days, who answers for them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from campaign.domain.assigning.allocation import TYPED
from campaign.domain.assigning.assignments import Draft, Responsible, Wanted
from campaign.domain.names.units import PROVINCE
from campaign.domain.place import LAI_CHAU
from campaign.errors import NotFound
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.manage.units import read_units
from campaign.workflows.manage.assigning import Site, default_due, read_site

NO_UNIT = N_("There is no unit '{unit}'. A unit is named by its code, such as 105 or 03386.")


def read_typed(
    database: Database,
    target: str,
    numbers: Mapping[str, int | None],
    *,
    due: date | None = None,
    day: date | None = None,
    responsible: Responsible | None = None,
) -> tuple[Site, Draft]:
    """A draft of people by unit; a unit without a number keeps the one it has, the province's own is the total.

    The units are those under one parent. `due` and `responsible` are for all of them. Raises NotFound.
    """
    with database.reading() as connection:
        units = {row.code: row for row in read_units(connection, LAI_CHAU)}
    for unit in numbers:
        if unit not in units:
            raise NotFound("no_unit", NO_UNIT, unit=unit)
    whole = {unit: people for unit, people in numbers.items() if units[unit].kind == PROVINCE}
    parts = {unit: people for unit, people in numbers.items() if unit not in whole}
    parent = next(iter([*whole, *(units[unit].parent for unit in parts)]), LAI_CHAU.province)
    site = read_site(database, target, of=parent, day=day)
    who = dict.fromkeys(parts, responsible) if responsible else {}
    dues = {unit: due or default_due(site, unit) for unit in parts}
    kept = {unit: _standing_people(site, unit) if people is None else people for unit, people in parts.items()}
    return site, typed_draft(site, kept, dues, who, total=next(iter(whole.values()), None))


def typed_draft(
    site: Site,
    numbers: Mapping[str, int | None],
    dues: Mapping[str, date | None],
    responsible: Mapping[str, Responsible],
    *,
    total: int | None,
    method: str = TYPED,
) -> Draft:
    """A draft of those units in the official order; who is not in `responsible` is left as it is."""
    rows = [
        Wanted(unit, numbers[unit], dues.get(unit), responsible.get(unit)) for unit in site.units if unit in numbers
    ]
    return Draft(site.goal.target, site.parent.code, site.day, method, rows, total)


def _standing_people(site: Site, unit: str) -> int | None:
    standing = site.standing.get(unit)
    return standing.people if standing else None
