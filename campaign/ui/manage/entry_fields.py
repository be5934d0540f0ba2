"""Forms in which something is entered: what was typed stays while it is refused, and what is wrong stands at its field.

A form has a name; its widgets are keyed by it, by the latest change of what it edits and the round (a new one after
every save), so that the form is as stored again once either is another, and by their field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.counting.periods import FIRST_YEAR, LAST_YEAR
from campaign.domain.findings import ERROR, Finding, finding_message
from campaign.errors import CampaignError
from campaign.locale import N_
from campaign.ui.markup import notice
from campaign.workflows.manage.registry import MEANWHILE, Entered

_DONE = "entry-done"
_BESIDE = ("clauses", "other_readings", "offered")  # what a form keeps beside its fields

# What the fields of directives and targets are called: in forms, in the history.
FIELD_WORDS = {
    "id": N_("Identifier"),
    "issuer": N_("Issued by"),
    "kind": N_("Kind of document"),
    "number": N_("Document number"),
    "issued": N_("Date of issue, as far as it is stated"),
    "meeting": N_("Day of the meeting"),
    "subject": N_("Subject"),
    "signer": N_("Signed by"),
    "text": N_("Full text"),
    "clauses": N_("Clauses"),
    "file": N_("File"),
    "sha256": N_("SHA-256 of the file"),
    "reason": N_("Reason"),
    "directive": N_("Directive"),
    "clause": N_("Clause"),
    "words": N_("Words quoted"),
    "group": N_("Group"),
    "dose": N_("Dose"),
    "denominator_kind": N_("Out of"),
    "purpose": N_("Kind of target"),
    "threshold": N_("Threshold"),
    "deadline": N_("Deadline"),
    "deadline_words": N_("The deadline in the clause's words"),
    "deadline_reading": N_("How the words give the day"),
    "other_readings": N_("Other readings"),
    "supersedes": N_("Takes the place of"),
}


class Form:
    """One form of the page: its fields' keys, what is stored, and what was found in the last attempt.

    `seen`: the latest change of what it edits (None: something new). What was typed into the form of an earlier change
    and refused for it stands in this one.
    """

    def __init__(self, name: str, stored: Mapping[str, Any], reader: Reader, *, seen: int | None = None) -> None:
        self.name, self.stored, self.reader, self.seen = name, stored, reader, seen
        self._filled_in: dict[str, Any] = {}
        for field, value in st.session_state.pop(f"{name}:kept", {}).items():
            self.put(field, value)

    @property
    def findings(self) -> list[Finding]:
        """What the last attempt was refused for."""
        found: list[Finding] = st.session_state.get(f"{self.name}:findings", [])
        return found

    def key(self, field: str) -> str:
        """The key of a field's widget."""
        turn = st.session_state.get(f"{self.name}:round", 0)
        return f"{self.name}:{turn if self.seen is None else f'{self.seen}-{turn}'}:{field}"

    def typed(self, field: str) -> Any:
        """What stands in a field now."""
        return st.session_state.get(self.key(field), self.stored.get(field))

    def changed(self, field: str) -> bool:
        """Whether somebody has changed a field: it is not as it was filled in."""
        return bool(self.typed(field) != self._filled_in.get(field, self.stored.get(field)))

    def put(self, field: str, value: Any) -> None:
        """Fill a field in (from a callback)."""
        st.session_state[self.key(field)] = value

    def label(self, field: str) -> str:
        """What a field is called."""
        return self.reader.words(FIELD_WORDS[field])

    def text(self, field: str, **shown: Any) -> None:
        """A line to type in, and what is wrong with it."""
        st.text_input(self.label(field), key=self._filled(field, ""), **shown)
        self.told(field)

    def area(self, field: str, **shown: Any) -> None:
        """Several lines to type in, and what is wrong with them."""
        st.text_area(self.label(field), key=self._filled(field, ""), **shown)
        self.told(field)

    def day(self, field: str) -> None:
        """A day to pick, and what is wrong with it."""
        key = self._filled(field, None)
        st.date_input(self.label(field), None, _FIRST_DAY, _LAST_DAY, key=key, format="DD/MM/YYYY")
        self.told(field)

    def choice(self, field: str, options: Mapping[str, str]) -> None:
        """One of some codes to choose, by their words, and what is wrong with it."""
        stored = self.stored.get(field)
        key = self.fill(field, stored if stored in options else None)
        if st.session_state[key] not in options:
            st.session_state[key] = None
        st.selectbox(
            self.label(field),
            list(options),
            index=None,
            format_func=options.__getitem__,
            key=key,
            placeholder=self.reader.words("Choose…"),
        )
        self.told(field)

    def told(self, field: str) -> None:
        """What is wrong with a field."""
        for finding in self.findings:
            if finding.values.get("field") == field:
                message = finding_message(finding, self.reader.language)
                notice(message, kind="error" if finding.severity == ERROR else "warning")

    def told_elsewhere(self, fields: Sequence[str]) -> None:
        """What is wrong beside the fields that the form shows."""
        for finding in self.findings:
            if finding.values.get("field") not in fields:
                notice(finding_message(finding, self.reader.language), kind="error")

    def submit(self, save: Callable[[], Entered], done: str, **values: str) -> None:
        """Save what stands in the form (a callback); `done` is what to say then, a catalogue key with {id}."""
        outcome = attempt(save, self.reader)
        if outcome is None:
            return
        saved = outcome.id is not None
        if any(each.code == MEANWHILE for each in outcome.findings):
            fields = (*self._filled_in, *_BESIDE)
            kept = {field: self.typed(field) for field in fields if self.changed(field)}
            st.session_state[f"{self.name}:kept"] = kept
        st.session_state[f"{self.name}:findings"] = [] if saved else outcome.findings
        if saved:
            st.session_state[f"{self.name}:round"] = st.session_state.get(f"{self.name}:round", 0) + 1
            tell(self.reader.words(done, id=outcome.id, **values))
            for finding in outcome.findings:
                tell(finding_message(finding, self.reader.language), kind="warning")

    def fill(self, field: str, value: Any) -> str:
        """The key of a field's widget, filled with what is stored where nothing has been typed yet."""
        key = self.key(field)
        self._filled_in[field] = value
        if key not in st.session_state:
            st.session_state[key] = value
        return key

    def _filled(self, field: str, empty: Any) -> str:
        return self.fill(field, self.stored.get(field) or empty)


_FIRST_DAY, _LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def attempt(save: Callable[[], Entered | None], reader: Reader) -> Entered | None:
    """The outcome of a write; a rule that forbids it is told on the page, and gives None."""
    try:
        return save()
    except CampaignError as problem:
        tell(problem.words(reader.translate), kind="error")
        return None


def tell(message: str, *, kind: str = "success") -> None:
    """Say something at the top of the page in the next run (from a callback)."""
    st.session_state.setdefault(_DONE, []).append((message, kind))


def show_told() -> None:
    """What the last press did."""
    for message, kind in st.session_state.pop(_DONE, []):
        notice(message, kind=kind)
