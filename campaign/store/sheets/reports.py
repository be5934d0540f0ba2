"""What units reported, as it stands: for each cell's key the newest accepted upload speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, func, select

from campaign.domain.counting.blocks import Cells, FigureKey, Layer, PeopleKey
from campaign.domain.counting.changes import Standing
from campaign.domain.counting.counting import Saved
from campaign.domain.doses import DOSE_MEASURES
from campaign.domain.place import Place
from campaign.store.manage.units import at
from campaign.store.packing import unpack
from campaign.store.schema import denominator_block, figure_block, source_column, upload
from campaign.store.sheets.uploads import ACCEPTED

Pair = tuple[str, str]  # group, dose

_figure, _people = figure_block.c, denominator_block.c
_KEY = (
    _figure.target_group, _figure.dose, _figure.product, _figure.measure, _figure.period_start, _figure.period_end,
)  # fmt: skip
_PEOPLE_KEY = (_people.target_group, _people.dose, _people.kind, _people.valid_from)


class Source(NamedTuple):
    """A standing cell behind a figure, with its upload and header."""

    unit: str
    measure: str
    product: str
    value: int
    period_start: date | None
    period_end: date
    upload: int
    row: int
    sheet: str
    letter: str
    header: str
    file_name: str
    uploaded_by: str
    uploaded_at: datetime


def read_first_day(connection: Connection, place: Place, pairs: Collection[Pair], *, since: date) -> date | None:
    """The first day of any period that ends on `since` or later."""
    query = _doses(select(func.min(_figure.period_start)), place).where(_figure.period_end >= since, *_of(pairs))
    return connection.execute(query).scalar()


def read_doses(
    connection: Connection, place: Place, pairs: Collection[Pair], *, since: date
) -> Iterator[tuple[Pair, date, Saved]]:
    """Every block of doses that ends on `since` or later, with its (group, dose) and day, the oldest upload first."""
    columns = (
        *(_figure.target_group, _figure.dose, _figure.period_end, _figure.upload),
        *(_figure.product, _figure.measure, _figure.period_start, _figure.units, _figure["values"]),
    )
    query = _doses(select(*columns), place).where(_figure.period_end >= since, *_of(pairs))
    for group, dose, day, number, product, measure, start, units, values in connection.execute(_in_age(query)):
        if (group, dose) in pairs:
            yield (group, dose), day, Saved(number, product, measure, start, unpack(units), unpack(values))


def read_standing_figures(
    connection: Connection, place: Place, keys: Collection[FigureKey]
) -> dict[FigureKey, list[Layer]]:
    """What stands for these keys, whatever is measured, the oldest upload first."""
    days = [key[-1] for key in keys]
    return _layers(
        connection, _accepted(select(*_KEY), figure_block, place), figure_block, _figure.period_end, days, keys
    )


def read_standing_people(
    connection: Connection, place: Place, keys: Collection[PeopleKey]
) -> dict[PeopleKey, list[Layer]]:
    """The denominators that stand for these keys, the oldest upload first."""
    query = _accepted(select(*_PEOPLE_KEY), denominator_block, place)
    return _layers(connection, query, denominator_block, _people.valid_from, [key[-1] for key in keys], keys)


def read_people_since(connection: Connection, place: Place, since: date) -> dict[PeopleKey, dict[str, int]]:
    """The people that stand from a day on, by unit."""
    query = _accepted(select(*_PEOPLE_KEY, _people.units, _people["values"]), denominator_block, place)
    found: dict[PeopleKey, dict[str, int]] = defaultdict(dict)
    for *key, units, values in connection.execute(_in_age(query.where(_people.valid_from >= since), denominator_block)):
        found[tuple(key)].update(zip(unpack(units), unpack(values), strict=True))
    return found


def read_scope(connection: Connection, upload_id: int) -> list[tuple[str, str, date]]:
    """The distinct (group, dose, period_end) that an upload states doses for."""
    columns = (_figure.target_group, _figure.dose, _figure.period_end)
    query = select(*columns).where(_figure.upload == upload_id, _figure.measure.in_(DOSE_MEASURES))
    return [(group, dose, day) for group, dose, day in connection.execute(query.distinct())]


def read_sources(
    connection: Connection, place: Place, units: Collection[str], group: str, dose: str, period_end: date
) -> list[Source]:
    """The standing cells behind these units' figures of one day, with their upload and header."""
    columns = (
        *(_figure.measure, _figure.product, _figure.period_start, _figure.period_end, _figure.upload),
        *(source_column.c.sheet, source_column.c.letter, source_column.c.header),
        *(upload.c.file_name, upload.c.uploaded_by, upload.c.uploaded_at, *_cell_columns(figure_block)),
    )
    query = _with_source(_accepted(select(*columns), figure_block, place), figure_block).where(
        _figure.period_end == period_end, _figure.target_group == group, _figure.dose == dose
    )
    wanted, standing = set(units), {}
    for measure, product, start, end, number, *where, codes, rows, values in connection.execute(_in_age(query)):
        for unit, row, value in zip(*_cells(codes, rows, values), strict=True):
            if unit in wanted:
                key = (unit, measure, product, start)
                standing[key] = Source(unit, measure, product, value, start, end, number, row, *where)
    return list(standing.values())


