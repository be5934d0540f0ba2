"""No server asks another machine for anything, while somebody does with it all that the program can do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from campaign.ui import menu
from tests.e2e.browser import open_page, open_within, settle
from tests.e2e.outbound import is_here, read_talk, tracing
from tests.ui.gate_client import PASSWORD, Server, refused, running_server
from tests.ui.visits import weekly_sheet

PAGES = [
    menu.address(getattr(menu, name))
    for name in (
        *("OVERVIEW", "TARGETS", "DISTRICT", "RANKINGS", "TIMELINE", "MEETING", "REPORT", "UPLOADS", "DIRECTIVES"),
        *("POPULATIONS", "ASSIGNMENTS", "BOUNDARIES", "PERIODS", "ACCOUNTS", "AUDIT", "BACKUPS", "OWN_ACCOUNT"),
    )
]
DAY = "ngay=2022-05-19"
FILES = (
    "/tai-ve/1",
    f"/tai-ve/xep-hang/T6.xlsx?{DAY}",
    f"/tai-ve/xep-hang/T6.csv?{DAY}",
    f"/tai-ve/xep-hang.xlsx?{DAY}&trong_so=T6:2,T7:1",
    *(f"/tai-ve/bao-cao.{form}?{DAY}&chi_tieu=T6,T7" for form in ("docx", "pptx", "xlsx")),
    f"/in/bao-cao?{DAY}&chi_tieu=T6,T7",
)
FOREIGN = {"Origin": "http://example.org", "Referer": "http://example.org/"}
TALKATIVE = """
import contextlib, socket
def udp(family): return socket.socket(family, socket.SOCK_DGRAM)
with contextlib.suppress(OSError), socket.socket() as line:
    line.settimeout(0.1)
    line.connect(("192.0.2.1", 80))
with contextlib.suppress(OSError), udp(socket.AF_INET) as line: line.sendto(b"x", ("192.0.2.2", 99))
with contextlib.suppress(OSError), udp(socket.AF_INET6) as line: line.connect(("2001:db8::1", 7))
with contextlib.suppress(OSError), udp(socket.AF_INET) as line: line.connect(("127.0.0.1", 53))
with contextlib.suppress(OSError): socket.create_connection(("127.0.0.1", 1))
"""


@pytest.mark.parametrize("listening", ["localhost", "0.0.0.0"])
def test_a_day_of_work_asks_no_other_machine_for_anything(chromium: Browser, tmp_path: Path, listening: str):
    """Not at the start, not for a name, not for a stranger whose page tries: on one PC and in an office's network."""
    log = tmp_path / "calls.txt"
    with running_server(tmp_path, under=tracing(log), STREAMLIT_SERVER_ADDRESS=listening) as server:
        be_a_stranger(server)
        context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="vi-VN", accept_downloads=True)
        page = context.new_page()
        sign_in(page, server)
        if listening == "localhost":
            work(page, server, tmp_path / "tuan-20.xlsx")
        context.close()
    assert not read_talk(log).outside


def test_whoever_asks_another_machine_is_found_out(tmp_path: Path):
    log = tmp_path / "calls.txt"
    subprocess.run([*tracing(log), sys.executable, "-c", TALKATIVE], check=True)
    talk = read_talk(log)
    assert set(talk.outside) == {"192.0.2.1:80", "192.0.2.2:99", "2001:db8::1:7", "127.0.0.1:53"}
    assert "127.0.0.1:1" in talk.addresses


@pytest.mark.parametrize(
    ("address", "here"),
    [
        ("127.0.0.1:8501", True),
        ("127.8.0.1:8501", True),
        ("::1:8501", True),
        ("::ffff:127.0.0.1:8501", True),
        ("/var/run/nscd/socket", True),
        ("AF_NETLINK", True),
        ("127.0.0.53:53", False),
        ("10.0.0.1:8501", False),
        ("::ffff:10.0.0.1:80", False),
        ("/run/systemd/resolve/io.systemd.Resolve", False),
        ("AF_VSOCK?", False),
    ],
)
def test_what_stays_on_this_machine(address: str, here: bool):
    assert is_here(address) == here


def be_a_stranger(server: Server) -> None:
    """Whoever is at the door must not make the server ask around who that is."""
    assert server.ask("/_stcore/health", **FOREIGN).status == 200
    assert server.ask("/login", Host="example.org").status == 421
    assert server.open_page("/login", **FOREIGN).status == 200
    assert refused(server, server.token("xem"), Origin="http://example.org") == 403


def sign_in(page: Page, server: Server) -> None:
    page.goto(server.address)
    page.get_by_label("Tên đăng nhập").fill("quan")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()
    settle(page)
    expect(page.get_by_text("Đang đăng nhập: Người quan")).to_be_visible()


def work(page: Page, server: Server, sheet: Path) -> None:
    """Send a sheet, look at every page, take every kind of file away, back up, go."""
    sheet.write_bytes(weekly_sheet())
    open_page(page, server.address + menu.address(menu.UPLOAD))
    page.locator("input[type=file]").set_input_files(sheet)
    page.get_by_role("button", name="Lưu tệp này").click()
    page.get_by_text("Đã lưu").wait_for()
    for path in PAGES:
        before = page.title()
        open_within(page, path)
        expect(page).not_to_have_title(before)  # the heading is this page's, not the one's before
        settle(page)
        expect(page.get_by_role("heading").first).to_be_visible()
    take_away(page, server)
    page.get_by_role("button", name="Đăng xuất").click()
    expect(page.get_by_text("Đã đăng xuất")).to_be_visible()


def take_away(page: Page, server: Server) -> None:
    for path in FILES:
        answer = page.context.request.get(server.address + path)
        assert answer.status == 200, path
        assert answer.body()
    open_page(page, server.address + menu.address(menu.REPORT))
    with page.expect_download() as download:
        page.get_by_role("button", name="Báo cáo Word (.docx)").click()
    assert download.value.suggested_filename.endswith(".docx")
    open_page(page, server.address + menu.address(menu.BACKUPS))
    page.get_by_role("button", name="Sao lưu ngay").click()
    expect(page.get_by_text("Đã sao lưu và kiểm tra").first).to_be_visible()
