"""Who lacks figures that others have, in words."""

from __future__ import annotations

from campaign.charts.style import Reader
from campaign.domain.briefing.silence import Silent
from campaign.locale.formats import day


def late_words(silent: Silent, reader: Reader) -> str:
    """A district with the day its figures stop, and for which targets where it has reported others."""
    last = day(silent.last, reader.language)
    named = last if silent.whole and not silent.never else f"{', '.join(silent.late)}: {last}"
    return f"{silent.name} ({named})"


def never_words(silent: Silent) -> str:
    """A district with the targets for which it has no figures yet."""
    return f"{silent.name} ({', '.join(silent.never)})"
