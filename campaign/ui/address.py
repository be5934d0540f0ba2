"""Choices that stand in the URL, so that what one person sees can be sent to another as a link.

Streamlit's own binding writes a widget's label into the URL; ours writes the option's code, which is short, the same
in every language, and can be typed.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any, TypeVar

import streamlit as st

Option = TypeVar("Option", bound=Hashable)

# The choices a URL can hold: the as-of date, target, unit, upload, directive, part of a page, language.
AS_OF, TARGET, UNIT, UPLOAD, SECTION, LANGUAGE = "ngay", "chi_tieu", "don_vi", "lan_nop", "muc", "lang"
DIRECTIVE = "van_ban"
# Which chart of a target.
CHART = "bieu_do"
# What is ranked by (one target or several, and their weights), and whether the ranks of earlier weeks are shown.
RANK_BY, WEIGHTS, RANK_HISTORY = "xep_theo", "trong_so", "dien_bien"
# The step of the meeting.
STEP = "buoc"
# The targets a report is on.
REPORT_ON = "bao_cao_ve"
# Whose history the audit trail shows.
HISTORY_OF = "cua"
NAMES = (
    AS_OF, TARGET, UNIT, UPLOAD, DIRECTIVE, SECTION, LANGUAGE, RANK_BY, WEIGHTS, RANK_HISTORY, STEP, CHART, REPORT_ON,
    HISTORY_OF,
)  # fmt: skip
_ARRIVED = "url"


def arrive(languages: Sequence[str], site_language: str) -> str:
    """Take note of the URL as the visitor sent it, once at the start of each run; the language it is to be in."""
    st.session_state[_ARRIVED] = {name: st.query_params[name] for name in NAMES if name in st.query_params}
    _follow_url({language: language for language in languages}, LANGUAGE, site_language)
    return str(st.session_state.setdefault(LANGUAGE, site_language))


def pick(
    widget: Callable[..., Any],
    label: str,
    options: Sequence[Option],
    *,
    name: str,
    default: Option,
    language: str,
    quiet: bool = False,
    **shown: Any,
) -> Option:
    """The option chosen in a selectbox-like `widget`, kept in the session and in the URL under `name`.

    An option's code in the URL is its str(). quiet: the default is left out of the URL. A URL that says something else
    than was last written wins over the session: a link was followed, or Back pressed; one without any choice (the
    menu's links) leaves the session's.
    """
    key = f"{name}:{language}"  # of another language: another widget, or the browser would keep the old words
    _follow_url({str(option): option for option in options}, name, default)
    if st.session_state.get(name) not in options:
        st.session_state[name] = default
    st.session_state[key] = st.session_state[name]
    chosen = widget(label, options, key=key, on_change=_take, args=(name, key), **shown)
    _write(name, None if quiet and chosen == default else str(chosen))
    return chosen


def switch(label: str, *, name: str, language: str) -> bool:
    """Whether a toggle is on, kept in the session, and in the URL while it is."""
    key = f"{name}:{language}"
    _follow_url({_ON: True}, name, False)
    st.session_state[key] = bool(st.session_state.setdefault(name, False))
    on = st.toggle(label, key=key, on_change=_take, args=(name, key))
    _write(name, _ON if on else None)
    return on


_ON = "1"


def hold(name: str, default: str, *, quiet: bool = False) -> str:
    """A choice that several widgets of a page make together, as one text: kept in the session and in the URL.

    The widgets change it with `choose`, from their callbacks. quiet: the default is left out of the URL.
    """
    asked = st.session_state[_ARRIVED].get(name)
    _follow_url({} if asked is None else {asked: asked}, name, default)
    text = str(st.session_state.setdefault(name, default))
    _write(name, None if quiet and text == default else text)
    return text


def choose(name: str, option: object) -> None:
    """Set a choice from elsewhere on the page (from a callback, before its picker is drawn)."""
    st.session_state[name] = option


def parse_weights(text: str) -> list[tuple[str, str]]:
    """Targets and the texts of their weights, 1 where there is none: T6:2,T7."""
    parts = (part.partition(":") for part in text.split(",") if part)
    return [(target.strip(), weight if colon else "1") for target, colon, weight in parts]


def _take(name: str, key: str) -> None:
    st.session_state[name] = st.session_state[key]


def _follow_url(options: dict[str, Any], name: str, default: Any) -> None:
    arrived, written = st.session_state[_ARRIVED], st.session_state.get(_written(name))
    asked = arrived.get(name)
    if asked == written or not arrived:
        return
    if asked in options:
        st.session_state[name] = options[asked]
    elif asked is None:
        st.session_state[name] = default


def _write(name: str, code: str | None) -> None:
    if code is None:
        st.query_params.pop(name, None)
    elif st.query_params.get(name) != code:
        st.query_params[name] = code
    st.session_state[_written(name)] = code


def _written(name: str) -> str:
    return f"url:{name}"
