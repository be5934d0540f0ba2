"""What units reported, as it stands: for each cell's key the newest accepted upload speaks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, Select, select

from campaign.domain.changes import Standing
from campaign.domain.doses import ALL_PRODUCTS, TO_DATE
from campaign.domain.figures import Figure
from campaign.domain.place import Place
from campaign.domain.running_totals import Report
from campaign.store.schema import denominator, figure, source_column, upload
from campaign.store.units import at
from campaign.store.uploads import ACCEPTED

Series = tuple[str, str, str]  # unit, group, dose

# The oldest upload first. As a sum it cannot be taken from the primary key: SQLite would read every figure there is to
# have them in that order, instead of the few of a day by their index.
_AGE = figure.c.upload + 0


def read_reports(
    connection: Connection,
    place: Place,
    *,
    since: date,
    pairs: Iterable[tuple[str, str]],
    saved: tuple[int, Iterable[Figure]] | None = None,
) -> dict[Series, list[Report]]:
    """Each series' reports of (group, dose) `pairs` that end on `since` or later, in order of period_end.

    `saved` are the newest upload and its figures where they are at hand: they need not be read back.
    """
    number, figures = saved or (0, ())
    wanted = set(pairs)
    newest = [(*f[:5], f.period_start, f.period_end, number, f.value) for f in figures]
    days: dict[Series, dict[date, dict[date | None, _Stated]]] = defaultdict(lambda: defaultdict(dict))
    rows = [*_figures_since(connection, place, since, but=number), *newest]
    for unit, group, dose, product, measure, start, end, upload_id, value in rows:
        if (group, dose) in wanted:
            day = days[unit, group, dose][end]
            key = None if measure == TO_DATE else start
            day[key] = _stated(day.get(key), upload_id, product, value)
    return {series: [_report(end, ends[end]) for end in sorted(ends)] for series, ends in days.items()}


class _Stated(NamedTuple):
    """What the newest upload states for one key: the whole, or the sum of its parts by product."""

    upload: int
    whole: int | None
    parts: int

    @property
    def value(self) -> int:
        return self.parts if self.whole is None else self.whole


def _stated(known: _Stated | None, upload_id: int, product: str, value: int) -> _Stated:
    if known is None or known.upload != upload_id:
        known = _Stated(upload_id, None, 0)
    if product == ALL_PRODUCTS:
        return known._replace(whole=value)
    return known._replace(parts=known.parts + value)


def _report(end: date, values: dict[date | None, _Stated]) -> Report:
    cumulative = values.get(None)
    increments = tuple((start, stated.value) for start, stated in values.items() if start is not None)
    newest = cumulative or max(values.values(), key=lambda stated: stated.upload)
    return Report(end, increments, cumulative.value if cumulative else None, newest.upload)


def _figures_since(connection: Connection, place: Place, since: date, *, but: int) -> Sequence[Any]:
    """The figures of accepted uploads but one, the oldest upload first."""
    columns = (
        figure.c.unit, figure.c.target_group, figure.c.dose, figure.c.product, figure.c.measure,
        figure.c.period_start, figure.c.period_end, figure.c.upload, figure.c.value,
    )  # fmt: skip
    query = _accepted(select(*columns), figure, place).where(figure.c.period_end >= since, figure.c.upload != but)
    return connection.execute(query.order_by(_AGE)).all()


def read_current_figures(
    connection: Connection, place: Place, period_ends: Iterable[date]
) -> dict[tuple[Any, ...], Standing]:
    """Standing cells by (unit, group, dose, product, measure, period_start or None, period_end)."""
    columns = (
        figure.c.unit, figure.c.target_group, figure.c.dose, figure.c.product, figure.c.measure,
        figure.c.period_start, figure.c.period_end, *_cell_columns(figure),
    )  # fmt: skip
    query = _with_source(_accepted(select(*columns), figure, place), figure)
    return _between(connection, query, figure.c.period_end, period_ends, _AGE, key=7)


def read_current_denominators(
    connection: Connection, place: Place, dates: Iterable[date]
) -> dict[tuple[Any, ...], Standing]:
    """Standing denominators by (unit, group, dose, kind, valid_from)."""
    columns = (
        denominator.c.unit, denominator.c.target_group, denominator.c.dose, denominator.c.kind,
        denominator.c.valid_from, *_cell_columns(denominator),
    )  # fmt: skip
    query = _with_source(_accepted(select(*columns), denominator, place), denominator)
    return _between(connection, query, denominator.c.valid_from, dates, denominator.c.upload + 0, key=5)


def _between(
    connection: Connection, query: Select[Any], day: Any, days: Iterable[date], age: Any, *, key: int
) -> dict[tuple[Any, ...], Standing]:
    """The newest standing cells from the first to the last of `days`: a range, which the index on the day answers."""
    ordered = sorted(days)
    if not ordered:
        return {}
    query = query.where(day >= ordered[0], day <= ordered[-1]).order_by(age)
    return {tuple(row[:key]): _cell(row[key:]) for row in connection.execute(query).all()}


def read_scope(connection: Connection, upload_id: int) -> list[tuple[str, str, date | None, date]]:
    """The distinct (group, dose, period_start, period_end) that an upload's figures touch."""
    columns = (figure.c.target_group, figure.c.dose, figure.c.period_start, figure.c.period_end)
    return [tuple(row) for row in connection.execute(select(*columns).where(figure.c.upload == upload_id).distinct())]


