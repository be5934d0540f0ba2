"""What one visit works with: the settings, the database, the reader's language and theme."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from urllib.parse import unquote

import streamlit as st

from campaign.access.actors import Actor, operator, visitor
from campaign.charts.palette import DARK, LIGHT
from campaign.charts.style import Reader
from campaign.locale import DEFAULT_LANGUAGE, LANGUAGES, translator
from campaign.settings import Limits, Settings, read_language, read_settings
from campaign.store.engine import Database
from campaign.ui.address import LANGUAGE
from campaign.workflows.opening import open_campaign


def database() -> Database:
    """The campaign's database, opened and brought up to date once a process."""
    return _open(read_settings())


def limits() -> Limits:
    """How much one file may ask of the machine."""
    return read_settings().limits


# What the gate says of a visitor besides who it is (campaign/access/actors.py): the name people call it by, and whether
# it signed in where nobody could read along.
NAME_HEADER, SECURE_HEADER = "X-Campaign-Name", "X-Campaign-Secure"


def actor() -> Actor:
    """Who sits before the page: the account that signed in, in the single-user mode this machine's user.

    Where Streamlit knows of no visitor (a deferred download runs in a thread of its own, a browser has gone) it is
    somebody who may do nothing.
    """
    return actor_of(st.context.headers)


def actor_of(headers: Mapping[str, str]) -> Actor:
    """Who sent a request that came through the gate, for routes of our own."""
    settings = read_settings()
    return operator(settings.user, settings.role) if settings.single_user else visitor(headers)


def user() -> str:
    """The name that writes are recorded under."""
    return actor().name


def display_name() -> str:
    """What the person before the page is called."""
    return unquote(st.context.headers.get(NAME_HEADER) or "") or user()


def signed_in_openly() -> bool:
    """Whether the password came over the network for anybody there to read."""
    return st.context.headers.get(SECURE_HEADER) == "0"


def reader() -> Reader:
    """The visitor's language and theme."""
    return reader_of(st.session_state.get(LANGUAGE, site_language()), theme())


def reader_of(language: str, theme: str = LIGHT) -> Reader:
    """A reader of a language; what is no language of ours reads as the default."""
    known = language if language in LANGUAGES else DEFAULT_LANGUAGE
    return Reader(translator(known), known, theme)


def site_language() -> str:
    """The language of those who choose none."""
    asked = read_language()
    return asked if asked in LANGUAGES else DEFAULT_LANGUAGE


def language_choice(reader: Reader) -> dict[str, str]:
    """What a link must say to keep the language: nothing where it is the site's."""
    return {} if reader.language == site_language() else {LANGUAGE: reader.language}


def theme() -> str:
    """Light or dark, as the browser shows the page now."""
    return DARK if st.context.theme.type == "dark" else LIGHT


@cache
def _open(settings: Settings) -> Database:
    return open_campaign(settings)
