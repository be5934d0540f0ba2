"""The sample campaign: synthetic sheets, loaded the way an analyst's are."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from campaign.access.actors import Actor
from campaign.settings import DATA
from campaign.store.engine import Database
from campaign.workflows.sheets.importing import OnProgress, Preview, import_files

SAMPLES = DATA / "samples"


def load_samples(
    database: Database, *, by: Actor, today: date, on_progress: OnProgress | None = None, folder: Path = SAMPLES
) -> list[Preview]:
    """Import every sample workbook, the oldest week first; loading them again changes nothing."""
    files = [(path.name, path.read_bytes()) for path in sorted(folder.glob("*.xlsx"))]
    return import_files(database, files, by=by, today=today, on_progress=on_progress)
