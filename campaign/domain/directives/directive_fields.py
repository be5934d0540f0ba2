"""What people, files and programs say about a directive or a target, read field by field; what cannot be read is found.

A field that cannot be read is None in the values, so that the checks after it still find everything else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from functools import partial
from typing import Any

from campaign.domain.counting.periods import FIRST_YEAR, LAST_YEAR
from campaign.domain.directives.quotations import clean_text
from campaign.domain.directives.typed_text import (
    MOST_OF_A_CLAUSE,
    MOST_OF_A_DOCUMENT,
    MOST_OF_A_NAME,
    MOST_OF_A_PARAGRAPH,
    unseen_signs,
)
from campaign.domain.findings import ERROR, Finding

DIRECTIVE_TEXTS = ("id", "issuer", "kind", "number", "subject", "signer", "text")
DIRECTIVE_FIELDS = (*DIRECTIVE_TEXTS, "issued", "meeting", "clauses")
TARGET_TEXTS = (
    *("id", "directive", "clause", "words", "group", "dose", "denominator_kind", "purpose"),
    *("deadline_words", "deadline_reading", "supersedes"),
)
TARGET_FIELDS = (*TARGET_TEXTS, "threshold", "deadline", "other_readings")

# How long texts may be that are longer than a name.
_LONG = {
    **dict.fromkeys(("subject", "words", "deadline_words", "deadline_reading"), MOST_OF_A_PARAGRAPH),
    "text": MOST_OF_A_DOCUMENT,
}

Values = dict[str, Any]
Fields = Mapping[str, Any]

# Without a % sign, 95 is 95 % and 0.95 is 95 % too: nobody sets a threshold of 1 % or less. Between 1 and this a number
# may be either (1.2 = 120 % or 1.2 %) and is asked about.
UNCLEAR_BELOW = 10

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_WRITTEN = re.compile(r"(?:(?:(\d{1,2})[/.-])?(\d{1,2})[/.-])?(\d{4})")
_NUMBER = re.compile(r"(-?\d{1,6}(?:[.,]\d{1,6})?)\s*(%?)")


def read_directive_fields(fields: Fields) -> tuple[Values, list[Finding]]:
    """A directive's values: texts cleaned, `issued` as 2022-05-16, 2022-05 or 2022, `clauses` as (number, text)."""
    values, findings = _read(fields, DIRECTIVE_FIELDS, DIRECTIVE_TEXTS)
    readers: dict[str, Callable[[Any], Any]] = {"issued": read_issued, "meeting": read_day, "clauses": _read_clauses}
    return _read_others(values, fields, readers, findings)


def read_target_fields(fields: Fields) -> tuple[Values, list[Finding]]:
    """A target's values: texts cleaned, `threshold` a fraction, `deadline` a date, `other_readings` as kept."""
    values, findings = _read(fields, TARGET_FIELDS, TARGET_TEXTS)
    readers = {"threshold": read_threshold, "deadline": read_day, "other_readings": _read_readings}
    return _read_others(values, fields, readers, findings)


