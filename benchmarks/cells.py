"""Where things stand in the workbooks of benchmarks.layout, counted from 0; on its own, so that peers start lean."""

from __future__ import annotations

HEADER_ROW, FIRST_ROW = 6, 10  # the index row stands between them
UNIT_COLUMN, PEOPLE_COLUMN = 1, 2
FIRST_TO_DATE = 4  # doses to date of the first dose
