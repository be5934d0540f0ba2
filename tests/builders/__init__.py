"""Workbooks as offices send them, made from plain campaign data: every layout, every habit, one call each."""

from __future__ import annotations

from tests.builders.canvas import Formula, Grid, write_workbook
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
from tests.builders.l1 import build_l1
from tests.builders.l2 import build_l2
from tests.builders.l3 import build_l3, build_l9
from tests.builders.l4 import build_l4
from tests.builders.l5 import L5_DOSES, build_l5, build_l8
from tests.builders.reference import full_vocabulary

__all__ = [
    "DISTRICTS",
    "GROUP_LABELS",
    "L1_BLOCKS",
    "L2_PAIRS",
    "L5_DOSES",
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
    "build_l8",
    "build_l9",
    "communes_of",
    "edit_part",
    "full_vocabulary",
    "replace_part",
    "sample_denominators",
    "sample_rows",
    "set_cells",
    "write_workbook",
]
