"""A GeoJSON file of district boundaries: everything that is wrong with it at once, or the districts' shapes.

The form is RFC 7946's: a FeatureCollection of Polygons and MultiPolygons, each with its district's code (Tổng cục Thống
kê) as `id` or among its properties.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from campaign.domain.findings import ERROR, INFO, Finding
from campaign.domain.mapping.rings import read_shape
from campaign.domain.mapping.shapes import Shape, find_inside, is_inside, points_of
from campaign.domain.mapping.thinning import thin
from campaign.domain.names.text import plain
from campaign.domain.names.units import DISTRICT, Unit, UnitIndex
from campaign.settings import MEBIBYTE

MOST_MIB = 5  # a whole province to the metre is about 3 MiB
# Properties that hold a unit's code, in small letters without accents, signs and spaces.
CODE_NAMES = ("code", "ma", "mahuyen", "madonvi", "unit", "districtcode", "gso")
# A country has some hundreds of districts, and a feature some dozens of properties; more are not looked through.
MOST_FEATURES, MOST_PROPERTIES = 1000, 60
# Features named in one finding.
NAMED = 5


class Checked(NamedTuple):
    """What a file gives: the districts' shapes by code, none where an error refuses it; points in it and kept."""

    shapes: dict[str, Shape]
    findings: list[Finding]
    points: int = 0
    kept: int = 0


def check_boundaries(content: bytes, units: Sequence[Unit], *, most_mib: int = MOST_MIB) -> Checked:
    """Read and check a file against the districts among `units`; bad input is findings, never an exception."""
    features, problem = _read_features(content, most_mib)
    if problem:
        return Checked({}, [problem])
    districts = {unit.code: unit.name for unit in units if unit.kind == DISTRICT}
    index = UnitIndex(unit for unit in units if unit.kind != "commune")
    read = [_read_feature(number, each, districts, index) for number, each in enumerate(features, 1)]
    findings = [*_told(read, districts), *_repeated(read, districts), *_missing(read, districts)]
    if findings:
        return Checked({}, findings)
    return _thinned({each.unit: each.shape for each in read}, districts)


class _Feature(NamedTuple):
    """One feature: its number in the file, its district's code or "", its shape, what is wrong with it."""

    number: int
    unit: str
    said: str
    shape: Shape
    problems: list[str]


def _read_features(content: bytes, most_mib: int) -> tuple[list[Any], Finding | None]:
    if len(content) > most_mib * MEBIBYTE:
        return [], _error("boundaries_too_big", limit=most_mib)
    try:
        document = json.loads(content)
    except RecursionError:
        return [], _error("boundaries_too_deep")
    except ValueError:  # no JSON, no text, a number of thousands of digits
        return [], _error("boundaries_not_json")
    kind = document.get("type") if isinstance(document, dict) else None
    features = document.get("features") if isinstance(document, dict) else None
    if kind != "FeatureCollection" or not isinstance(features, list):
        return [], _error("boundaries_not_collection", kind=_short(kind) or "–")
    if len(features) > MOST_FEATURES:
        return [], _error("boundaries_too_many", count=len(features))
    return features, None if features else _error("boundaries_no_features")


def _read_feature(number: int, feature: Any, districts: Mapping[str, str], index: UnitIndex) -> _Feature:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return _Feature(number, "", "", [], ["boundary_not_feature"])
    codes = _codes(feature)
    known = list(dict.fromkeys(code for code in codes if code in districts))
    if len(known) == 1:
        known += _other_codes(feature, known[0])
    shape, problems = read_shape(feature.get("geometry"))
    if len(known) == 1:
        other = _another_name(feature, known[0], index)
        said, wrong = other, ["boundary_name"] if other else []
    else:
        said = ", ".join(known or codes[:1])
        wrong = ["boundary_two_codes" if known else "boundary_unknown_code" if codes else "boundary_no_code"]
    return _Feature(number, known[0] if len(known) == 1 else "", said, shape, [*wrong, *problems])


def _codes(feature: dict[str, Any]) -> list[str]:
    """What may be the unit's code: properties that say so by their name, then the feature's id."""
    return [text for text in (*_named_codes(feature), _code(feature.get("id"))) if text]


def _named_codes(feature: dict[str, Any]) -> list[str]:
    properties = _properties(feature)
    return [
        _code(value) for name, value in properties.items() if plain(name[:NAME_SIGNS]).replace(" ", "") in CODE_NAMES
    ]


def _other_codes(feature: dict[str, Any], code: str) -> list[str]:
    """Numbers that the properties give as the unit's code beside the one known; an id may be a program's counter."""
    return [text for text in dict.fromkeys(_named_codes(feature)) if text.isdecimal() and text != code]


