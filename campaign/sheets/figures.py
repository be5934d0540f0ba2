"""Figures and denominators of one table, each with its column and row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import repeat
from typing import Any

from campaign.domain.doses import TO_DATE
from campaign.domain.figures import Denominator, Figure, Period, SourceColumn
from campaign.sheets.counts import Counts
from campaign.sheets.result import ColumnMeaning, Reading
from campaign.sheets.rows import BodyRow


class TableFigures:
    """What one table states, appended to a reading column by column."""

    def __init__(self, sheet: str, units: Sequence[BodyRow], period: Period | None) -> None:
        self.sheet = sheet
        self.units = [row.unit for row in units]
        self.rows = [row.row + 1 for row in units]
        self.own = {name: [getattr(row, name) for row in units] for name in ("group", "dose", "product")}
        periods = [period or row.period for row in units]
        self.starts = [period.start if period else None for period in periods]
        self.ends = [period.end if period else None for period in periods]
        self.figures: list[Figure] = []
        self.denominators: list[Denominator] = []

    def add_to(self, reading: Reading, meanings: Sequence[ColumnMeaning], counts: Counts) -> None:
        """Append every number that has a period, with its source column, to the reading."""
        for column, values in counts.columns.items():
            meaning = meanings[column]
            index = len(reading.columns)
            reading.columns.append(SourceColumn(self.sheet, meaning.letter, meaning.header))
            if meaning.role == "figure":
                self.figures.extend(map(Figure._make, self._figure_rows(meaning, index, values)))
            else:
                self.denominators.extend(map(Denominator._make, self._denominator_rows(meaning, index, values)))
        reading.figures.extend(self.figures)
        reading.denominators.extend(self.denominators)

    def _figure_rows(self, meaning: ColumnMeaning, index: int, values: list[int | None]) -> Iterable[tuple[Any, ...]]:
        to_date = meaning.measure == TO_DATE
        made = zip(
            self.units,
            self._facet("group", meaning.group),
            self._facet("dose", meaning.dose),
            self._facet("product", meaning.product),
            repeat(meaning.measure),
            repeat(None) if to_date else self.starts,
            self.ends,
            values,
            repeat(index),
            self.rows,
            strict=False,
        )
        return (row for row in made if row[7] is not None and row[6] is not None and (to_date or row[5] is not None))

    def _denominator_rows(
        self, meaning: ColumnMeaning, index: int, values: list[int | None]
    ) -> Iterable[tuple[Any, ...]]:
        made = zip(
            self.units,
            self._facet("group", meaning.group),
            self._facet("dose", meaning.dose),
            repeat(meaning.kind),
            self.ends,
            values,
            repeat(index),
            self.rows,
            strict=False,
        )
        return (row for row in made if row[5] is not None and row[4] is not None)

    def _facet(self, name: str, of_column: str) -> Iterable[str]:
        return repeat(of_column) if of_column else self.own[name]
