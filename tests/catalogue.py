"""The Vietnamese catalogue as it was written, for the tests of its words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "campaign" / "locale" / "vi" / "LC_MESSAGES"


@cache
def entries() -> list[Message]:
    """The texts that are translated."""
    return [message for message in catalogue() if message.id and message.string and not message.fuzzy]


@cache
def catalogue() -> Catalog:
    """Every text, translated or waiting."""
    with (FOLDER / "campaign.po").open("rb") as written:
        return read_po(written, locale="vi", abort_invalid=True)


def bare(text: str) -> str:
    """A text with "…" for each value that is put into it, whose own words are not ours."""
    return re.sub(r"\{\w+\}", "…", text)
