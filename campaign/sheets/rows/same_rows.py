"""Rows told apart once: a weekly sheet names the same units in the same rows as the one before it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from campaign.sheets.files.workbook import Sheet
from campaign.sheets.headers.tables import Table
from campaign.sheets.rows.body_rows import Body
from campaign.sheets.rows.row_labels import Places
from campaign.sheets.words.vocabulary import Vocabulary

# Longer tables are read row by row: they have so much to compare that little would be saved.
LONGEST = 1_000
# So many are remembered: those of the offices whose files come together.
MOST = 32


class Told(NamedTuple):
    """A table's rows told apart, and where the table ends by them."""

    body: Body
    last: int


class SameRows:
    """Bodies by all that they were told from."""

    def __init__(self) -> None:
        self._told: dict[Hashable, Told] = {}

    def find(self, asked: Hashable) -> Told | None:
        """What the same rows were told to be; lists of its own, since nobody else may change them."""
        told = self._told.get(asked)
        return told and told._replace(body=Body(*map(list, told.body)))

    def keep(self, asked: Hashable, body: Body, last: int) -> None:
        """Remember what some rows were told to be."""
        if len(self._told) >= MOST:
            self._told.clear()
        self._told[asked] = Told(Body(*map(list, body)), last)


@lru_cache(8)
def rows_known_to(vocabulary: Vocabulary) -> SameRows:
    """The rows told apart by the units and words of a vocabulary."""
    return SameRows()


def rows_as_named(sheet: Sheet, table: Table, places: Places, *around: Hashable) -> Hashable | None:
    """All that telling a table's rows apart looks at: the cells that name, and of the others their texts and what kind
    of value they hold; None for long tables and those with groups among their rows."""
    rows = sheet.rows[table.first : table.last + 1]
    if len(rows) > LONGEST or table.sections.named or table.sections.between:
        return None
    columns = sorted({*table.unit_columns, *(each for each in (*places[1:8], *places.periods) if each is not None)})
    named = tuple(tuple(row[column] for column in columns) for row in rows)
    merged = [(merge, sheet.rows[merge[0]][merge[1]]) for merge in sheet.merges if merge[2] >= table.first]
    spans = tuple((*merge, type(value), value) for merge, value in merged)
    blank = (*sheet.scan.without_value, *sheet.scan.errors)  # they read as blank, and are not
    return named, _kinds(rows), spans, blank, table.first, frozenset(table.skipped), table.by_group, places, *around


def _kinds(rows: Sequence[list[object]]) -> tuple[object, ...]:
    return tuple([value if type(value) is str else type(value) for value in chain.from_iterable(rows)])
