"""The least that could be done: every number of every sheet into SQLite, nothing checked.

python -m benchmarks.peer_bare DATABASE FILE…
"""

from __future__ import annotations

import sqlite3
import sys

from python_calamine import CalamineWorkbook

from benchmarks.cells import FIRST_ROW, FIRST_TO_DATE, PEOPLE_COLUMN, UNIT_COLUMN

TABLE = "CREATE TABLE figure (file TEXT, unit TEXT, column INTEGER, value INTEGER)"
COVERAGE = f"""
    SELECT done.unit, done.value * 1.0 / people.value FROM figure done
    JOIN figure people ON people.file = done.file AND people.unit = done.unit AND people.column = {PEOPLE_COLUMN}
    WHERE done.column = {FIRST_TO_DATE}
"""


def main(database: str, *files: str) -> None:
    """Load the files and compute one coverage a unit and week."""
    connection = sqlite3.connect(database)
    connection.execute(TABLE)
    for file in files:
        rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[FIRST_ROW:]
        connection.executemany(
            "INSERT INTO figure VALUES (?, ?, ?, ?)",
            [
                (file, row[UNIT_COLUMN], column, value)
                for row in rows
                for column, value in enumerate(row[PEOPLE_COLUMN:], PEOPLE_COLUMN)
            ],
        )
        connection.commit()
    connection.execute(COVERAGE).fetchall()
    connection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