def read_sources(
    connection: Connection, place: Place, units: Sequence[str], group: str, dose: str, period_end: date
) -> list[Any]:
    """The standing cells behind these units' figures of one day, newest upload first, with their upload and header."""
    columns = (
        figure.c.unit, figure.c.measure, figure.c.product, figure.c.value, figure.c.period_start, figure.c.period_end,
        figure.c.upload, figure.c.row, source_column.c.sheet, source_column.c.letter, source_column.c.header,
        upload.c.file_name, upload.c.uploaded_by, upload.c.uploaded_at,
    )  # fmt: skip
    query = _with_source(_accepted(select(*columns), figure, place), figure).where(
        figure.c.period_end == period_end,
        figure.c.target_group == group,
        figure.c.dose == dose,
        figure.c.unit.in_(units),
    )
    standing: dict[tuple[Any, ...], Any] = {}
    for row in connection.execute(query.order_by(_AGE)):
        standing[row.unit, row.measure, row.product, row.period_start if row.measure != TO_DATE else None] = row
    return list(standing.values())


def read_standing_cells(
    connection: Connection,
    place: Place,
    *,
    until: date | None = None,
    unit: str | None = None,
    group: str | None = None,
    dose: str | None = None,
) -> dict[tuple[str, str, str, date], dict[tuple[Any, ...], Standing]]:
    """The standing cells behind each (unit, group, dose, period_end), by (measure, product, period_start)."""
    columns = (
        figure.c.unit, figure.c.target_group, figure.c.dose, figure.c.period_end, figure.c.measure, figure.c.product,
        figure.c.period_start, *_cell_columns(figure),
    )  # fmt: skip
    query = _with_source(_accepted(select(*columns), figure, place), figure)
    equal = {figure.c.unit: unit, figure.c.target_group: group, figure.c.dose: dose}
    query = query.where(*(column == value for column, value in equal.items() if value))
    if until:
        query = query.where(figure.c.period_end <= until)
    found: dict[tuple[str, str, str, date], dict[tuple[Any, ...], Standing]] = defaultdict(dict)
    for row in connection.execute(query.order_by(_AGE)):
        found[tuple(row[:4])][row.measure, row.product, row.period_start] = _cell(row[7:])
    return found


def read_upload_names(
    connection: Connection, place: Place, group: str, dose: str, period_ends: Collection[date]
) -> list[tuple[int, str]]:
    """Number and file name of the accepted uploads that report this group and dose up to one of these days."""
    query = _accepted(select(upload.c.id, upload.c.file_name), figure, place).where(
        figure.c.target_group == group, figure.c.dose == dose, figure.c.period_end.in_(list(period_ends))
    )
    return [(number, name) for number, name in connection.execute(query.distinct().order_by(upload.c.id))]


def _accepted(query: Select[Any], table: Any, place: Place) -> Select[Any]:
    return query.join(upload, upload.c.id == table.c.upload).where(*at(table, place), upload.c.status == ACCEPTED)


def _with_source(query: Select[Any], table: Any) -> Select[Any]:
    return query.join(
        source_column,
        (source_column.c.upload == table.c.upload) & (source_column.c.number == table.c.source_column),
    )


def _cell_columns(table: Any) -> tuple[Any, ...]:
    value = table.c.value if table is figure else table.c.people
    return value, table.c.upload, source_column.c.sheet, source_column.c.letter, table.c.row


def _cell(row: Sequence[Any]) -> Standing:
    value, number, sheet, letter, at_row = row
    return Standing(value, number, sheet, f"{letter}{at_row}")
