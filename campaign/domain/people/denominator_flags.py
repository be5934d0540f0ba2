"""What looks wrong in the denominators in force on a day: every flag with its unit, its figures and a sentence.

A flag asks somebody to look; it changes nothing, and what is flagged stays in use.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from campaign.domain.doses import ANY_DOSE, RESIDENT
from campaign.domain.findings import plain_value
from campaign.domain.frames import rows_of
from campaign.domain.names.units import COMMUNE, DISTRICT, OTHER, PROVINCE
from campaign.locale import N_, translator
from campaign.locale.formats import signed

# A revision by this share of the number before it, or more, is looked at.
CHANGE_FLAGGED = 0.10
_DECIMALS = 9  # 0.1 of 30 is 3, not 3.0000000000000004

CHANGED, PROVINCE_SUM, DISTRICT_SUM = "changed", "province_sum", "district_sum"
DUE_OVER_RESIDENTS, MISSING, MISSING_COMMUNES = "due_over_residents", "missing", "missing_communes"
FLAG_WORDS = {
    CHANGED: N_("{name}: {people} people from {since} on, {other} before: {change} %. Ask which document is right."),
    PROVINCE_SUM: N_(
        "{name}: {people} people are stated for the whole province, its units add up to {other} (difference "
        "{difference}). The sum is used."
    ),
    DISTRICT_SUM: N_(
        "{name}: {people} people are stated for the district, its communes add up to {other} (difference {difference})."
        " The district's own number is used."
    ),
    DUE_OVER_RESIDENTS: N_("{name}: {people} people to vaccinate are more than the {other} residents of the group."),
    MISSING: N_("{name} has none, {other} of {all} districts have one. Its coverage is not known."),
    MISSING_COMMUNES: N_("{name}: {people} of {all} communes have none ({names})."),
}
NAMES_SHOWN = 5

_SERIES = ["group", "dose", "kind"]
_KEY = [*_SERIES, "unit"]


class Flag(NamedTuple):
    """One flag: `people` is what stands, `other` what it is held against; further figures of its words in `values`."""

    code: str
    unit: str
    name: str
    group: str
    dose: str
    kind: str
    since: date | None
    people: int
    other: int
    values: dict[str, Any]


def flag_message(flag: Flag, language: str) -> str:
    """The flag in words, without its group, dose and kind."""
    stated = {"name": flag.name, "since": flag.since, "people": flag.people, "other": flag.other, **flag.values}
    values = {name: _shown(value, language) for name, value in stated.items()}
    return translator(language)(FLAG_WORDS[flag.code]).format(**values)


def _shown(value: Any, language: str) -> str:
    """A share as percent with its sign (None: of nobody), anything else as findings show it."""
    if value is None:
        return "+∞"
    return signed(100 * value, language, digits=1) if isinstance(value, float) else plain_value(value, language)


def denominator_flags(denominators: pd.DataFrame, units: pd.DataFrame, as_of: date) -> list[Flag]:
    """All flags of the denominators in force on a day, the most doubtful kind first.

    `denominators` (DENOMINATORS) are those stated, `units` (UNITS) all units of the province.
    """
    standing = _standing(denominators, as_of).merge(units, on="unit", suffixes=("", "_of_unit"))
    checks: tuple[Callable[[pd.DataFrame, pd.DataFrame], Iterator[Flag]], ...] = (
        _due_over_residents, _province_sums, _district_sums, _changes, _missing_districts, _missing_communes,
    )  # fmt: skip
    return [flag for check in checks for flag in check(standing, units)]


def _standing(denominators: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """What is in force, with what stood `before` (missing for the first)."""
    known = denominators[denominators["valid_from"] <= pd.Timestamp(as_of)]
    known = known.sort_values([*_KEY, "valid_from"], kind="stable")
    known = known.assign(before=known.groupby(_KEY, sort=False)["people"].shift())
    return known.drop_duplicates(_KEY, keep="last")


def _changes(standing: pd.DataFrame, units: pd.DataFrame) -> Iterator[Flag]:
    """A change of 10 % or more against the one before; from nobody, any."""
    people, before = (standing[column].to_numpy("float64", na_value=np.nan) for column in ("people", "before"))
    with np.errstate(divide="ignore", invalid="ignore"):
        share = (people - before) / before
    flagged = np.round(np.abs(share), _DECIMALS) >= CHANGE_FLAGGED
    for row, change in zip(rows_of(standing[flagged]), share[flagged], strict=True):
        yield _flag(CHANGED, row, int(row.people), int(row.before), change=float(change) if row.before else None)


def _due_over_residents(standing: pd.DataFrame, units: pd.DataFrame) -> Iterator[Flag]:
    """People to vaccinate against the residents of the group: those of the dose, else of any dose."""
    residents = standing[standing["kind"] == RESIDENT]
    exact = residents.set_index(["unit", "group", "dose"])["people"]
    general = residents[residents["dose"] == ANY_DOSE].set_index(["unit", "group"])["people"]
    due = standing[standing["kind"] != RESIDENT]
    whole = exact.reindex(pd.MultiIndex.from_frame(due[["unit", "group", "dose"]])).to_numpy("float64", na_value=np.nan)
    any_dose = general.reindex(pd.MultiIndex.from_frame(due[["unit", "group"]])).to_numpy("float64", na_value=np.nan)
    whole = np.where(np.isnan(whole), any_dose, whole)
    flagged = due["people"].to_numpy("float64") > whole
    for row, other in zip(rows_of(due[flagged]), whole[flagged], strict=True):
        yield _flag(DUE_OVER_RESIDENTS, row, int(row.people), int(other))


def _district_sums(standing: pd.DataFrame, units: pd.DataFrame) -> Iterator[Flag]:
    """A district's own number against the sum of its communes, where all of them have one."""
    sums = _sums(standing, units, standing[standing["kind_of_unit"] == COMMUNE])
    yield from _unlike(DISTRICT_SUM, standing[standing["kind_of_unit"] == DISTRICT], sums)


