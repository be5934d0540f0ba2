"""Workbooks as offices send them, made from plain campaign data: every layout, every habit, one call each."""

from __future__ import annotations

from tests.builders.canvas import Formula, Grid, write_workbook
from tests.builders.csv_files import write_csv
from tests.builders.damage import edit_part, replace_part, set_cells
from tests.builders.data import (
    DISTRICTS,
    GROUP_LABELS,
    L1_BLOCKS,
    L2_PAIRS,
    Denominators,
    Figures,
    Rows,
    Style,
    communes_of,
    sample_denominators,
    sample_rows,
)
from tests.builders.grids import grids_of
from tests.builders.l1 import build_l1
from tests.builders.l2 import build_l2
from tests.builders.l3 import build_l3, build_l9
from tests.builders.l4 import build_l4
from tests.builders.l5 import L5_DOSES, build_l5, build_l8
from tests.builders.l6 import INVITED, L6_COUNTS, L6_DOSES, L6_PRODUCTS, L6_UNITS, build_l6, sample_day
from tests.builders.l7 import L7_DOSES, build_l7, l7_grid
from tests.builders.ods import ods_of, write_ods
from tests.builders.reference import full_vocabulary
from tests.builders.xls import rename_stream, set_formula_result, to_tcvn3, to_vni, write_xls

__all__ = [
    "DISTRICTS",
    "GROUP_LABELS",
    "INVITED",
    "L1_BLOCKS",
    "L2_PAIRS",
    "L5_DOSES",
    "L6_COUNTS",
    "L6_DOSES",
    "L6_PRODUCTS",
    "L6_UNITS",
    "L7_DOSES",
    "Denominators",
    "Figures",
    "Formula",
    "Grid",
    "Rows",
    "Style",
    "build_l1",
    "build_l2",
    "build_l3",
    "build_l4",
    "build_l5",
    "build_l6",
    "build_l7",
    "build_l8",
    "build_l9",
    "communes_of",
    "edit_part",
    "full_vocabulary",
    "grids_of",
    "l7_grid",
    "ods_of",
    "rename_stream",
    "replace_part",
    "sample_day",
    "sample_denominators",
    "sample_rows",
    "set_cells",
    "set_formula_result",
    "to_tcvn3",
    "to_vni",
    "write_csv",
    "write_ods",
    "write_workbook",
    "write_xls",
]
