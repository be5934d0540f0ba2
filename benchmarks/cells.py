"""Where things stand in the workbooks of benchmarks.layout and benchmarks.long, counted from 0; on its own, so that
peers start lean."""

from __future__ import annotations

# The weekly sheet: units by row, figures by column.
HEADER_ROW, FIRST_ROW = 6, 10  # the index row stands between them
UNIT_COLUMN, PEOPLE_COLUMN = 1, 2
FIRST_TO_DATE = 4  # doses to date of the first dose

# The long table: one row for each week, unit, group and dose.
LONG_HEADER = ("tuan_bao_cao", "ma_huyen", "don_vi", "nhom_tuoi", "mui", "doi_tuong", "trong_ky", "luy_ke")
