"""Errors a user can fix. Everything else is a bug and keeps its traceback."""

from __future__ import annotations

from collections.abc import Callable, Mapping


class Phrase(str):
    """A value of a message that is itself a catalogue key."""

    __slots__ = ()


def said(message: str, values: Mapping[str, object], translate: Callable[[str], str]) -> str:
    """A catalogue key with its values in the language of `translate`, also where a value is a phrase or an error."""
    return translate(message).format(**{name: _said(value, translate) for name, value in values.items()})


def _said(value: object, translate: Callable[[str], str]) -> object:
    if isinstance(value, CampaignError):
        return value.words(translate)
    return translate(value) if isinstance(value, Phrase) and value else value


class CampaignError(Exception):
    """A message key with its values, worded in the reader's language by `words`.

    `code` is stable and machine-readable; `message` is the English catalogue key.
    """

    def __init__(self, code: str, message: str, **values: object) -> None:
        super().__init__(message.format(**values))
        self.code = code
        self.message = message
        self.values = values

    def words(self, translate: Callable[[str], str]) -> str:
        """The message in the language of `translate`, values filled in."""
        return said(self.message, self.values, translate)


class UnreadableFile(CampaignError):
    """The bytes are not a workbook this program may open."""


class NotFound(CampaignError):
    """A unit, target or upload that the database does not have."""


class Refused(CampaignError):
    """A rule forbids what was asked."""


class DatabaseUnusable(CampaignError):
    """The database cannot be opened, written or understood."""
