"""A sheet to send back: the analyst's own workbook with what was found in it marked at its cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from campaign.domain.findings import Finding
from campaign.errors import NotFound, UnreadableFile
from campaign.locale.zone import VIETNAM_TIME
from campaign.sheets.files.apart import run_apart
from campaign.store.engine import Database
from campaign.store.sheets import uploads as store
from campaign.workflows.sheets.copying import Copy, list_alone, make_copy
from campaign.workflows.sheets.uploads import NO_UPLOAD


def checked_copy_of(content: bytes, file_name: str, findings: Sequence[Finding], *, language: str, today: date) -> Copy:
    """Name and bytes of the checked copy of a file that was just read; `today` is the day of the check.

    A file that cannot be copied gives the list of findings alone, with the reason: it never fails.
    """
    # read-only views of values cannot be handed to another process
    plain = [finding._replace(values=dict(finding.values)) for finding in findings]
    return _made_apart(content, file_name, plain, language, today)


def checked_copy_of_upload(database: Database, upload_id: int, *, language: str) -> Copy:
    """The same of a saved upload, with the findings that were saved with it, dated by its upload; raises NotFound."""
    with database.reading() as connection:
        found = store.find_upload(connection, upload_id)
        if not found:
            raise NotFound("no_upload", NO_UPLOAD, upload=upload_id)
        content, findings = store.read_content(connection, upload_id), store.read_findings(connection, upload_id)
    day = found.uploaded_at.astimezone(VIETNAM_TIME).date()
    return checked_copy_of(content, found.file_name, findings, language=language, today=day)


def _made_apart(content: bytes, file_name: str, findings: Sequence[Finding], language: str, today: date) -> Copy:
    """A file that takes too long or too much memory gives the list alone."""
    try:
        return run_apart(make_copy, content, file_name, findings, language=language, today=today)
    except UnreadableFile as problem:
        return list_alone(problem, file_name, findings, language=language, today=today)
