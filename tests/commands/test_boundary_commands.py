"""Boundaries by the command line: load, show, remove."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from campaign.cli import app
from tests.builders.geojson import NAMES, build_geojson, feature


def run(url: str, *arguments: str, code: int = 0, role: str = "") -> Result:
    environment = {"CAMPAIGN_LANGUAGE": "en", "CAMPAIGN_ROLE": role}
    done = CliRunner().invoke(app, ["--db", url, "boundaries", *arguments], env=environment)
    assert done.exit_code == code, (done.output, done.exception)
    return done


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "ranh gioi.geojson"
    path.write_bytes(build_geojson())
    return path


def test_a_file_is_loaded_shown_and_removed(database_url: str, file: Path) -> None:
    assert json.loads(run(database_url, "show", "--json").stdout) == {"boundaries": None}
    done = json.loads(run(database_url, "load", str(file), "--as", "lan", "--json").stdout)
    assert (done["file_name"], done["status"], done["points"], done["findings"]) == (file.name, "accepted", 40, [])
    shown = json.loads(run(database_url, "show", "--json").stdout)["boundaries"]
    assert (shown["file"], shown["by"], shown["sha256"]) == (file.name, "lan", done["sha256"])
    assert [(row["unit"], row["name"], row["points"]) for row in shown["units"]] == [
        (*each, 5) for each in NAMES.items()
    ]
    assert "108\tHuyện Sìn Hồ\t1\t5" in run(database_url, "show").stdout
    assert "are removed" in run(database_url, "remove", "--as", "an").stderr
    assert "No boundaries are loaded" in run(database_url, "show").stderr


def test_a_file_with_faults_is_refused_in_sentences(sqlite_url: str, file: Path) -> None:
    file.write_bytes(build_geojson(feature("108", geometry=None), without=("112",)))
    done = run(sqlite_url, "load", str(file), code=1)
    assert f"{file.name}: refused" in done.stdout
    assert "error: Features 4 (Huyện Sìn Hồ): the geometry is no Polygon or MultiPolygon." in done.stderr
    assert "error: No boundaries of Huyện Nậm Nhùn (112)." in done.stderr
    found = json.loads(run(sqlite_url, "load", str(file), "--json", code=1).stdout)["findings"]
    assert [each["code"] for each in found] == ["boundary_geometry", "boundaries_missing"]
    assert json.loads(run(sqlite_url, "show", "--json").stdout) == {"boundaries": None}


def test_a_dry_run_saves_nothing(sqlite_url: str, file: Path) -> None:
    assert "accepted" in run(sqlite_url, "load", str(file), "--dry-run").stdout
    assert "No boundaries are loaded" in run(sqlite_url, "show").stderr


def test_what_is_not_allowed_or_not_there_is_said(sqlite_url: str, file: Path) -> None:
    assert "Only analysts and administrators" in run(sqlite_url, "load", str(file), code=1, role="viewer").stderr
    assert "there is nothing to remove" in run(sqlite_url, "remove", code=1).stderr


def test_the_same_file_again_changes_nothing(sqlite_url: str, file: Path) -> None:
    run(sqlite_url, "load", str(file))
    assert "unchanged" in run(sqlite_url, "load", str(file)).stdout
