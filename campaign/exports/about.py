"""What stands over an exported ranking: target, directive, basis and dates, in the reader's words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, threshold

TITLE = N_("RANKING OF DISTRICTS BY COVID-19 VACCINATION PROGRESS")
AS_OF = N_("(Figures up to {day})")
COMPARED = N_("(Figures up to {day}; changes since {before})")
DIRECTIVE = N_("{directive}: “{words}”")
BASIS = N_("Coverage = vaccinated ÷ {people}")
THRESHOLD = N_("Threshold {threshold}")
DEADLINE = N_("Deadline {day}")
SOURCES = N_("Source: {uploads}.")
AND_MORE = N_("and {count} other files")

# More names than this would not fit under the table on one page.
NAMED_UPLOADS = 8


class RankingAbout(NamedTuple):
    """Texts are in the reader's words already: subject "Mũi 3 · Người từ 18 tuổi trở lên", people "số người cần tiêm".

    words: the directive's, quoted as they stand; threshold: a fraction; uploads: the files the figures come from.
    """

    subject: str
    people: str
    directive: str
    words: str
    threshold: float | None
    deadline: date | None
    as_of: date
    previous_as_of: date | None = None
    uploads: Sequence[str] = ()


def as_of_line(about: RankingAbout, translate: Translate, language: str) -> str:
    """Up to when the figures go, and what changes are measured from."""
    message = AS_OF if is_missing(about.previous_as_of) else COMPARED
    return translate(message).format(day=day(about.as_of, language), before=day(about.previous_as_of, language))


def basis_line(about: RankingAbout, translate: Translate, language: str) -> str:
    """What coverage is a share of, the threshold and the deadline, as far as they are set."""
    parts = [translate(BASIS).format(people=about.people)]
    if not is_missing(about.threshold):
        parts.append(translate(THRESHOLD).format(threshold=threshold(about.threshold, language)))
    if not is_missing(about.deadline):
        parts.append(translate(DEADLINE).format(day=day(about.deadline, language)))
    return " · ".join(parts)


def sources_line(about: RankingAbout, translate: Translate) -> str:
    """The files the figures come from, the first ones by name; "" if none is given."""
    named, more = list(about.uploads[:NAMED_UPLOADS]), len(about.uploads) - NAMED_UPLOADS
    if more > 0:
        named.append(translate(AND_MORE).format(count=more))
    return translate(SOURCES).format(uploads="; ".join(named)) if named else ""
