"""One event of the audit trail as a person reads it: what was done, to what, and what changed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from campaign.domain.labels import DOSE_WORDS, MEASURE_WORDS
from campaign.domain.questions import KINDS
from campaign.domain.wording.audit_words import (
    ACCOUNT_FIELDS,
    ACTIONS,
    FIELDS,
    GROUPS,
    OBJECTS,
    QUESTIONS,
    VALUES,
    WHOLE_OBJECTS,
    actor_words,
)
from campaign.locale import N_, Translate
from campaign.locale.formats import MISSING, day, moment, number, threshold

YES, NO = N_("yes"), N_("no")
_HEX = 64  # digits of a SHA-256
_SHORT_DIGEST = 12  # of them are told


class Words(NamedTuple):
    """How a reader is told: the language, and what codes of units and groups are called."""

    translate: Translate
    language: str
    names: Mapping[str, str] = {}


def action_words(action: str, words: Words) -> str:
    """What was done; an action of another version by its code."""
    return words.translate(ACTIONS[action].words) if action in ACTIONS else action


def group_words(action: str, words: Words) -> str:
    """What an action belongs to; "" for one of another version."""
    return words.translate(GROUPS[ACTIONS[action].group]) if action in ACTIONS else ""


def object_words(name: str, words: Words) -> str:
    """What it was done to: "Upload 12", "Question about the unit “TX Mường Lay”"."""
    if name in WHOLE_OBJECTS:
        return words.translate(WHOLE_OBJECTS[name])
    kind, bar, rest = name.partition("|")
    if bar and kind in KINDS:
        return words.translate(QUESTIONS[kind]).format(name=rest.rpartition("|")[2])
    kind, _, rest = name.partition(" ")
    if rest and kind in OBJECTS:
        return words.translate(OBJECTS[kind]).format(name=_as_day(rest, words.language))
    return name


def change_lines(name: str, before: Any, after: Any, words: Words) -> list[str]:
    """What changed, a line each: "Deadline: 30/06/2022 → 15/07/2022"; what stayed the same is left out."""
    old, new = _flat(before), _flat(after)
    lines = []
    for path in sorted(dict.fromkeys((*old, *new)), key=_is_digest):
        if path in old and path in new and old[path] == new[path]:
            continue
        label = " · ".join(_label(part, name, words) for part in path)
        values = [_value(path, side[path], words) for side in (old, new) if path in side]
        if path not in new and new:
            values.append(MISSING)
        lines.append(f"{label}: {' → '.join(values)}" if label else " → ".join(values))
    return lines


def _is_digest(path: tuple[str, ...]) -> bool:
    """What only programs compare comes last."""
    return path[-1:] == ("sha256",)


def _flat(value: Any, path: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """The values of nested mappings, each by the names that lead to it."""
    if not isinstance(value, dict):
        return {} if value is None and not path else {path: value}
    return {place: each for key, inner in value.items() for place, each in _flat(inner, (*path, str(key))).items()}


def _label(part: str, name: str, words: Words) -> str:
    if name.startswith("account ") and part in ACCOUNT_FIELDS:
        return words.translate(ACCOUNT_FIELDS[part])
    return words.translate(FIELDS[part]) if part in FIELDS else words.names.get(part, part)


def _value(path: tuple[str, ...], value: Any, words: Words) -> str:
    if value in (None, "", []):
        return MISSING
    if isinstance(value, list):
        between = " – " if path[-1:] == ("period",) else ", "
        return between.join(_value(path, each, words) for each in value if each is not None)
    if isinstance(value, dict):
        return ", ".join(
            f"{_label(str(key), '', words)}: {_value((str(key),), each, words)}" for key, each in value.items()
        )
    if isinstance(value, bool):
        return words.translate(YES if value else NO)
    field = path[-1] if path else ""
    if isinstance(value, int | float):
        return threshold(value, words.language) if field == "threshold" else _number(field, value, words.language)
    return _text(field, str(value), words)


def _number(field: str, value: float, language: str) -> str:
    return str(value) if field == "id" else number(value, language, digits=0 if value == int(value) else 1)


def _text(field: str, value: str, words: Words) -> str:
    known: Mapping[Any, str] = {"dose": DOSE_WORDS, "denominator_kind": MEASURE_WORDS, "measure": MEASURE_WORDS}.get(
        field, VALUES.get(field, {})
    )
    if value in known:
        return words.translate(known[value])
    if field in ("by", "closed_by"):
        return actor_words(value, words.translate)
    if field in ("unit", "units", "group") and value in words.names:
        return words.names[value]
    if len(value) == _HEX and all(sign in "0123456789abcdef" for sign in value):
        return f"{value[:_SHORT_DIGEST]}…"
    return _as_day(value, words.language)


def _as_day(text: str, language: str) -> str:
    """A day or a moment as the reader writes them; any other text as it stands."""
    try:
        if len(text) == len("2022-05-19"):
            return day(date.fromisoformat(text), language)
        return moment(datetime.fromisoformat(text), language) if "T" in text and len(text) >= 19 else text
    except (ValueError, TypeError):
        return text
