"""The page of the backups: what stands there, one more, a drill, and the way back."""

from __future__ import annotations

import asyncio
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.applications import Starlette
from streamlit.testing.v1 import AppTest

from campaign.ui import session
from campaign.ui.server import ROUTES
from campaign.workflows.safety import on_demand
from campaign.workflows.safety.backups import list_backups
from campaign.workflows.safety.damage import IS_DAMAGED
from campaign.workflows.safety.start_check import check_now
from campaign.workflows.sheets.importing import import_files
from tests.ui.visits import NEXT_WEEK, TODAY, opened, texts, visit, weekly_sheet
from tests.workflows.backing_up import ADMIN, accepted, damage

PAGE = "admin/backups.py"
pytestmark = pytest.mark.usefixtures("backup_folder")


@pytest.fixture
def url(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """A campaign of one week."""
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", sqlite_url)
    save(sqlite_url, "tuan.xlsx", weekly_sheet())
    return sqlite_url


def save(url: str, name: str, sheet: bytes) -> None:
    with closing(opened(url)) as database:
        import_files(database, [(name, sheet)], by=ADMIN, today=TODAY)


def back_up(url: str) -> str:
    with closing(opened(url)) as database:
        return on_demand.back_up_now(database, by=ADMIN).name


def newest(url: str) -> str:
    with closing(opened(url)) as database:
        return list_backups(database).backups[-1].name


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    content: bytes


def fetch(path: str, query: str = "") -> Answer:
    """What one of the app's own routes answers."""
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        await asyncio.Event().wait()  # whoever asks has said all there is to say, and waits
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": []}
    asyncio.run(Starlette(routes=ROUTES)(scope, receive, send))
    headers = {name.decode().lower(): value.decode() for name, value in sent[0]["headers"]}
    return Answer(sent[0]["status"], headers, b"".join(each.get("body", b"") for each in sent[1:]))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def open_page(url: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return visit(url, monkeypatch, page=PAGE, lang="en")


def test_an_empty_list_says_what_to_do(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    said = texts(open_page(url, monkeypatch))
    assert "There is no backup yet. There is no second place. There has been no drill yet." in said
    assert "Press “Back up now”" in said
    assert "Go back to a backup" not in said


def test_one_is_made_at_once_and_tried_out(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    app = press(open_page(url, monkeypatch), "Back up now")
    assert "Backed up and verified: campaign-" in texts(app)
    assert "✓ verified" in texts(app)
    assert "The drill went well" in texts(press(app, "Run the drill"))
    assert "went well." in texts(app)


def test_the_newest_one_is_chosen_once_it_was_made(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    older = back_up(url)
    app = open_page(url, monkeypatch)
    assert app.selectbox(key="backup-chosen").value == older
    save(url, "sau.xlsx", weekly_sheet(NEXT_WEEK))
    press(app, "Back up now")
    assert app.selectbox(key="backup-chosen").value == newest(url) != older


def test_the_warning_of_damage_goes_with_the_restore(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(url)
    with session.database().writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("UPDATE upload SET new = new + 1")
        driver.commit()
    check_now(session.database())
    app = press(open_page(url, monkeypatch), "Show what would change")
    assert IS_DAMAGED in texts(app)
    app.text_input(key="backup-sure").input("restore").run()
    press(app, "Restore this backup")
    assert "Restored campaign-" in texts(app)
    assert IS_DAMAGED not in texts(app)


def test_a_drill_that_fails_is_told(url: str, monkeypatch: pytest.MonkeyPatch, backup_folder: Path) -> None:
    name = back_up(url)
    damage(backup_folder / name)
    assert "The drill FAILED" in texts(press(open_page(url, monkeypatch), "Run the drill"))


def test_going_back_shows_the_weeks_first_and_asks_for_the_word(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(url)
    save(url, "sau.xlsx", weekly_sheet(NEXT_WEEK))
    app = press(open_page(url, monkeypatch), "Show what would change")
    assert "26 May 2022 1 0 96 0" in texts(app)
    restore = next(button for button in app.button if button.label == "Restore this backup")
    assert restore.disabled
    app.text_input(key="backup-sure").input(" restore ").run()
    press(app, "Restore this backup")
    assert "Restored campaign-" in texts(app)
    with closing(opened(url)) as database:
        assert accepted(database) == ["tuan.xlsx"]


def test_another_word_restores_nothing(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(url)
    app = press(open_page(url, monkeypatch), "Show what would change")
    assert "The backup holds the same accepted uploads as the database now." in texts(app)
    app.text_input(key="backup-sure").input("yes").run()
    assert next(button for button in app.button if button.label == "Restore this backup").disabled


def test_a_damaged_backup_is_refused_in_words(url: str, monkeypatch: pytest.MonkeyPatch, backup_folder: Path) -> None:
    damage(backup_folder / back_up(url))
    app = press(open_page(url, monkeypatch), "Show what would change")
    assert "is not as it was when it was verified" in texts(app)
    assert "Restore this backup" not in [button.label for button in app.button]


def test_an_analyst_sees_none_of_it(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    back_up(url)
    monkeypatch.setenv("CAMPAIGN_ROLE", "analyst")
    said = texts(open_page(url, monkeypatch))
    assert "Only an administrator may back up and restore." in said
    assert "campaign-" not in said


def test_a_backup_is_fetched_by_administrators_alone_and_that_is_recorded(
    url: str, monkeypatch: pytest.MonkeyPatch, backup_folder: Path
) -> None:
    name = back_up(url)
    fetched = fetch(f"/tai-ve/sao-luu/{name}")
    assert fetched.content == (backup_folder / name).read_bytes()
    assert fetched.headers["cache-control"] == "no-store"
    with closing(opened(url)) as database:
        after = on_demand.back_up_now(database, by=ADMIN)
        assert (
            after.audit["id"] > next(each for each in list_backups(database).backups if each.name == name).audit["id"]
        )
    monkeypatch.setenv("CAMPAIGN_ROLE", "analyst")
    refused = fetch(f"/tai-ve/sao-luu/{name}", "lang=en")
    assert (refused.status, refused.content) == (403, b"Only an administrator may back up and restore.")


@pytest.mark.parametrize("name", ["manifest.jsonl", "../campaign.db", "nothing.db"])
def test_only_what_is_listed_is_fetched(url: str, name: str) -> None:
    back_up(url)
    assert fetch(f"/tai-ve/sao-luu/{name}").status == 404
