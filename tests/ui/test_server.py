"""What the server adds to Streamlit: the page's shell, downloads, failures in words."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import ASGIApp, Message
from streamlit.file_util import get_static_dir
from streamlit.testing.v1 import AppTest

from campaign.access.actors import operator
from campaign.ui import session
from campaign.ui.downloads import attachment
from campaign.ui.index_page import IndexPage, complete
from campaign.ui.server import ROUTES
from campaign.ui.session import reader_of
from campaign.workflows.sheets.importing import import_files
from campaign.workflows.sheets.uploads import list_uploads
from tests.ui.visits import TODAY, weekly_sheet

SHELL = b"""<!DOCTYPE html><html lang="en"><head><link href="./favicon.png"><title>Streamlit</title></head>
<body><div id="root"></div></body></html>"""


def test_the_shell_says_its_language_and_carries_our_font_and_words():
    page = complete(SHELL, "vi").decode()
    assert '<html lang="vi" data-language="vi">' in page
    assert "Streamlit" not in page
    assert "/assets/fonts.css" in page
    assert "/assets/words.js" in page
    assert "/assets/icon.svg" in page


def test_style_sheets_and_scripts_are_asked_for_by_what_is_in_them_and_kept():
    page = complete(SHELL, "vi").decode()
    asked_for = re.findall(r'(?:href|src)="(/assets/[^"]+\.(?:css|js)[^"]*)"', page)
    assert len(asked_for) > 5
    assert [path for path in asked_for if not re.fullmatch(r"/assets/[\w-]+\.\w+\?v=[0-9a-f]+", path)] == []
    kept = [asked(Starlette(routes=ROUTES), path)[0].get("cache-control") for path in asked_for]
    assert set(kept) == {"public, immutable, max-age=31536000"}
    assert "cache-control" not in asked(Starlette(routes=ROUTES), "/assets/print.js")[0]


def test_only_html_is_completed_and_its_length_is_told():
    headers, body = asked(HTMLResponse(SHELL))
    assert int(headers["content-length"]) == len(body) > len(SHELL)
    assert headers["x-content-type-options"] == "nosniff"
    _, script = asked(PlainTextResponse("</head>", media_type="text/javascript"))
    assert script == b"</head>"


def test_a_page_of_our_own_is_sent_as_it_is():
    page = b"<!DOCTYPE html><html lang='vi'><head><title>x</title></head><body></body></html>"
    assert asked(HTMLResponse(page))[1] == page


def asked(app: ASGIApp, address: str = "/") -> tuple[dict[str, str], bytes]:
    """What a browser gets from an address when our middleware stands before an app."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()  # nobody hangs up
        return {"type": "http.disconnect"}

    path, _, query = address.partition("?")
    scope = {"type": "http", "method": "GET", "path": path, "headers": [(b"accept", b"text/html")]}
    asyncio.run(IndexPage(app)({**scope, "query_string": query.encode()}, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return headers, b"".join(message["body"] for message in sent[1:])


def test_streamlits_own_shell_is_still_the_one_we_complete():
    """A new Streamlit may change it: then every replacement must be looked at again."""
    page = complete(Path(get_static_dir(), "index.html").read_bytes(), "vi").decode()
    for part in ('<html lang="vi"', "/assets/icon.svg", "/assets/words.js", "<title>Tiêm", "bật JavaScript"):
        assert part in page
    assert "You need to enable" not in page


@pytest.mark.parametrize(
    ("name", "header"),
    [
        ("tuan 20.xlsx", "attachment; filename=\"tuan 20.xlsx\"; filename*=UTF-8''tuan%2020.xlsx"),
        ("tuần.xlsx", "attachment; filename=\"tu_n.xlsx\"; filename*=UTF-8''tu%E1%BA%A7n.xlsx"),
        ('a"\r\nX: y.xlsx', "attachment; filename=\"a___X_ y.xlsx\"; filename*=UTF-8''a%22%0D%0AX%3A%20y.xlsx"),
    ],
)
def test_a_download_keeps_its_name_and_nothing_of_it_becomes_a_header(name, header):
    response = attachment(b"x", name, "text/csv")
    assert response.headers["content-disposition"] == header
    assert response.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(("asked", "spoken"), [("vi", "vi"), ("en", "en"), ("fr", "vi"), ("", "vi")])
def test_an_unknown_language_reads_vietnamese(asked, spoken):
    assert reader_of(asked).language == spoken


def test_a_failure_is_told_in_words_without_its_traceback(caplog):
    def script():
        from campaign.ui.server import show_failure

        assert show_failure(ValueError("secret detail"))

    app = AppTest.from_function(script).run()
    [told] = [element.proto.body for element in app.main if element.type == "html"]
    assert "Trang này gặp lỗi" in told
    assert "secret detail" not in told
    assert "A page failed" in caplog.text


def test_a_sheet_somebody_sent_goes_out_as_bytes_under_its_name(sqlite_url, monkeypatch):
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", sqlite_url)
    name, content = "tuan-20.xlsx", weekly_sheet()
    import_files(session.database(), [(name, content)], by=operator("an"), today=TODAY)
    [row] = list_uploads(session.database())
    headers, body = asked(Starlette(routes=ROUTES), f"/tai-ve/{row.id}")
    assert (headers["content-type"], body) == ("application/octet-stream", content)
    assert headers["content-disposition"].startswith(f'attachment; filename="{name}"')


@pytest.mark.parametrize("number", ["0", "9223372036854775807", "9223372036854775808", "9" * 5000, "x"])
def test_a_number_that_no_upload_has_is_answered_in_words(number):
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        await asyncio.Event().wait()  # nobody hangs up
        return {"type": "http.disconnect"}

    path = f"/tai-ve/{number}"
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"lang=en", "headers": []}
    asyncio.run(Starlette(routes=ROUTES)(scope, receive, send))
    assert sent[0]["status"] == 404
    assert f"There is no upload number {number}." in sent[1]["body"].decode()
