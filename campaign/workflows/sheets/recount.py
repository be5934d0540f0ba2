"""Running totals follow every save and withdrawal, in the same transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import date

from campaign.domain.counting.blocks import FigureBlock
from campaign.domain.counting.counting import Count, Family, Saved
from campaign.domain.counting.running_totals import RunningTotal
from campaign.domain.doses import is_doses
from campaign.domain.names.units import Unit
from campaign.domain.place import Place
from campaign.store.engine import Connection
from campaign.store.manage.units import read_units
from campaign.store.sheets.reports import read_doses, read_first_day
from campaign.store.sheets.totals import Pair, TotalBlock, read_totals_before, replace_totals

BEGINNING = date(1900, 1, 1)  # before anything was reported


def recount(connection: Connection, place: Place, pairs: Collection[Pair], *, since: date) -> None:
    """Bring the running totals of these (group, dose) pairs up to date, for all days from `since` on."""
    Recount(connection, place, pairs, since=since).save(pairs)


class Recount:
    """The running totals of some (group, dose) pairs from a day on, counted as far as they are asked for.

    Files may be laid over what stands. `first` is the first day of any period among those.
    """

    def __init__(
        self, connection: Connection, place: Place, pairs: Collection[Pair], *, since: date, first: date | None = None
    ) -> None:
        self.connection, self.place, self.since = connection, place, since
        self.counts: dict[Pair, Count] = {}
        self.loaded = not pairs
        if pairs:
            family = Family(Unit(*row) for row in read_units(connection, place))
            stored = read_first_day(connection, place, pairs, since=since)
            start = min(since, first or since, stored or since)
            known = read_totals_before(connection, place, pairs, start=start, before=since)
            self.counts = {pair: Count(family, of_pair) for pair, of_pair in known.items()}

    def load(self) -> None:
        """Read what stands from the first day on; before any file that is laid over it is saved."""
        if not self.loaded:
            for pair, day, saved in read_doses(self.connection, self.place, self.counts.keys(), since=self.since):
                self.counts[pair].add(day, saved)
        self.loaded = True

    def add(self, number: int, blocks: Iterable[FigureBlock]) -> None:
        """From now on these figures stand, as those of the newest upload, which has this number."""
        self.load()
        for block in blocks:
            if is_doses(block.measure):
                saved = Saved(number, block.product, block.measure, block.period_start, block.units, block.values)
                self.counts[block.group, block.dose].add(block.period_end, saved)

    def latest(self, pair: Pair, before: date) -> dict[str, RunningTotal]:
        """Each unit's latest total before a day."""
        if before > self.since:
            self.load()
        return self.counts[pair].latest(before)

    def totals(self) -> Iterator[TotalBlock]:
        """All totals from the first day on, pair by pair; what was handed out is forgotten: there may be many."""
        self.load()
        for pair in list(self.counts):
            for of_day in self.counts.pop(pair).by_kind():
                yield TotalBlock(pair, of_day)

    def save(self, pairs: Collection[Pair]) -> None:
        """Write the totals of these pairs in place of those that stood; it ends the counting."""
        self.load()
        self.counts = {pair: self.counts[pair] for pair in pairs}
        if self.counts:
            replace_totals(self.connection, self.place, pairs, since=self.since, blocks=self.totals())
