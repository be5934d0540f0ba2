"""What rows leave open: whose a row is, which group or dose its words mean; asked, or as it was answered."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.domain.names.text import key, words
from campaign.domain.names.units import Found, Unit, UnitIndex
from campaign.domain.questions import DOSE, GROUP, ROW, UNIT, Answer, Choice
from campaign.sheets.result import NOTHING, QUOTED, Notes, Place, Values, row_subject
from campaign.sheets.rows.row_labels import RowLabel
from campaign.sheets.words.names import bare_name
from campaign.sheets.words.vocabulary import UNKNOWN

# To so many names of a sheet the nearest ones are looked for; beyond that it is another sheet altogether.
OFFERED = 100


class RowQuestions:
    """Asks about the rows of one sheet; `units` are offered for names that are not known."""

    def __init__(self, notes: Notes, units: UnitIndex) -> None:
        self.notes, self.units = notes, units

    def unit(self, label: RowLabel, place: Place, found: Found, district: str | None) -> Unit | None:
        """The unit that somebody said a name means; asked where nobody did and the row has figures."""
        subject, scope = key(bare_name(label.name)), district or ""
        answer = self.notes.answer(UNIT, subject, scope)
        unit = self.units.by_code.get(answer.value) if answer and answer.value else None
        if unit and answer:
            self.notes.inform("answered_unit", place, _said(label.name, answer) | {"unit": unit.name})
        elif label.has_figures and answer and answer.value is None:
            self.notes.inform("answered_left_out", place, _said(label.name, answer))
        elif label.has_figures:
            self._ask_unit(label.name, place, found, subject, scope)
        return unit

    def row(self, code: str, place: Place, text: str, values: Values = NOTHING) -> None:
        """Ask about one row of this file, which can only be left out, unless it was."""
        subject = row_subject(self.notes.sheet, place[0])
        answer = self.notes.answer(ROW, subject)
        if answer:
            self.notes.inform("answered_left_out", place, _said(text, answer))
        else:
            choices, quoted = [Choice(None, "")], text[:QUOTED]
            self.notes.ask(code, place, values, kind=ROW, subject=subject, text=quoted, choices=choices)

    def words(self, code: str, place: Place, text: str) -> str:
        """The group or dose that somebody said a text in a row means; UNKNOWN, and asked, where nobody did."""
        if not text:
            self.row(code, place, text, {"text": text})
            return UNKNOWN
        kind, subject = (GROUP if code == "unknown_group" else DOSE), words(text)
        answer = self.notes.answer(kind, subject)
        if answer is None:
            quoted = text[:QUOTED]
            self.notes.ask(code, place, {"text": quoted}, kind=kind, subject=subject, text=quoted)
            return UNKNOWN
        self.notes.inform("answered_text" if answer.value else "answered_left_out", place, _said(text, answer))
        return str(answer.value or UNKNOWN)

    def _ask_unit(self, name: str, place: Place, found: Found, subject: str, scope: str) -> None:
        quoted, offered = name[:QUOTED], found.candidates
        code, values = "ambiguous_unit", {"name": quoted, "candidates": _names(offered)}
        if not offered:
            few = len(self.notes.questions) < OFFERED
            offered = self.units.nearest(bare_name(name), scope or None) if few else ()
            code, values = "unknown_unit", {"name": quoted, "nearest": _names(offered) or "…"}
        choices = [Choice(unit.code, unit.name) for unit in offered]
        self.notes.ask(code, place, values, kind=UNIT, scope=scope, subject=subject, text=quoted, choices=choices)


def _said(text: str, answer: Answer) -> dict[str, object]:
    return {"text": text[:QUOTED], **answer.given}


def _names(units: Iterable[Unit]) -> str:
    return ", ".join(unit.name for unit in units)
