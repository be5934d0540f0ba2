"""Message catalogues: Vietnamese is the default, English is the language of the keys."""

from __future__ import annotations

import gettext
from collections.abc import Callable
from functools import cache
from pathlib import Path

LANGUAGES = ("vi", "en")
DEFAULT_LANGUAGE = "vi"

Translate = Callable[[str], str]


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a text for the catalogues without translating it here."""
    return message


@cache
def translator(language: str) -> Translate:
    """The function that turns a catalogue key into `language`; unknown languages read Vietnamese."""
    if language == "en":
        return gettext.NullTranslations().gettext
    return gettext.translation("campaign", Path(__file__).parent, languages=[DEFAULT_LANGUAGE]).gettext
