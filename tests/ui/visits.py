"""Visits to the app without a browser: the frame run by Streamlit's own test tool on a real database."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

from campaign.access.actors import operator
from campaign.domain.counting.figures import Period
from campaign.settings import ROOT, Settings
from campaign.store.engine import Database
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import Preview, import_files
from tests.builders import build_l1, sample_denominators, sample_rows
from tests.builders.data import Figures

FRAME = ROOT / "campaign" / "ui" / "frame.py"
TODAY = date(2022, 8, 1)
WEEK = Period(date(2022, 5, 13), date(2022, 5, 19))
NEXT_WEEK = Period(date(2022, 5, 20), date(2022, 5, 26))
PAIRS = {"18+": ("dose_3", "dose_4"), "12-17": ("dose_2", "dose_3"), "5-11": ("dose_1", "dose_2")}

# Each visit begins the app anew, and looks through everything installed for components: once a process will do.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)


def visit(database_url: str, monkeypatch, *, page: str | None = None, **address: str) -> AppTest:
    """A run of the app as a visitor with this URL sees it; `page` is a script under pages/."""
    monkeypatch.setenv("CAMPAIGN_DATABASE_URL", database_url)
    app = AppTest.from_file(str(FRAME), default_timeout=60)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    if page:
        app.switch_page(str(ROOT / "pages" / page)).run()
    assert not app.exception
    return app


def texts(app: AppTest) -> str:
    """Everything the page says in our own HTML and in Streamlit's text elements, without markup."""
    bodies = [element.proto.body for element in app.main if element.type == "html"]
    spoken = [element.value for kind in (app.title, app.header, app.text, app.caption) for element in kind]
    return "\n".join([*spoken, *(plain(body) for body in bodies)])


def in_url(app: AppTest, name: str) -> str:
    """What the URL says under a name (a list where the test wrote it, a text where the page did)."""
    value = app.query_params[name]
    return value if isinstance(value, str) else value[0]


def plain(body: str) -> str:
    """HTML as the words a reader sees."""
    return re.sub(r"[ \n]+", " ", html.unescape(re.sub(r"<[^>]+>", " ", body))).strip()


def weekly_sheet(
    week: Period = WEEK, *, changed: dict[str, Figures] | None = None, without: Sequence[str] = ()
) -> bytes:
    """An L1 workbook of the districts, those of `without` left out; `changed` replaces adults' dose 3 of a district.

    A later week has the same cumulative figures: nothing falls.
    """
    people = sample_denominators()
    rows = {unit: dict(figures) for unit, figures in sample_rows(people, PAIRS).items() if unit not in without}
    for unit, figures in (changed or {}).items():
        rows[unit]["18+", "dose_3"] = figures
    return build_l1(week, rows, people)


def upload(database_url: str, *files: tuple[str, bytes]) -> list[Preview]:
    """Save files the way the app does."""
    database = opened(database_url)
    return import_files(database, list(files), by=operator("an"), today=TODAY)


def opened(database_url: str) -> Database:
    """The database itself, to look at what pages did."""
    return open_campaign(Settings(database_url=database_url))


def path(name: str) -> Path:
    """A page's file."""
    return ROOT / "pages" / name
