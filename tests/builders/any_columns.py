"""The columns and header rows of an arbitrary table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.names.units import COMMUNE, Unit
from tests.builders.any_campaign import Campaign, Layout
from tests.builders.any_words import (
    BESIDE,
    COUNTS,
    DOSES,
    FACETS,
    GROUPS,
    INDEX,
    MEASURES,
    OVER_ALL,
    PEOPLE,
    PRODUCTS,
    period_text,
)
from tests.builders.canvas import Grid

SPELLINGS = {"group": GROUPS, "dose": DOSES, "measure": MEASURES, "product": PRODUCTS}
RATE = "rate"
MOST_ROWS = 4


class Column(NamedTuple):
    """What a column holds (index, unit, district, facet, people, count, rate, beside), for which facets, its labels."""

    role: str
    facets: Mapping[str, str]
    labels: tuple[str, ...]  # from the top down


class Part(NamedTuple):
    """A table of its own: its units, what its caption or sheet name says for all of it."""

    units: tuple[str, ...]
    pairs: tuple[tuple[str, str], ...]
    said: Mapping[str, str]  # facet -> place
    district: str = ""
    day: int | None = None  # where each day has its table: how many days before the last


def plan_columns(campaign: Campaign, layout: Layout, part: Part, units: Mapping[str, Unit]) -> list[Column]:
    """Every column from left to right."""
    leading: list[Column] = []
    communes = any(units[code].kind == COMMUNE for code in part.units)
    if layout.number_column != "none":
        leading.append(Column("index", {}, (layout.word(INDEX[0]),)))
    if communes and not part.district and layout.group_rows == "column":
        leading.append(Column("district", {}, (layout.word("Huyện/TP"),)))
    leading.append(Column("unit", {}, (layout.word("Xã, thị trấn" if communes else "Đơn vị"),)))
    leading += [
        Column("facet", {name: ""}, (layout.word(FACETS[name][0]),)) for name in rows_of(campaign, layout, part)
    ]
    return _with_beside(layout, leading, _people_and_counts(campaign, layout, part))


def rows_of(campaign: Campaign, layout: Layout, part: Part) -> tuple[str, ...]:
    """The facets that rows of this table say."""
    names = [name for name in layout.rows if name not in part.said]
    return tuple(name for name in names if name != "product" or campaign.products)


def spelled(layout: Layout, facet: str, value: str) -> str:
    """A facet's value as this layout writes it."""
    return layout.words.get(value, SPELLINGS[facet][value][0])


def add_header(grid: Grid, layout: Layout, columns: Sequence[Column], top: int) -> int:
    """The header rows; the next free row."""
    depth = max(len(column.labels) for column in columns)
    for place, column in enumerate(columns):
        for level in range(len(column.labels)):
            _add_label(grid, layout, columns, top, place, level, depth)
    return top + depth


def _people_and_counts(campaign: Campaign, layout: Layout, part: Part) -> list[list[Column]]:
    """Blocks of columns that other columns may stand between."""
    rows = rows_of(campaign, layout, part)
    order = [name for name in layout.nesting if name not in rows and name not in part.said]
    order = [name for name in order if name != "product" or campaign.products]
    counts = _branches(campaign, layout, part, order, {})
    if not order:
        counts = [Column("count", {}, (layout.word(COUNTS[0]),))]
    inside = layout.people_at == "group" and order[:1] == ["group"] and len(order) > 1
    counts = _with_depth(layout, counts, may_add=not inside)
    people = [] if layout.people_at == "none" or campaign.products else list(campaign.kinds)
    groups = list(dict.fromkeys(group for group, _ in part.pairs))
    if inside and len(counts[0].labels) > 1:
        upper = max(len(counts[0].labels) - len(order), 0) + 1
        return [_with_people(layout, people, of_group, upper) for of_group in _runs(counts, "group")]
    named = "group" in order or part.said.get("group") == "people"
    front = [
        Column("people", {"group": group, "kind": kind}, (_people_label(layout, kind, group),))
        for group in (groups if named else [""])
        for kind in people
    ]
    return [front, *_blocks(counts)]


def _with_people(layout: Layout, kinds: Sequence[str], counts: list[Column], upper: int) -> list[Column]:
    """A group's columns, its people first, under its own label."""
    group, above = counts[0].facets["group"], counts[0].labels[:upper]
    people = [Column("people", {"group": group, "kind": k}, (*above, _people_label(layout, k, ""))) for k in kinds]
    return [*people, *counts]


def _runs(columns: list[Column], facet: str) -> list[list[Column]]:
    values = list(dict.fromkeys(column.facets[facet] for column in columns))
    return [[column for column in columns if column.facets[facet] == value] for value in values]


def _people_label(layout: Layout, kind: str, group: str) -> str:
    label = layout.words.get(kind, PEOPLE[kind][0])
    return f"{label} {spelled(layout, 'group', group)}" if group else label


