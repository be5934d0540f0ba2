"""Reading a workbook in a process of its own, bounded in time and memory: for the program that serves people."""

from __future__ import annotations

from functools import partial
from typing import Any

from campaign.errors import UnreadableFile
from campaign.settings import Limits
from campaign.sheets.files.apart import run_apart
from campaign.sheets.files.workbook import check_size
from campaign.sheets.reading import read_workbook, unread
from campaign.sheets.result import Reading
from campaign.sheets.words.vocabulary import Vocabulary


def read_workbook_apart(
    content: bytes, file_name: str, vocabulary: Vocabulary, *, limits: Limits, **options: Any
) -> Reading:
    """`read_workbook` apart; a file that takes too long, too much memory or ends the parser is a finding, too."""
    bounded = partial(read_workbook, limits=limits)
    try:
        check_size(content, limits)  # before it is copied to the other process
        return run_apart(bounded, content, file_name, vocabulary, limits=limits, **options)
    except UnreadableFile as error:
        return unread(error)
