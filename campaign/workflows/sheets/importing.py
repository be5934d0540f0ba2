"""Load sheets: read, check, compare, and save what may be saved.

Several files are taken in the order of their periods, each upon what stands and the files before it, and saved many to
a transaction, their running totals counted once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_POPULATIONS, UPLOAD
from campaign.domain.counting.figures import Period
from campaign.errors import CampaignError
from campaign.sheets.reading import read_workbook
from campaign.store.engine import Database
from campaign.workflows.access.acting import acting
from campaign.workflows.safety.backups import one_act
from campaign.workflows.sheets import answering
from campaign.workflows.sheets.batches import in_parts, plan_all, save_all, with_repeats
from campaign.workflows.sheets.previews import (
    ACCEPTED,
    AS_REPORT,
    NEEDS_ANSWER,
    REFUSED,
    UNCHANGED,
    Knowledge,
    OnProgress,
    Preview,
    Reader,
    Sent,
    in_order,
    read_files,
    read_knowledge,
    without_the_sheet,
)

__all__ = (
    "ACCEPTED", "NEEDS_ANSWER", "REFUSED", "UNCHANGED", "Knowledge", "OnProgress", "Preview",
    "import_files", "in_order", "preview_file", "preview_files", "save_preview", "save_previews",
)  # fmt: skip


def preview_file(
    database: Database,
    content: bytes,
    file_name: str,
    *,
    today: date,
    period: Period | None = None,
    answers: Mapping[str, Any] | None = None,
    by: str = "",
    read: Reader = read_workbook,
    sent: Sent = AS_REPORT,
) -> Preview:
    """Read and check one file; nothing is written. Bad input is a finding, never an exception.

    `answers` by question id stand over those remembered; `by` is who gives them. `read` is how the file is read,
    `sent` what for.
    """
    files, known = [(file_name, content)], _knowledge(database, read)
    options: dict[str, Any] = {"period": period, "answers": answers, "by": by, "sent": sent}
    done = list(read_files(database, files, known, today=today, **options))
    with database.reading() as connection:
        return plan_all(connection, done)[0]


def preview_files(
    database: Database,
    files: Sequence[tuple[str, bytes]],
    *,
    today: date,
    periods: Mapping[str, Period] | None = None,
    answers: Mapping[str, Any] | None = None,
    by: str = "",
    read: Reader = read_workbook,
    on_progress: OnProgress | None = None,
) -> list[Preview]:
    """Read and check many files, each upon what stands and those of them that report earlier; nothing is written.

    `periods` are those that a person chose, by the SHA-256 of a file. The previews come in the order given.
    `on_progress` is called before each file with (files done, files in all, file name).
    """
    options: dict[str, Any] = {"periods": periods, "answers": answers, "by": by, "on_progress": on_progress}
    done = list(read_files(database, files, _knowledge(database, read), today=today, **options))
    with database.reading() as connection:
        return plan_all(connection, done)


def save_preview(database: Database, preview: Preview, *, by: Actor) -> Preview:
    """Save what was previewed, in one transaction; the preview with its upload number.

    The same content saved meanwhile comes back as unchanged. Raises Refused when other figures were saved meanwhile
    and saving would now change something else than what was shown, or when the file has errors.
    """
    (outcome,) = save_previews(database, [preview], by=by)
    if outcome.problem:
        raise outcome.problem
    return outcome


@one_act()
def save_previews(
    database: Database, previews: Sequence[Preview], *, by: Actor, on_progress: OnProgress | None = None
) -> list[Preview]:
    """Save what was previewed, in order of period, many files to a transaction; the outcomes in the order given.

    A file that cannot be saved has the reason in its `problem` and does not stop the others. `on_progress` is called
    as in `preview_files`.
    """
    order = in_order(previews)
    saved: list[Preview] = []
    for part in in_parts(previews[place] for place in order):
        for done, file in enumerate(part, len(saved)):
            if on_progress:
                on_progress(done, len(previews), file.file_name)
        saved += _save_part(database, part, by=by)
    outcomes = dict(zip(order, saved, strict=True))
    return with_repeats([outcomes[place] for place in range(len(previews))])


def _save_part(database: Database, files: Sequence[Preview], *, by: Actor) -> list[Preview]:
    if not any(file.may_be_saved for file in files) and all(file.status == UNCHANGED for file in files):
        return list(files)
    try:
        with acting(database, by, _permission(files)) as connection:
            return save_all(connection, files, by=by.name)
    except CampaignError as problem:  # the database's trouble, and so that of all of them
        return [replace(file, problem=problem) for file in files]


@one_act()
def import_files(
    database: Database,
    files: Iterable[tuple[str, bytes | Path]],
    *,
    by: Actor,
    today: date,
    dry_run: bool = False,
    period: Period | None = None,
    answers: Mapping[str, Any] | None = None,
    read: Reader = read_workbook,
    on_progress: OnProgress | None = None,
) -> list[Preview]:
    """Read files and save each that may be saved, as one batch: one that fails does not stop the others.

    A path is read when its turn comes, so that no more files are in memory than go into one transaction; of those done
    the verdict, the findings and the corrected values are kept. `on_progress` is called as in `preview_files`.
    """
    files = list(files)
    if answers and not dry_run:
        answering.save_answers(database, answers, by=by)
    with database.reading() as connection:
        answering.check_answers(connection, answers or {})
    options: dict[str, Any] = {"period": period, "answers": answers, "by": by.name, "on_progress": on_progress}
    outcomes: list[Preview] = []
    for part in in_parts(read_files(database, files, _knowledge(database, read), today=today, **options)):
        with database.reading() if dry_run else acting(database, by, UPLOAD) as connection:
            done = plan_all(connection, part) if dry_run else save_all(connection, part, by=by.name)
        outcomes += map(without_the_sheet, done)
    return with_repeats(outcomes)


def _permission(files: Sequence[Preview]) -> str:
    """What saving these takes: sheets of reports and files of people are different rights."""
    return KEEP_POPULATIONS if any(file.sent.of_people for file in files) else UPLOAD


def _knowledge(database: Database, read: Reader) -> Knowledge:
    with database.reading() as connection:
        return read_knowledge(connection, read)
