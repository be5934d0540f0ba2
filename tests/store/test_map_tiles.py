"""data/map_tiles.csv: every district has a place of its own, and a slip in the file is told."""

from __future__ import annotations

import pytest

from campaign.settings import DATA
from campaign.store.manage.reference_files import read_reference_file
from tests.builders.geojson import PLACES

TEXT = (DATA / "map_tiles.csv").read_text(encoding="utf-8")


def test_the_tiles_are_those_of_the_districts():
    [(table, rows)] = read_reference_file("map_tiles.csv", TEXT)
    assert table.name == "map_tile"
    assert {row["unit"]: (row["across"], row["down"]) for row in rows} == PLACES
    assert {(row["era"], row["province"]) for row in rows} == {("2021", "12")}


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [("107,0,0", "107,2,0", "the same place"), ("107,0,0", "107,left,0", "invalid literal"), (",across", "", "across")],
)
def test_a_slip_is_told(old, new, says):
    assert old in TEXT
    with pytest.raises((ValueError, KeyError), match=says):
        read_reference_file("map_tiles.csv", TEXT.replace(old, new))
