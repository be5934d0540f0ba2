"""Errors a user can fix. Everything else is a bug and keeps its traceback."""

from __future__ import annotations

from collections.abc import Callable


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
        return translate(self.message).format(**self.values)


class UnreadableFile(CampaignError):
    """The bytes are not a workbook this program may open."""


class NotFound(CampaignError):
    """A unit, target or upload that the database does not have."""


class Refused(CampaignError):
    """A rule forbids what was asked."""


class DatabaseUnusable(CampaignError):
    """The database cannot be opened, written or understood."""
