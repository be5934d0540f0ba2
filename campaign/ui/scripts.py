"""Streamlit's scripts: asked for at the beginning and in the way in which they come compiled, and sent squeezed.

Streamlit asks for the script of charts (4.7 MB) only when the first figure has come. And it asks for all its scripts as
modules: Chromium (seen in 156) keeps those compiled, but compiles them anew at every visit all the same; only what was
asked for as an ordinary script comes compiled. A module that has been asked for so before is taken from there.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.file_util import get_static_dir

from campaign.ui import menu

# What of Streamlit's every page is made of, and what some pages besides: its files' names up to their hash.
_EVERYWHERE = ("index", "BidiComponent", "Html", "Selectbox")
_CHART, _TABLE = "PlotlyChart", "DataFrame"
_ON_PAGE: dict[str, Sequence[str]] = {
    menu.TARGETS: (_CHART, "ButtonGroup"),
    menu.DISTRICT: (_CHART, "Radio", "DownloadButton"),
    menu.RANKINGS: (_CHART, _TABLE, "Radio", "DownloadButton"),
    menu.TIMELINE: (_CHART, "DownloadButton"),
}

PLACE = "static/js"
_FOLDER = Path(get_static_dir()) / PLACE
_IMPORT = re.compile(r'(?:from|import)"\./([^"]+\.js)"')
_IMPORTS_END = 16_000  # characters: a script says at its beginning what it imports
_MODULE = re.compile(r'\s*<link rel="modulepreload"[^>]*>')
# Streamlit's own font (170 kB), which our theme puts another in place of.
_FONT = re.compile(r"\s*<link\s[^>]*SourceSans[^>]*>")


def hasten(page: bytes, scope: Scope) -> bytes:
    """Streamlit's shell, as asked for in `scope`, with the scripts that the page needs asked for first.

    Browsers that are not Chromium's kin keep Streamlit's own way; a page of our own stays as it is.
    """
    if b"modulepreload" not in page:
        return page
    text = _FONT.sub("", page.decode("utf-8"))
    if "Chrome/" in Headers(scope=scope).get("user-agent", ""):
        text = _MODULE.sub("", text).replace("<head>", f"<head>\n{_links(menu.script_at(scope['path']))}", 1)
    return text.encode("utf-8")


@cache
def _links(script: str) -> str:
    """The links in the shell; `crossorigin`, or a module would ask once more."""
    return "\n".join(
        f'<link rel="preload" as="script" crossorigin href="./{PLACE}/{name}">' for name in needed_scripts(script)
    )


def needed_scripts(script: str) -> list[str]:
    """The files of Streamlit's that a page of ours (menu.TARGETS …) is made of, with all that they import."""
    wanted = [name for part in (*_EVERYWHERE, *_ON_PAGE.get(script, ())) for name in _find(part)]
    found: dict[str, None] = {}
    while wanted:
        name = wanted.pop(0)
        if name not in found:
            found[name] = None
            wanted = [*_imports(name), *wanted]
    return list(found)


def _find(part: str) -> list[str]:
    """The file of one part; none where another Streamlit calls it otherwise: it will be asked for when it is used."""
    named = re.compile(rf"{part}\.[\w-]+\.js")
    return [name for name in sorted(_files()) if named.fullmatch(name)]


@cache
def _imports(name: str) -> list[str]:
    with (_FOLDER / name).open(encoding="utf-8") as file:
        return [each for each in _IMPORT.findall(file.read(_IMPORTS_END)) if each in _files()]


@cache
def _files() -> frozenset[str]:
    return frozenset(path.name for path in _FOLDER.glob("*.js"))


class Squeezed:
    """ASGI middleware that sends the scripts a third as long where the browser can unpack them.

    Streamlit sends them as they are; all else passes untouched.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a request, a script squeezed if that is what is asked for."""
        folder, _, name = scope["path"].rpartition("/") if scope["type"] == "http" else ("", "", "")
        if folder != f"/{PLACE}" or scope["method"] not in ("GET", "HEAD") or not _may_be_squeezed(name, scope):
            await self.app(scope, receive, send)
            return
        response = Response(await run_in_threadpool(_squeeze, name), media_type="text/javascript", headers=_HEADERS)
        await response(scope, receive, send)


_HEADERS = {
    "Content-Encoding": "gzip",
    "Vary": "Accept-Encoding",
    "Cache-Control": f"public, immutable, max-age={365 * 24 * 60 * 60}",  # a file's name changes with what is in it
    "X-Content-Type-Options": "nosniff",
}
_GZIP = 16 + zlib.MAX_WBITS


def _may_be_squeezed(name: str, scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return name in _files() and "gzip" in headers.get("accept-encoding", "") and "range" not in headers


@cache
def _squeeze(name: str) -> bytes:
    """A file in gzip's form; made once for as long as the server runs, 3 MB for all that our pages need."""
    squeezer = zlib.compressobj(wbits=_GZIP)
    return squeezer.compress((_FOLDER / name).read_bytes()) + squeezer.flush()
