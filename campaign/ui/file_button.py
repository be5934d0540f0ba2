"""A button for a file that is made when it is asked for; none is made of a damaged database."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

import streamlit as st

from campaign.charts.style import Reader
from campaign.ui import session
from campaign.ui.markup import notice
from campaign.workflows.safety.damage import NOT_HANDED_OUT, guarded, is_damaged


def hands_out_files(reader: Reader) -> bool:
    """Whether files are made now; else it is said why not."""
    if is_damaged(session.database()):
        notice(reader.words(NOT_HANDED_OUT), kind="error")
        return False
    return True


def show_file_button(
    label: str,
    make: Callable[[], bytes],
    *,
    name: str,
    mime: str,
    key: str,
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    """The button; `make` runs later, outside this visit's run, so the database is asked once more then."""
    st.download_button(
        label,
        data=guarded(session.database(), make),
        file_name=name,
        mime=mime,
        on_click="ignore",
        type=kind,
        key=key,
    )
