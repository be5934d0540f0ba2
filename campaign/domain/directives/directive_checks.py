"""What is wrong with a directive that is being recorded or edited: every finding at once, each with its field.

Values are those of `directive_fields`. A document whose day is blank takes effect on the earliest day it can bear
(campaign/domain/directives/in_force.py), and deadlines and supersession are held against that day.
"""

from __future__ import annotations

import calendar
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from campaign.domain.directives.directive_fields import Values, wrong
from campaign.domain.directives.effective_day import effective_day
from campaign.domain.directives.quotations import is_quoted
from campaign.domain.findings import WARNING, Finding

MOST_OF_AN_ID = 16
_ID = re.compile(r"[^\W_][\w.-]*")
_START = 30  # characters of a clause or a reading that a message quotes


class KnownDirective(NamedTuple):
    """A directive that is recorded: when it takes effect, whether it is withdrawn, its clauses' texts by number."""

    since: date
    withdrawn: bool
    clauses: Mapping[str, str]


class KnownTarget(NamedTuple):
    """A target that is recorded; `withdrawn` where it or its directive is."""

    directive: str
    clause: str
    words: str
    group: str
    dose: str
    deadline: date | None
    supersedes: str | None
    withdrawn: bool


class Registry(NamedTuple):
    """Everything that is recorded, by id, and the groups of people there are."""

    directives: Mapping[str, KnownDirective]
    targets: Mapping[str, KnownTarget]
    groups: Collection[str] = ()


def check_directive(values: Values, registry: Registry, *, new: bool, today: date) -> list[Finding]:
    """Everything wrong with a directive; `new` when its id must not be taken yet."""
    return [
        *_check_id(values["id"], registry.directives if new else (), "duplicate_directive"),
        *_check_missing(values, ("issuer", "kind", "subject")),
        *_check_days(values, today),
        *_check_clauses(values["clauses"], values["text"]),
        *(() if new else _check_targets(values, registry)),
    ]


def check_id(values: Values, taken: Collection[str], code: str) -> list[Finding]:
    """What is wrong with the identifier; `code` is the finding where it is taken."""
    return list(_check_id(values["id"], taken, code))


def missing(values: Values, fields: Sequence[str]) -> list[Finding]:
    """The fields that nobody filled in."""
    return list(_check_missing(values, fields))


def start_of(text: str) -> str:
    """The first characters of a text, as a message quotes it."""
    return text if len(text) <= _START else text[:_START].rstrip() + "…"


def _check_id(value: str | None, taken: Collection[str], code: str) -> Iterator[Finding]:
    if value and (len(value) > MOST_OF_AN_ID or not _ID.fullmatch(value)):
        yield wrong("bad_id", "id", value=value[:40])
    elif value in taken:
        yield wrong(code, "id", value=value)


def _check_missing(values: Values, fields: Sequence[str]) -> Iterator[Finding]:
    for field in fields:
        if not values[field]:
            yield wrong(f"missing_{field}", field)


def _check_days(values: Values, today: date) -> Iterator[Finding]:
    issued, meeting = values["issued"], values["meeting"]
    if not issued:
        yield wrong("missing_issued", "issued")
        return
    last = last_day(issued)
    if meeting and meeting > last:
        yield wrong("meeting_after_issue", "meeting", meeting=meeting, last=last)
    since = effective_day(issued, meeting)
    if since > today:
        yield _warning("issued_in_future", "issued", since=since)


def last_day(issued: str) -> date:
    """The last day a document can bear that says no more than `issued` of its date."""
    year, month, day = ([int(part) for part in issued.split("-")] + [0, 0])[:3]
    return date(year, month or 12, day or calendar.monthrange(year, month or 12)[1])


def _check_clauses(clauses: Sequence[tuple[str, str]], text: str | None) -> Iterator[Finding]:
    if not clauses:
        yield _warning("no_clauses", "clauses")
    times = Counter(number for number, _ in clauses)
    for number in [each for each, count in times.items() if each and count > 1]:
        yield wrong("duplicate_clause", "clauses", number=number)
    for number, quoted in clauses:
        if not number:
            yield wrong("missing_clause_number", "clauses", start=start_of(quoted))
        elif len(number) > MOST_OF_AN_ID:
            yield wrong("long_clause_number", "clauses", number=start_of(number))
        elif not quoted:
            yield wrong("missing_clause_text", "clauses", number=number)
        elif text and not is_quoted(text, quoted):
            yield _warning("clause_not_in_text", "clauses", number=number)


def _check_targets(values: Values, registry: Registry) -> Iterator[Finding]:
    """What the directive's own targets would lose by these values."""
    clauses = dict(values["clauses"])
    own = {name: each for name, each in registry.targets.items() if each.directive == values["id"]}
    in_use: dict[str, list[str]] = {}
    for name, target in own.items():
        if target.clause not in clauses:
            in_use.setdefault(target.clause, []).append(name)
        elif not target.withdrawn and not is_quoted(clauses[target.clause], target.words):
            yield wrong("targets_words_lost", "clauses", target=name, number=target.clause)
    for number, names in in_use.items():
        yield wrong("clause_in_use", "clauses", number=number, targets=", ".join(names))
    if values["issued"]:
        since = effective_day(values["issued"], values["meeting"])
        yield from _check_order({name: each for name, each in own.items() if not each.withdrawn}, since, registry)


def _check_order(own: Mapping[str, KnownTarget], since: date, registry: Registry) -> Iterator[Finding]:
    """Deadlines and supersession held against the day the directive would take effect."""
    for name, target in own.items():
        if target.deadline and target.deadline < since:
            days = {"since": since, "deadline": target.deadline}
            yield wrong("targets_before_directive", "issued", target=name, **days)
    for new, target in registry.targets.items():
        old = target.supersedes
        if target.withdrawn or old is None or old not in registry.targets or (new in own) == (old in own):
            continue
        other = registry.directives[(registry.targets[old] if new in own else target).directive].since
        if (other > since) if new in own else (other < since):
            yield wrong("targets_out_of_order", "issued", since=since, old=old, new=new)


def _warning(code: str, field: str, **values: Any) -> Finding:
    return Finding(WARNING, code, values={"field": field, **values})
