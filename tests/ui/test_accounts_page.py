"""What administrators do on the page of accounts, what everybody sees of his own, and what a viewer never gets."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from campaign.access.tokens import link_path
from campaign.ui import menu
from campaign.workflows.access.accounts import disable_account, list_accounts
from campaign.workflows.access.links import read_link
from campaign.workflows.access.sessions import find_visit
from tests.access.people import OPERATOR, new_account
from tests.access.site import build_site
from tests.ui.visits import opened, texts, visit

PAGE, OWN = "admin/accounts.py", "admin/own_account.py"


def page(url: str, monkeypatch: pytest.MonkeyPatch, *, role: str = "", script: str = PAGE) -> AppTest:
    monkeypatch.setenv("CAMPAIGN_ROLE", role)
    return visit(url, monkeypatch, page=script, lang="en")


def press(app: AppTest, label: str) -> None:
    [found] = [each for each in app.button if each.label == label]
    found.click().run()
    assert not app.exception


def fill(app: AppTest, label: str, text: str) -> None:
    next(each for each in app.text_input if each.label == label).set_value(text)


def accounts(url: str) -> dict[str, tuple[str, str, str]]:
    return {each.login: (each.name, each.role, each.status) for each in list_accounts(opened(url), by=OPERATOR)}


def add(app: AppTest, name: str, login: str) -> None:
    fill(app, "Name", name)
    fill(app, "Login", login)
    press(app, "Add the account")


def test_without_accounts_the_page_says_what_to_do(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch)
    assert "There are no accounts yet. Add the first one below; make it an administrator." in texts(app)
    assert "Nobody is signed in now." in texts(app)


def test_a_new_accounts_link_is_shown_once(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch)
    add(app, "Lò Thị Mai", "Mai.Lo")
    shown = texts(app)
    assert "The account mai.lo is added." in shown
    assert "Copy it now: it is shown only this once." in shown
    token = app.code[0].value.partition(link_path(""))[2]
    assert read_link(opened(sqlite_url), token).login == "mai.lo"
    assert "Lò Thị Mai mai.lo Viewer ✓ Active Never; no password set yet 0" in shown
    app.run()
    assert not app.code


def test_what_is_refused_is_told_and_stays_in_the_form(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch)
    add(app, "Lò Thị Mai", "lò mai")
    assert "'lò mai' cannot be a login name." in texts(app)
    assert [each.value for each in app.text_input if each.label == "Login"] == ["lò mai"]
    assert accounts(sqlite_url) == {}


def test_role_name_disabling_and_erasing(sqlite_url, monkeypatch):
    done = new_account(opened(sqlite_url), "mai")
    app = page(sqlite_url, monkeypatch)
    next(each for each in app.selectbox if each.key.startswith("account-role")).select("analyst").run()
    press(app, "Change the role")
    assert "mai is now Analyst." in texts(app)
    next(each for each in app.text_input if each.key.startswith("account-name")).set_value("Mai khác")
    press(app, "Change the name")
    assert accounts(sqlite_url) == {"mai": ("Mai khác", "analyst", "active")}
    [disable] = [each for each in app.button if each.label == "Disable"]
    assert disable.disabled
    app.checkbox("account-disable:mai").check().run()
    press(app, "Disable")
    assert "mai is disabled and signed out everywhere." in texts(app)
    assert find_visit(opened(sqlite_url), done.token) is None
    app.checkbox("account-erase:mai").check().run()
    press(app, "Erase the name")
    assert accounts(sqlite_url) == {"mai": ("", "analyst", "disabled")}
    assert "– mai Analyst ✗ Disabled" in texts(app)
    press(app, "Enable the account")
    assert accounts(sqlite_url)["mai"][2] == "active"


def test_the_last_administrator_cannot_be_disabled(sqlite_url, monkeypatch):
    new_account(opened(sqlite_url), "lan", "admin")
    app = page(sqlite_url, monkeypatch)
    app.checkbox("account-disable:lan").check().run()
    press(app, "Disable")
    assert "'lan' is the only administrator who can sign in." in texts(app)
    assert accounts(sqlite_url)["lan"][2] == "active"


def test_a_new_link_is_made_for_who_has_forgotten_the_password(sqlite_url, monkeypatch):
    new_account(opened(sqlite_url), "mai")
    app = page(sqlite_url, monkeypatch)
    press(app, "Make a new link")
    assert read_link(opened(sqlite_url), app.code[0].value.partition(link_path(""))[2]).login == "mai"


def test_a_session_is_ended(sqlite_url, monkeypatch):
    done = new_account(opened(sqlite_url), "mai")
    app = page(sqlite_url, monkeypatch)
    assert "mai " in texts(app)
    assert "10.0.0.7 Protected One-time link Firefox" in texts(app)
    app.selectbox("session-chosen:all").select(done.visit.session).run()
    press(app, "End this session")
    assert "The session of mai has ended." in texts(app)
    assert find_visit(opened(sqlite_url), done.token) is None


def test_a_role_that_was_lost_meanwhile_is_asked_again_at_the_act(sqlite_url, monkeypatch):
    new_account(opened(sqlite_url), "mai")
    app = page(sqlite_url, monkeypatch)
    monkeypatch.setenv("CAMPAIGN_ROLE", "viewer")
    press(app, "Make a new link")
    assert "Only an administrator may change accounts and end sessions." in texts(app)
    assert not app.code


def test_who_runs_the_machine_alone_has_no_account_of_his_own(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch, script=OWN)
    assert "This machine runs for one person" in texts(app)


@pytest.mark.parametrize(
    ("script", "words"),
    [
        (menu.UPLOAD, "Only analysts and administrators may upload sheets"),
        (menu.ACCOUNTS, "Only an administrator may change accounts"),
        (menu.AUDIT, "Only an administrator may read the audit trail."),
        (menu.BACKUPS, "Only an administrator may back up and restore."),
    ],
)
def test_the_address_of_a_page_one_may_not_open_tells_why(sqlite_url, monkeypatch, script, words):
    app = page(sqlite_url, monkeypatch, role="viewer", script=script)
    assert words in texts(app)
    assert not app.button
    assert not app.file_uploader


HARMLESS = ("Show", "Ask", "Previous", "Next", "Download", "Prepare")


@pytest.mark.parametrize("script", sorted(set(menu._PAGES) - {menu.MEETING}))
def test_a_viewer_finds_nothing_to_change_on_any_page(sqlite_url, monkeypatch, script):
    database = opened(sqlite_url)
    build_site(database)
    disable_account(database, "khac", by=OPERATOR)
    app = page(sqlite_url, monkeypatch, role="viewer", script=script)
    assert not app.file_uploader
    assert [each.label for each in app.button if not each.label.startswith(HARMLESS)] == []
    assert [each.proto.label for each in app.get("form_submit_button")] == []


def test_a_viewer_of_an_empty_campaign_is_told_to_wait(sqlite_url, monkeypatch):
    app = page(sqlite_url, monkeypatch, role="viewer", script=menu.OVERVIEW)
    assert "analysts upload the weekly sheets" in texts(app)
    assert not app.button
