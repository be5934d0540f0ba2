"""Figures, denominators and running totals as blocks: a column of a sheet, or the units of a day, in one row"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PLACE = ("era", "province")
_TO_DATE = "doses_to_date"
_FIGURE = (
    *_PLACE,
    "upload",
    "source_column",
    "target_group",
    "dose",
    "product",
    "measure",
    "period_start",
    "period_end",
)
_DENOMINATOR = (*_PLACE, "upload", "source_column", "target_group", "dose", "kind", "valid_from")
_REST = ("doses_in_period", "doses_to_date", "incomplete", "derived", "upload")


def upgrade() -> None:
    figures, denominators, totals = _create_tables()
    connection = op.get_bind()
    _insert(connection, figures, _blocks(_rows(connection, "figure", _FIGURE, "value"), _FIGURE))
    _insert(connection, denominators, _blocks(_rows(connection, "denominator", _DENOMINATOR, "people"), _DENOMINATOR))
    _insert(connection, totals, _total_blocks(connection))
    for name in ("figure", "denominator", "running_total"):
        op.drop_table(name)


def _create_tables() -> tuple[sa.Table, sa.Table, sa.Table]:
    days = (sa.Column("period_start", sa.Date()), sa.Column("period_end", sa.Date(), nullable=False))
    figures = _create_block_table("figure_block", [_text("product", 32), _text("measure", 24), *days])
    op.create_index(
        op.f("ix_figure_block_era_province_period_end_target_group_dose"),
        "figure_block",
        [*_PLACE, "period_end", "target_group", "dose"],
    )
    since = sa.Column("valid_from", sa.Date(), nullable=False)
    denominators = _create_block_table("denominator_block", [_text("kind", 16), since])
    op.create_index(op.f("ix_denominator_block_era_province_valid_from"), "denominator_block", [*_PLACE, "valid_from"])
    totals = op.create_table(
        "total_block",
        *(_text("era", 4), _text("province", 2), _text("target_group", 16), _text("dose", 16), _text("kind", 16)),
        sa.Column("period_end", sa.Date(), nullable=False),
        sa.Column("totals", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint(*(*_PLACE, "target_group", "dose", "kind", "period_end"), name=op.f("pk_total_block")),
    )
    op.create_index(op.f("ix_total_block_era_province_period_end"), "total_block", [*_PLACE, "period_end"])
    return figures, denominators, totals


def _create_block_table(name: str, what: Sequence[sa.Column[Any]]) -> sa.Table:
    return op.create_table(
        name,
        *(_text("era", 4), _text("province", 2)),
        *(sa.Column(each, sa.Integer(), nullable=False) for each in ("upload", "number", "source_column")),
        *(_text("target_group", 16), _text("dose", 16)),
        *what,
        *(sa.Column(each, sa.Text(), nullable=False) for each in ("units", "rows", "values")),
        sa.ForeignKeyConstraint(["upload"], ["upload.id"], name=op.f(f"fk_{name}_upload")),
        sa.ForeignKeyConstraint(
            ["upload", "source_column"],
            ["source_column.upload", "source_column.number"],
            name=op.f(f"fk_{name}_upload_source_column"),
        ),
        sa.PrimaryKeyConstraint(*(*_PLACE, "upload", "number"), name=op.f(f"pk_{name}")),
    )


def _text(name: str, length: int) -> sa.Column[Any]:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _rows(connection: sa.Connection, name: str, key: Sequence[str], value: str) -> Iterable[Any]:
    columns: dict[str, sa.ColumnClause[Any]] = {each: sa.column(each) for each in (*key, "unit", "row", value)}
    for day in ("period_start", "period_end", "valid_from"):
        if day in columns:
            columns[day] = sa.column(day, sa.Date())
    query = sa.select(*columns.values()).select_from(sa.table(name))
    return connection.execute(query.order_by(*(columns[each] for each in ("upload", "source_column", "row"))))


def _blocks(rows: Iterable[Any], key: Sequence[str]) -> Iterator[dict[str, Any]]:
    """The rows of an upload that say the same of different units, together."""
    for _, of_upload in groupby(rows, key=itemgetter(0, 1, 2)):
        found: dict[tuple[Any, ...], tuple[list[str], list[int], list[int]]] = {}
        for row in of_upload:
            what = dict(zip(key, row, strict=False))
            if what.get("measure") == _TO_DATE:
                what["period_start"] = None
            units, rows_, values = found.setdefault(tuple(what.values()), ([], [], []))
            units.append(row[-3])
            rows_.append(row[-2])
            values.append(row[-1])
        for number, (stated, cells) in enumerate(found.items()):
            packed = dict(zip(("units", "rows", "values"), map(_pack, cells), strict=True))
            yield dict(zip(key, stated, strict=True)) | packed | {"number": number}


def _total_blocks(connection: sa.Connection) -> Iterator[dict[str, Any]]:
    """For each day and kind of unit with a total on it: the latest total of all its units by that day."""
    kinds = {
        tuple(row[:3]): row[3] for row in connection.execute(sa.text("SELECT era, province, code, kind FROM unit"))
    }
    series: list[Any] = [sa.column(name) for name in (*_PLACE, "target_group", "dose")]
    day, start = sa.column("period_end", sa.Date()), sa.column("period_start", sa.Date())
    rest: list[Any] = [sa.column(name) for name in _REST]
    query = sa.select(*series, day, sa.column("unit"), start, *rest).select_from(sa.table("running_total"))
    rows = connection.execute(query.order_by(*series, day))
    for key, of_pair in groupby(rows, key=lambda row: tuple(row[:4])):
        latest: dict[str, dict[str, Any]] = {}
        for end, of_day in groupby(of_pair, key=itemgetter(4)):
            fresh = {row[5]: row for row in of_day}
            for code, row in fresh.items():
                latest.setdefault(kinds[(*key[:2], code)], {})[code] = row
            for kind in dict.fromkeys(kinds[(*key[:2], code)] for code in fresh):
                place = dict(zip((*_PLACE, "target_group", "dose"), key, strict=True))
                yield place | {"kind": kind, "period_end": end, "totals": _pack_totals(end, latest[kind])}


def _pack_totals(day: Any, latest: dict[str, Any]) -> str:
    rows = [latest[code] for code in sorted(latest)]
    columns = {
        "end": [None if row[4] == day else row[4].isoformat() for row in rows],
        "start": [row[6] and row[6].isoformat() for row in rows],
        "doses": [row[7] for row in rows],
        "to_date": [row[8] for row in rows],
        "incomplete": [bool(row[9]) for row in rows],
        "derived": [bool(row[10]) and row[4] == day for row in rows],
        "upload": [row[11] for row in rows],
    }
    folded = {name: of[0] if of.count(of[0]) == len(of) else of for name, of in columns.items()}
    return _pack({"unit": sorted(latest), **folded})


def _pack(values: Any) -> str:
    return json.dumps(values, separators=(",", ":"))


def _insert(connection: sa.Connection, table: sa.Table, rows: Iterator[dict[str, Any]]) -> None:
    """Some at a time: there may be many."""
    for _, some in groupby(enumerate(rows), key=lambda numbered: numbered[0] // 1000):
        connection.execute(table.insert(), [row for _, row in some])
