"""Many files at once: in the order of their periods, each planned upon what stands and the files before it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from campaign.domain.counting.changes import Counts
from campaign.domain.findings import INFO, Finding
from campaign.domain.place import LAI_CHAU
from campaign.errors import Refused
from campaign.locale import N_
from campaign.store.engine import Connection
from campaign.store.sheets.uploads import NewUpload, read_hashes, save_upload
from campaign.workflows.sheets.closed_periods import find_closed, named
from campaign.workflows.sheets.layouts import save_layouts
from campaign.workflows.sheets.planning import Ground
from campaign.workflows.sheets.previews import ACCEPTED, NOTHING, UNCHANGED, Preview, find_saved, in_order, planned

# A transaction holds files of about so many numbers and bytes: other writers wait for it, and its files are in memory.
NUMBERS_AT_ONCE = 300_000
BYTES_AT_ONCE = 64 << 20

STALE = N_(
    "{file}: other figures were saved since this preview. Nothing was saved; look at the new preview and save again."
)
CLOSED_MEANWHILE = N_(
    "{file}: the figures up to {closed} are closed (by {by}), and the file would change some of them. Nothing of it "
    "was saved; ask an administrator to open the period again on the page 'Closed periods', then upload it once more."
)
OTHER_BYTES = N_("{file} is no longer the file that was previewed. Nothing was saved; upload it again.")
HAS_ERRORS = N_("{file} has errors and was not saved. Correct the cells named and upload it again.")


def in_parts(files: Iterable[Preview]) -> Iterator[list[Preview]]:
    """Files as they come, as many together as go into one transaction."""
    part: list[Preview] = []
    numbers = size = 0
    for file in files:
        numbers, size = numbers + file.stated.size, size + len(file.content)
        if part and (numbers > NUMBERS_AT_ONCE or size > BYTES_AT_ONCE):
            yield part
            part, numbers, size = [], file.stated.size, len(file.content)
        part.append(file)
    if part:
        yield part


def plan_all(connection: Connection, files: Sequence[Preview]) -> list[Preview]:
    """What saving these files would change, in the order given; nothing is written."""
    outcomes = list(files)
    ground = Ground(connection, files)
    for place in in_order(files):
        if files[place].reading:  # neither saved before nor a repetition
            outcomes[place] = planned(files[place], ground.plan(files[place]))
            if outcomes[place].may_be_saved:
                ground.add(-1 - place, files[place])
    return with_repeats(outcomes)


def save_all(connection: Connection, files: Sequence[Preview], *, by: str) -> list[Preview]:
    """Save what may be saved, in the order of periods, and count the running totals once; outcomes as given.

    A file that was planned before and would now change something else, or has errors, gets a `problem`.
    """
    outcomes = list(files)
    ground = Ground(connection, files)
    ground.totals.load()
    saved = read_hashes(connection)
    for place in in_order(files):
        if files[place].sha256 in saved:
            found = find_saved(connection, files[place])
            if found or not files[place].sent.of_people:
                outcomes[place] = replace(files[place], status=UNCHANGED, upload_id=found and found.id)
                continue
        if files[place].reading:
            outcomes[place] = _save(connection, ground, files[place], by=by)
    ground.save_totals()
    return outcomes


def _save(connection: Connection, ground: Ground, file: Preview, *, by: str) -> Preview:
    now = planned(file, ground.plan(file) if file.plan else ground.plan(file, named=0))
    if file.plan and file.status == UNCHANGED:
        return now if now.status == UNCHANGED else file
    if refusal := _refusal(file, now):
        return replace(file, problem=refusal)
    if not now.may_be_saved:
        return now
    number = _write(connection, now, by=by)
    ground.add(number, now)
    return replace(now, upload_id=number)


def _refusal(shown: Preview, now: Preview) -> Refused | None:
    """Why a file that somebody looked at is not saved; one that nobody has seen before is saved as it is now."""
    if shown.plan is None or now.plan is None:
        return None
    if hashlib.sha256(shown.content).hexdigest() != shown.sha256:
        return Refused("other_bytes", OTHER_BYTES, file=shown.file_name)
    if closed := find_closed(now.findings):
        return Refused(closed.code, CLOSED_MEANWHILE, file=shown.file_name, **named(closed))
    if shown.status != ACCEPTED:
        return Refused("has_errors", HAS_ERRORS, file=shown.file_name)
    if not now.plan.is_like(shown.plan):
        return Refused("stale_preview", STALE, file=shown.file_name)
    return None


def _write(connection: Connection, file: Preview, *, by: str) -> int:
    assert file.reading is not None and file.period is not None
    new = NewUpload(
        sha256=file.sha256,
        file_name=file.file_name,
        content=file.content,
        period_start=file.period.start,
        period_end=file.period.end,
        synthetic=file.reading.synthetic,
        counts=file.counts._asdict(),
        stated=file.stated,
        findings=file.findings,
        purpose=file.sent.purpose,
        source=file.sent.source or None,
    )
    number = save_upload(connection, LAI_CHAU, new, by=by)
    save_layouts(connection, number, file.tables)
    return number


def with_repeats(files: Sequence[Preview]) -> list[Preview]:
    """The same, where a file whose content came before has the verdict of the first, and says so."""
    first = {file.sha256: file for file in files if file.repeats is None}
    return [_repeated(first[file.sha256], file) if file.repeats and file.sha256 in first else file for file in files]


def _repeated(first: Preview, file: Preview) -> Preview:
    told = Finding(INFO, "same_as_another", values={"file": file.repeats})
    named = replace(first, file_name=file.file_name, repeats=file.repeats, reading=None, stated=NOTHING, plan=None)
    if first.status not in (ACCEPTED, UNCHANGED):
        return replace(named, findings=[*first.findings, told])
    counts = Counts(unchanged=sum(first.counts))
    return replace(named, status=UNCHANGED, counts=counts, findings=[told], changes=(), new_values=0)