def read_standing_cells(
    connection: Connection,
    place: Place,
    *,
    until: date | None = None,
    group: str | None = None,
    dose: str | None = None,
) -> dict[tuple[str, str, str, date], dict[tuple[Any, ...], Standing]]:
    """The standing cells behind each (unit, group, dose, period_end), by (measure, product, period_start)."""
    query = _doses(select(*_KEY), place)
    equal = {_figure.target_group: group, _figure.dose: dose}
    query = query.where(*(column == value for column, value in equal.items() if value))
    if until:
        query = query.where(_figure.period_end <= until)
    found: dict[tuple[str, str, str, date], dict[tuple[Any, ...], Standing]] = defaultdict(dict)
    for key, layer in _rows(connection, query, figure_block):
        of_group, of_dose, product, measure, start, end = key
        for unit, row, value in zip(*layer.cells(), strict=True):
            cell = Standing(value, layer.upload, layer.sheet, f"{layer.letter}{row}")
            found[unit, of_group, of_dose, end][measure, product, start] = cell
    return found


def read_upload_names(
    connection: Connection, place: Place, group: str, dose: str, period_ends: Collection[date]
) -> list[tuple[int, str]]:
    """Number and file name of the accepted uploads that report doses of this group up to one of these days."""
    query = _doses(select(upload.c.id, upload.c.file_name), place).where(
        _figure.target_group == group, _figure.dose == dose, _figure.period_end.in_(list(period_ends))
    )
    return [(number, name) for number, name in connection.execute(query.distinct().order_by(upload.c.id))]


def _doses(query: Select[Any], place: Place) -> Select[Any]:
    """Of accepted uploads, what counts doses given: other measures never enter a total or a coverage."""
    return _accepted(query, figure_block, place).where(_figure.measure.in_(DOSE_MEASURES))


def _accepted(query: Select[Any], table: Any, place: Place) -> Select[Any]:
    return query.join(upload, upload.c.id == table.c.upload).where(*at(table, place), upload.c.status == ACCEPTED)


def _of(pairs: Iterable[Pair]) -> tuple[Any, Any]:
    """A superset of the blocks of these (group, dose) pairs."""
    groups, doses = map(set, zip(*pairs, strict=True))
    return _figure.target_group.in_(groups), _figure.dose.in_(doses)


def _layers(
    connection: Connection, query: Select[Any], table: Any, day: Any, days: Sequence[date], keys: Collection[Any]
) -> dict[Any, list[Layer]]:
    """The blocks of `keys`, whose days are `days`, by key: a range of days is what the index answers."""
    found: dict[Any, list[Layer]] = defaultdict(list)
    if days:
        for key, layer in _rows(connection, query.where(day >= min(days), day <= max(days)), table):
            if key in keys:
                found[key].append(layer)
    return found


def _rows(connection: Connection, query: Select[Any], table: Any) -> Iterator[tuple[Any, Layer]]:
    where = (table.c.upload, source_column.c.sheet, source_column.c.letter, *_cell_columns(table))
    for row in connection.execute(_in_age(_with_source(query.add_columns(*where), table), table)):
        *key, number, sheet, letter, units, rows, values = row
        yield tuple(key), Layer(number, sheet, letter, partial(_cells, units, rows, values))


def _in_age(query: Select[Any], table: Any = figure_block) -> Select[Any]:
    """The oldest upload first. As a sum it cannot be taken from the primary key: SQLite would read every block there is
    to have them in that order, instead of the few of a day by their index."""
    return query.order_by(table.c.upload + 0, table.c.number)


def _with_source(query: Select[Any], table: Any) -> Select[Any]:
    return query.join(
        source_column,
        (source_column.c.upload == table.c.upload) & (source_column.c.number == table.c.source_column),
    )


def _cell_columns(table: Any) -> tuple[Any, ...]:
    return table.c.units, table.c.rows, table.c["values"]


def _cells(units: str, rows: str, values: str) -> Cells:
    return unpack(units), unpack(rows), unpack(values)