class Unreadable(ValueError):
    """A value that is none of its field; the finding's code and values."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def read_issued(value: Any) -> str | None:
    """As far as a document says when it was issued, in ISO form; from a date, 16/05/2022, 5/2022, 2022 or ISO."""
    said = _said_day(value)
    if not said:
        return None
    parts = _parts(said)
    if not _is_day(*parts):
        raise Unreadable("bad_issued", value=said)
    return "-".join(f"{part:02d}" for part in parts)


def read_day(value: Any) -> date | None:
    """A whole day; from a date, 13/03/2022 or 2022-03-13."""
    said = _said_day(value)
    if not said:
        return None
    parts = _parts(said)
    if len(parts) < 3 or not _is_day(*parts):
        raise Unreadable("bad_day", value=said)
    return date(*parts)


def read_threshold(value: Any) -> float | None:
    """A share of the denominator as a fraction; from 95 %, 95, 0.95 or 0,95 (see UNCLEAR_BELOW)."""
    said = "" if value is None else str(value).strip()
    if not said:
        return None
    match = _NUMBER.fullmatch(said)
    if not match:
        raise Unreadable("bad_threshold", value=said[:40])
    number = float(match[1].replace(",", "."))
    if number <= 0:
        raise Unreadable("threshold_not_positive", value=said)
    if not match[2] and 1 < number < UNCLEAR_BELOW:
        raise Unreadable("threshold_unclear", value=said)
    fraction = number if not match[2] and number <= 1 else number / 100
    if fraction > 1:
        raise Unreadable("threshold_over_all", value=said)
    return round(fraction, 6)


def wrong(code: str, field: str, **values: Any) -> Finding:
    """An error at a field."""
    return Finding(ERROR, code, values={"field": field, **values})


def with_checks(findings: list[Finding], checked: list[Finding]) -> list[Finding]:
    """What could not be read with what was checked after it: a field that could not be read is not also missing."""
    unread = {each.values.get("field") for each in findings}
    return findings + [each for each in checked if each.values.get("field") not in unread]


def _read(fields: Fields, known: Sequence[str], texts: Sequence[str]) -> tuple[Values, list[Finding]]:
    findings = [wrong("unknown_field", name, name=str(name)[:40]) for name in fields if name not in known]
    no_text = [name for name in texts if isinstance(fields.get(name), (list, tuple, Mapping, bool))]
    findings += [wrong("no_text", name) for name in no_text]
    read = {name: None if name in no_text else fields.get(name) for name in texts}
    readers = {name: partial(_read_text, most=_LONG.get(name, MOST_OF_A_NAME)) for name in texts}
    return _read_others({}, read, readers, findings)


def _read_others(
    values: Values, fields: Fields, readers: Mapping[str, Callable[[Any], Any]], findings: list[Finding]
) -> tuple[Values, list[Finding]]:
    for name, read in readers.items():
        try:
            values[name] = read(fields.get(name))
        except Unreadable as problem:
            values[name] = [] if name in ("clauses", "other_readings") else None
            findings.append(wrong(problem.code, name, **problem.values))
    return values, findings


def _read_text(value: Any, *, most: int) -> str | None:
    """A text cleaned; raises Unreadable for one that is too long or has signs that nobody sees."""
    if signs := unseen_signs("" if value is None else str(value)):
        raise Unreadable("unseen_signs", signs=signs)
    text = _text(value)
    if text and len(text) > most:
        raise Unreadable("too_long", length=len(text), limit=most)
    return text


def _text(value: Any) -> str | None:
    return (clean_text(str(value)) or None) if value is not None else None


def _said_day(value: Any) -> str:
    if isinstance(value, datetime):
        value = value.date()
    return "" if value is None else str(value).strip()[:40]


def _is_day(year: int = 0, month: int = 1, day: int = 1) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _parts(said: str) -> list[int]:
    """Year, month and day as far as they are written; nothing where they are not."""
    if match := _ISO.fullmatch(said):
        numbers = match.groups()
    elif match := _WRITTEN.fullmatch(said):
        numbers = match.groups()[::-1]
    else:
        return []
    parts = [int(number) for number in numbers if number]
    return parts if FIRST_YEAR <= parts[0] <= LAST_YEAR else []


def _read_clauses(value: Any) -> list[tuple[str, str]]:
    """Clauses from [{number, text}], pairs, or {number: text}; a blank pair is none."""
    if value is None:
        return []
    if isinstance(value, Mapping):
        pairs = list(value.items())
    elif isinstance(value, (list, tuple)):
        pairs = [_pair(each, ("number", "text"), "bad_clauses") for each in value]
    else:
        raise Unreadable("bad_clauses")
    cleaned = [(_text(number) or "", _read_text(text, most=MOST_OF_A_CLAUSE) or "") for number, text in pairs]
    return [pair for pair in cleaned if any(pair)]


def _read_readings(value: Any) -> list[dict[str, str]]:
    """Other readings from [{deadline, reading}], days as ISO text, as JSON keeps them; a blank one is none."""
    if value is None:
        return []
    if not isinstance(value, (list, tuple)):
        raise Unreadable("bad_readings")
    pairs = [_pair(each, ("deadline", "reading"), "bad_readings") for each in value]
    cleaned = [(read_day(day), _read_text(said, most=MOST_OF_A_PARAGRAPH) or "") for day, said in pairs]
    return [{"deadline": day.isoformat() if day else "", "reading": said} for day, said in cleaned if day or said]


def _pair(value: Any, names: tuple[str, str], code: str) -> tuple[Any, Any]:
    if isinstance(value, Mapping) and set(value) == set(names):
        return value[names[0]], value[names[1]]
    if isinstance(value, (list, tuple)) and len(value) == 2:
        return value[0], value[1]
    raise Unreadable(code)
