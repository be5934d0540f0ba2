"""Why a status is what it is, in a sentence with the figures that decided it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from campaign.domain.progress.status import status_reason
from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, number, percent, threshold


def reason(row: Any, translate: Translate, language: str) -> str:
    """The reason for a PROGRESS row's status, its values written as the reader writes them."""
    return written(*status_reason(row), translate, language)


def written(message: str, values: Mapping[str, Any], translate: Translate, language: str) -> str:
    """A catalogue key and its values (status.status_reason) as a sentence."""
    return translate(message).format(**{name: _written(name, value, language) for name, value in values.items()})


LOWER_BOUND, UPPER_BOUND = N_("lower bound"), N_("upper bound: more people are due")


def marks(row: Any, translate: Translate) -> str | None:
    """What must be known of a row's coverage before it is used, in words; None where there is nothing."""
    if is_missing(row.coverage):
        return None
    bounds = ((LOWER_BOUND, row.incomplete), (UPPER_BOUND, row.people_at_least))
    return "; ".join(translate(words) for words, applies in bounds if applies) or None


def _written(name: str, value: Any, language: str) -> str:
    if name == "threshold":
        return threshold(value, language)
    if name == "coverage":
        return percent(value, language)
    return day(value, language) if isinstance(value, date) else number(value, language)
