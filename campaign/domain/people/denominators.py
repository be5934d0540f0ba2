"""The people a coverage is taken against on a day: stated, or computed from the previous dose and its interval."""

from __future__ import annotations

from copy import copy
from typing import NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.arrays import Flags, Floats, Ints, Latest, code_numbers, day_numbers, numbers, picked
from campaign.domain.doses import DENOMINATOR_KINDS, DUE, INTERVAL, RESIDENT
from campaign.domain.people.falling_due import FallingDue
from campaign.domain.progress.series import Figures, Numbering

_KIND = {kind: number for number, kind in enumerate(DENOMINATOR_KINDS)}


class People(NamedTuple):
    """People, the kind of denominator they are (a number, -1 none), the day it came into force, whether more are known
    to be there than are counted; NaN is unknown."""

    people: Floats
    kind: Ints
    since: Floats
    at_least: Flags


class Denominators:
    """Denominators that can be asked for any pair (group and dose), unit, kind and day."""

    def __init__(
        self, denominators: pd.DataFrame, intervals: pd.DataFrame, *, numbering: Numbering, figures: Figures
    ) -> None:
        self._numbering = numbering
        self._figures = figures
        self._stated = _Stated(denominators, numbering)
        self.due = FallingDue(intervals, numbering=numbering, figures=figures)

    def known_by(self, figures: Figures) -> Denominators:
        """The same where only those figures were reported."""
        earlier = copy(self)
        earlier._figures, earlier.due = figures, self.due.known_by(figures)
        return earlier

    def find(self, pair: Ints, unit: Ints, kind: Ints, day: Ints) -> People:
        """The denominators in force on those days, elementwise.

        Without people due, those resident stand in: they are at least as many, so the coverage shown is a lower bound.
        """
        series = self._numbering.series(pair, unit)
        found = self._stated.find(series, kind, day)
        missing = np.isnan(found.people) & (kind == _KIND[DUE])
        if missing.any():
            found = _filled(found, missing, self._stated.find(series[missing], _KIND[RESIDENT], day[missing]))
        computed = kind == _KIND[INTERVAL]
        if computed.any():
            found = _filled(found, computed, self._due_by_interval(pair[computed], unit[computed], day[computed]))
        return found

    def fewest(self, pair: Ints, unit: Ints, kind: Ints) -> Floats:
        """At least so many people are in force on any day on which some are; NaN where none ever are."""
        series = self._numbering.series(pair, unit)
        residents = np.where(kind == _KIND[DUE], self._stated.fewest(series, _KIND[RESIDENT]), np.nan)
        return np.where(kind == _KIND[INTERVAL], 0, np.fmin(self._stated.fewest(series, kind), residents))

    def _due_by_interval(self, pair: Ints, unit: Ints, day: Ints) -> People:
        """Unknown where the doses before are a lower bound: of the province, other units' doses would be set beside."""
        due = self.due.find(pair, unit, day)
        known = ~np.isnan(due.people) & ~np.append(self._figures.incomplete, False)[due.report]
        people = np.where(known, due.people, np.nan)
        return People(people, np.where(known, _KIND[INTERVAL], -1), np.where(known, day, np.nan), due.at_least & known)


def kind_numbers(column: pd.Series) -> Ints:
    """The numbers of denominator kinds, as `Denominators.find` takes and gives them."""
    return code_numbers(column, pd.Index(DENOMINATOR_KINDS))


def _filled(found: People, where: Flags, other: People) -> People:
    for values, replacing in zip(found, other, strict=True):
        values[where] = replacing
    return found


class _Stated:
    """Denominators of STANDING_DENOMINATORS by series and kind."""

    def __init__(self, denominators: pd.DataFrame, numbering: Numbering) -> None:
        series = numbering.series(numbering.pairs(denominators), numbering.units_of(denominators))
        rows = np.flatnonzero(series >= 0)
        kind = kind_numbers(denominators["kind"])[rows]
        self._people = numbers(denominators["people"])[rows]
        self._since = day_numbers(denominators["valid_from"])[rows]
        key = _with_kind(series[rows], kind)
        self._latest = Latest(key, self._since.astype("int64"))
        present = np.flatnonzero(self._people > 0)
        order = present[np.argsort(key[present], kind="stable")]
        self._keys, first = np.unique(key[order], return_index=True)
        self._fewest = np.minimum.reduceat(self._people[order], first) if len(order) else np.empty(0)

    def fewest(self, series: Ints, kind: Ints | int) -> Floats:
        key = _with_kind(series, kind)
        place = np.searchsorted(self._keys, key)
        known = np.append(self._keys, -1)[place] == key
        return picked(self._fewest, np.where(known & (key >= 0), place, -1))

    def find(self, series: Ints, kind: Ints | int, day: Ints) -> People:
        rows = self._latest.find(_with_kind(series, kind), day)
        known = np.where(rows >= 0, kind, -1)
        return People(picked(self._people, rows), known, picked(self._since, rows), np.zeros(len(rows), dtype=bool))


def _with_kind(series: Ints, kind: Ints | int) -> Ints:
    return np.where(series >= 0, series * len(DENOMINATOR_KINDS) + kind, -1)
