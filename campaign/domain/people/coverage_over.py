"""Coverage over 100 %: which of its two terms is more likely off, the doses or the people.

It is never clipped, and nothing is corrected: what speaks for either is listed with its figures, and where both or
neither do, that is said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from statistics import median
from typing import Any, NamedTuple

from campaign.domain.doses import ASSIGNED
from campaign.domain.findings import plain_value
from campaign.domain.labels import MEASURE_WORDS
from campaign.locale import N_, translator

PEOPLE, DOSES, UNTOLD = "people", "doses", "untold"

# A week that is so many times the usual one is looked at, given so many weeks to know what is usual.
JUMP = 5
WEEKS_NEEDED = 4
# A unit with so much smaller a share of one group in another than the province has, has too few people in it.
SHARE_OFF = 0.8

VERDICT_WORDS = {
    PEOPLE: N_("More likely the number of people is too small."),
    DOSES: N_("More likely too many doses are reported."),
    UNTOLD: N_("Which of the two is off cannot be told from the figures: ask the unit for both."),
}
EVIDENCE_WORDS = {
    "assigned_passed": N_("The number assigned was passed, which may be right: the unit has {people} {kind}."),
    "fits_other_kind": N_("The {doses} doses are no more than the {people} {kind} of the same unit."),
    "revised_down": N_("Before the last revision {people} people stood here, and the doses are no more than those."),
    "small_share": N_("Its people are {share} % of those of group {group}, in the whole province {province} %."),
    "over_every_kind": N_("The {doses} doses are more than any number of people known for the unit (most: {people})."),
    "over_previous_dose": N_("More have this dose ({doses}) than the dose before ({before})."),
    "jump": N_("One report adds {doses} doses, {usual} are usual; without the rest of it the coverage is under 100 %."),
}
_SPEAKS_FOR = {
    **dict.fromkeys(("assigned_passed", "fits_other_kind", "revised_down", "small_share"), PEOPLE),
    **dict.fromkeys(("over_every_kind", "over_previous_dose", "jump"), DOSES),
}


class OverCase(NamedTuple):
    """What is known of a unit whose doses are more than its people; None and empty are unknown.

    `kind` is that of `people`, `others` the people of its other kinds; `people_before` stood before the last revision;
    `previous_doses` have the dose before; `increments` are the doses that each report added, the oldest first;
    `neighbour` is another group with the unit's people in it and the province's share of `people` in that group.
    """

    doses: int
    people: int
    kind: str
    others: Mapping[str, int] = {}
    people_before: int | None = None
    previous_doses: int | None = None
    increments: Sequence[int] = ()
    neighbour: tuple[str, int, float] | None = None


class Evidence(NamedTuple):
    """One thing that speaks for the people or the doses being off."""

    code: str
    values: dict[str, Any]

    @property
    def speaks_for(self) -> str:
        """PEOPLE or DOSES."""
        return _SPEAKS_FOR[self.code]


class Explanation(NamedTuple):
    """Which term is more likely off (PEOPLE, DOSES, UNTOLD), and what speaks for it."""

    verdict: str
    evidence: Sequence[Evidence]


def explain_over(case: OverCase) -> Explanation | None:
    """Why a coverage is over 100 %; None for one that is not."""
    if case.doses <= case.people:
        return None
    checks = (_others, _revision, _share, _previous_dose, _jump)
    evidence = [found for check in checks for found in check(case)]
    said = {found.speaks_for for found in evidence}
    return Explanation(said.pop() if len(said) == 1 else UNTOLD, evidence)


def explanation_words(explanation: Explanation, language: str) -> list[str]:
    """The verdict and its reasons as sentences."""
    translate = translator(language)
    reasons = [_in_words(each, translate, language) for each in explanation.evidence]
    return [translate(VERDICT_WORDS[explanation.verdict]), *reasons]


def _in_words(evidence: Evidence, translate: Callable[[str], str], language: str) -> str:
    values = {name: plain_value(value, language) for name, value in evidence.values.items()}
    if "kind" in values:
        values["kind"] = translate(MEASURE_WORDS[values["kind"]])
    return translate(EVIDENCE_WORDS[evidence.code]).format(**values)


def _others(case: OverCase) -> list[Evidence]:
    """Another kind of the unit's people that the doses do not pass, or that they pass as well."""
    if not case.others:
        return []
    kind, people = max(case.others.items(), key=lambda each: each[1])
    if case.doses <= people:
        code = "assigned_passed" if case.kind == ASSIGNED else "fits_other_kind"
        return [Evidence(code, {"doses": case.doses, "people": people, "kind": kind})]
    return [Evidence("over_every_kind", {"doses": case.doses, "people": max(people, case.people)})]


def _revision(case: OverCase) -> list[Evidence]:
    if case.people_before is None or case.people_before < case.doses:
        return []
    return [Evidence("revised_down", {"people": case.people_before})]


def _share(case: OverCase) -> list[Evidence]:
    if case.neighbour is None:
        return []
    group, people, province = case.neighbour
    if not people or case.people / people > SHARE_OFF * province:
        return []
    shares = {"share": _percent(case.people / people), "province": _percent(province)}
    return [Evidence("small_share", {"group": group, **shares})]


def _previous_dose(case: OverCase) -> list[Evidence]:
    if case.previous_doses is None or case.doses <= case.previous_doses:
        return []
    return [Evidence("over_previous_dose", {"doses": case.doses, "before": case.previous_doses})]


def _jump(case: OverCase) -> list[Evidence]:
    """A report far above the others that alone carries the coverage over 100 %."""
    if len(case.increments) < WEEKS_NEEDED:
        return []
    largest, usual = max(case.increments), median(case.increments)
    if usual <= 0 or largest < JUMP * usual or case.doses - (largest - usual) > case.people:
        return []
    return [Evidence("jump", {"doses": largest, "usual": round(usual)})]


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"
