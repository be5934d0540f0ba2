"""What the harness found, as a section of docs/reliability.md."""

from __future__ import annotations

import platform
import re
import sqlite3
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

MOST_TOLD = 20  # of what is wrong; the table counts all of it


class Table(NamedTuple):
    """One part of the harness: a title, what it did in a sentence or two, and its figures."""

    part: str
    title: str
    text: str
    header: Sequence[str]
    rows: Sequence[Sequence[object]]
    wrong: Sequence[str] = ()

    def words(self) -> str:
        """The section as Markdown."""
        lines = [f"### {self.title}", "", self.text, "", _row(self.header), _row(["---"] * len(self.header))]
        lines += [_row(row) for row in self.rows]
        if self.wrong:
            lines += ["", *(f"- **wrong**: {' '.join(each.split())}" for each in self.wrong[:MOST_TOLD])]
        return "\n".join(lines)


def machine(folder: Path) -> str:
    """The facts of the machine that figures depend on."""
    filesystem = subprocess.run(["stat", "-f", "-c", "%T", str(folder)], capture_output=True, text=True).stdout.strip()
    programs = f"SQLite {sqlite3.sqlite_version}, Python {platform.python_version()}"
    return f"{programs}, {platform.system()} {platform.release()}, files on {filesystem}."


def write(document: Path, table: Table, facts: str) -> None:
    """Put a section in place of the one there was; the document says where with a pair of comments."""
    start, end = f"<!-- faults {table.part} -->", f"<!-- end of faults {table.part} -->"
    section = f"{start}\n{table.words()}\n\n{facts}\n{end}"
    text = document.read_text(encoding="utf-8") if document.exists() else "# Reliability\n"
    known = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
    changed = known.sub(lambda _: section, text) if known.search(text) else f"{text.rstrip()}\n\n{section}\n"
    document.write_text(changed, encoding="utf-8")


def _row(cells: Sequence[object]) -> str:
    return f"| {' | '.join(f'{cell:,}'.replace(',', ' ') if isinstance(cell, int) else str(cell) for cell in cells)} |"
