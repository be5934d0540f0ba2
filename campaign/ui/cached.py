"""Reads kept between runs of a page, until the data change."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import streamlit as st

from campaign.store.engine import Database
from campaign.ui import session
from campaign.workflows.monitor import monitoring

Read = TypeVar("Read")

# One entry is one page's view of one week: a few kilobytes. Entries of older data versions fall out as new ones come.
ENTRIES = 500


_VERSION = "data-version"


def start_run() -> None:
    """Look up once, at the start of a run, which version of the data it shows."""
    st.session_state[_VERSION] = monitoring.data_version(session.database())


def read(function: Callable[..., Read], *arguments: Any, **named: Any) -> Read:
    """What `function(database, *arguments, **named)` reads, computed once per database, data version and arguments.

    The cache belongs to the process and serves all visits, so the database's address is part of every key.
    """
    database = session.database()
    name = f"{function.__module__}.{function.__qualname__}"
    return _read(database.url, version(), name, arguments, named, function, database)


def version() -> int:
    """The version of the data that this run shows."""
    return int(st.session_state[_VERSION])


@st.cache_data(max_entries=ENTRIES, show_spinner=False)
def _read(
    url: str,
    version: int,
    name: str,
    arguments: tuple[Any, ...],
    named: dict[str, Any],
    _function: Callable[..., Any],
    _database: Database,
) -> Any:
    return _function(_database, *arguments, **named)
