"""Go back to a backup: never in place, always into a verified new file or database, and the old one is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.errors import DatabaseUnusable, Refused
from campaign.locale import N_
from campaign.locale.zone import VIETNAM_TIME
from campaign.store.engine import Database
from campaign.store.migrate import NEWEST
from campaign.store.safety import backup as store
from campaign.store.safety.audit import keep_chain, read_data_version
from campaign.store.safety.installation import mark_restored, read_installation
from campaign.store.safety.manifest import Backup
from campaign.store.safety.postgresql_swap import longest_name, swap_databases
from campaign.store.safety.swap import swap_file
from campaign.store.sheets.uploads import ACCEPTED, read_uploads
from campaign.workflows.safety.backups import COPYING, list_backups
from campaign.workflows.safety.candidate import candidate, find_file
from campaign.workflows.safety.health import forget_damage
from campaign.workflows.safety.keepers import check_keeper

OTHER = N_(
    "{file} is a backup of another installation. Nothing was changed. If that is what you want (a new machine, a "
    "move), say so: --other-installation."
)
SWAPPING = N_("Putting the backup in the place of the database…")
# Cached reads are keyed by the data's version. Where the present database cannot say its own any more, it has not been
# written to more often than this since its newest backup.
FAR_AHEAD = 1_000_000

OnProgress = Callable[[str], None]


class Week(NamedTuple):
    """What a restore changes in the reports of one period: accepted uploads, and the figures they state."""

    period_end: date | None
    uploads_lost: int
    uploads_gained: int
    figures_lost: int
    figures_gained: int


class Difference(NamedTuple):
    """The present database against a backup. `known`: the present one could be read."""

    file: str
    made_at: datetime | None
    weeks: list[Week]
    changes_lost: int  # whatever else was recorded since
    uploads: int  # that the backup holds
    known: bool


class Restored(NamedTuple):
    """What was put in place, and where the old database is kept (None: there was none)."""

    file: str
    kept: str | None
    difference: Difference


class _State(NamedTuple):
    """What the present database says of itself, as far as it can be read."""

    installation: str
    epoch: int
    version: int
    anchor: Mapping[str, Any] | None
    used: bool  # somebody has entrusted it with sheets
    comparable: bool


def compare_with(database: Database, name: str | Path | None, *, by: Actor) -> Difference:
    """What restoring a backup (None: the newest) would take away and bring back; nothing is changed.

    Raises Refused, NotFound or DatabaseUnusable where it cannot be restored.
    """
    check_keeper(database, by)
    file, known = find_file(database, name)
    with candidate(database, file, known) as made:
        return _difference(database, _state_of(database), made, file, known)


def restore(
    database: Database,
    name: str | Path | None,
    *,
    by: Actor,
    other_installation: bool = False,
    on_progress: OnProgress = lambda _: None,
) -> Restored:
    """Put a backup (None: the newest) in the place of the database; whatever state that is in, it is kept.

    Everybody is signed out, and every page reads anew. Raises Refused, NotFound or DatabaseUnusable: then nothing was
    changed. `other_installation`: also one that was made of another database.
    """
    check_keeper(database, by)
    file, known = find_file(database, name)
    on_progress(COPYING)
    with candidate(database, file, known) as made:
        state = _state_of(database)
        if not other_installation:
            _check_belongs(made, state, file)
        difference = _difference(database, state, made, file, known)
        _mark(made, state, difference, file, by)
        on_progress(SWAPPING)
        kept = _swap(database, made)
    database.reader.dispose()
    database.open_to_writing()
    forget_damage(database)
    return Restored(file.name, kept, difference)


def _state_of(database: Database) -> _State:
    """What cannot be read is taken from the list of backups, and a good deal beyond."""
    try:
        with database.reading() as connection:
            facts = store.read_facts(connection)
    except DatabaseUnusable:
        backups = list_backups(database).backups
        epoch = max((each.epoch for each in backups), default=0)
        version = max((each.data_version for each in backups), default=0) + FAR_AHEAD
        return _State("", epoch, version, None, used=False, comparable=False)
    anchor = {"id": facts.audit_id, "mac": facts.audit_mac} if facts.audit_mac else None
    used = facts.counts.get("upload", 0) > 0
    return _State(facts.installation, facts.epoch, facts.data_version, anchor, used, facts.schema == NEWEST)


def _check_belongs(made: Database, state: _State, file: Path) -> None:
    with made.reading() as connection:
        installation, _ = read_installation(connection)
    if state.used and installation != state.installation:
        raise Refused("other_installation", OTHER, file=file.name)


def _mark(made: Database, state: _State, difference: Difference, file: Path, by: Actor) -> None:
    told = {
        "file": file.name,
        "made_at": difference.made_at.isoformat() if difference.made_at else None,
        "uploads_lost": sum(week.uploads_lost for week in difference.weeks),
        "uploads_gained": sum(week.uploads_gained for week in difference.weeks),
        "changes_lost": difference.changes_lost,
        "audit": state.anchor,
    }
    with made.writing() as connection:
        keep_chain(connection)
        _, epoch = read_installation(connection)
        version = max(state.version, read_data_version(connection))
        mark_restored(
            connection,
            epoch=max(epoch, state.epoch) + 1,
            version=version,
            by=by.name,
            object_=f"backup {file.name}",
            after=told,
        )


def _swap(database: Database, made: Database) -> str | None:
    """Exchange the two; where the old one is kept."""
    made.close()
    database.close()
    now = f"{datetime.now(VIETNAM_TIME):%Y%m%d-%H%M%S}"
    if database.file is None:
        kept = longest_name(store.name_of(database), f"_replaced_{now.replace('-', '_')}")
        swap_databases(database.url, store.name_of(made), kept)
        return kept
    assert made.file is not None
    there = database.file.exists()
    old = _free_name(database.file, f"replaced-{now}")
    swap_file(database.file, made.file, old)
    return str(old) if there else None


def _free_name(present: Path, stem: str) -> Path:
    """Two restores in one second must not keep one old file in the place of the other."""
    names = (f"{stem}{'' if number == 1 else f'-{number}'}{present.suffix}" for number in range(1, 1000))
    return next(path for name in names if not (path := present.with_name(name)).exists())


def _difference(database: Database, state: _State, made: Database, file: Path, known: Backup | None) -> Difference:
    made_at = known.made_at if known else datetime.fromtimestamp(file.stat().st_mtime, UTC)
    then, last_then = _read(made)
    now, last_now = _read(database) if state.comparable else ({}, 0)
    changes = max(0, last_now - last_then)
    return Difference(file.name, made_at, _weeks(now, then), changes, len(then), known=state.comparable)


def _read(database: Database) -> tuple[dict[str, Any], int]:
    """The accepted uploads by what they are, and the number of the last event."""
    with database.reading() as connection:
        uploads = [each for each in read_uploads(connection) if each.status == ACCEPTED]
        return {f"{each.sha256} {each.purpose}": each for each in uploads}, store.read_facts(connection).audit_id


def _weeks(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[Week]:
    lost = [now[key] for key in now.keys() - then.keys()]
    gained = [then[key] for key in then.keys() - now.keys()]
    ends = {upload.period_end for upload in (*lost, *gained)}
    return [_week(lost, gained, end) for end in sorted(ends, key=lambda day: day or date.min)]


def _week(lost: Iterable[Any], gained: Iterable[Any], end: date | None) -> Week:
    gone, back = ([each for each in uploads if each.period_end == end] for uploads in (lost, gained))
    return Week(end, len(gone), len(back), _figures(gone), _figures(back))


def _figures(uploads: Iterable[Any]) -> int:
    """How many figures uploads state."""
    return sum(each.new + each.changed + each.unchanged for each in uploads)
