"""The labels over each column of a header block, with labels over several columns spread out."""

from __future__ import annotations

from typing import NamedTuple

from campaign.sheets.files.workbook import Sheet


class Labels(NamedTuple):
    """For each column its labels from the top down, without repeats."""

    texts: list[tuple[str, ...]]


def read_labels(sheet: Sheet, top: int, bottom: int) -> Labels:
    """The labels of the header rows `top`..`bottom`, for every column of the sheet."""
    width = len(sheet.rows[top]) if sheet.rows else 0
    block = [[_text(value) for value in sheet.rows[row]] for row in range(top, bottom + 1)]
    owner = [[(row, column) for column in range(width)] for row in range(len(block))]
    merged = _spread_merges(sheet, top, bottom, block, owner)
    _spread_right(block, owner, merged)
    return Labels([_labels(block, owner, column) for column in range(width)])


def _text(value: object) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else " ".join(str(value).split())


def _spread_merges(
    sheet: Sheet, top: int, bottom: int, block: list[list[str]], owner: list[list[tuple[int, int]]]
) -> set[tuple[int, int]]:
    """Write a merged label into every cell it covers; the cells covered."""
    covered = set()
    for first_row, left, last_row, right in sheet.merges:
        if first_row > bottom or last_row < top or first_row < top:
            continue
        for row in range(first_row - top, min(last_row, bottom) - top + 1):
            for column in range(left, min(right, len(block[0]) - 1) + 1):
                block[row][column] = block[first_row - top][left]
                owner[row][column] = (first_row - top, left)
                covered.add((row, column))
    return covered


def _spread_right(block: list[list[str]], owner: list[list[tuple[int, int]]], merged: set[tuple[int, int]]) -> None:
    """Let a label that is not merged stand over the blank cells to its right that have labels below them.

    It does not pass the end of the label above it, and a label with nothing below is a column's own.
    """
    for row in range(len(block) - 1):
        for column in range(1, len(block[row])):
            here, left = (row, column), (row, column - 1)
            if block[row][column] or here in merged or left in merged or not block[row][column - 1]:
                continue
            own = any(block[below][owner[row][column - 1][1]] for below in range(row + 1, len(block)))
            under = any(block[below][column] for below in range(row + 1, len(block)))
            same_parent = row == 0 or owner[row - 1][column] == owner[row - 1][column - 1]
            if own and under and same_parent:
                block[row][column] = block[row][column - 1]
                owner[row][column] = owner[row][column - 1]


def _labels(block: list[list[str]], owner: list[list[tuple[int, int]]], column: int) -> tuple[str, ...]:
    seen: set[tuple[int, int]] = set()
    labels: list[str] = []
    for row in range(len(block)):
        if block[row][column] and owner[row][column] not in seen:
            seen.add(owner[row][column])
            if labels[-1:] != [block[row][column]]:  # repeated where others merge
                labels.append(block[row][column])
    return tuple(labels)
