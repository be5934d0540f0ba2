"""What the harness found once, at its one point: it stays mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import scene
from tests.faults.checker import check, state
from tests.faults.driver import Driver
from tests.faults.kills import Kills, Scenario
from tests.faults.profiles import SHIPPED
from tests.faults.strace import kill_at, of


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    with Driver(tmp_path_factory.mktemp("found")) as started:
        started.environment = {"CAMPAIGN_BACKUP": "off"}
        yield started


def test_whoever_only_reads_after_a_kill_in_the_middle_of_a_commit_sees_what_stood_before(
    driver: Driver, tmp_path: Path
) -> None:
    scenario = Scenario(
        "import", scene.make(tmp_path / "base.db", [0], SHIPPED), ["import", scene.sheet_file(tmp_path, 1)]
    )
    kills = Kills(driver, tmp_path)
    emptied = next(call for call in kills.points(scenario) if call.name == "ftruncate")
    database = scene.put(scenario.database, kills.place)
    assert kill_at(of(driver, database, scenario.args), emptied).killed
    journal = database.with_name("campaign.db-journal")
    assert journal.stat().st_size > 0
    read = driver.run(database, "uploads")
    assert (read.code, "tuan-1.xlsx" in read.stdout) == (0, False)
    assert state(database) == state(scenario.database)


def test_an_upgrade_that_is_killed_at_a_sync_leaves_no_figures_counted_by_the_rules_of_before(
    driver: Driver, tmp_path: Path
) -> None:
    kills = Kills(driver, tmp_path)
    scenario = Scenario("upgrade of 0001", scene.make_old(tmp_path / "old.db", "0001"), ["upgrade"], upgrades=True)
    syncs = [call for call in kills.points(scenario) if call.name == "fdatasync"]
    for call in syncs:
        database = scene.put(scenario.database, kills.place)
        kill_at(of(driver, database, scenario.args), call)
        driver.run(database, "upgrade")
        assert check(database) == [], call
    assert len(syncs) > 3
