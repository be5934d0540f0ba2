"""What analysts do on the directives page: read the documents, record one, set its targets, read a deadline anew."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from campaign.workflows.manage import directives, registry
from campaign.workflows.manage.deadline_readings import list_targets, read_readings
from tests.builders.documents import CLAUSE, docx_with
from tests.ui.visits import in_url, opened, texts, visit

PAGE = "manage/directives.py"
NEW, NEW_TARGET = "new-directive:0", "new-target:005:0"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def open_page(url, monkeypatch, **address):
    return visit(url, monkeypatch, page=PAGE, **({"lang": "en"} | address))


def press(app: AppTest, label: str, form: str | None = None) -> AppTest:
    """Press the button with this label, in a form where several have it."""
    [found] = [each for each in app.button if each.label == label and form in (None, each.form_id)]
    found.click()
    return app.run()


def bodies(app: AppTest) -> str:
    """The page's own HTML."""
    return "\n".join(element.proto.body for element in app.main if element.type == "html")


def fill(app: AppTest, form: str, **values: object) -> None:
    """Type into a form's fields."""
    widgets = {
        each.key: each
        for kind in (app.text_input, app.text_area, app.date_input, app.selectbox)
        for each in kind
        if each.key
    }
    for field, value in values.items():
        widgets[f"{form}:{field}"].set_value(value)


def form_of(url: str, kind: str, name: str) -> str:
    """The keys of the form that edits an entry begin with its latest change."""
    return f"{kind}:{name}:{next((each.id for each in registry.read_history(opened(url), (kind, name))), 0)}-0"


@pytest.fixture
def recorded(sqlite_url, monkeypatch):
    """The page after a directive was recorded."""
    app = open_page(sqlite_url, monkeypatch)
    record(app)
    return app


def record(app: AppTest) -> AppTest:
    fill(app, NEW, issuer="UBND tỉnh", kind="Công văn", issued="20/6/2022", subject="V/v tiêm vắc xin")
    fill(app, NEW, **{"clause-number:0": "1", "clause-text:0": CLAUSE})
    return press(app, "Record the directive", "new-directive")


def test_the_list_has_the_five_directives_latest_first(sqlite_url, monkeypatch):
    table = open_page(sqlite_url, monkeypatch).dataframe[0].value
    assert list(table["Identifier"]) == ["002", "000", "003", "001", "004"]
    assert list(table["Issued"]) == ["01/2023", "16 May 2022", "28 Feb 2022", "12/2021", "11/2021"]
    assert list(table["Targets"]) == ["T9, T10", "T6, T7, T8", "T3, T4, T5", "T1, T2", "T11a, T11b"]


def test_a_directive_in_the_url_is_opened_with_its_clause_marked_in_its_text(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="003")
    shown = texts(app)
    assert "003 · Thông báo kết luận of Thường trực Tỉnh ủy Lai Châu, 28 Feb 2022" in shown
    assert "Nguyễn Long Biên-Ủy viên Thường vụ Tỉnh ủy" in shown
    assert '<mark id="muc-2-2"><span class="badge">Clause 2.2: T3, T4, T5</span> Ban Chỉ đạo phòng' in bodies(app)
    assert in_url(app, "van_ban") == "003"


@pytest.mark.parametrize("name", ["000", "001", "002", "003", "004"])
def test_every_clause_that_targets_point_at_is_marked(sqlite_url, monkeypatch, name):
    body = bodies(open_page(sqlite_url, monkeypatch, van_ban=name))
    used = [clause for clause in directives.read_directive(opened(sqlite_url), name).clauses if clause.targets]
    for clause in used:
        assert f"Clause {clause.number}: {', '.join(clause.targets)}</span>" in body
    assert body.count("<mark id=") == len(used)


def test_the_page_is_vietnamese_first(sqlite_url, monkeypatch):
    app = visit(sqlite_url, monkeypatch, page=PAGE)
    assert app.title[0].value == "Văn bản chỉ đạo"


