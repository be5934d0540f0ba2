"""How an office lays out its report, kept with each upload and held against the one before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from string import ascii_uppercase

from campaign.domain.counting.layouts import LayoutColumn, check_layout
from campaign.domain.findings import Finding
from campaign.sheets.reading import TableRead
from campaign.store.engine import Connection
from campaign.store.sheets import layouts as store


def read_layouts(connection: Connection, tables: Iterable[TableRead]) -> store.Latest:
    """How the offices that send these tables laid them out last."""
    return store.read_latest_layouts(connection, {table.report for table in tables})


def layouts_of(file: str, tables: Iterable[TableRead]) -> store.Latest:
    """How a file lays out its own."""
    found: store.Latest = {}
    for table in tables:
        found.setdefault(table.report, (file, []))[1].append(_columns(table))
    return found


def check_layouts(tables: Sequence[TableRead], before: store.Latest) -> list[Finding]:
    """What changed since the same office sent the same report last, at each table's first cell."""
    findings: list[Finding] = []
    told: set[tuple[str, str]] = set()
    for table in tables:
        file, layouts = before.get(table.report, ("", []))
        now = _columns(table)
        if layouts and now not in layouts and (table.report, table.signature) not in told:
            told.add((table.report, table.signature))
            corner = table.range.partition(":")[0]
            top = corner.lstrip(ascii_uppercase)
            cells = {column.subject: f"{column.letter}{top}" for column in table.columns}
            findings += check_layout(layouts[0], now, sheet=table.sheet, corner=corner, cells=cells, file=file)
    return findings


def save_layouts(connection: Connection, upload_id: int, tables: Sequence[TableRead]) -> None:
    """Keep how an upload's tables were laid out."""
    layouts = [store.TableLayout(table.sheet, table.range, table.report, _columns(table)) for table in tables]
    store.save_layouts(connection, upload_id, layouts)


def _columns(table: TableRead) -> list[LayoutColumn]:
    """The columns that have a header, with what they were read as."""
    named = [column for column in table.columns if column.subject]
    return [LayoutColumn(each.subject, each.header, " ".join(filter(None, each[2:-1]))) for each in named]
