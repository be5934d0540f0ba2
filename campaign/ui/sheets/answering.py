"""Answers given on the upload page: remembered where they hold for every file, kept in the visit where for one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.questions import REMEMBERED, split_id
from campaign.errors import CampaignError
from campaign.locale.formats import number
from campaign.ui import session
from campaign.ui.markup import notice
from campaign.workflows.sheets import answering

# Names of what a visit remembers: answers about one file each, by question; what the last press did, or why it failed.
GIVEN, DONE, PROBLEMS = "answers-given", "answers-done", "answers-problems"


# What stands in widgets that nobody touched; None is an answer.
UNANSWERED = object()


class Unfinished(Exception):
    """Half an answer; `message`, a catalogue key, says what is missing."""

    def __init__(self, message: str, **values: str) -> None:
        super().__init__(message)
        self.message, self.values = message, values


def given(sha256: str) -> dict[str, Any]:
    """What this visit answered about one file alone, by question id."""
    return {asked: value for asked, (value, _) in _given().items() if split_id(asked)[1] == sha256}


def given_texts(sha256: str) -> dict[str, tuple[str, Any]]:
    """The same with what the sheet says: (text, value) by question id."""
    return {asked: (text, value) for asked, (value, text) in _given().items() if split_id(asked)[1] == sha256}


def apply_form(
    fields: Iterable[tuple[str, Callable[[], Any]]], texts: Mapping[str, str], nothing: str, reader: Reader
) -> None:
    """Take over what stands in a form: each field's question and how its answer is read; `nothing` tells that it is
    untouched."""
    answers, problems = {}, []
    for asked, read in fields:
        try:
            value = read()
        except Unfinished as problem:
            problems.append(reader.words(problem.message, **problem.values))
            continue
        if value is not UNANSWERED:
            answers[asked] = value
    if not answers and not problems:
        problems.append(nothing)
    apply(answers, texts, problems, reader)


def apply(answers: Mapping[str, Any], texts: Mapping[str, str], problems: list[str], reader: Reader) -> None:
    """Take answers over; what could not be understood is told, and stays open."""
    kept = {asked: value for asked, value in answers.items() if split_id(asked)[0] in REMEMBERED}
    try:
        if kept:
            answering.save_answers(session.database(), kept, by=session.actor(), texts=texts)
    except CampaignError as problem:
        st.session_state[PROBLEMS] = [problem.words(reader.translate)]
        return
    of_file = {asked: (value, texts.get(asked, "")) for asked, value in answers.items() if asked not in kept}
    st.session_state[GIVEN] = {**_given(), **of_file}
    st.session_state[DONE], st.session_state[PROBLEMS] = len(answers), problems


def ask_again(asked: str) -> None:
    """Take back an answer about one file."""
    st.session_state[GIVEN] = {other: said for other, said in _given().items() if other != asked}


def forget(asked: str, reader: Reader) -> None:
    """Take back a remembered answer; the next sheet asks again."""
    try:
        answering.forget_answer(session.database(), asked, by=session.actor())
    except CampaignError as problem:
        st.session_state[PROBLEMS] = [problem.words(reader.translate)]


def show_applied(reader: Reader) -> None:
    """What the last press did."""
    _ = reader.words
    for problem in st.session_state.pop(PROBLEMS, []):
        notice(problem, kind="error")
    if done := st.session_state.pop(DONE, 0):
        count = number(done, reader.language)
        notice(_("Answers taken: {count}. The file was read again with them.", count=count), kind="success")


def _given() -> dict[str, tuple[Any, str]]:
    known: dict[str, tuple[Any, str]] = st.session_state.get(GIVEN, {})
    return known
