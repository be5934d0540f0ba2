"""A coverage on a chart as it must be read: marked where it is a bound, and where it is over everybody."""

from __future__ import annotations

from typing import Any

from campaign.charts.style import Reader
from campaign.domain.progress.status import NO_DATA, STATUS_WORDS
from campaign.locale import N_
from campaign.locale.bounds import coverage_text
from campaign.locale.formats import is_missing

NO_FIGURES = N_("no figures")
NO_PEOPLE = N_("doses are reported, the number of people is not known")


def share_text(row: Any, reader: Reader) -> str:
    """The coverage of a row of PROGRESS: 98,5 %, ≥ 62,0 %, ≤ 62,0 %, ≈ 62,0 % (either way), 104,3 % !, – unknown.

    A row without people_at_least (not every one that has a coverage is of PROGRESS) is taken not to be an upper bound.
    """
    high = bool(getattr(row, "people_at_least", False))
    return coverage_text(row.coverage, reader.language, low=bool(row.incomplete), high=high)


def unknown_text(row: Any, reader: Reader) -> str:
    """Why the coverage of a row of PROGRESS is not known: nothing is reported, or doses are and the people are not."""
    return reader.words(NO_FIGURES if is_missing(row.doses_to_date) else NO_PEOPLE)


def standing_text(row: Any, reader: Reader) -> str:
    """The status of a row of PROGRESS inside a sentence; where nothing can be judged, why."""
    if row.status == NO_DATA and not is_missing(row.doses_to_date) and is_missing(row.coverage):
        return reader.words(NO_PEOPLE)
    return reader.words(STATUS_WORDS[row.status]).lower()
