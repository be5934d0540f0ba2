"""The ways the program is run under faults: as shipped, with a write-ahead log, and weakened so that a fault must show.

Only the harness weakens it, from outside; the program itself has no switch for any of this.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from campaign.domain.counting.blocks import Stated
from campaign.store import engine
from campaign.store.sheets import uploads
from campaign.workflows.sheets import batches, previews

SHIPPED, LOG = "TRUNCATE+EXTRA", "WAL+FULL"
SOUND = (SHIPPED, LOG)
# Settings that other programs use, which a power cut must find out.
LOSING = ("WAL+NORMAL", "DELETE+FULL", "DELETE+OFF")

DEFERRED = "deferred BEGIN"
FORGETFUL = "no fingerprint of uploads"
TORN = "two transactions an upload"
SLOW_DISK_SECONDS = 0.02


def apply(profile: str) -> None:
    """Make this process run as the profile says; there is no way back."""
    if profile in WEAKENED:
        WEAKENED[profile]()
    elif profile != SHIPPED:
        journal, synchronous = profile.split("+")
        _put(engine, "WRITER_PRAGMAS", (f"journal_mode={journal}", f"synchronous={synchronous}"))


def journal_of(profile: str) -> str:
    """The journal a database of this profile is made with."""
    return profile.split("+")[0] if "+" in profile else "TRUNCATE"


def _defer() -> None:
    """Transactions begin when they first write, as SQLite's own do."""
    set_up = engine._set_up

    def deferred(made: Any, pragmas: tuple[str, ...], *, begin: str) -> None:
        set_up(made, pragmas, begin="BEGIN")

    _put(engine, "_set_up", deferred)


def _forget() -> None:
    """What was uploaded before is not known again, neither by its bytes nor by its figures."""
    _put(batches, "read_hashes", lambda connection: set())
    _put(previews, "read_hashes", lambda connection: set())
    _put(previews, "_status", lambda findings, plan: previews.ACCEPTED)
    planned = previews.planned

    def unknown(preview: Any, plan: Any) -> Any:
        return planned(preview, plan._replace(holder=None))

    _put(batches, "planned", unknown)


def _tear() -> None:
    """An upload is committed before its blocks are: what a kill in between leaves is half an upload."""
    save = uploads.save_upload

    def torn(connection: Any, place: Any, new: Any, *, by: Any) -> int:
        number = save(connection, place, new._replace(stated=Stated((), (), ())), by=by)
        connection.exec_driver_sql("COMMIT")
        time.sleep(SLOW_DISK_SECONDS)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        columns, figures, people = new.stated
        rows = [(number, n, *column) for n, column in enumerate(columns)]
        engine.add_rows(connection, uploads.source_column, rows)
        engine.add_rows(
            connection, uploads.figure_block, [uploads._figure_row(place, number, *each) for each in enumerate(figures)]
        )
        engine.add_rows(
            connection,
            uploads.denominator_block,
            [uploads._people_row(place, number, *each) for each in enumerate(people)],
        )
        return number

    _put(batches, "save_upload", torn)


WEAKENED: dict[str, Callable[[], None]] = {DEFERRED: _defer, FORGETFUL: _forget, TORN: _tear}


def _put(module: Any, name: str, value: Any) -> None:
    if not hasattr(module, name):
        raise LookupError(f"{module.__name__} has no {name}: the weakened profile would weaken nothing")
    setattr(module, name, value)
