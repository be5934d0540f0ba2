"""A server that cannot work says so: too old, without a database, with a damaged one."""

from __future__ import annotations

import json
import logging
import os
import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing, suppress
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import expect

from campaign.locale import translator
from campaign.store.faults import MOVED_AWAY
from campaign.ui import fallback
from campaign.ui.gate import strangers
from campaign.ui.logs import set_up
from campaign.ui.running import check_versions, is_older
from campaign.workflows.checking import OTHER_ROWS
from campaign.workflows.safety.damage import IS_DAMAGED, NOT_HANDED_OUT
from tests.e2e.browser import open_page, running_app, running_browser

ROOT = Path(__file__).parents[2]
_ = translator("vi")


@pytest.mark.parametrize(("found", "older"), [("1.60.9", True), ("1.61", False), ("1.61.0rc1", False), ("2.0", False)])
def test_versions_are_compared_by_their_numbers(found: str, older: bool) -> None:
    assert is_older(found, (1, 61)) is older


def test_the_libraries_here_are_new_enough_and_older_ones_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    check_versions()
    monkeypatch.setattr("campaign.ui.running.LEAST", {"streamlit": (99,)})
    with pytest.raises(SystemExit, match="streamlit"):
        check_versions()


def test_the_log_is_lines_of_json_in_utc_without_what_a_failure_held(tmp_path: Path) -> None:
    ours, file = logging.getLogger("campaign"), tmp_path / "logs" / "campaign.log"
    before = list(ours.handlers)
    try:
        set_up(file)
        with suppress(ValueError):
            try:
                raise ValueError("Nguyễn Văn A: 123 mũi")
            except ValueError:
                logging.getLogger("campaign.safety").exception("A page failed")
                raise
        logging.getLogger("campaign.access").info("signed_in login=an")
        logging.getLogger("uvicorn.error").info('10.0.0.7 - "WebSocket /_stcore/stream" [accepted]')
        logging.getLogger("uvicorn.error").warning("Invalid HTTP request received.")
    finally:
        for handler in set(ours.handlers) - set(before):
            ours.removeHandler(handler)
            logging.getLogger("uvicorn.error").removeHandler(handler)
            handler.close()
    failed, signed_in, invalid = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert (failed["level"], failed["failure"]) == ("error", "ValueError")
    assert "Nguyễn" not in json.dumps(failed, ensure_ascii=False)
    assert signed_in["from"] == "campaign.access"
    assert signed_in["at"].endswith("+00:00")
    assert (invalid["from"], invalid["said"]) == ("uvicorn.error", "Invalid HTTP request received.")


def asked(address: str, *, by_proxy: bool = False) -> tuple[int, str]:
    """Status and body of what a browser gets, here or at the other end of a proxy on this machine."""
    elsewhere = {"X-Forwarded-For": "10.0.0.7"} if by_proxy else {}
    request = urllib.request.Request(address, headers={"Accept": "text/html", **elsewhere})
    try:
        with urllib.request.urlopen(request) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refusal:
        return refusal.code, refusal.read().decode()


def works_again(address: str) -> bool:
    """Whether the server opens the database by itself, which it tries every few seconds."""
    until = time.monotonic() + 30
    while time.monotonic() < until:
        if asked(address)[0] == 200:
            return True
        time.sleep(0.5)
    return False


def test_a_server_without_a_database_says_so_and_works_once_there_is_one(sqlite_url: str, tmp_path: Path) -> None:
    whole = Path(sqlite_url.removeprefix("sqlite:///"))
    broken = tmp_path / "hỏng" / "campaign.db"
    broken.parent.mkdir()
    broken.write_bytes(os.urandom(20_000))
    console = tmp_path / "console.txt"
    with running_app(f"sqlite:///{broken.as_posix()}", console=console) as address:
        for path in ("/", "/chi-tieu", "/in/bao-cao"):
            status, page = asked(address + path)
            assert status == 503
            assert _(fallback.TITLE) in page
            assert str(broken) in page
            assert "python -m campaign restore --latest" in page
            assert "Traceback" not in page
        assert str(broken) in asked(f"{address}/_stcore/health")[1]
        for path in ("/", "/_stcore/health", "/login"):
            status, told = asked(address + path, by_proxy=True)
            assert status == 503
            assert _(strangers.UNUSABLE) in unescape(told)
            assert broken.name not in told
            assert broken.parent.name not in told
        assert str(broken) in console.read_text(encoding="utf-8")
        whole.replace(broken)
        assert works_again(address)


def test_a_database_that_is_moved_away_is_told_and_not_begun_anew_and_works_again_once_it_is_back(
    sqlite_url: str, tmp_path: Path
) -> None:
    file, elsewhere = Path(sqlite_url.removeprefix("sqlite:///")), tmp_path / "elsewhere.db"
    told = _(MOVED_AWAY).format(place=file)
    with running_app(sqlite_url) as address:
        file.replace(elsewhere)
        for path in ("/", "/chi-tieu", "/_stcore/health", "/_stcore/host-config"):
            status, page = asked(address + path)
            assert status == 503
            assert told in unescape(page)
        assert not file.exists()
        elsewhere.replace(file)
        assert works_again(address)


def test_every_page_of_a_damaged_database_names_the_damage_and_the_way_out(sqlite_url: str) -> None:
    with closing(sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))) as connection:
        connection.execute("UPDATE target SET threshold = 0.5 WHERE id = 'T6'")
        connection.commit()
    with running_app(sqlite_url) as address, running_browser() as browser:
        for path in ("/in/bao-cao", "/tai-ve/bao-cao.docx", "/tai-ve/xep-hang.xlsx"):
            assert asked(address + path) == (503, _(NOT_HANDED_OUT))
        page = browser.new_page()
        for path in ("/", "/chi-tieu", "/nop-phieu"):
            open_page(page, address + path)
            warning = page.get_by_role("alert").filter(has_text=_(IS_DAMAGED))
            expect(warning).to_contain_text(_(OTHER_ROWS).format(rows="chỉ tiêu", table="target"))
            expect(warning.get_by_role("link")).to_have_attribute("href", "/sao-luu")
