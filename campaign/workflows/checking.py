"""Is what is stored whole: the file, every upload and its workbook, every table, and everything that is derived."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from campaign.domain.place import LAI_CHAU
from campaign.domain.wording.table_words import table_words
from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.store.engine import Connection, Database, find_damage
from campaign.store.manage.closing import find_changed_closes
from campaign.store.migrate import NEWEST, schema_version
from campaign.store.safety.audit import Anchor
from campaign.store.safety.audit_chain import find_missing_guards, keys_of
from campaign.store.safety.fingerprints import fingerprint, read_places, workbook_sha256
from campaign.store.safety.seals import find_broken
from campaign.store.sheets.totals import read_all_totals, read_pairs
from campaign.store.sheets.uploads import read_pairs_reported, read_uploads
from campaign.workflows.safety.auditing import UNGUARDED, check_chain
from campaign.workflows.safety.clock import check_clock
from campaign.workflows.sheets.recount import BEGINNING, Recount, recount

Problem = tuple[str, dict[str, object]]
Check = Callable[..., Iterable[Problem]]

DAMAGED = N_("The database file is damaged: {detail}. Stop working with it and restore the last backup.")
UNREADABLE = N_("Something stored cannot be read any more ({detail}). Stop working and restore the last backup.")
CHANGED = N_("Upload {upload} ({file}): the stored workbook is not the one that was uploaded.")
OTHER_FIGURES = N_(
    "Upload {upload} ({file}): its figures, columns or findings are not those that were saved. Restore the last backup."
)
OTHER_ROWS = N_(
    "The table of {rows} ({table}) is not as it was last saved: the disk failed, or somebody changed it from outside. "
    "Restore the last backup."
)
OTHER_SCHEMA = N_("The database says it is of version {found}; this program made it as version {expected}.")
OTHER_REPORT = N_("The figures kept when the period up to {day} was closed are not those that were kept then.")
DERIVED = N_(
    "{rows} running totals of {group}, {dose} differ from what the sheets say. 'check --rebuild' counts again."
)
# What values that are not what their column says make of the program.
SENSELESS = (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, AssertionError)


def check_database(database: Database) -> list[Problem]:
    """Everything that is wrong, as (message, values); an empty list when all is well."""
    damage = find_damaged(database)
    trail = [] if is_file_damaged(damage) else find_broken_trail(database)
    return [*damage, *trail] or _asked(_clock, database)


def find_damaged(database: Database) -> list[Problem]:
    """Everything that is stored and not what was saved; what is derived is counted only from what is whole."""
    damage = find_damaged_file(database)
    for check in () if damage else _CHECKS:
        damage += _asked(check, database)
    return damage or _asked(_wrong_totals, database)


def find_broken_trail(database: Database, anchors: Sequence[Anchor] = ()) -> list[Problem]:
    """What is wrong with the audit trail, which moves no figure.

    Without the key nobody can tell whether events were changed; whether the guards are there, anybody can.
    """
    return _asked(_trail, database, anchors)


def find_damaged_file(database: Database) -> list[Problem]:
    """What the database says of itself: its pages, its indexes, its keys."""
    return _asked(_damaged, database)


def find_damaged_at_once(database: Database) -> list[Problem]:
    """Tables and uploads that are not what their digests say, without looking through the file or counting again."""
    return [problem for check in (_tables, _figures) for problem in _asked(check, database)]


def is_file_damaged(damage: Iterable[Problem]) -> bool:
    """Whether the file itself is: then nothing that stands in it can be asked further."""
    return any(message == DAMAGED for message, _ in damage)


def is_derived(problem: Problem) -> bool:
    """Whether counting again is all that it takes."""
    return problem[0] == DERIVED


def rebuild_totals(database: Database) -> None:
    """Count all running totals again from the sheets."""
    with database.writing() as connection:
        recount_all(connection)


def recount_all(connection: Connection) -> None:
    """The same within a transaction."""
    pairs = read_pairs(connection, LAI_CHAU) | read_pairs_reported(connection)
    if pairs:
        recount(connection, LAI_CHAU, pairs, since=BEGINNING)


def _asked(check: Check, database: Database, *arguments: object) -> list[Problem]:
    """What a check finds; that it cannot be done is a finding."""
    found: list[Problem] = []
    try:
        found.extend(check(database, *arguments))
    except DatabaseUnusable as problem:
        if problem.code in ("busy", "server_down"):
            raise
        found.append((DAMAGED, {"detail": problem.values.get("problem", problem.code)}))
    except SENSELESS as problem:
        found.append((UNREADABLE, {"detail": f"{check.__name__.strip('_')}: {problem}"}))
    return found


def _told(message: str, **values: object) -> Problem:
    return message, values


def _damaged(database: Database) -> Iterator[Problem]:
    with database.reading() as connection:
        yield from (_told(DAMAGED, detail=detail) for detail in find_damage(connection))


def _version(database: Database) -> Iterator[Problem]:
    with database.reading() as connection:
        if (found := schema_version(connection)) != NEWEST:
            yield OTHER_SCHEMA, {"found": found, "expected": NEWEST}


def _tables(database: Database) -> Iterator[Problem]:
    with database.reading() as connection:
        yield from (_told(OTHER_ROWS, rows=table_words(name), table=name) for name in find_broken(connection))


def _uploads(database: Database) -> Iterator[Problem]:
    """A transaction for each: whoever saves meanwhile waits for one upload, not for all."""
    with database.reading() as connection:
        rows, places = read_uploads(connection), read_places(connection)
    for upload in rows:
        named = {"upload": upload.id, "file": upload.file_name}
        with database.reading() as connection:
            if workbook_sha256(connection, upload.id) != upload.sha256:
                yield _told(CHANGED, **named)
            if fingerprint(connection, upload.id, places) != upload.fingerprint:
                yield _told(OTHER_FIGURES, **named)


def _figures(database: Database) -> Iterator[Problem]:
    """The uploads alone, their workbooks left out, in one snapshot: it is short."""
    with database.reading() as connection:
        places = read_places(connection)
        for upload in read_uploads(connection):
            if fingerprint(connection, upload.id, places) != upload.fingerprint:
                yield _told(OTHER_FIGURES, upload=upload.id, file=upload.file_name)


def _closes(database: Database) -> Iterator[Problem]:
    with database.reading() as connection:
        yield from (_told(OTHER_REPORT, day=f"{day:%d/%m/%Y}") for _, day in find_changed_closes(connection))


def _trail(database: Database, anchors: Sequence[Anchor]) -> Iterable[Problem]:
    if keys_of(database):
        return check_chain(database, anchors)
    with database.reading() as connection:
        names = find_missing_guards(connection)
    return [(UNGUARDED, {"names": ", ".join(names)})] if names else []


def _clock(database: Database) -> list[Problem]:
    found = check_clock(database)
    return [found] if found else []


_CHECKS: tuple[Check, ...] = (_version, _tables, _uploads, _closes)


def _wrong_totals(database: Database) -> Iterator[Problem]:
    with database.reading() as connection:
        pairs = read_pairs(connection, LAI_CHAU) | read_pairs_reported(connection)
    for group, dose in sorted(pairs):
        try:
            rows = _count_wrong(database, (group, dose))
        except SENSELESS:  # what stands there are no totals
            rows = 1
        if rows:
            yield DERIVED, {"rows": rows, "group": group, "dose": dose}


def _count_wrong(database: Database, pair: tuple[str, str]) -> int:
    with database.reading() as connection:
        stored = read_all_totals(connection, LAI_CHAU, pair)
        blocks = Recount(connection, LAI_CHAU, [pair], since=BEGINNING).totals()
        counted = {(block.of.kind, block.of.day): set(block.counted) for block in blocks}
    days = counted.keys() | stored.keys()
    return sum(len(counted.get(day, set()) ^ stored.get(day, set())) for day in days)
