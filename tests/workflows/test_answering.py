"""Asked once: an answer is remembered, told the next time, can be changed and forgotten; a changed layout is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.errors import NotFound, Refused
from campaign.store.engine import Database
from campaign.workflows.monitor.listing import list_figures
from campaign.workflows.sheets.answering import forget_answer, list_answers, read_answers_file, save_answers
from campaign.workflows.sheets.importing import Preview, import_files, preview_file, save_preview
from campaign.workflows.sheets.uploads import read_findings
from tests.builders import Style, build_l1, sample_denominators, sample_rows

WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
NEXT_WEEK = Period(date(2022, 5, 20), date(2022, 5, 26))
TODAY = date(2022, 8, 1)
PEOPLE = sample_denominators()
ROWS = sample_rows(PEOPLE, {"18+": ("dose_3",)})
BLOCKS = {"18+": ("people", "dose_3")}  # columns C people, D week, E to date, F rate


def sheet(week: Period = WEEK, *, words: dict[str, str] | None = None, cells: dict[str, object] | None = None) -> bytes:
    style = Style(words=words or {}, cells=cells or {}, total="none", rates="fraction")
    return build_l1(week, ROWS, PEOPLE, style=style, blocks=BLOCKS)


def preview(database: Database, content: bytes, **options: object) -> Preview:
    return preview_file(database, content, "phieu.xlsx", today=TODAY, **options)


def codes(shown: Preview) -> list[str]:
    return [finding.code for finding in shown.findings]


def test_an_answer_is_asked_once_and_told_the_next_time(database: Database) -> None:
    asked = preview(database, sheet(words={"Lũy kế": "Số lượng"}))
    (question,) = asked.questions
    assert asked.status == "needs_answer"
    answer = {**question.proposed, "measure": "doses_to_date"}
    save_answers(database, {question.id: answer}, by=operator("lan"), texts={question.id: question.text})
    answered = preview(database, sheet(words={"Lũy kế": "Số lượng"}))
    assert (answered.status, answered.counts.new) == ("accepted", 16)
    saved = save_preview(database, answered, by=operator("lan"))
    assert saved.upload_id is not None
    assert "answered_column" in [finding.code for finding in read_findings(database, saved.upload_id)]
    later = preview(database, sheet(NEXT_WEEK, words={"Lũy kế": "Số lượng"}))
    assert "answered_column" in codes(later)
    (remembered,) = list_answers(database)
    assert (remembered.kind, remembered.text, remembered.value, remembered.by) == (
        "column",
        question.text,
        answer,
        "lan",
    )


def test_a_changed_answer_counts_from_then_on_and_a_forgotten_one_is_asked_again(database: Database) -> None:
    content = sheet(words={"Lũy kế": "Số lượng"})
    (question,) = preview(database, content).questions
    save_answers(database, {question.id: {**question.proposed, "measure": "doses_to_date"}}, by=operator("lan"))
    save_answers(database, {question.id: {"role": "ignored"}}, by=operator("an"))
    assert len(list_answers(database)) == 1
    assert preview(database, content).counts.new == 8
    forget_answer(database, question.id, by=operator("an"))
    assert list_answers(database) == []
    assert preview(database, content).status == "needs_answer"
    for unknown in (question.id, "khong-co", "dance||"):
        with pytest.raises(NotFound):
            forget_answer(database, unknown, by=operator("an"))


def test_an_answer_for_one_preview_is_not_remembered_and_stands_over_the_one_that_is(database: Database) -> None:
    content = sheet(cells={"B12": "Tam Đườngg"})
    (question,) = preview(database, content).questions
    save_answers(database, {question.id: None}, by=operator("lan"))
    assert preview(database, content).counts.new == 14
    assert preview(database, content, answers={question.id: "106"}, by=operator("an")).counts.new == 16
    assert [answer.value for answer in list_answers(database)] == [None]


def test_an_answer_about_one_cell_is_for_this_file_alone(database: Database) -> None:
    content = sheet(cells={"E12": 12.345})
    (question,) = preview(database, content).questions
    answers = {question.id: 12345}
    save_answers(database, answers, by=operator("lan"))
    assert list_answers(database) == []
    (outcome,) = import_files(database, [("phieu.xlsx", content)], by=operator("lan"), today=TODAY, answers=answers)
    assert outcome.status == "accepted"
    (figure,) = list_figures(database, unit="106", group="18+", dose="dose_3", latest=True)
    assert (figure["doses_to_date"], figure["cell"]) == (12345, "E12")
    assert preview(database, sheet(cells={"E12": 12.345, "E13": 7})).status == "needs_answer"


def test_answers_given_with_an_import_are_remembered_but_not_by_a_dry_run(database: Database) -> None:
    content = sheet(cells={"B12": "Tam Đườngg"})
    (question,) = preview(database, content).questions
    files = [("phieu.xlsx", content)]
    answers = {question.id: "106"}
    (dry,) = import_files(database, files, by=operator("lan"), today=TODAY, dry_run=True, answers=answers)
    assert (dry.status, list_answers(database)) == ("accepted", [])
    import_files(database, files, by=operator("lan"), today=TODAY, answers=answers)
    assert [(answer.value, answer.by) for answer in list_answers(database)] == [("106", "lan")]


@pytest.mark.parametrize(
    "answers",
    [
        {"unit||ai": "999"},
        {"column|x|mui 3": {"role": "unit"}},
        {"column|x|mui 3": {"role": "figure", "dose": "dose_9"}},
        {"column|x|dan so": {"role": "denominator"}},
        {"cell|x|A!B2": -1},
        {"cell|x|A!B2": 12.5},
        {"cell|x|A!B2": True},
        {"row|x|A!2": "yes"},
        {"period|x|": {"start": "2022-05-20", "end": "2022-05-19"}},
        {"period|x|": {"start": None}},
        {"period|x|": None},
        {"dance||": None},
        {"unit": None},
    ],
)
def test_what_is_no_answer_is_refused_and_nothing_is_remembered(database: Database, answers: dict) -> None:
    with pytest.raises(Refused):
        save_answers(database, {"unit||tamđườngg": "106", **answers}, by=operator("lan"))
    assert list_answers(database) == []
    with pytest.raises(Refused):
        import_files(database, [], by=operator("lan"), today=TODAY, answers=answers)


def test_an_answers_file_is_the_questions_with_an_answer_each() -> None:
    entries = [{"id": "unit||a", "kind": "unit", "text": "A", "answer": "106"}, {"id": "unit||b", "answer": None}]
    expected = {"unit||a": "106", "unit||b": None}
    assert read_answers_file({"answers": entries}) == expected
    assert read_answers_file(entries) == expected
    for nonsense in ("text", 5, {"answers": 5}, [5], [{"id": "unit||a"}], [{"answer": 1}]):
        with pytest.raises(Refused):
            read_answers_file(nonsense)


def load(database: Database, name: str, content: bytes) -> Preview:
    (outcome,) = import_files(database, [(name, content)], by=operator("lan"), today=TODAY)
    assert outcome.status == "accepted", outcome.findings
    return outcome


def test_a_layout_that_stays_is_no_finding(database: Database) -> None:
    load(database, "tuan-20.xlsx", sheet())
    assert [code for code in codes(preview(database, sheet(NEXT_WEEK))) if code.startswith("layout")] == []


def test_columns_that_come_go_or_change_their_meaning_are_told_with_the_file_they_changed_from(
    database: Database,
) -> None:
    load(database, "tuan-20.xlsx", sheet())
    drifted = preview(database, sheet(NEXT_WEEK, words={"Lũy kế": "Cộng dồn"}))
    told = [(f.severity, f.code, f.cell, f.values["file"]) for f in drifted.findings if f.code.startswith("layout")]
    assert told == [
        ("warning", "layout_gone", "A7", "tuan-20.xlsx"),
        ("info", "layout_new", "E7", "tuan-20.xlsx"),
    ]
    headers = [f.values["header"] for f in drifted.findings if f.code.startswith("layout")]
    assert [header.rpartition(" / ")[2] for header in headers] == ["Lũy kế", "Cộng dồn"]


def test_the_layout_compared_is_the_newest_that_was_not_withdrawn(database: Database) -> None:
    load(database, "tuan-20.xlsx", sheet())
    load(database, "tuan-21.xlsx", sheet(NEXT_WEEK, words={"Lũy kế": "Cộng dồn"}))
    third = Period(NEXT_WEEK.start + timedelta(7), NEXT_WEEK.end + timedelta(7))
    found = preview(database, sheet(third)).findings
    assert {f.values["file"] for f in found if f.code.startswith("layout")} == {"tuan-21.xlsx"}
