"""What the targets page says of the order behind a target."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.ui.visits import opened, plain


def shown_of(url, monkeypatch, target, day, *, status=False):
    """The view of a target on a day (written 2022-06-01), on a page of its own; `status`: for each reading too."""
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", url)
    monkeypatch.setenv("CAMPAIGN_LANGUAGE", "en")
    app = AppTest.from_string(SCRIPT.format(target=target, day=day), default_timeout=30).run()
    assert not app.exception
    if status:
        app.toggle[0].set_value(True).run()
    return "\n".join(element.proto.body for element in app.main if element.type == "html")


SCRIPT = """
from datetime import date
from campaign.access.actors import operator
from campaign.access.actors import operator
from campaign.ui.manage import directive_view
from campaign.ui import session
from campaign.ui.cached import read, start_run
from campaign.ui.labels import find_target
from campaign.workflows.monitor import monitoring

start_run()
row = find_target(read(monitoring.read_targets), "{target}")
import streamlit
streamlit.session_state["ngay"] = date.fromisoformat("{day}")
streamlit.session_state["clause"] = streamlit.session_state["readings"] = True
directive_view.show_directive(row, date.fromisoformat("{day}"), session.reader())
"""


def test_the_words_lead_to_their_clause_in_the_registry(sqlite_url, monkeypatch):
    body = shown_of(sqlite_url, monkeypatch, "T3", "2022-03-17")
    assert "“phấn đấu hoàn thành tiêm vắc xin trước tuần thứ 3 của tháng 3 năm 2022”" in body
    assert 'href="/van-ban?van_ban=003#muc-2-2"' in body


def test_the_clause_stands_in_its_document_with_the_words_marked(sqlite_url, monkeypatch):
    body = shown_of(sqlite_url, monkeypatch, "T5", "2022-03-17")
    assert "<mark>chuẩn bị sẵn sàng</mark>" in body
    assert "<mark>tiêm chủng cho trẻ em từ 5 đến dưới 12 tuổi ngay sau khi được cung ứng vắc xin</mark>" in body
    assert '<mark id="muc-2-2"><span class="badge">Clause 2.2: T5</span> Ban Chỉ đạo' in body


def test_the_deadline_is_shown_with_its_other_readings_and_who_chose(sqlite_url, monkeypatch):
    said = plain(shown_of(sqlite_url, monkeypatch, "T3", "2022-03-17"))
    assert "Deadline: 13 Mar 2022 (“trước tuần thứ 3 của tháng 3 năm 2022”)." in said
    for day in ("14 Mar 2022", "20 Mar 2022", "21 Mar 2022"):
        assert day in said
    assert "nobody has chosen another" in said


def test_the_status_is_shown_for_each_reading_when_it_is_asked_for(sqlite_url, monkeypatch):
    said = plain(shown_of(sqlite_url, monkeypatch, "T3", "2022-03-17", status=True))
    assert "Status on 17 Mar 2022 for each reading of the deadline" in said
    assert "Huyện Sìn Hồ – No data – No data – No data – No data" in said


@pytest.mark.parametrize(
    ("target", "day", "says"),
    [
        ("T3", "2022-05-15", "To be replaced on 16 May 2022 by T6"),
        ("T3", "2022-05-16", "Replaced on 16 May 2022 by T6"),
        ("T6", "2022-05-16", "From 16 May 2022 this target takes the place of T3"),
    ],
)
def test_supersession_is_told_from_both_sides_with_its_day(sqlite_url, monkeypatch, target, day, says):
    assert says in plain(shown_of(sqlite_url, monkeypatch, target, day))


def test_a_target_without_a_deadline_says_so_and_has_no_readings(sqlite_url, monkeypatch):
    said = plain(shown_of(sqlite_url, monkeypatch, "T1", "2022-03-17"))
    assert "The directive sets no deadline for this target" in said
    assert "Last day in time" not in said


def test_a_target_of_a_directive_without_text_still_shows_its_clause(sqlite_url, monkeypatch):
    from datetime import date

    from campaign.access.actors import operator
    from campaign.workflows.manage.directive_editing import edit_directive

    edit_directive(opened(sqlite_url), "003", {"text": ""}, by=operator("mai", "analyst"), today=date(2022, 8, 1))
    body = shown_of(sqlite_url, monkeypatch, "T3", "2022-03-17")
    assert "<mark>phấn đấu hoàn thành tiêm vắc xin" in body
    assert 'class="document"' not in body
