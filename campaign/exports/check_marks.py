"""Findings marked in a workbook: a colour for the cell and a comment that says what was found."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from typing import Any

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.utils.cell import coordinate_to_tuple

from campaign.domain.findings import ERROR, INFO, SEVERITIES, WARNING, Finding, finding_message
from campaign.locale import LANGUAGES, N_, Translate, translator

AUTHOR = N_("Figure check")
MORE_HERE = N_("… and {count} more findings for this cell.")

# A fill for each severity on which black text reads well.
FILLS = {ERROR: "FFFFC7CE", WARNING: "FFFFEB9C", INFO: "FFDDEBF7"}

# Comments are drawings: thousands of them make a workbook slow to open.
MOST_COMMENTED, MOST_IN_ONE_CELL = 2_000, 20
COMMENT_WIDTH, COMMENT_MOST_HEIGHT, LINE_HEIGHT = 340, 420, 17  # pixels
COMMENT_LINE = 50  # characters

_CELL = re.compile(r"[A-Z]{1,3}[1-9][0-9]{0,6}")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_DARK_THEME_COLOURS = (1, 3)  # of Office themes: text 1 and text 2


def mark_findings(sheets: Mapping[str, Any], findings: Sequence[Finding], language: str) -> None:
    """Colour the cells of `findings` (the worst first) by their worst one, and say in comments what was found.

    `sheets` are the worksheets by the names that findings have. A comment that stands in the cell already is kept
    above ours; in a merged block the first cell carries both.
    """
    here: dict[tuple[str, int, int], list[Finding]] = defaultdict(list)
    commented: set[tuple[str, int, int]] = set()
    for number, finding in enumerate(findings):
        sheet, place = finding.sheet or "", find_place(finding)
        if sheet in sheets and place:
            key = (sheet, *_first_of_block(sheets[sheet], *place))
            here[key].append(finding)
            if number < MOST_COMMENTED:
                commented.add(key)
    for (sheet, row, column), found in here.items():
        cell = sheets[sheet].cell(row, column)
        _colour(cell, found[0].severity)
        if (sheet, row, column) in commented:
            _comment(cell, found, language)


def find_place(finding: Finding) -> tuple[int, int] | None:
    """The finding's row and column from 1; None where it has no cell that a sheet can have."""
    if not finding.cell or not _CELL.fullmatch(finding.cell):
        return None
    row, column = coordinate_to_tuple(finding.cell)
    return (row, column) if row <= _LAST_ROW and column <= _LAST_COLUMN else None


def words_of(finding: Finding, language: str) -> str:
    """What was found, without where: that is said by the place of the words; no characters that XML forbids."""
    return plain_text(finding_message(finding._replace(sheet=None, cell=None), language))


def plain_text(text: str) -> str:
    """A text without the control characters that a workbook cannot hold."""
    return str(ILLEGAL_CHARACTERS_RE.sub("", text))


def remove_marks(cells: Iterable[Any]) -> None:
    """Take the comments and colours of an earlier check off, so that a corrected sheet is not shown as wrong."""
    authors = [translator(language)(AUTHOR) for language in LANGUAGES]
    for cell in cells:
        if cell.comment and (kept := _without_ours(cell.comment, authors)) is not cell.comment:
            cell.comment = kept
            if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in FILLS.values():
                cell.fill = PatternFill()


def _first_of_block(sheet: Any, row: int, column: int) -> tuple[int, int]:
    if isinstance(sheet._cells.get((row, column)), MergedCell):
        for block in sheet.merged_cells.ranges:
            if block.min_row <= row <= block.max_row and block.min_col <= column <= block.max_col:
                return block.min_row, block.min_col
    return row, column


def _colour(cell: Any, severity: str) -> None:
    cell.fill = PatternFill("solid", fgColor=FILLS[severity])
    if not _is_dark(cell.font.color):
        font = copy(cell.font)
        font.color = "FF000000"
        cell.font = font


def _is_dark(colour: Any) -> bool:
    """Whether text of this colour reads well on a pale fill."""
    if colour is None or (colour.type == "indexed" and colour.indexed >= len(COLOR_INDEX)):
        return True
    if colour.type == "theme":
        return colour.theme in _DARK_THEME_COLOURS and colour.tint < 0.4
    rgb = COLOR_INDEX[colour.indexed] if colour.type == "indexed" else colour.rgb
    if not isinstance(rgb, str) or not re.fullmatch(r"[0-9A-Fa-f]{8}", rgb):
        return colour.type == "auto"
    red, green, blue = (int(rgb[place : place + 2], 16) for place in (2, 4, 6))
    return 0.299 * red + 0.587 * green + 0.114 * blue < 128


def _comment(cell: Any, found: Sequence[Finding], language: str) -> None:
    translate = translator(language)
    author, text = translate(AUTHOR), _joined(found, translate, language)
    if cell.comment:
        text, author = f"{cell.comment.text}\n\n{author}:\n{text}", cell.comment.author
    cell.comment = fitted(Comment(text, author))


def fitted(comment: Any) -> Any:
    """The comment, as large as its text needs."""
    lines = sum(max(1, math.ceil(len(line) / COMMENT_LINE)) for line in comment.text.split("\n"))
    comment.width, comment.height = COMMENT_WIDTH, min(LINE_HEIGHT * (lines + 1), COMMENT_MOST_HEIGHT)
    return comment


def _joined(found: Sequence[Finding], translate: Translate, language: str) -> str:
    texts = [f"{translate(SEVERITIES[each.severity])}: {words_of(each, language)}" for each in found[:MOST_IN_ONE_CELL]]
    if len(found) > MOST_IN_ONE_CELL:
        texts.append(translate(MORE_HERE).format(count=len(found) - MOST_IN_ONE_CELL))
    return "\n\n".join(texts)


def _without_ours(comment: Any, authors: Sequence[str]) -> Any | None:
    """The comment as it was before an earlier check; None where that check wrote all of it."""
    if comment.author in authors:
        return None
    for author in authors:
        before, ours, _ = comment.text.partition(f"\n\n{author}:\n")
        if ours:
            return fitted(Comment(before, comment.author))
    return comment
