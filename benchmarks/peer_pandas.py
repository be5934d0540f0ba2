"""What most people write: pandas.read_excel (openpyxl), melt, to_sql; nothing checked.

python -m benchmarks.peer_pandas DATABASE FILE…
"""

from __future__ import annotations

import sys

import pandas as pd
from sqlalchemy import create_engine

from benchmarks.cells import FIRST_ROW, FIRST_TO_DATE, PEOPLE_COLUMN, UNIT_COLUMN


def main(database: str, *files: str) -> None:
    """Load the files and compute one coverage a unit and week."""
    engine = create_engine(f"sqlite:///{database}")
    for file in files:
        table = pd.read_excel(file, header=None, skiprows=FIRST_ROW)
        long = table.melt(id_vars=UNIT_COLUMN, value_vars=list(table.columns[PEOPLE_COLUMN:]), var_name="column")
        long.rename(columns={UNIT_COLUMN: "unit"}).assign(file=file).to_sql(
            "figure", engine, if_exists="append", index=False
        )
    stored = pd.read_sql("figure", engine).pivot_table(index=["file", "unit"], columns="column", values="value")
    stored[FIRST_TO_DATE] / stored[PEOPLE_COLUMN]
    engine.dispose()


if __name__ == "__main__":
    main(*sys.argv[1:])
