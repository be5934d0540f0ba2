"""What a sheet leaves open is asked once, answered on the page, remembered, changed and forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from campaign.charts.style import Reader
from campaign.domain.findings import Finding
from campaign.domain.wording.finding_words import ODD
from campaign.locale import translator
from campaign.sheets.files import container
from campaign.ui import index_page
from campaign.ui.markup import literal
from campaign.ui.sheets.findings_view import finding_text
from campaign.workflows.sheets.answering import list_answers
from campaign.workflows.sheets.uploads import list_uploads
from tests.builders import Style, build_l1, build_l3, sample_denominators, sample_rows
from tests.ui.visits import NEXT_WEEK, PAIRS, WEEK, opened, texts, visit

UPLOAD = "manage/upload.py"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
APPLY = "Apply the answers"
# What Streamlit's Markdown (mdast-util-gfm-autolink-literal) makes a link of, after escapes are resolved.
STREAMLIT_LINKS = re.compile(r"(https?://|www(?=\.))([-.\w]+)([^ \t\r\n]*)|[-.\w+]+@[-\w]+(?:\.[-\w]+)+", re.IGNORECASE)


def test_a_column_is_asked_about_with_its_first_values_beside_it(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(cells={"E9": "Số"})))
    shown = texts(app)
    assert "Needs an answer (1)" in shown
    assert "? Needs an answer Column E Người từ 18 tuổi trở lên / Mũi 3 / Số 7379 14712 21538" in shown
    assert picked(app, "Group of column E") == "18+"
    assert picked(app, "Dose of column E") == "dose_3"
    assert picked(app, "Column E holds") is None
    assert not [each for each in app.button if each.label.startswith("Save")]


def test_an_answer_about_a_column_lets_the_file_be_saved_and_holds_for_the_next_one(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(cells={"E9": "Số"})))
    pick(app, "Column E holds", "figure:doses_to_date")
    press(app, APPLY)
    shown = texts(app)
    assert "Answers taken: 1." in shown
    assert "96 new figures" in shown
    assert "was read as local answered on" in shown
    press(app, "Save this file")
    assert list_uploads(opened(sqlite_url))[0].status == "accepted"
    app = uploading(sqlite_url, monkeypatch, ("tuan-21.xlsx", sheet(NEXT_WEEK, cells={"E9": "Số"})))
    assert "Needs an answer" not in texts(app)
    assert button(app, "Save this file")


def test_a_forgotten_answer_is_asked_again(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(cells={"E9": "Số"})))
    pick(app, "Column E holds", "figure:doses_to_date")
    press(app, APPLY)
    assert "Column Người từ 18 tuổi trở lên / Mũi 3 / Số → " in texts(app)
    [remembered] = list_answers(opened(sqlite_url))
    assert remembered.by == "local"
    press(app, "Forget")
    assert not list_answers(opened(sqlite_url))
    assert "Needs an answer (1)" in texts(app)


def test_any_column_can_be_changed_although_nothing_is_asked(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet()))
    [switch] = app.toggle
    switch.set_value(True).run()
    assert picked(app, "Column D holds") == "figure:doses_in_period"
    pick(app, "Column D holds", "ignored:")
    press(app, "Apply the changes")
    shown = texts(app)
    assert "88 new figures" in shown
    assert "D Người từ 18 tuổi trở lên / Mũi 3 / Trong tuần 32 · 2 · 780 Not imported" in shown
    [remembered] = list_answers(opened(sqlite_url))
    assert remembered.value["role"] == "ignored"


def test_applying_without_a_change_says_so(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet()))
    app.toggle[0].set_value(True).run()
    press(app, "Apply the changes")
    assert "No column was changed." in texts(app)
    assert not list_answers(opened(sqlite_url))


def test_half_an_answer_says_what_is_missing_and_saves_nothing(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(cells={"C7": "Người từ 30 đến 40 tuổi"})))
    pick(app, "Column D holds", "ignored:")
    pick(app, "Column E holds", "figure:doses_to_date")
    pick(app, "Dose of column E", "dose_4")
    press(app, APPLY)
    assert "Column E: choose the group." in texts(app)
    assert [answer.value["role"] for answer in list_answers(opened(sqlite_url))] == ["ignored"]


def test_an_unknown_unit_offers_the_likely_ones_first_and_is_remembered(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(renamed={"Sìn Hồ": "Sìn Hô X"})))
    options = selectbox(app, "Which unit is “Sìn Hô X”?").options
    assert options[0] == "Huyện Sìn Hồ"
    assert "Xã Nậm Cha (Huyện Sìn Hồ)" in options
    assert options[-1] == "Leave the row out"
    pick(app, "Which unit is “Sìn Hô X”?", "108")
    press(app, APPLY)
    assert "'Sìn Hô X' was read as Huyện Sìn Hồ" in texts(app)
    press(app, "Save this file")
    app = uploading(sqlite_url, monkeypatch, ("b.xlsx", sheet(NEXT_WEEK, renamed={"Sìn Hồ": "Sìn Hô X"})))
    assert "Needs an answer" not in texts(app)


def test_a_name_from_a_sheet_is_not_read_as_markdown_in_a_question(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(renamed={"Sìn Hồ": "![x](http://a) *b*"})))
    [label] = [each.label for each in app.selectbox if each.label.startswith("Which unit")]
    assert label == "Which unit is “\\!\\[x\\]\\(http\\://a\\) \\*b\\*”?"


def test_an_address_in_a_name_does_not_become_a_link_in_a_question(sqlite_url, monkeypatch):
    name = '=HYPERLINK("http://evil.vn","Sìn Hồ") www.evil.vn a@evil.vn'
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(renamed={"Sìn Hồ": name})))
    [label] = [each.label for each in app.selectbox if each.label.startswith("Which unit")]
    assert "evil.vn" in label
    assert not STREAMLIT_LINKS.search(label.replace("\\", ""))


@pytest.mark.parametrize("text", ["HTTPS://a.vn", "xhttp://a.vn", "(www.a.vn)", "mailto:a.b@c.vn"])
def test_no_address_is_left_in_a_label(text):
    assert STREAMLIT_LINKS.search(text)
    assert not STREAMLIT_LINKS.search(literal(text).replace("\\", ""))


@pytest.mark.parametrize("what", ODD)
def test_why_a_file_was_not_opened_is_said_in_words(what):
    reader = Reader(translator("en"), "en")
    told = finding_text(Finding("error", "unsafe_file", values={"what": what}), reader)
    assert f"({ODD[what]})" in told


def test_every_reason_not_to_open_a_file_has_words():
    files = Path(container.__file__).parent.glob("*.py")
    assert set(re.findall(r'unsafe\("(\w+)"\)', "".join(each.read_text("utf-8") for each in files))) == set(ODD)


def test_what_the_uploader_refuses_is_translated():
    words = (Path(index_page.__file__).parent / "assets" / "words.js").read_text("utf-8")
    assert '"Error:": "Lỗi:"' in words


def test_a_row_that_is_left_out_is_not_saved(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(renamed={"Sìn Hồ": "Sìn Hô X"})))
    pick(app, "Which unit is “Sìn Hô X”?", "leave-out")
    press(app, APPLY)
    shown = texts(app)
    assert "84 new figures" in shown
    assert "Unit Sìn Hô X → left out" in shown


def test_a_cell_takes_the_number_offered(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(cells={"E13": 21.538})))
    assert selectbox(app, "What does cell E13 say?").options == ["21,538", "Not reported: leave the cell blank"]
    pick(app, "What does cell E13 say?", 21538)
    press(app, APPLY)
    assert "96 new figures" in texts(app)
    assert "Cell Tuần 20!E13: 21,538 → 21,538" in texts(app)


@pytest.mark.parametrize(("typed", "counted"), [(0, "96"), (12, "96"), (None, "95")])
def test_a_cell_takes_the_number_typed_or_none(typed, counted, sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(cells={"D11": "12 liều"})))
    if typed is None:
        pick(app, "What does cell D11 say?", "leave-out")
    else:
        [box] = [each for each in app.number_input if each.label == "… or type the number in D11"]
        box.set_value(typed)
    press(app, APPLY)
    assert f"{counted} new figures" in texts(app)
    assert not list_answers(opened(sqlite_url))


def test_an_answer_about_one_cell_can_be_taken_back_and_does_not_reach_another_file(sqlite_url, monkeypatch):
    app = uploading(
        sqlite_url,
        monkeypatch,
        ("tuan-20.xlsx", sheet(cells={"D11": "12 liều"})),
        ("tuan-21.xlsx", sheet(NEXT_WEEK, cells={"D11": "12 liều"})),
    )
    assert "? needs an answer: 2" in texts(app)
    pick(app, "What does cell D11 say?", "leave-out")
    press(app, APPLY)
    assert "✓ can be saved: 1 · ? needs an answer: 1" in texts(app)
    selectbox(app, "File to look into").set_value(0).run()
    press(app, "Ask again")
    assert "? needs an answer: 2" in texts(app)


def test_pressing_apply_without_an_answer_says_what_to_do(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", sheet(cells={"D11": "12 liều"})))
    press(app, APPLY)
    assert "Nothing was answered yet." in texts(app)


def test_a_period_that_ends_before_it_starts_is_not_taken(sqlite_url, monkeypatch):
    app = uploading(sqlite_url, monkeypatch, ("phieu.xlsx", sheet_without_period()))
    first, last = app.date_input
    first.set_value(WEEK.end)
    last.set_value(WEEK.start)
    press(app, APPLY)
    assert "The period ends before it starts." in texts(app)
    assert "Which days does this sheet report?" in texts(app)


def test_a_doses_name_in_rows_is_asked_once_for_all_of_them(sqlite_url, monkeypatch):
    rows = sample_rows(sample_denominators(), {"18+": ("dose_3",)})
    title = "KẾT QUẢ TIÊM TUẦN TỪ 13/5/2022 ĐẾN 19/5/2022"
    content = build_l3(WEEK, rows, title=title, style=Style(words={"Mũi 3": "Mũi nhắc lại đợt cuối"}))
    app = uploading(sqlite_url, monkeypatch, ("tuan-20.xlsx", content))
    [asked] = [each.label for each in app.selectbox if each.label.startswith("Which dose")]
    pick(app, asked, "dose_3")
    press(app, APPLY)
    assert "Needs an answer" not in texts(app)
    assert [answer.kind for answer in list_answers(opened(sqlite_url))] == ["dose"]


def test_files_that_wait_for_an_answer_stay_when_the_others_are_saved(sqlite_url, monkeypatch):
    app = uploading(
        sqlite_url,
        monkeypatch,
        ("tuan-21.xlsx", sheet(NEXT_WEEK, cells={"D11": "12 liều"})),
        ("tuan-20.xlsx", sheet()),
    )
    press(app, "Save this file")
    shown = texts(app)
    assert "Saved tuan-20.xlsx" in shown
    assert "Needs an answer (1)" in shown
    pick(app, "What does cell D11 say?", "leave-out")
    press(app, APPLY)
    press(app, "Save this file")
    assert [row.file_name for row in list_uploads(opened(sqlite_url))] == ["tuan-21.xlsx", "tuan-20.xlsx"]


def test_files_are_listed_by_the_period_they_report(sqlite_url, monkeypatch):
    app = uploading(
        sqlite_url,
        monkeypatch,
        ("c.xlsx", sheet_without_period()),
        ("a.xlsx", sheet(NEXT_WEEK)),
        ("b.xlsx", sheet()),
    )
    shown = texts(app)
    assert shown.index("b.xlsx 13 May") < shown.index("a.xlsx 20 May") < shown.index("c.xlsx –")


def uploading(database_url, monkeypatch, *files):
    """The upload page with these files chosen."""
    app = visit(database_url, monkeypatch, page=UPLOAD, lang="en")
    app.file_uploader[0].set_value([(name, content, XLSX) for name, content in files])
    return app.run()


def sheet(week=WEEK, *, cells=None, renamed=None):
    """An L1 sheet with other values in some cells, or other names of units."""
    people = sample_denominators()
    rows = {(renamed or {}).get(unit, unit): figures for unit, figures in sample_rows(people, PAIRS).items()}
    return build_l1(week, rows, people, style=Style(cells=cells or {}))


def sheet_without_period():
    """A sheet whose title, name and signature say no date."""
    people = sample_denominators()
    title, style = "BÁO CÁO TIẾN ĐỘ TIÊM VẮC XIN", Style(signature=False)
    return build_l1(WEEK, sample_rows(people, PAIRS), people, sheet="Sheet1", title=title, style=style)


def selectbox(app, label):
    """The one picker with this label."""
    [found] = [each for each in app.selectbox if each.label == label]
    return found


def picked(app, label):
    """What stands in a picker."""
    return selectbox(app, label).value


def pick(app, label, value):
    """Choose by code, as the form keeps it until it is applied."""
    selectbox(app, label).set_value(value)


def button(app, label):
    """The one button with this label."""
    [found] = [each for each in app.button if each.label == label]
    return found


def press(app, label):
    """Press it and let the page run."""
    button(app, label).click().run()
    assert not app.exception
