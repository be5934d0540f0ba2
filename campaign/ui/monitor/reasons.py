"""Why a status is what it is, in the reader's words."""

from __future__ import annotations

from typing import Any

from campaign.charts.style import Reader
from campaign.workflows.monitor import reasons


def reason(row: Any, reader: Reader) -> str:
    """The reason for a PROGRESS row's status, its values written as the reader writes them."""
    return reasons.reason(row, reader.translate, reader.language)
