"""To whom a finding belongs: the unit of its cell or row, or all that are in its sheet or file."""

from __future__ import annotations

import pytest

from campaign.domain.finding_units import OF_FILE, OF_SHEET, OF_UNIT, Belonging, Block, Places
from campaign.domain.findings import WARNING, Finding

NAMES = {"108": "Huyện Sìn Hồ", "03478": "Thị trấn Sìn Hồ", "03487": "Xã Chăn Nưa"}
BLOCKS = [
    Block("Tuần", "D", ["105", "108"], [11, 14]),
    Block("Tuần", "E", ["108"], [14]),
    Block("Hai bảng", "C", ["105", "106"], [5, 6]),
    Block("Hai bảng", "H", ["108"], [5]),
    Block("Phong Thổ", "C", ["109"], [5]),
]


def belongs(sheet, cell, *, code="cumulative_fell", blocks=BLOCKS, **values):
    places = Places(blocks, NAMES, district="108")
    return places.of(Finding(WARNING, code, sheet, cell, values))


@pytest.mark.parametrize(
    ("sheet", "cell", "whose"),
    [
        ("Tuần", "D14", Belonging(OF_UNIT, ("108",))),
        ("Tuần", "E14", Belonging(OF_UNIT, ("108",))),
        ("Tuần", "F14", Belonging(OF_UNIT, ("108",))),  # a blank cell of its row
        ("Tuần", "D11", None),  # the town's
        ("Tuần", "F11", None),
        ("Tuần", "D19", Belonging(OF_SHEET)),  # the total
        ("Tuần", "A4", Belonging(OF_SHEET)),  # the title
        ("Tuần", None, Belonging(OF_SHEET)),
        ("Hai bảng", "H5", Belonging(OF_UNIT, ("108",))),  # two tables side by side
        ("Hai bảng", "C5", None),
        ("Hai bảng", "C6", None),
        ("Phong Thổ", "A1", None),  # a sheet that holds others
        ("Phong Thổ", None, None),
        ("DM", None, Belonging(OF_FILE)),  # a sheet that was not read
        (None, None, Belonging(OF_FILE)),
    ],
)
def test_a_finding_is_its_cells_its_rows_its_sheets_or_its_files(sheet, cell, whose):
    assert belongs(sheet, cell) == whose


def test_a_row_of_two_tables_side_by_side_may_be_either_units():
    assert belongs("Hai bảng", "A5") == Belonging(OF_UNIT, ("108",))


def test_all_the_cells_a_finding_names_count():
    assert belongs("Tuần", "D11", code="dash_is_zero", cells="D11, D14") == Belonging(OF_UNIT, ("108",))
    assert belongs("Tuần", "D11", code="dash_is_zero", cells="D11, F11 …") is None


def test_cells_of_another_sheet_that_a_finding_names_do_not():
    assert belongs("Tuần", "D11", code="communes_disagree", cells="'Phong Thổ' D14–D30") is None


def test_a_file_that_holds_others_alone_concerns_nobody_here():
    assert belongs(None, None, blocks=BLOCKS[-1:]) is None


def test_who_is_named_as_missing_is_concerned_though_not_in_the_sheet():
    missing = {"code": "units_missing", "blocks": BLOCKS[-1:], "names": "Huyện Tam Đường, Huyện Sìn Hồ"}
    assert belongs("Phong Thổ", "A5", **missing) == Belonging(OF_UNIT, ("108",))


@pytest.mark.parametrize(("blocks", "whose"), [(BLOCKS, Belonging(OF_UNIT, ("03487",))), (BLOCKS[-1:], None)])
def test_a_missing_communes_name_counts_only_beside_others_of_its_district(blocks, whose):
    """Names of communes recur in other districts."""
    sheet = blocks[0].sheet
    assert belongs(sheet, "A5", code="units_missing", blocks=blocks, names="Xã Chăn Nưa") == whose
