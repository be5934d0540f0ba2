"""A file as it was read, what is wrong in it, and what saving it would change."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from campaign.domain.counting.blocks import Stated
from campaign.domain.counting.changes import Change, Counts
from campaign.domain.counting.figures import Period
from campaign.domain.findings import ERROR, Finding
from campaign.domain.place import LAI_CHAU
from campaign.domain.purposes import POPULATIONS, REPORT
from campaign.domain.questions import Answer, Question
from campaign.errors import CampaignError
from campaign.sheets.answers import Answers
from campaign.sheets.reading import Reading, TableRead, read_workbook
from campaign.sheets.words.vocabulary import Vocabulary, vocabulary
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_aliases, read_synonyms, read_units
from campaign.store.sheets.uploads import find_accepted, read_hashes
from campaign.workflows.sheets import answering

if TYPE_CHECKING:
    from campaign.workflows.sheets.planning import Plan

ACCEPTED, UNCHANGED, REFUSED, NEEDS_ANSWER = "accepted", "unchanged", "refused", "needs_answer"


class Sent(NamedTuple):
    """What a file was sent for; of populations, the document they are taken from, and whether it takes the place of
    other documents that state people from the same day."""

    purpose: str = REPORT
    source: str = ""
    replacing: bool = False

    @property
    def of_people(self) -> bool:
        """Whether it was sent for people alone."""
        return self.purpose == POPULATIONS


AS_REPORT = Sent()
OnProgress = Callable[[int, int, str], None]
# How files are read: `read_workbook`, or the same in a process of its own.
Reader = Callable[..., Reading]
NOTHING = Stated((), (), ())


@dataclass(frozen=True)
class Preview:
    """What a file says, what is wrong in it and what saving it would change; `accepted` means it may be saved.

    `changes` are all values that change and the first of those that are new, `new_values` counts the new ones, people
    included. `repeats` names the file of the same batch with the same content. `problem` is why saving it failed.
    """

    file_name: str
    sha256: str
    status: str
    period: Period | None = None
    counts: Counts = Counts()
    tables: Sequence[TableRead] = ()
    findings: Sequence[Finding] = ()
    changes: Sequence[Change] = ()
    new_values: int = 0
    questions: Sequence[Question] = ()
    upload_id: int | None = None
    content: bytes = b""
    reading: Reading | None = None
    stated: Stated = NOTHING
    plan: Plan | None = None
    repeats: str | None = None
    problem: CampaignError | None = None
    sent: Sent = AS_REPORT

    @property
    def may_be_saved(self) -> bool:
        """Read without errors, and something would change."""
        return self.status == ACCEPTED and self.upload_id is None


class Knowledge(NamedTuple):
    """What sheets are read with: the units and words known, the answers remembered, and how."""

    words: Vocabulary
    answers: Sequence[Answer] = ()
    read: Reader = read_workbook


def read_knowledge(connection: Connection, read: Reader = read_workbook) -> Knowledge:
    """The units, aliases, header words and answers that sheets are read with."""
    units, aliases = read_units(connection, LAI_CHAU), read_aliases(connection, LAI_CHAU)
    words = vocabulary(units, aliases, read_synonyms(connection))
    return Knowledge(words, answering.read_answers(connection), read)


def read_files(
    database: Database,
    files: Sequence[tuple[str, bytes | Path]],
    known: Knowledge,
    *,
    today: date,
    periods: Mapping[str, Period] | None = None,
    period: Period | None = None,
    answers: Mapping[str, Any] | None = None,
    by: str = "",
    on_progress: OnProgress | None = None,
    sent: Sent = AS_REPORT,
) -> Iterator[Preview]:
    """Each file read, but not held against the database yet; see `importing`.

    A file that was saved before is not read again, nor is one whose content came before: it has no `reading`.
    """
    with database.reading() as connection:
        saved = read_hashes(connection)
    came: dict[str, str] = {}
    for done, (name, content) in enumerate(files):
        if on_progress:
            on_progress(done, len(files), name)
        content = content if isinstance(content, bytes) else content.read_bytes()
        file = Preview(name, hashlib.sha256(content).hexdigest(), UNCHANGED, content=content, sent=sent)
        if file.sha256 in came:
            yield replace(file, repeats=came[file.sha256])
            continue
        came[file.sha256] = name
        chosen = (periods or {}).get(file.sha256, period)
        given = Answers([*known.answers, *answering.given_now(answers or {}, by)], file.sha256)
        before = _saved_before(database, file, chosen) if file.sha256 in saved else None
        yield before or _read(file, known, given, chosen, today)


def _saved_before(database: Database, file: Preview, chosen: Period | None) -> Preview | None:
    with database.reading() as connection:
        saved = find_saved(connection, file, chosen)
    if not saved:
        return None
    counts = Counts(unchanged=saved.new + saved.changed + saved.unchanged)
    whole = Period(saved.period_start, saved.period_end)
    return replace(file, period=whole, counts=counts, upload_id=saved.id, content=b"")


def find_saved(connection: Connection, file: Preview, chosen: Period | None = None) -> Any | None:
    """The accepted upload of the same content and purpose; people that hold from another day are other people."""
    saved = find_accepted(connection, file.sha256)
    if not saved or saved.purpose != file.sent.purpose:
        return None
    day = chosen or (file.period if file.reading else None)
    return None if file.sent.of_people and day and day.end != saved.period_end else saved


def _read(file: Preview, known: Knowledge, answers: Answers, period: Period | None, today: date) -> Preview:
    options: dict[str, Any] = {"purpose": file.sent.purpose} if file.sent.of_people else {}
    options |= {"period": period, "today": today, "answers": answers}
    reading = known.read(file.content, file.file_name, known.words, **options)
    source = file.sent.source or reading.source or file.file_name
    return replace(
        file,
        sent=file.sent._replace(source=source) if file.sent.of_people else file.sent,
        reading=reading,
        stated=reading.stated,
        tables=reading.tables,
        period=reading.period,
        questions=reading.questions,
    )


def planned(preview: Preview, plan: Plan) -> Preview:
    """The preview with what saving it would change."""
    assert preview.reading is not None
    findings = [*preview.reading.findings, *plan.findings]
    return replace(
        preview,
        status=_status(findings, plan),
        counts=plan.counts,
        changes=plan.changes,
        new_values=plan.new_values,
        findings=findings,
        upload_id=plan.holder,
        plan=plan,
    )


def _status(findings: Sequence[Finding], plan: Plan) -> str:
    errors = [finding for finding in findings if finding.severity == ERROR]
    if errors:
        return NEEDS_ANSWER if all(finding.answerable for finding in errors) else REFUSED
    return ACCEPTED if plan.changes or plan.new_values else UNCHANGED


def in_order(previews: Sequence[Preview]) -> list[int]:
    """The positions of files by the period they report, those whose period is not known last."""
    return sorted(range(len(previews)), key=lambda place: (*_period(previews[place]), previews[place].file_name, place))


def _period(preview: Preview) -> tuple[date, date]:
    if preview.period is None:
        return date.max, date.max
    return preview.period.end, preview.period.start or date.min


def without_the_sheet(outcome: Preview) -> Preview:
    """What is worth keeping of a file among many that are done: its verdict, its findings and what it corrected."""
    corrected = [change for change in outcome.changes if change.old is not None]
    return replace(outcome, content=b"", reading=None, stated=NOTHING, plan=None, changes=corrected)
