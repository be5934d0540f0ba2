"""Every page of a campaign whose names are commands, links and markup: they are shown as texts, whatever they say."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

import pytest

from campaign.settings import ROOT
from tests.exports.hostile_campaign import HOSTILE, MARK, hostile_campaign
from tests.hostile.cases import good
from tests.ui.visits import visit

PAGES = sorted(path.relative_to(ROOT / "pages").as_posix() for path in (ROOT / "pages").rglob("*.py"))
WEEK = {"ngay": "2022-05-26", "den_ngay": "2022-05-26"}
# What plotly makes something of in a label.
_TAG = re.compile(r"<(?:img|a|script)\b", re.IGNORECASE)
# Their options are plain text.
_PLAIN_OPTIONS = ("selectbox", "multiselect")
# What Streamlit's labels make links, pictures, formulas and signs of.
_MARKDOWN = re.compile(
    rf"(?<!\\)!?\[{MARK}|(?<!\\)\${MARK}|(?<!\\):material/|(?<!\\)<(?:img|a) |https?://(?=\S*{MARK})"
)


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    path = tmp_path_factory.mktemp("hostile") / "campaign.db"
    hostile_campaign(f"sqlite:///{path.as_posix()}").close()
    return path


@pytest.fixture
def url(template, tmp_path):
    return f"sqlite:///{shutil.copyfile(template, tmp_path / 'campaign.db').as_posix()}"


def everything(app: Any) -> Iterator[tuple[str, Any]]:
    """Every element of the page with its kind, those inside tabs, forms and columns too."""
    waiting = [app.main]
    while waiting:
        node = waiting.pop()
        waiting += list(getattr(node, "children", {}).values())
        if hasattr(node, "type") and hasattr(node, "proto") and node.proto is not None:
            yield node.type, node.proto


class _Alive(HTMLParser):
    """What of a page does something: pictures, programs, and links that lead away."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(body)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        leads_away = tag == "a" and not given.get("href", "").startswith(("/", "#", "?"))
        comes_from_away = tag == "img" and not given.get("src", "").startswith("data:image/svg+xml,")  # ours: curves
        if tag in ("script", "iframe") or leads_away or comes_from_away or any(name.startswith("on") for name in given):
            self.found.append(self.get_starttag_text() or tag)


def labels(kind: str, proto: Any) -> Iterator[str]:
    """What of an element Streamlit reads as Markdown."""
    for name in ("label", "help", "body", "placeholder", *(() if kind in _PLAIN_OPTIONS else ("options",))):
        value = getattr(proto, name, None)
        yield from ([value] if isinstance(value, str) else [each for each in value or () if isinstance(each, str)])


def alive(seen: list[tuple[str, Any]]) -> list[str]:
    """All that a name has become beside text, on a page."""
    found = []
    for kind, proto in seen:
        if kind == "html":
            found += _Alive(proto.body).found
        elif kind == "plotly_chart":
            found += _TAG.findall(json.dumps(json.loads(proto.spec), ensure_ascii=False))
        else:
            found += [f"{kind}: {text}" for text in labels(kind, proto) if MARK in text and _MARKDOWN.search(text)]
    return found


@pytest.mark.parametrize("script", PAGES)
def test_no_name_is_markup_on_a_page(script, url, monkeypatch):
    seen = list(everything(visit(url, monkeypatch, page=script, **WEEK)))
    assert seen
    assert alive(seen) == []


def test_the_names_come_to_the_pages(url, monkeypatch):
    shown = [str(proto) for script in PAGES for _, proto in everything(visit(url, monkeypatch, page=script, **WEEK))]
    assert sum(MARK in text for text in shown) > len(PAGES)
    assert any("&lt;img src=x" in text for text in shown)


@pytest.mark.parametrize("name", [text for text in HOSTILE if text.isprintable()])
def test_a_name_of_a_sheet_is_text_in_its_preview(name, sqlite_url, monkeypatch):
    """A name as a unit, as a header, as a note and as the file's own."""
    app = visit(sqlite_url, monkeypatch, page="manage/upload.py")
    file = (f"{name}.xlsx", good({"B12": name, "G7": name, "G12": name}), "application/octet-stream")
    app.get("file_uploader")[0].set_value([file]).run()
    assert not app.exception
    seen = list(everything(app))
    assert any(MARK in str(proto) and "B12" in str(proto) for _, proto in seen)
    assert alive(seen) == []