NAME_SIGNS = 60  # of a property's name or value that are looked at


def _properties(feature: dict[str, Any]) -> dict[str, Any]:
    found = feature.get("properties")
    return dict(islice(found.items(), MOST_PROPERTIES)) if isinstance(found, dict) else {}


def _code(value: Any) -> str:
    """A code as text: 108, "108" and 108.0 are one."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    whole = isinstance(value, float) and value.is_integer() and abs(value) < 1e9
    return _short(int(value) if whole else value)


def _short(value: Any) -> str:
    """A value of the file, short enough to be shown; a number of thousands of digits is none."""
    if isinstance(value, int) and abs(value) > 1e9:
        return "…"
    return str(value)[:NAME_SIGNS].strip() if isinstance(value, str | int | float) else ""


def _another_name(feature: dict[str, Any], code: str, index: UnitIndex) -> str:
    """The name among the properties where they name another district, and not this one; "" mostly."""
    texts = [value for value in _properties(feature).values() if isinstance(value, str) and value.strip()]
    found = [(text, index.find(text[:NAME_SIGNS]).unit) for text in texts]
    named = {unit.code: text for text, unit in found if unit and unit.kind == DISTRICT}
    return "" if code in named or not named else _short(next(iter(named.values())))


def _told(read: Sequence[_Feature], districts: Mapping[str, str]) -> list[Finding]:
    """A finding for each thing that is wrong, with the features it is wrong in."""
    codes = list(dict.fromkeys(problem for each in read for problem in each.problems))
    return [_error(code, **_where([each for each in read if code in each.problems], code, districts)) for code in codes]


def _where(features: Sequence[_Feature], code: str, districts: Mapping[str, str]) -> dict[str, Any]:
    names = [_name(each, districts) for each in features[:NAMED]]
    more = ", …" if len(features) > NAMED else ""
    values: dict[str, Any] = {"where": ", ".join(names) + more, "count": len(features)}
    if code in _SAYING:
        values["said"] = ", ".join(dict.fromkeys(each.said for each in features[:NAMED])) + more
    if code in _NAMING:
        values["codes"] = ", ".join(f"{unit} {name}" for unit, name in districts.items())
    return values


_SAYING = ("boundary_unknown_code", "boundary_two_codes", "boundary_name")
_NAMING = ("boundary_unknown_code", "boundary_no_code")


def _name(feature: _Feature, districts: Mapping[str, str]) -> str:
    """A feature by its number, and its district where that is known: "3 (Huyện Sìn Hồ)"."""
    return f"{feature.number} ({districts[feature.unit]})" if feature.unit else str(feature.number)


def _repeated(read: Sequence[_Feature], districts: Mapping[str, str]) -> list[Finding]:
    found = {unit: [str(each.number) for each in read if each.unit == unit] for unit in districts}
    return [
        _error("boundary_repeated", unit=districts[unit], where=", ".join(numbers[:NAMED]))
        for unit, numbers in found.items()
        if len(numbers) > 1
    ]


def _missing(read: Sequence[_Feature], districts: Mapping[str, str]) -> list[Finding]:
    there = {each.unit for each in read}
    names = [f"{name} ({code})" for code, name in districts.items() if code not in there]
    return [_error("boundaries_missing", units=", ".join(names))] if names else []


def _thinned(shapes: dict[str, Shape], districts: Mapping[str, str]) -> Checked:
    """The shapes with no more points than can be seen, unless two of them lie on the same land."""
    thinned = thin({unit: shapes[unit] for unit in districts})
    if over := _overlaps(thinned, districts):
        return Checked({}, over)
    points, kept = _count(shapes), _count(thinned)
    told = [Finding(INFO, "boundaries_thinned", values={"points": points, "kept": kept})] if kept < points else []
    return Checked(thinned, told, points, kept)


def _overlaps(shapes: Mapping[str, Shape], districts: Mapping[str, str]) -> list[Finding]:
    """Districts of which one holds the middle of another: one of the two has the wrong shape."""
    middles = {unit: find_inside(shape) for unit, shape in shapes.items()}
    pairs = [
        f"{districts[unit]} – {districts[other]}"
        for unit, shape in shapes.items()
        for other, middle in middles.items()
        if other != unit and is_inside(shape, middle)
    ]
    return [_error("boundaries_overlap", units=", ".join(pairs[:NAMED]))] if pairs else []


def _count(shapes: Mapping[str, Shape]) -> int:
    return sum(1 for shape in shapes.values() for _ in points_of(shape))


def _error(code: str, **values: Any) -> Finding:
    return Finding(ERROR, code, values=values)
