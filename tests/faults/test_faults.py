"""The harness in a shortened form: nothing is wrong with the program, and each weakened program is found out.

`make faults` runs it in full and writes docs/reliability.md.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.driver import Driver
from tests.faults.sections import RUN


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with Driver(tmp_path_factory.mktemp("faults")) as started:
        yield started


@pytest.mark.parametrize("part", RUN)
def test_a_fault_leaves_nothing_half_done_and_a_weakened_program_is_found_out(
    part: str, driver: Driver, tmp_path: Path
) -> None:
    table = RUN[part](driver, tmp_path, True)
    assert table.rows
    assert table.wrong == []
