"""The audit trail for those who may read it: searched, told in words, and as a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.roles import READ_AUDIT
from campaign.domain.names.text import key
from campaign.domain.place import LAI_CHAU
from campaign.domain.wording.audit_lines import Words, action_words, change_lines, group_words, object_words
from campaign.domain.wording.audit_words import ACTIONS, actor_words
from campaign.errors import Refused
from campaign.exports.audit_files import AuditLine, write_audit_csv, write_audit_xlsx
from campaign.locale import N_, translator
from campaign.locale.formats import day
from campaign.locale.zone import VIETNAM_TIME
from campaign.store.engine import Connection, Database
from campaign.store.manage.units import read_groups, read_units
from campaign.store.safety.audit_search import Filter, count_events, read_all, read_names, read_page
from campaign.workflows.access.acting import check_may, seeing
from campaign.workflows.safety.anchors import anchor_text, own_anchors, parse_anchors
from campaign.workflows.safety.auditing import Verified, verify_trail

PAGE = 50  # events shown at once
FORMS = ("xlsx", "csv")
MOST_ROWS = 1_000_000  # what a sheet of Excel takes
FILE_NAME = N_("audit trail {day}")
NO_FORM = N_("The audit trail is written as .xlsx or .csv, not as '{form}'.")
TOO_MANY = N_("{count} events are more than one workbook holds. Narrow the days down, or take the CSV.")


class Search(NamedTuple):
    """What somebody looks for; days are the office's, both included; object: 'upload 12', 'target'."""

    since: date | None = None
    until: date | None = None
    by: str = ""
    object: str = ""
    group: str = ""
    text: str = ""


class TrailEvent(NamedTuple):
    """One event in a reader's words; `changes` is a line for each value that changed; `by` is as it is stored."""

    id: int
    at: datetime
    by: str
    who: str
    account: int | None
    action: str
    group: str
    object: str
    words: str
    about: str
    changes: list[str]
    before: Any
    after: Any
    mac: str | None


class Found(NamedTuple):
    """A page of events, the newest first; total: how many there are in all; more: whether older ones follow."""

    events: list[TrailEvent]
    total: int
    more: bool


def search_trail(
    database: Database, search: Search, *, language: str, by: Actor, before: int | None = None, page: int = PAGE
) -> Found:
    """The events that are looked for, older than number `before`. Raises Refused for who may not read the trail."""
    with seeing(database, by, READ_AUDIT) as connection:
        words, wanted = _words(connection, language), _filter(search, language)
        rows = read_page(connection, wanted, before=before, count=page + 1)
        return Found([_told(row, words) for row in rows[:page]], count_events(connection, wanted), len(rows) > page)


def list_events(database: Database, search: Search, *, language: str, by: Actor) -> Iterator[TrailEvent]:
    """All events that are looked for, the newest first, read as they are taken. Raises as search_trail does."""
    with seeing(database, by, READ_AUDIT) as connection:
        words = _words(connection, language)
        for row in read_all(connection, _filter(search, language)):
            yield _told(row, words)


def who_acted(database: Database, *, by: Actor) -> list[str]:
    """Everybody whom the trail names. Raises as search_trail does."""
    with seeing(database, by, READ_AUDIT) as connection:
        return list(read_names(connection))


def verify_now(database: Database, marks: str = "", *, by: Actor) -> Verified:
    """The whole trail verified, also against marks as they are printed, with spaces, commas or lines between them.

    Raises Refused for what is no mark, and as search_trail does.
    """
    check_may(database, by, READ_AUDIT)
    return verify_trail(database, [*own_anchors(database), *parse_anchors(marks)])


def trail_file(database: Database, search: Search, form: str, *, language: str, by: Actor) -> tuple[str, bytes]:
    """The events that are looked for as a file: its name and content. Raises Refused, also for another form."""
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)
    translate = translator(language)
    lines = (_line(event) for event in list_events(database, search, language=language, by=by))
    today = datetime.now(UTC).astimezone(VIETNAM_TIME).date()
    name = f"{translate(FILE_NAME).format(day=today.isoformat())}.{form}"
    if form == "csv":
        return name, write_audit_csv(lines, translate=translate, language=language)
    with seeing(database, by, READ_AUDIT) as connection:
        count = count_events(connection, _filter(search, language))
    if count > MOST_ROWS:
        raise Refused("too_many_events", TOO_MANY, count=count)
    return name, write_audit_xlsx(lines, anchor=anchor_text(database), today=day(today, language), translate=translate)


def _filter(search: Search, language: str) -> Filter:
    actions = [code for code, action in ACTIONS.items() if action.group == search.group] if search.group else None
    return Filter(
        since=_start(search.since) if search.since else None,
        until=_start(search.until + timedelta(days=1)) if search.until else None,
        by=search.by,
        object_=search.object,
        actions=actions,
        text=search.text.strip(),
        worded=_worded(search.text, language),
    )


def _worded(text: str, language: str) -> list[str]:
    """The actions whose words have the text."""
    sought, translate = key(text), translator(language)
    return [code for code, action in ACTIONS.items() if sought and sought in key(translate(action.words))]


def _start(of: date) -> datetime:
    return datetime.combine(of, time(), VIETNAM_TIME)


def _words(connection: Connection, language: str) -> Words:
    units = {unit.code: unit.name for unit in read_units(connection, LAI_CHAU)}
    groups = {row.code: row.label_vi if language == "vi" else row.label_en for row in read_groups(connection)}
    return Words(translator(language), language, groups | units)


def _told(row: Any, words: Words) -> TrailEvent:
    return TrailEvent(
        *(row.id, row.at, row.by, actor_words(row.by, words.translate, account=row.account), row.account),
        *(row.action, group_words(row.action, words), row.object),
        words=action_words(row.action, words),
        about=object_words(row.object, words),
        changes=change_lines(row.object, row.before, row.after, words),
        before=row.before,
        after=row.after,
        mac=row.mac,
    )


def _line(event: TrailEvent) -> AuditLine:
    return AuditLine(
        event.id, event.at, event.who, event.group, event.words, event.about, "\n".join(event.changes), event.mac or ""
    )
