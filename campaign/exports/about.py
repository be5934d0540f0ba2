"""What stands over a ranking, on paper and on the page: targets, basis and dates, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, number, threshold

TITLE = N_("RANKING OF DISTRICTS BY COVID-19 VACCINATION PROGRESS")
AS_OF = N_("(Figures up to {day})")
COMPARED = N_("(Figures up to {day}; changes since {before})")
DIRECTIVE = N_("{directive}: “{words}”")
BASIS = N_("Coverage = vaccinated ÷ {people}")
SCORE = N_("Score = mean by weight of coverage ÷ threshold, 100 % at most for each target")
WEIGHT = N_("Weight {share}")
THRESHOLD = N_("Threshold {threshold}")
NO_THRESHOLD = N_("No threshold set: counted against 100 %")
DEADLINE = N_("Deadline {day}")
SINCE = N_("In force since {day}")
NOT_YET = N_("Not in force yet (from {day})")
REPLACED = N_("Replaced by {target} on {day}")
CLOSEST = N_("Closest: with {people} more people vaccinated, {unit} draws level with {above}.")
SOURCES = N_("Source: {uploads}.")
AND_MORE = N_("and {count} other files")
ANCHOR = N_("Mark of the audit trail: {anchor}")

# More names than this would not fit under the table on one page.
NAMED_UPLOADS = 8


class TargetAbout(NamedTuple):
    """One target of a ranking; texts are in the reader's words already: subject "Mũi 3 · Người từ 18 tuổi trở lên".

    people: what coverages are really shares of; threshold and share (of the whole, where several targets are ranked
    by): fractions; since, replaced_by, replaced_on: when the target was in force, as was known on the ranking's day;
    directive and words: the sentence that set it, quoted as it stands, "" where it is not to be said.
    """

    target: str
    subject: str
    people: str
    threshold: float | None
    deadline: date | None
    since: date | None = None
    replaced_by: str | None = None
    replaced_on: date | None = None
    share: float | None = None
    directive: str = ""
    words: str = ""


class RankingAbout(NamedTuple):
    """uploads: the files the figures come from; anchor: the end of the audit trail when the figures were read."""

    targets: Sequence[TargetAbout]
    as_of: date
    previous_as_of: date | None = None
    uploads: Sequence[str] = ()
    anchor: str = ""

    @property
    def is_composite(self) -> bool:
        """Whether it ranks by the mean score over its targets, not by the coverage of one."""
        return self.targets[0].share is not None


def subject_line(about: RankingAbout, language: str) -> str:
    """What is ranked by: T6 · Dose 3 …; or T6 (50 %) + T7 (50 %)."""
    if not about.is_composite:
        return f"{about.targets[0].target} · {about.targets[0].subject}"
    return " + ".join(f"{each.target} ({threshold(each.share, language)})" for each in about.targets)


def as_of_line(about: RankingAbout, translate: Translate, language: str) -> str:
    """Up to when the figures go, and what changes are measured from."""
    message = AS_OF if is_missing(about.previous_as_of) else COMPARED
    return translate(message).format(day=day(about.as_of, language), before=day(about.previous_as_of, language))


def basis_lines(about: RankingAbout, translate: Translate, language: str) -> list[str]:
    """What is ranked by and what that is a share of: a line, or one for the score and one for each of its targets."""
    lines = [_target_line(each, about.as_of, translate, language) for each in about.targets]
    return [translate(SCORE), *lines] if about.is_composite else lines


def standing(about: TargetAbout, as_of: date, translate: Translate, language: str) -> str:
    """Whether the target was in force on the day: since when, not yet, or which one had replaced it; "" if unknown."""
    if about.since is None:
        return ""
    if as_of < about.since:
        return translate(NOT_YET).format(day=day(about.since, language))
    if about.replaced_on is not None and about.replaced_on <= as_of:
        return translate(REPLACED).format(target=about.replaced_by, day=day(about.replaced_on, language))
    return translate(SINCE).format(day=day(about.since, language))


def closest_line(unit: str, above: Sequence[str], people: int, translate: Translate, language: str) -> str:
    """The pair between whom the fewest people decide."""
    shown = number(people, language)
    return translate(CLOSEST).format(people=shown, unit=unit, above=", ".join(above))


def sources_line(about: RankingAbout, translate: Translate) -> str:
    """The files the figures come from, the first ones by name; "" if none is given."""
    named, more = list(about.uploads[:NAMED_UPLOADS]), len(about.uploads) - NAMED_UPLOADS
    if more > 0:
        named.append(translate(AND_MORE).format(count=more))
    return translate(SOURCES).format(uploads="; ".join(named)) if named else ""


def anchor_line(anchor: str, translate: Translate) -> str:
    """How far the audit trail had come, to be held against it later; "" where it is not chained."""
    return translate(ANCHOR).format(anchor=anchor) if anchor else ""


def _target_line(about: TargetAbout, as_of: date, translate: Translate, language: str) -> str:
    """T6 · Dose 3 … · Weight 50 % · Coverage = … · Threshold 100 % · Deadline 30/6/2022 · In force since 16/5/2022."""
    parts = [translate(BASIS).format(people=about.people)]
    if about.share is not None:
        share = translate(WEIGHT).format(share=threshold(about.share, language))
        parts = [f"{about.target} · {about.subject}", share, *parts]
    if not is_missing(about.threshold):
        parts.append(translate(THRESHOLD).format(threshold=threshold(about.threshold, language)))
    elif about.share is not None:
        parts.append(translate(NO_THRESHOLD))
    if not is_missing(about.deadline):
        parts.append(translate(DEADLINE).format(day=day(about.deadline, language)))
    return " · ".join([*parts, *filter(None, [standing(about, as_of, translate, language)])])
