"""Streamlit's scripts: which ones a page asks for at its beginning, and in which form they are sent."""

from __future__ import annotations

import asyncio
import gzip
import re
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse
from starlette.types import Message
from streamlit.file_util import get_static_dir

from campaign.ui import menu
from campaign.ui.scripts import Squeezed, hasten, needed_scripts

SHELL = Path(get_static_dir(), "index.html").read_bytes()
CHROMIUM = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0"
MODULES = re.findall(r'rel="modulepreload" crossorigin href="\./static/js/([^"]+)"', SHELL.decode())


def shell(path: str, browser: str = CHROMIUM) -> str:
    scope = {"type": "http", "path": path, "headers": [(b"user-agent", browser.encode())]}
    return hasten(SHELL, scope).decode()


def asked_for(page: str) -> list[str]:
    return re.findall(r'<link rel="preload" as="script" crossorigin href="\./static/js/([^"]+)">', page)


def test_all_that_streamlit_wants_at_once_is_asked_for_as_scripts_before_its_own_script():
    page = shell("/")
    assert MODULES
    assert set(MODULES) < set(asked_for(page))
    assert "modulepreload" not in page
    assert page.rindex('rel="preload" as="script"') < page.index("<script")


def test_each_script_is_asked_for_once_and_is_there():
    names = asked_for(shell("/chi-tieu"))
    assert len(names) == len(set(names))
    assert all(Path(get_static_dir(), "static", "js", name).exists() for name in names)


@pytest.mark.parametrize(
    ("script", "path", "parts"),
    [
        (menu.OVERVIEW, "/", {"Html", "Selectbox"}),
        (menu.TARGETS, "/chi-tieu", {"PlotlyChart"}),
        (menu.DISTRICT, "/huyen", {"PlotlyChart"}),
        (menu.RANKINGS, "/xep-hang", {"PlotlyChart", "DataFrame"}),
        (menu.TIMELINE, "/dong-thoi-gian", {"PlotlyChart"}),
        (menu.UPLOAD, "/nop-phieu", {"Html"}),
    ],
)
def test_a_page_asks_for_the_parts_it_is_made_of(script, path, parts):
    heavy = {"PlotlyChart", "DataFrame"}
    names = {name.split(".")[0] for name in asked_for(shell(path))}
    assert names == {name.split(".")[0] for name in needed_scripts(script)}
    assert parts <= names
    assert names & heavy == parts & heavy


def test_other_browsers_keep_streamlits_own_way_but_not_its_font():
    page = shell("/chi-tieu", FIREFOX)
    assert page.count("modulepreload") == len(MODULES)
    assert not asked_for(page)
    assert "SourceSans" in SHELL.decode()
    assert "SourceSans" not in page


def test_a_page_of_our_own_is_left_alone():
    page = b"<!DOCTYPE html><html><head></head><body></body></html>"
    headers = [(b"user-agent", CHROMIUM.encode())]
    assert hasten(page, {"type": "http", "path": "/in/bao-cao", "headers": headers}) == page


def test_a_script_is_sent_squeezed_to_those_who_can_unpack_it_and_kept_for_a_year():
    name = needed_scripts(menu.OVERVIEW)[0]
    headers, body = answered(f"/static/js/{name}", (b"accept-encoding", b"gzip, br"))
    assert gzip.decompress(body) == Path(get_static_dir(), "static", "js", name).read_bytes()
    assert headers["content-encoding"] == "gzip"
    assert int(headers["content-length"]) == len(body) < len(gzip.decompress(body)) / 2
    assert headers["cache-control"] == "public, immutable, max-age=31536000"
    assert headers["content-type"].startswith("text/javascript")
    assert headers["vary"] == "Accept-Encoding"


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        (f"/static/js/{needed_scripts(menu.OVERVIEW)[0]}", []),
        (f"/static/js/{needed_scripts(menu.OVERVIEW)[0]}", [(b"accept-encoding", b"gzip"), (b"range", b"bytes=0-9")]),
        (f"/other/{needed_scripts(menu.OVERVIEW)[0]}", [(b"accept-encoding", b"gzip")]),
        ("/static/js/nothing.js", [(b"accept-encoding", b"gzip")]),
        ("/static/js/../index.html", [(b"accept-encoding", b"gzip")]),
        ("/static/js/", [(b"accept-encoding", b"gzip")]),
    ],
)
def test_all_else_is_left_to_streamlit(path, asked):
    assert answered(path, *asked)[1] == b"Streamlit's"


def answered(path: str, *headers: tuple[bytes, bytes]) -> tuple[dict[str, str], bytes]:
    """What a browser gets when our middleware stands before Streamlit."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": path, "headers": list(headers)}
    asyncio.run(Squeezed(PlainTextResponse("Streamlit's"))(scope, receive, send))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return told, b"".join(message["body"] for message in sent[1:])
