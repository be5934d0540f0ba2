"""Up to which day each unit has reported anything."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, and_, func, select

from campaign.domain.place import Place
from campaign.store.manage.units import at
from campaign.store.packing import unpack
from campaign.store.schema import total_block as table


def read_last_days(connection: Connection, place: Place, until: date) -> dict[str, date]:
    """By unit, the last day by `until` on which it has a total of any group and dose; districts summed count as theirs.

    The newest row of each (group, dose) and kind holds every unit's own last day.
    """
    key = (table.c.target_group, table.c.dose, table.c.kind)
    newest = select(*key, func.max(table.c.period_end).label("period_end"))
    newest_rows = newest.where(*at(table, place), table.c.period_end <= until).group_by(*key).subquery()
    same = and_(*(table.c[column.name] == column for column in newest_rows.c))
    query = select(table.c.period_end, table.c.totals).join(newest_rows, same).where(*at(table, place))
    last: dict[str, date] = {}
    for day, packed in connection.execute(query):
        columns = unpack(packed)
        ends = columns["end"] if isinstance(columns["end"], list) else [columns["end"]] * len(columns["unit"])
        for unit, end in zip(columns["unit"], ends, strict=True):
            own = day if end is None else date.fromisoformat(end)
            last[unit] = max(own, last.get(unit, own))
    return last