def _province_sums(standing: pd.DataFrame, units: pd.DataFrame) -> Iterator[Flag]:
    """The province's own number against its districts' and the other units', where all districts have one."""
    own = standing[standing["kind_of_unit"] == DISTRICT]
    communes = _sums(standing, units, standing[standing["kind_of_unit"] == COMMUNE]).reset_index()
    communes = communes.merge(units, on="unit", suffixes=("", "_of_unit"))
    districts = pd.concat([own, communes]).drop_duplicates(_KEY, keep="first")
    others = standing[standing["kind_of_unit"] == OTHER].groupby(_SERIES)["people"].sum()
    sums = _sums(standing, units, districts)
    keys = pd.MultiIndex.from_frame(sums.reset_index()[_SERIES])
    sums = sums + others.reindex(keys).fillna(0).to_numpy("int64")
    yield from _unlike(PROVINCE_SUM, standing[standing["kind_of_unit"] == PROVINCE], sums)


def _sums(standing: pd.DataFrame, units: pd.DataFrame, parts: pd.DataFrame) -> pd.Series:
    """The people of parts that are all there, by series and parent (`unit`)."""
    of_kind = units[units["kind"].isin(parts["kind_of_unit"].unique())]
    expected = of_kind.groupby("parent")["unit"].size()
    parts = parts.dropna(subset=["parent"])
    sums = parts.groupby([*_SERIES, "parent"])["people"].agg(["sum", "size"]).rename_axis([*_SERIES, "unit"])
    complete = sums["size"].to_numpy() == expected.reindex(sums.index.get_level_values("unit")).to_numpy()
    return sums[complete]["sum"].rename("people")


def _unlike(code: str, own: pd.DataFrame, sums: pd.Series) -> Iterator[Flag]:
    found = sums.reindex(pd.MultiIndex.from_frame(own[_KEY])).to_numpy("float64", na_value=np.nan)
    flagged = ~np.isnan(found) & (found != own["people"].to_numpy("float64"))
    for row, added in zip(rows_of(own[flagged]), found[flagged], strict=True):
        yield _flag(code, row, int(row.people), int(added), difference=int(row.people - added))


def _missing_districts(standing: pd.DataFrame, units: pd.DataFrame) -> Iterator[Flag]:
    """A district without people, neither its own nor all its communes', where another one has them.

    People of any dose hold for each dose.
    """
    districts = units[units["kind"] == DISTRICT]
    own = standing[standing["kind_of_unit"] == DISTRICT][_KEY]
    summed = _sums(standing, units, standing[standing["kind_of_unit"] == COMMUNE]).reset_index()[_KEY]
    known = pd.concat([own, summed])
    of_kind = known.groupby(["group", "kind"])
    for series, found in known.groupby(_SERIES)["unit"]:
        group, dose, kind = series
        others = of_kind.get_group((group, kind))
        having = set(found) | set(others["unit"] if dose == ANY_DOSE else others[others["dose"] == ANY_DOSE]["unit"])
        for row in rows_of(districts[~districts["unit"].isin(having)]):
            values = {"all": len(districts)}
            yield Flag(MISSING, row.unit, row.name, group, dose, kind, None, 0, len(having), values)


def _missing_communes(standing: pd.DataFrame, units: pd.DataFrame) -> Iterator[Flag]:
    """Communes without people where others of their district have them: one flag a district."""
    communes = units[units["kind"] == COMMUNE]
    names = dict(zip(units["unit"], units["name"], strict=True))
    present = standing[standing["kind_of_unit"] == COMMUNE]
    for (group, dose, kind, district), found in present.groupby([*_SERIES, "parent"])["unit"]:
        of_district = communes[communes["parent"] == district]
        missing = list(of_district[~of_district["unit"].isin(set(found))]["name"])
        if missing:
            shown = ", ".join(missing[:NAMES_SHOWN]) + (" …" if len(missing) > NAMES_SHOWN else "")
            values = {"all": len(of_district), "names": shown}
            what = (district, names[district], group, dose, kind)
            yield Flag(MISSING_COMMUNES, *what, None, len(missing), 0, values)


def _flag(code: str, row: Any, people: int, other: int, **values: Any) -> Flag:
    return Flag(code, row.unit, row.name, row.group, row.dose, row.kind, row.valid_from.date(), people, other, values)
