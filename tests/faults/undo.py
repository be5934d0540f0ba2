"""Import, correct, withdraw and import again in any order: the same uploads in the same order are the same figures.

So an upload that is withdrawn leaves what stood before it, to the last digit, and one imported again brings it back.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from hypothesis import HealthCheck, Phase, Verbosity, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlalchemy import select

from campaign.domain.place import LAI_CHAU
from campaign.settings import Settings
from campaign.store.schema import denominator_block, figure_block, upload
from campaign.store.sheets.totals import read_all_totals, read_pairs
from campaign.workflows.opening import open_campaign
from campaign.workflows.sheets.importing import import_files
from campaign.workflows.sheets.uploads import withdraw_upload
from tests.faults import scene
from tests.faults.checker import check

WEEKS, CORRECTIONS = 4, 4


class Undone(NamedTuple):
    """How many examples and steps were tried, and how often figures were compared with an earlier time."""

    examples: int
    steps: int
    compared: int
    wrong: tuple[str, ...]


def undo(folder: Path, *, examples: int, steps: int, number: int) -> Undone:
    """Try so many random histories of so many steps, beginning from an empty campaign."""
    empty = scene.make(folder / "empty.db", [], "TRUNCATE")
    counted: Counter[str] = Counter()
    machine = seed(number)(_machine(empty, counted))
    phases = (Phase.generate, Phase.shrink)
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, database=None, phases=phases,
        suppress_health_check=list(HealthCheck), verbosity=Verbosity.quiet, report_multiple_bugs=False,
    )  # fmt: skip
    try:
        run_state_machine_as_test(machine, settings=how)
    except AssertionError as problem:
        return Undone(counted["examples"], counted["steps"], counted["compared"], (str(problem),))
    return Undone(counted["examples"], counted["steps"], counted["compared"], ())


def _machine(empty: Path, counted: Counter[str]) -> type[RuleBasedStateMachine]:
    class History(RuleBasedStateMachine):
        """One campaign, and what it said whenever the same uploads stood."""

        def __init__(self) -> None:
            super().__init__()
            self.folder = Path(tempfile.mkdtemp(prefix="campaign-undo-", dir=empty.parent))
            self.file = Path(shutil.copyfile(empty, self.folder / "campaign.db"))
            self.database = open_campaign(Settings(database_url=f"sqlite:///{self.file.as_posix()}"))
            self.standing: dict[int, tuple[int, int]] = {}  # by upload: its week and its correction
            self.withdrawn: set[tuple[int, int]] = set()
            self.said: dict[tuple[tuple[int, int], ...], str] = {}
            counted["examples"] += 1

        @rule(week=st.integers(0, WEEKS - 1), correction=st.integers(0, CORRECTIONS - 1))
        def import_a_report(self, week: int, correction: int) -> None:
            self._import(week, correction)

        @precondition(lambda self: self.withdrawn)
        @rule(data=st.data())
        def import_again_what_was_withdrawn(self, data: st.DataObject) -> None:
            self._import(*data.draw(st.sampled_from(sorted(self.withdrawn))))

        @precondition(lambda self: self.standing)
        @rule(data=st.data())
        def withdraw(self, data: st.DataObject) -> None:
            number = data.draw(st.sampled_from(sorted(self.standing)))
            withdraw_upload(self.database, number, reason="thử", by=scene.AN)
            self.withdrawn.add(self.standing.pop(number))

        @invariant()
        def the_same_uploads_are_the_same_figures(self) -> None:
            counted["steps"] += 1
            standing = tuple(self.standing.values())
            counted["compared"] += standing in self.said
            now = _digest(self.database)
            assert self.said.setdefault(standing, now) == now, f"{standing} are not the figures they were"

        def teardown(self) -> None:
            self.database.close()
            wrong = check(self.file)
            shutil.rmtree(self.folder)
            assert wrong == [], wrong

        def _import(self, week: int, correction: int) -> None:
            name = f"tuan-{week}-{correction}.xlsx"
            (saved,) = import_files(self.database, [(name, _sheet(week, correction))], by=scene.AN, today=scene.TODAY)
            counted[saved.status] += 1
            if saved.status == "accepted" and saved.upload_id:
                self.standing[saved.upload_id] = (week, correction)

    return History


@cache
def _sheet(week: int, correction: int) -> bytes:
    """The report of a week or one of its corrections: both figures, the week's doses alone, or all doses to date."""
    to_date = 1000 + 10 * week + correction
    return scene.report(
        week, None if correction == CORRECTIONS - 1 else 10 + correction, to_date if correction != 1 else None
    )


def _digest(database: Any) -> str:
    """All rows of the uploads that count, in their order, and all running totals; uploads by their content."""
    with database.reading() as connection:
        uploads = select(upload.c.id, upload.c.sha256).where(upload.c.status == "accepted").order_by(upload.c.id)
        contents = {row.id: row.sha256 for row in connection.execute(uploads)}
        said: list[object] = list(contents.values())
        for table in (figure_block, denominator_block):
            rows = connection.execute(
                select(table).where(table.c.upload.in_(contents)).order_by(table.c.upload, table.c.number)
            )
            said += [
                tuple(contents[row.upload] if name == "upload" else value for name, value in row._mapping.items())
                for row in rows
            ]
        for pair in sorted(read_pairs(connection, LAI_CHAU)):
            totals = read_all_totals(connection, LAI_CHAU, pair)
            said += sorted(repr((pair, key, _named(each, contents))) for key, all_ in totals.items() for each in all_)
    return hashlib.sha256(repr(said).encode()).hexdigest()


def _named(counted: Any, contents: dict[int, str]) -> object:
    number = counted.total.upload
    return (counted.unit, counted.derived, *counted.total._replace(upload=number and contents.get(number, "withdrawn")))
