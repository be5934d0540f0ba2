"""Importing one sheet and many, against the two ways people would otherwise write."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from benchmarks.layout import FIGURES, read_rows, write_weekly_workbook
from benchmarks.long import ROWS, write_long_workbook
from benchmarks.processes import Cost, measure_in_turn

OURS, BARE, PANDAS = "this program", "bare loop (calamine, sqlite3)", "pandas + openpyxl + to_sql"


LONG_ROUNDS = 5  # a long table takes a minute: one round for so many of the others
LONG = "--long"  # tells a peer what it is given


def measure_imports(folder: Path, *, rounds: int, weeks: int, quick: bool) -> None:
    """Print the cost of importing one weekly sheet, `weeks` of them in one call, and a long table (not when `quick`),
    each into a fresh database."""
    files = [folder / f"tuan-{week + 1:03}.xlsx" for week in range(weeks)]
    for week, file in enumerate(files):
        write_weekly_workbook(file, week)
    empty = folder / "empty.db"
    _campaign(empty, "upgrade")
    _check_that_all_is_read(empty, files[0], folder / "checked.db")
    for number in (1, weeks):
        costs = measure_in_turn(_contenders(empty, files[:number], folder), rounds=rounds)
        _print(f"import of {number} sheet{'s' * (number > 1)} of {FIGURES * _communes():,} figures", costs, rounds)
    if not quick:
        _measure_long(empty, folder, rounds=1 + rounds // LONG_ROUNDS)


def _measure_long(empty: Path, folder: Path, *, rounds: int) -> None:
    file = folder / "nhieu-nam.xlsx"
    write_long_workbook(file)
    costs = measure_in_turn(_contenders(empty, [file], folder, LONG), rounds=rounds)
    _print(f"import of one long table of {ROWS:,} rows, {2 * ROWS:,} figures", costs, rounds)


def _contenders(empty: Path, files: Sequence[Path], folder: Path, *options: str) -> dict[str, Callable[[], list[str]]]:
    names = list(map(str, files))
    numbers = count(1)

    def ours() -> list[str]:
        database = shutil.copyfile(empty, folder / f"ours-{len(names)}-{next(numbers)}.db")
        return [sys.executable, "-m", "campaign", "--db", f"sqlite:///{database.as_posix()}", "import", *names]

    def peer(module: str) -> Callable[[], list[str]]:
        return lambda: [
            *(sys.executable, "-m", f"benchmarks.{module}"),
            *(str(folder / f"{module}-{len(names)}-{next(numbers)}.db"), *options, *names),
        ]

    return {OURS: ours, BARE: peer("peer_bare"), PANDAS: peer("peer_pandas")}


def _check_that_all_is_read(empty: Path, file: Path, database: Path) -> None:
    """A quick import of half the figures would be no achievement."""
    shutil.copyfile(empty, database)
    (outcome,) = json.loads(_campaign(database, "import", "--json", str(file)))["files"]
    read = (outcome["status"], outcome["counts"]["new"], outcome["findings"])
    assert read == ("accepted", FIGURES * _communes(), []), read


def _communes() -> int:
    return sum(row.people is not None for row in read_rows())


def _campaign(database: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "campaign", "--db", f"sqlite:///{database.as_posix()}", *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, encoding="utf-8").stdout


def _print(title: str, costs: dict[str, Cost], rounds: int) -> None:
    print(f"\n{title} (whole process, medians of {rounds} in turn)")
    print(f"  {'':<32}{'CPU s':>8}{'× bare':>9}{'× pandas':>10}{'peak MiB':>10}")
    for name, cost in costs.items():
        ratios = f"{cost.cpu / costs[BARE].cpu:>9.2f}{cost.cpu / costs[PANDAS].cpu:>10.2f}"
        print(f"  {name:<32}{cost.cpu:>8.3f}{ratios}{cost.peak:>10.0f}")
