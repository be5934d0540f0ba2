"""What most people write: pandas.read_excel (openpyxl), melt, to_sql; nothing checked.

python -m benchmarks.peer_pandas DATABASE FILE…   weekly sheets; DATABASE --long FILE for a long table
"""

from __future__ import annotations

import sys

import pandas as pd
from sqlalchemy import Engine, create_engine

from benchmarks.cells import FIRST_ROW, FIRST_TO_DATE, PEOPLE_COLUMN, UNIT_COLUMN

LONG = "--long"


def main(database: str, *files: str) -> None:
    """Load the files and compute one coverage a unit and week."""
    engine = create_engine(f"sqlite:///{database}")
    if files[0] == LONG:
        _load_long(engine, files[1])
    else:
        _load_weekly(engine, files)
    engine.dispose()


def _load_long(engine: Engine, file: str) -> None:
    pd.read_excel(file).assign(file=file).to_sql("long", engine, index=False)
    stored = pd.read_sql("long", engine)
    stored["luy_ke"] / stored["doi_tuong"]


def _load_weekly(engine: Engine, files: tuple[str, ...]) -> None:
    for file in files:
        table = pd.read_excel(file, header=None, skiprows=FIRST_ROW)
        long = table.melt(id_vars=UNIT_COLUMN, value_vars=list(table.columns[PEOPLE_COLUMN:]), var_name="column")
        long.rename(columns={UNIT_COLUMN: "unit"}).assign(file=file).to_sql(
            "figure", engine, if_exists="append", index=False
        )
    stored = pd.read_sql("figure", engine).pivot_table(index=["file", "unit"], columns="column", values="value")
    stored[FIRST_TO_DATE] / stored[PEOPLE_COLUMN]


if __name__ == "__main__":
    main(*sys.argv[1:])
