"""Pages of a damaged database: figures are shown under the warning, and no file is made of them."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest

from campaign.errors import DatabaseUnusable
from campaign.store.engine import Database
from campaign.ui import session
from campaign.workflows.safety import restoring
from campaign.workflows.safety.damage import NOT_HANDED_OUT, guarded
from campaign.workflows.safety.on_demand import back_up_now
from campaign.workflows.safety.start_check import check_now
from tests.ui.visits import opened, texts, upload, visit, weekly_sheet
from tests.workflows.backing_up import ADMIN

PAGES = ["monitor/report.py", "monitor/overview.py", "monitor/rankings.py", "manage/populations.py"]


def damage(database: Database) -> None:
    """As a failing disk would, found by the check of the server's start."""
    with database.writer.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("UPDATE upload SET new = new + 1")
        driver.commit()
    check_now(database)


@pytest.fixture
def reported(sqlite_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", sqlite_url)
    upload(sqlite_url, ("tuan.xlsx", weekly_sheet()))
    return sqlite_url


@pytest.mark.parametrize("page", PAGES)
def test_no_figures_can_be_taken_away(reported: str, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    whole = visit(reported, monkeypatch, page=page, lang="en")
    assert whole.get("download_button")
    damage(session.database())
    app = visit(reported, monkeypatch, page=page, lang="en")
    named = [button.proto.label for button in app.get("download_button")]
    assert [label for label in named if "blank" not in label] == []
    assert NOT_HANDED_OUT in texts(app)


def test_a_button_drawn_before_the_damage_was_found_gives_nothing(reported: str) -> None:
    with closing(opened(reported)) as database:
        made = guarded(database, lambda: b"figures")
        assert made() == b"figures"
        damage(database)
        with pytest.raises(DatabaseUnusable) as told:
            made()
        assert told.value.code == "damaged"


@pytest.mark.usefixtures("backup_folder")
def test_once_a_good_backup_is_restored_files_are_made_again(reported: str) -> None:
    with closing(opened(reported)) as database:
        back_up_now(database, by=ADMIN)
        damage(database)
        restoring.restore(database, None, by=ADMIN)
        assert guarded(database, lambda: b"figures")() == b"figures"
