"""Which districts lack figures, and which figures each of them lacks."""

from __future__ import annotations

from campaign.exports.report.report import Silent
from campaign.exports.report.words.writer import FIGURES_OF, Writer, is_known
from campaign.locale import N_

NEVER = N_("{unit} (no figures)")
WITHOUT = N_("{unit} (no figures of {targets})")
WITHOUT_AND_OLD = N_("{unit} (no figures of {targets}; the oldest of the others up to {day})")


def silence(each: Silent, writer: Writer) -> str:
    """A district with the targets that it has no figure for, and the day its old figures stop."""
    values = {"unit": writer.unit(each.name), "targets": ", ".join(each.without), "day": writer.day(each.last)}
    if is_known(each.last):
        return writer.words(WITHOUT_AND_OLD if each.without else FIGURES_OF, **values)
    return writer.words(WITHOUT if each.without else NEVER, **values)