def _branches(
    campaign: Campaign, layout: Layout, part: Part, order: Sequence[str], above: Mapping[str, str]
) -> list[Column]:
    """The columns under what the labels above say."""
    if not order:
        return [_leaf(campaign, layout, part, above)]
    facet, rest = order[0], order[1:]
    found = []
    for value in _values(campaign, layout, part, facet, above):
        found += _branches(campaign, layout, part, rest, {**above, facet: value})
    return found


def _leaf(campaign: Campaign, layout: Layout, part: Part, above: Mapping[str, str]) -> Column:
    """The column of these values."""
    labels = tuple(_label(campaign, layout, part, facet, value) for facet, value in above.items())
    measure = above.get("measure", "")
    if measure in BESIDE:
        return Column("beside", {**above, "beside": measure}, labels)
    return Column(RATE if measure == RATE else "count", above, labels)


def _label(campaign: Campaign, layout: Layout, part: Part, facet: str, value: str) -> str:
    if value in BESIDE:
        return layout.word(BESIDE[value][0])
    if value == IN_PERIOD and (part.day is not None or campaign.period.start == campaign.period.end):
        return "Trong ngày"
    dated = value == TO_DATE and says_period_in_header(campaign, layout, part)
    day = period_text(campaign.period, "slashes", year=layout.year_at == "period", cumulative=True)
    return spelled(layout, facet, value) + (f" {day}" if dated else "")


def says_period_in_header(campaign: Campaign, layout: Layout, part: Part) -> bool:
    """'Luỹ kế đến ngày 26/5' over the only measure of a table."""
    return layout.period_at == "header" and campaign.measures == (TO_DATE,) and "measure" not in part.said


def _values(campaign: Campaign, layout: Layout, part: Part, facet: str, above: Mapping[str, str]) -> list[str]:
    if facet == "product":
        return [] if above.get("measure") == RATE else list(campaign.products)
    if facet == "measure":
        rates = layout.rates != "none" and TO_DATE in campaign.measures and not campaign.products
        lowest = [name for name in layout.nesting if name != "product" or campaign.products][-1] == "measure"
        inside = layout.inside if lowest else ()
        return [*campaign.measures, *([RATE] if rates and layout.people_at != "none" else []), *inside]
    named = [dict(zip(("group", "dose"), pair, strict=True)) for pair in part.pairs]
    fitting = [pair for pair in named if all(above.get(name, value) == value for name, value in pair.items())]
    return list(dict.fromkeys(pair[facet] for pair in fitting))


def _with_depth(layout: Layout, columns: list[Column], *, may_add: bool) -> list[Column]:
    """Labels joined from below, or one more above all of them, until there are as many rows as wanted."""
    wanted, has = max(layout.depth, 1), len(columns[0].labels)
    if has > wanted:
        return [c._replace(labels=(*c.labels[: wanted - 1], " ".join(c.labels[wanted - 1 :]))) for c in columns]
    if may_add and wanted > has and has < MOST_ROWS and all(column.role != "people" for column in columns):
        return [c._replace(labels=(layout.word(OVER_ALL[0]), *c.labels)) for c in columns]
    return columns


def _blocks(columns: list[Column]) -> list[list[Column]]:
    """Runs of columns under one topmost label; columns of one header row are each a block."""
    blocks: list[list[Column]] = []
    for column in columns:
        if blocks and len(column.labels) > 1 and blocks[-1][-1].labels[0] == column.labels[0]:
            blocks[-1].append(column)
        else:
            blocks.append([column])
    return blocks


def _with_beside(layout: Layout, leading: list[Column], blocks: list[list[Column]]) -> list[Column]:
    extra = [[Column("beside", {"beside": name}, (layout.word(BESIDE[name][0]),))] for name in layout.beside]
    place = min(layout.beside_at, len(blocks))
    return [*leading, *(column for block in (*blocks[:place], *extra, *blocks[place:]) for column in block)]


def _add_label(
    grid: Grid, layout: Layout, columns: Sequence[Column], top: int, place: int, level: int, depth: int
) -> None:
    """One label over the columns it heads: merged, in the first of them, or in each of them."""
    label, leaf = columns[place].labels[level], level == len(columns[place].labels) - 1
    row, column = top + level, layout.left + place
    if not leaf and place and _is_under(columns[place - 1], columns[place], level):
        if layout.labels == "repeated":
            grid.put(row, column, label, "head")
        return
    last = place
    while not leaf and last + 1 < len(columns) and _is_under(columns[last + 1], columns[place], level):
        last += 1
    if layout.labels == "merged":
        grid.merge(row, column, top + depth - 1 if leaf else row, layout.left + last, label)
    else:
        grid.put(row, column, label, "head")


def _is_under(column: Column, other: Column, level: int) -> bool:
    """Whether two columns share the label of a level, with labels of their own below it."""
    return len(column.labels) > level + 1 and column.labels[: level + 1] == other.labels[: level + 1]
