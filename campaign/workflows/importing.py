"""Load sheets: read, check, compare, and save what may be saved; one transaction a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from campaign.domain.changes import Change, Counts
from campaign.domain.figures import Period
from campaign.domain.findings import ERROR, Finding
from campaign.domain.place import LAI_CHAU
from campaign.errors import Refused
from campaign.locale import N_
from campaign.sheets.reading import Reading, TableRead, read_workbook
from campaign.sheets.vocabulary import Vocabulary, vocabulary
from campaign.store.audit import read_data_version
from campaign.store.engine import Connection, Database
from campaign.store.units import read_aliases, read_synonyms, read_units
from campaign.store.uploads import NewUpload, find_accepted, save_upload
from campaign.workflows.planning import Plan, plan_changes
from campaign.workflows.recount import recount

ACCEPTED, UNCHANGED, REFUSED, NEEDS_ANSWER = "accepted", "unchanged", "refused", "needs_answer"

OnProgress = Callable[[int, int, str], None]


@dataclass(frozen=True)
class Preview:
    """What a file says, what is wrong in it and what saving it would change; `accepted` means it may be saved."""

    file_name: str
    sha256: str
    status: str
    period: Period | None = None
    counts: Counts = Counts()
    tables: Sequence[TableRead] = ()
    findings: Sequence[Finding] = ()
    changes: Sequence[Change] = ()
    upload_id: int | None = None
    content: bytes = b""
    reading: Reading | None = None
    data_version: int = 0

    @property
    def may_be_saved(self) -> bool:
        """Read without errors, and something would change."""
        return self.status == ACCEPTED and self.upload_id is None


def preview_file(
    database: Database,
    content: bytes,
    file_name: str,
    *,
    today: date,
    period: Period | None = None,
    words: Vocabulary | None = None,
) -> Preview:
    """Read and check one file; nothing is written. Bad input is a finding, never an exception."""
    empty = Preview(file_name, hashlib.sha256(content).hexdigest(), UNCHANGED)
    with database.reading() as connection:
        known = find_accepted(connection, empty.sha256)
        if known:
            whole = Period(known.period_start, known.period_end)
            counts = Counts(unchanged=known.new + known.changed + known.unchanged)
            return replace(empty, period=whole, counts=counts, upload_id=known.id)
        words = words or read_vocabulary(connection)
    reading = read_workbook(content, file_name, words, period=period, today=today)
    preview = replace(empty, content=content, reading=reading, tables=reading.tables, period=reading.period)
    with database.reading() as connection:
        return _planned(connection, preview)


def read_vocabulary(connection: Connection) -> Vocabulary:
    """The units, aliases and header words that sheets are read with."""
    units, aliases = read_units(connection, LAI_CHAU), read_aliases(connection, LAI_CHAU)
    return vocabulary(units, aliases, read_synonyms(connection))


def _planned(connection: Connection, preview: Preview) -> Preview:
    """The preview against the database as it is now."""
    reading = preview.reading
    assert reading is not None
    plan = plan_changes(connection, reading)
    findings = [*reading.findings, *plan.findings]
    return replace(
        preview,
        status=_status(findings, plan),
        counts=plan.counts,
        changes=plan.changes,
        findings=findings,
        upload_id=plan.holder,
        data_version=read_data_version(connection),
    )


def _status(findings: Sequence[Finding], plan: Plan) -> str:
    errors = [finding for finding in findings if finding.severity == ERROR]
    if errors:
        return NEEDS_ANSWER if all(finding.answerable for finding in errors) else REFUSED
    return ACCEPTED if plan.changes else UNCHANGED


def save_preview(database: Database, preview: Preview, *, by: str) -> Preview:
    """Save what was previewed, in one transaction; the preview with its upload number.

    The same content saved meanwhile comes back as unchanged. Raises Refused when other figures were saved meanwhile
    and saving would now change something else than what was shown, or when the file has errors.
    """
    if preview.status == UNCHANGED:
        return preview
    with database.writing() as connection:
        known = find_accepted(connection, preview.sha256)
        if known:
            return replace(preview, status=UNCHANGED, upload_id=known.id)
        if read_data_version(connection) != preview.data_version:
            now = _planned(connection, preview)
            if list(now.changes) != list(preview.changes):
                raise Refused("stale_preview", STALE, file=preview.file_name)
            preview = now
        if preview.status != ACCEPTED:
            raise Refused("has_errors", HAS_ERRORS, file=preview.file_name)
        return replace(preview, upload_id=_save(connection, preview, by=by))


STALE = N_(
    "{file}: other figures were saved since this preview. Nothing was saved; look at the new preview and save again."
)
HAS_ERRORS = N_("{file} has errors and was not saved. Correct the cells named and upload it again.")


def _save(connection: Connection, preview: Preview, *, by: str) -> int:
    reading, period = preview.reading, preview.period
    assert reading is not None and period is not None
    new = NewUpload(
        sha256=preview.sha256,
        file_name=preview.file_name,
        content=preview.content,
        period_start=period.start,
        period_end=period.end,
        synthetic=reading.synthetic,
        counts=preview.counts._asdict(),
        columns=reading.columns,
        figures=reading.figures,
        denominators=reading.denominators,
        findings=preview.findings,
    )
    upload_id = save_upload(connection, LAI_CHAU, new, by=by)
    pairs = {(figure.group, figure.dose) for figure in reading.figures}
    if pairs:
        since = min(figure.period_end for figure in reading.figures)
        recount(connection, LAI_CHAU, pairs, since=since, saved=(upload_id, reading.figures))
    return upload_id


def import_files(
    database: Database,
    files: Iterable[tuple[str, bytes]],
    *,
    by: str,
    today: date,
    dry_run: bool = False,
    period: Period | None = None,
    on_progress: OnProgress | None = None,
) -> list[Preview]:
    """Preview and save each file by itself: one that fails does not stop the others.

    `on_progress` is called before each file with (files done, files in all, file name).
    """
    files = list(files)
    with database.reading() as connection:
        words = read_vocabulary(connection)
    outcomes = []
    for done, (name, content) in enumerate(files):
        if on_progress:
            on_progress(done, len(files), name)
        preview = preview_file(database, content, name, today=today, period=period, words=words)
        outcome = preview if dry_run or not preview.may_be_saved else _save_at_last(database, preview, by=by)
        outcomes.append(_without_the_sheet(outcome))
    return outcomes


def _without_the_sheet(outcome: Preview) -> Preview:
    """What is worth keeping of a file among many that are done: its verdict, its findings and what it corrected."""
    corrected = [change for change in outcome.changes if change.old is not None]
    return replace(outcome, content=b"", reading=None, changes=corrected)


def _save_at_last(database: Database, preview: Preview, *, by: str) -> Preview:
    """Save without anybody looking: a preview that became stale is simply taken again."""
    while True:
        try:
            return save_preview(database, preview, by=by)
        except Refused as refusal:
            if refusal.code != "stale_preview":
                raise
            with database.reading() as connection:
                preview = _planned(connection, preview)
