"""The least that could be done: every number of every sheet into SQLite, nothing checked.

python -m benchmarks.peer_bare DATABASE FILE…   weekly sheets; DATABASE --long FILE for a long table
"""

from __future__ import annotations

import sqlite3
import sys

from python_calamine import CalamineWorkbook

from benchmarks.cells import FIRST_ROW, FIRST_TO_DATE, LONG_HEADER, PEOPLE_COLUMN, UNIT_COLUMN

LONG = "--long"
TABLE = "CREATE TABLE figure (file TEXT, unit TEXT, column INTEGER, value INTEGER)"
COVERAGE = f"""
    SELECT done.unit, done.value * 1.0 / people.value FROM figure done
    JOIN figure people ON people.file = done.file AND people.unit = done.unit AND people.column = {PEOPLE_COLUMN}
    WHERE done.column = {FIRST_TO_DATE}
"""
LONG_TABLE = f"CREATE TABLE long (file TEXT, {', '.join(LONG_HEADER)})"
LONG_COVERAGE = "SELECT don_vi, luy_ke * 1.0 / doi_tuong FROM long"


def main(database: str, *files: str) -> None:
    """Load the files and compute one coverage a unit and week."""
    connection = sqlite3.connect(database)
    if files[0] == LONG:
        _load_long(connection, files[1])
    else:
        _load_weekly(connection, files)
    connection.close()


def _load_long(connection: sqlite3.Connection, file: str) -> None:
    """One row a row."""
    connection.execute(LONG_TABLE)
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()[1:]
    marks = ", ".join("?" * (1 + len(LONG_HEADER)))
    connection.executemany(f"INSERT INTO long VALUES ({marks})", [(file, *row) for row in rows])
    connection.commit()
    connection.execute(LONG_COVERAGE).fetchall()


def _load_weekly(connection: sqlite3.Connection, files: tuple[str, ...]) -> None:
    """One row a number."""
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


if __name__ == "__main__":
    main(*sys.argv[1:])
