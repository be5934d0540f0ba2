"""Random campaigns and random layouts of them, for hypothesis."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from campaign.domain.counting.figures import Period
from campaign.domain.doses import IN_PERIOD, TO_DATE
from campaign.domain.names.units import COMMUNE, DISTRICT
from tests.builders.any_campaign import Campaign, Layout
from tests.builders.any_kinds import KINDS
from tests.builders.any_layout import UNITS
from tests.builders.any_words import (
    BESIDE,
    COUNTS,
    DOCUMENTED_BESIDE,
    DOSES,
    FACETS,
    GROUPS,
    INDEX,
    MEASURES,
    NAME_FORMS,
    NOTES,
    OTHER_NAMES,
    OVER_ALL,
    PEOPLE,
    PRODUCTS,
    TOTALS,
)
from tests.builders.any_words import UNITS as UNIT_WORDS

DISTRICTS = tuple(code for code, unit in UNITS.items() if unit.kind == DISTRICT)
COMMUNES = {
    d: tuple(code for code, unit in UNITS.items() if unit.parent == d and unit.kind == COMMUNE) for d in DISTRICTS
}
MAIN_GROUPS = ("18+", "12-17", "5-11", "6m-4")
DOSES_OF = {
    "18+": tuple(DOSES),
    "12-17": ("dose_1", "dose_2", "dose_3"),
    "5-11": ("dose_1", "dose_2"),
    "6m-4": ("dose_1",),
}

_spellings = {
    said[0]: said
    for said in (*PEOPLE.values(), INDEX, *UNIT_WORDS.values(), *FACETS.values(), COUNTS, OVER_ALL, TOTALS, NOTES)
}
_facets = {**GROUPS, **DOSES, **MEASURES, **PRODUCTS, **PEOPLE}
words = st.fixed_dictionaries(
    {}, optional={what: st.sampled_from(said) for what, said in {**_spellings, **_facets}.items()}
)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    """A week, mostly; six or eight days, a month, or one day."""
    end = draw(st.dates(date(2021, 4, 1), date(2022, 5, 30)))
    return Period(end - timedelta(draw(st.sampled_from((6, 6, 6, 6, 5, 7, 0, 29)))), end)


@st.composite
def units(draw: st.DrawFn) -> tuple[str, ...]:
    """Districts, with bodies beside them; the communes of one district; or communes under several districts."""
    kind = draw(st.sampled_from(("districts", "districts", "communes", "several")))
    if kind == "communes":
        order = draw(st.permutations(COMMUNES[draw(st.sampled_from(DISTRICTS))]))
        return tuple(order[: draw(st.integers(2, len(order)))])
    chosen = draw(st.permutations(DISTRICTS))
    if kind == "several":
        chosen = chosen[: draw(st.integers(2, 3))]
        return tuple(code for district in chosen for code in COMMUNES[district][: draw(st.integers(1, 5))])
    others = draw(st.sampled_from(((), (), tuple(OTHER_NAMES)[:2], tuple(OTHER_NAMES))))
    return (*chosen[: draw(st.integers(2, 8))], *others)


@st.composite
def campaigns(draw: st.DrawFn, *, blanks: bool = True) -> Campaign:
    """Whose doses are counted, which, of what period; with cells where nothing was reported, or none."""
    groups = draw(st.one_of(
        st.lists(st.sampled_from(MAIN_GROUPS), min_size=1, max_size=3, unique=True),
        st.lists(st.sampled_from(tuple(GROUPS)), min_size=1, max_size=2, unique=True),
    ))  # fmt: skip
    pairs = []
    for group in groups:
        known = DOSES_OF.get(group, DOSES_OF["18+"])
        first = draw(st.integers(0, len(known) - 1))
        pairs += [(group, dose) for dose in known[first : first + draw(st.integers(1, 5))]]
    return Campaign(
        units=draw(units()),
        pairs=tuple(pairs),
        measures=draw(st.sampled_from(((IN_PERIOD, TO_DATE), (TO_DATE,), (IN_PERIOD,), (TO_DATE, IN_PERIOD)))),
        period=draw(periods()),
        products=draw(st.sampled_from(((), (), (), ("Pfizer",), ("Pfizer", "AstraZeneca")))),
        kinds=draw(st.sampled_from((("resident",), ("due",), ("assigned",), ("resident", "due")))),
        blanks=draw(st.sampled_from((0.0, 0.1, 0.3) if blanks else (0.0,))),
        seed=draw(st.integers(0, 10**6)),
    )


_places = {
    "group": st.sampled_from(("title", "sheet", "file", "people", "line")),
    "dose": st.sampled_from(("title", "sheet", "file", "line")),
    "measure": st.sampled_from(("title", "line")),
    "district": st.sampled_from(("title", "sheet", "file")),
}
layouts = st.builds(
    Layout,
    split=st.sampled_from(("", "", "group", "day", "district")),
    stacked=st.booleans(),
    rows=st.sampled_from((
        (), (), ("group",), ("dose",), ("group", "dose"), ("dose", "group"), ("product",), ("group", "product"),
    )),
    nesting=st.permutations(("group", "dose", "product", "measure")).map(tuple),
    said=st.fixed_dictionaries({}, optional=_places),
    depth=st.integers(1, 4),
    labels=st.sampled_from(("merged", "merged", "first", "repeated")),
    unit_labels=st.sampled_from(("repeated", "merged", "first")),
    words=words,
    names=st.sampled_from(NAME_FORMS),
    people_at=st.sampled_from(("front", "group", "none")),
    rates=st.sampled_from(("none", "fraction", "percent", "text")),
    numbers=st.sampled_from(("number", "dot", "comma", "space", "nbsp", "digits", "mixed")),
    nothing=st.sampled_from((None, "", "x", "KBC", " ")),
    zero=st.sampled_from((0, "-")),
    number_column=st.sampled_from(("units", "units", "rows", "roman", "blank", "none")),
    index_row=st.sampled_from(("", "letters", "brackets", "numbers")),
    totals=st.sampled_from((("bottom",), ("top",), ("top", "bottom"), ("each", "bottom"), ("each",), ())),
    group_rows=st.sampled_from(("bare", "counted", "merged", "column")),
    repeat_header=st.sampled_from((0, 0, 2, 4)),
    blank_after=st.sampled_from((0, 0, 1, 3)),
    note_after=st.sampled_from((0, 0, 0, 2)),
    hidden=st.sampled_from((0, 0, 3, 7)),
    beside=st.lists(st.sampled_from(tuple(BESIDE)), max_size=4, unique=True).map(tuple),
    beside_at=st.sampled_from((99, 99, 0, 1, 2)),
    period_at=st.sampled_from(("line", "line", "title", "caption", "sheet", "file", "header")),
    inside=st.sampled_from(((), (), (), ("unvaccinated",), ("deferred",), ("last_week",), ("refused", "deferred"))),
    period_form=st.sampled_from(("slashes", "words", "hours", "short")),
    year_at=st.sampled_from(("period", "period", "period", "title", "signature", "file", "nowhere")),
    letters=st.sampled_from(("nfc", "nfc", "nfd", "plain")),
    capitals=st.sampled_from(("as is", "as is", "upper", "lower")),
    spaces=st.sampled_from((" ", " ", "\u00a0", "  ", "\n", " \u200b")),
    heading=st.booleans(),
    signature=st.booleans(),
    unit_of_count=st.booleans(),
    skip=st.integers(0, 3),
    left=st.integers(0, 2),
    file_kind=st.sampled_from((*KINDS, KINDS[0], KINDS[0], KINDS[0])),
)  # fmt: skip

__all__ = ["DOCUMENTED_BESIDE", "campaigns", "layouts"]