def test_a_recorded_directive_is_opened_and_says_what_to_do_next(recorded, sqlite_url):
    shown = texts(recorded)
    assert "Directive 005 is recorded. Now set the targets that its clauses order." in shown
    assert "005 · Công văn of UBND tỉnh, 20 Jun 2022" in shown
    assert "It sets no target yet." in shown
    assert in_url(recorded, "van_ban") == "005"
    [event] = registry.read_history(opened(sqlite_url), ("directive", "005"))
    assert event.by == "local"


def test_what_was_typed_stays_while_it_is_refused_with_the_reason_at_its_field(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch)
    fill(app, NEW, issuer="UBND tỉnh", issued="31/2/2022")
    press(app, "Record the directive", "new-directive")
    shown = texts(app)
    assert "'31/2/2022' is no date that a document of this campaign can bear." in shown
    assert "Say what kind of document it is" in shown
    assert app.text_input(f"{NEW}:issuer").value == "UBND tỉnh"
    assert app.text_input(f"{NEW}:issued").value == "31/2/2022"
    assert len(directives.list_directives(opened(sqlite_url))) == 5
    fill(app, NEW, kind="Công văn", issued="6/2022", subject="V/v")
    press(app, "Record the directive", "new-directive")
    assert "Directive 005 is recorded." in texts(app)
    assert app.text_input("new-directive:1:issuer").value == ""


def test_a_file_brings_its_text_and_can_be_downloaded(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch)
    [uploader] = [each for each in app.file_uploader if each.key == f"{NEW}:file"]
    uploader.set_value(("Công văn.docx", docx_with("Số: 12/UBND", CLAUSE), DOCX))
    record(app)
    assert "Số: 12/UBND" in texts(app)
    assert directives.read_file(opened(sqlite_url), "005")[0] == "Công văn.docx"
    assert "Download the document as it was sent" in [each.label for each in app.get("download_button")]


def test_a_broken_file_is_answered_at_its_field(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch)
    [uploader] = [each for each in app.file_uploader if each.key == f"{NEW}:file"]
    uploader.set_value(("cv.pdf", b"%PDF-1.4 broken", "application/pdf"))
    record(app)
    assert "The file is damaged or was cut off on its way" in texts(app)
    assert len(directives.list_directives(opened(sqlite_url))) == 5


def test_one_more_clause_can_be_quoted(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch)
    fill(app, NEW, **{"clause-number:0": "1"})
    press(app, "One more clause", "new-directive")
    assert app.text_input(f"{NEW}:clause-number:0").value == "1"
    assert app.text_input(f"{NEW}:clause-number:1").value == ""


def test_a_directive_is_edited_and_the_history_says_who_and_what(recorded, sqlite_url):
    fill(recorded, form_of(sqlite_url, "directive", "005"), subject="V/v khác", number="12/UBND")
    press(recorded, "Save the changes", "directive:005")
    shown = texts(recorded)
    assert "Directive 005 is changed." in shown
    assert "History of changes (2)" in [each.label for each in recorded.expander]
    assert "local Edited 005 Document number – 12/UBND" in shown
    assert directives.read_directive(opened(sqlite_url), "005").listed.subject == "V/v khác"


def test_a_target_is_set_from_the_readings_of_its_words(recorded, sqlite_url):
    fill(recorded, NEW_TARGET, clause="1", words="hoàn thành tiêm mũi 3", group="18+", dose="dose_3", threshold="95")
    fill(recorded, NEW_TARGET, denominator_kind="due", supersedes="T6", deadline_words="trước ngày 30/7/2022")
    press(recorded, "Suggest readings of these words", "new-target:005")
    assert "Before 30/07/2022: the last day in time is 29/07/2022." in texts(recorded)
    press(recorded, "Take 29 Jul 2022")
    assert recorded.date_input(f"{NEW_TARGET}:deadline").value == date(2022, 7, 29)
    press(recorded, "Set the target", "new-target:005")
    assert "Target T12 is set." in texts(recorded)
    rows = {row["target"]: row for row in list_targets(opened(sqlite_url))}
    assert (rows["T12"]["threshold"], rows["T6"]["superseded_by"]) == (0.95, "T12")
    assert [way.deadline.day for way in read_readings(opened(sqlite_url), "T12").ways] == [29, 30]


