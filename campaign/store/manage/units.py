"""Units, their aliases and the words of headers: what a sheet is read with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, select

from campaign.domain.place import Place
from campaign.store.schema import header_synonym, target_group, unit, unit_alias


def read_units(connection: Connection, place: Place) -> Sequence[Any]:
    """Rows (code, name, kind, parent), in the official order."""
    query = select(unit.c.code, unit.c.name, unit.c.kind, unit.c.parent).where(*at(unit, place))
    return connection.execute(query.order_by(unit.c.position)).all()


def read_aliases(connection: Connection, place: Place) -> Sequence[Any]:
    """Rows (alias, code)."""
    query = select(unit_alias.c.alias, unit_alias.c.code).where(*at(unit_alias, place))
    return connection.execute(query.order_by(unit_alias.c.code, unit_alias.c.alias)).all()


def read_synonyms(connection: Connection) -> Sequence[Any]:
    """Rows (facet, meaning, phrase)."""
    table = header_synonym.c
    query = select(table.facet, table.meaning, table.phrase)
    return connection.execute(query.order_by(table.facet, table.meaning, table.phrase)).all()


def read_groups(connection: Connection) -> Sequence[Any]:
    """Rows (code, label_vi, label_en), in the official order."""
    table = target_group.c
    return connection.execute(select(table.code, table.label_vi, table.label_en).order_by(table.position)).all()


def at(table: Any, place: Place) -> tuple[Any, Any]:
    """The condition every query of counted things begins with."""
    return table.c.era == place.era, table.c.province == place.province
