"""What is wrong with a target that is being set or edited: every finding at once, each with its field.

Values are those of `directive_fields`. A target points at a clause and quotes it; the directives' words and days bound
what it may say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date

from campaign.domain.directives.directive_checks import KnownDirective, Registry, check_id, missing, start_of
from campaign.domain.directives.directive_fields import Values, wrong
from campaign.domain.directives.quotations import has_words, is_quoted
from campaign.domain.doses import DENOMINATOR_KINDS, DOSES, INTERVAL, PREVIOUS_DOSE
from campaign.domain.findings import WARNING, Finding

DEADLINE, PRIORITY, PREPARE, PLAN = "deadline", "priority", "prepare", "plan"
PURPOSES = (DEADLINE, PRIORITY, PREPARE, PLAN)


def check_target(values: Values, registry: Registry, *, before: str | None = None) -> list[Finding]:
    """Everything wrong with a target; `before`: what it superseded as it stands now, which need not be chosen again.

    A new target's id must not be taken; one that is edited is left out of `registry.targets` by whoever asks.
    """
    directive = registry.directives.get(values["directive"] or "")
    return [
        *check_id(values, registry.targets, "duplicate_target"),
        *_check_clause(values, directive),
        *_check_people(values, registry.groups),
        *_check_deadline(values, directive),
        *_check_readings(values, directive),
        *_check_supersession(values, registry, directive, before),
    ]


def _check_clause(values: Values, directive: KnownDirective | None) -> Iterator[Finding]:
    yield from missing(values, ("directive", "clause"))
    if values["directive"] and not directive:
        yield wrong("unknown_directive", "directive", value=start_of(values["directive"]))
    if directive and directive.withdrawn:
        yield wrong("directive_withdrawn", "directive", value=values["directive"])
    clause = directive.clauses.get(values["clause"] or "") if directive else None
    if directive and values["clause"] and clause is None:
        yield wrong("unknown_clause", "clause", directive=values["directive"], value=start_of(values["clause"]))
    yield from _check_words(values, clause)


def _check_words(values: Values, clause: str | None) -> Iterator[Finding]:
    if not has_words(values["words"] or ""):
        yield wrong("missing_words", "words")
    elif clause is not None and not is_quoted(clause, values["words"]):
        yield wrong("words_not_in_clause", "words", number=values["clause"])
    said = values["deadline_words"]
    if said and clause is not None and not is_quoted(clause, said):
        yield wrong("deadline_words_not_in_clause", "deadline_words", number=values["clause"])


def _check_people(values: Values, groups: Collection[str]) -> Iterator[Finding]:
    known = {"group": groups, "dose": DOSES, "denominator_kind": DENOMINATOR_KINDS, "purpose": PURPOSES}
    yield from missing(values, list(known))
    for field, codes in known.items():
        if values[field] and values[field] not in codes:
            yield wrong(f"no_such_{field}", field, value=start_of(values[field]), known=", ".join(codes))
    if values["denominator_kind"] == INTERVAL and values["dose"] in set(DOSES) - PREVIOUS_DOSE.keys():
        yield wrong("no_dose_before", "denominator_kind")


def _check_deadline(values: Values, directive: KnownDirective | None) -> Iterator[Finding]:
    deadline = values["deadline"]
    if not deadline:
        if values["purpose"] == DEADLINE:
            yield wrong("purpose_needs_deadline", "deadline")
        elif values["deadline_words"]:
            yield _warning("words_without_deadline", "deadline")
        return
    if values["purpose"] in (PRIORITY, PREPARE, PLAN):
        yield wrong("deadline_needs_purpose", "purpose")
    if directive and deadline < directive.since:
        yield wrong("deadline_before_directive", "deadline", deadline=deadline, since=directive.since)
    yield from missing(values, ("deadline_words", "deadline_reading"))
    if values["threshold"] is None:
        yield _warning("deadline_without_threshold", "threshold")


def _check_readings(values: Values, directive: KnownDirective | None) -> Iterator[Finding]:
    others = values["other_readings"]
    for other in others:
        if not other["deadline"]:
            yield wrong("reading_without_day", "other_readings", start=start_of(other["reading"]))
    days = [date.fromisoformat(other["deadline"]) for other in others if other["deadline"]]
    for day, reading in zip(days, [other["reading"] for other in others if other["deadline"]], strict=True):
        if not reading:
            yield wrong("reading_without_words", "other_readings", deadline=day)
        if directive and day < directive.since:
            yield wrong("reading_before_directive", "other_readings", deadline=day, since=directive.since)
    for day, times in Counter([*days, *filter(None, [values["deadline"]])]).items():
        if times > 1:
            yield wrong("reading_twice", "other_readings", deadline=day)


def _check_supersession(
    values: Values, registry: Registry, directive: KnownDirective | None, before: str | None
) -> Iterator[Finding]:
    name, old = values["id"], values["supersedes"]
    if directive:
        yield from _check_successors(name, registry, directive.since)
    if not old:
        return
    if old == name:
        yield wrong("supersedes_itself", "supersedes")
    elif old not in registry.targets:
        yield wrong("unknown_superseded", "supersedes", value=start_of(old))
    elif registry.targets[old].withdrawn and old != before:
        yield wrong("superseded_withdrawn", "supersedes", value=old)
    else:
        yield from _check_old(values, registry, directive)


def _check_old(values: Values, registry: Registry, directive: KnownDirective | None) -> Iterator[Finding]:
    name, old = values["id"], values["supersedes"]
    chain = _chain(name, old, registry)
    if chain[-1] == name:
        yield wrong("circular_supersession", "supersedes", chain=" → ".join(chain))
    target = registry.targets[old]
    later = registry.directives[target.directive].since
    if directive and later > directive.since:
        yield wrong("supersedes_later", "supersedes", value=old, later=later, since=directive.since)
    if (target.group, target.dose) != (values["group"], values["dose"]):
        yield _warning("supersedes_others", "supersedes", value=old)
    others = [each for each, known in registry.targets.items() if known.supersedes == old and not known.withdrawn]
    if others:
        yield _warning("superseded_before", "supersedes", value=old, others=", ".join(others))


def _check_successors(name: str | None, registry: Registry, since: date) -> Iterator[Finding]:
    for value, known in registry.targets.items():
        if name and known.supersedes == name and not known.withdrawn:
            earlier = registry.directives[known.directive].since
            if earlier < since:
                yield wrong("superseded_by_earlier", "directive", value=value, earlier=earlier, since=since)


def _chain(name: str | None, old: str, registry: Registry) -> list[str]:
    """The targets that one supersedes, through any number of others, up to the first that comes again."""
    chain = [name or "?", old]
    while (known := registry.targets.get(chain[-1])) and known.supersedes and known.supersedes not in chain[1:]:
        chain.append(known.supersedes)
        if chain[-1] == name:
            break
    return chain


def _warning(code: str, field: str, **values: object) -> Finding:
    return Finding(WARNING, code, values={"field": field, **values})