def test_a_target_that_is_refused_says_why_at_its_fields(recorded, sqlite_url):
    fill(recorded, NEW_TARGET, clause="1", words="hoàn thành tiêm mũi 4", group="18+", threshold="150")
    press(recorded, "Set the target", "new-target:005")
    shown = texts(recorded)
    assert "These words are not in clause 1." in shown
    assert "A threshold is at most 100 %, not 150." in shown
    assert "Choose the dose." in shown
    assert recorded.text_input(f"{NEW_TARGET}:threshold").value == "150"
    assert len(list_targets(opened(sqlite_url))) == 12


def test_a_target_is_edited(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="000")
    assert app.text_input("target:T6:0-0:threshold").value == "100%"
    fill(app, "target:T6:0-0", threshold="95")
    press(app, "Save the changes", "target:T6")
    assert "Target T6 is changed." in texts(app)
    [row] = [row for row in list_targets(opened(sqlite_url)) if row["target"] == "T6"]
    assert (row["threshold"], row["supersedes"], row["deadline"]) == (0.95, "T3", date(2022, 6, 30))


def test_another_reading_is_chosen_in_one_press(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="003")
    press(app, "Read the deadline as 20 Mar 2022")
    shown = texts(app)
    assert "The deadline of T3 is read as 20 Mar 2022 now; the reading before is kept." in shown
    assert "Chosen by local," in shown
    assert "Read the deadline as 13 Mar 2022" in [each.label for each in app.button]


def test_a_reading_is_recorded_beside_the_others(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="003")
    fill(app, "reading:T3:0", deadline=date(2022, 3, 19), deadline_reading="Thứ Bảy")
    press(app, "Record this reading too")
    assert "Another reading of T3's deadline is recorded." in texts(app)
    assert date(2022, 3, 19) in [way.deadline for way in read_readings(opened(sqlite_url), "T3").ways]


def test_a_directive_is_withdrawn_with_a_reason_and_restored(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="000")
    app.text_input("withdraw:directive:000:reason").set_value("nhập nhầm")
    press(app, "Withdraw", "withdraw:directive:000")
    shown = texts(app)
    assert "'000' is withdrawn." in shown
    assert "nhập nhầm" in shown
    assert "T6" not in [row["target"] for row in list_targets(opened(sqlite_url))]
    assert "Set a target" not in [each.label for each in app.expander]
    press(app, "Restore 000")
    assert "000 stands again as it was." in texts(app)
    assert "T6" in [row["target"] for row in list_targets(opened(sqlite_url))]


def test_nothing_is_withdrawn_without_a_reason(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="000")
    press(app, "Withdraw", "withdraw:target:T6")
    assert "Say why 'T6' is withdrawn" in texts(app)
    assert "T6" in [row["target"] for row in list_targets(opened(sqlite_url))]


def test_of_two_who_edit_at_once_the_second_is_told(recorded, sqlite_url, monkeypatch):
    other = open_page(sqlite_url, monkeypatch, van_ban="005")
    fill(other, form_of(sqlite_url, "directive", "005"), subject="Của người kia")
    fill(recorded, form_of(sqlite_url, "directive", "005"), subject="Của tôi")
    press(other, "Save the changes", "directive:005")
    press(recorded, "Save the changes", "directive:005")
    assert "local changed this on" in texts(recorded)
    assert directives.read_directive(opened(sqlite_url), "005").listed.subject == "Của người kia"
    assert recorded.text_area(f"{form_of(sqlite_url, 'directive', '005')}:subject").value == "Của tôi"
    press(recorded, "Save the changes", "directive:005")
    assert directives.read_directive(opened(sqlite_url), "005").listed.subject == "Của tôi"


def test_editing_a_target_after_a_reading_was_chosen_leaves_the_reading_alone(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="003")
    app.selectbox("target-of:003").set_value("T4").run()
    press(app, "Read the deadline as 20 Mar 2022")
    form = form_of(sqlite_url, "target", "T4")
    assert app.date_input(f"{form}:deadline").value == date(2022, 3, 20)
    fill(app, form, threshold="90 %")
    press(app, "Save the changes", "target:T4")
    assert "Target T4 is changed." in texts(app)
    [row] = [row for row in list_targets(opened(sqlite_url)) if row["target"] == "T4"]
    assert (row["threshold"], row["deadline"]) == (0.9, date(2022, 3, 20))
    assert sorted(way.deadline.day for way in read_readings(opened(sqlite_url), "T4").ways) == [13, 14, 20, 21]
    newest, _ = registry.read_history(opened(sqlite_url), ("target", "T4"))
    assert newest.after == {"threshold": 0.9}


def test_a_reading_that_somebody_chose_meanwhile_is_not_undone_by_a_save(sqlite_url, monkeypatch):
    mine = open_page(sqlite_url, monkeypatch, van_ban="003")
    other = open_page(sqlite_url, monkeypatch, van_ban="003")
    press(other, "Read the deadline as 20 Mar 2022")
    fill(mine, "target:T3:0-0", threshold="90 %")
    press(mine, "Save the changes", "target:T3")
    assert "so nothing was saved: yours was of the version before." in texts(mine)
    form = form_of(sqlite_url, "target", "T3")
    assert mine.text_input(f"{form}:threshold").value == "90 %"
    assert mine.date_input(f"{form}:deadline").value == date(2022, 3, 20)
    press(mine, "Save the changes", "target:T3")
    [row] = [row for row in list_targets(opened(sqlite_url)) if row["target"] == "T3"]
    assert (row["threshold"], row["deadline"]) == (0.9, date(2022, 3, 20))


def test_the_history_speaks_in_labels(recorded):
    fill(recorded, NEW_TARGET, clause="1", words="hoàn thành tiêm mũi 3", group="18+", dose="dose_3", threshold="95")
    fill(recorded, NEW_TARGET, denominator_kind="due", purpose="priority")
    press(recorded, "Set the target", "new-target:005")
    shown = texts(recorded)
    assert "Done by Action" in shown
    assert "Group – 18 years and over" in shown
    assert "Kind of target – priority" in shown
    assert "Date of issue, as far as it is stated – 20 Jun 2022" in shown
    assert not [code for code in ("– dose_3", "– due ", "2022-06-20") if code in shown]


def test_a_target_that_is_replaced_does_not_count(sqlite_url, monkeypatch):
    shown = texts(open_page(sqlite_url, monkeypatch, van_ban="003"))
    assert "replaced by T6 ↷ replaced on 16 May 2022" in shown


def test_a_viewer_reads_the_directives_and_changes_nothing(sqlite_url, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    app = open_page(sqlite_url, monkeypatch, van_ban="003")
    shown = texts(app)
    assert "Only analysts and administrators may record or change directives and targets." in shown
    assert "003 · Thông báo kết luận" in shown
    assert [each.label for each in app.expander] == ["History of changes (0)"]
    assert not app.text_input


def test_whoever_may_not_change_a_target_any_more_is_told_at_the_save(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch, van_ban="003")
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    press(app, "Read the deadline as 20 Mar 2022")
    assert "Only analysts and administrators" in texts(app)
    assert registry.read_history(opened(sqlite_url), ("target", "T3")) == []


def test_names_and_texts_of_people_are_shown_as_text(sqlite_url, monkeypatch):
    app = open_page(sqlite_url, monkeypatch)
    fill(app, NEW, issuer="<b>UBND</b>", kind="Công văn", issued="2022", subject="<script>alert(1)</script>")
    fill(app, NEW, text="<img src=x> 1. <i>Mục</i>", **{"clause-number:0": "1", "clause-text:0": "<i>Mục</i>"})
    press(app, "Record the directive", "new-directive")
    body = bodies(app)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in body
    assert not [tag for tag in ("<script>", "<img", "<i>Mục", "<b>UBND") if tag in body]
