"""Text with separated cells (.csv, .tsv, .txt) as one sheet. Every cell stays text: what is a number, and which, is
decided where all cells are read, and a cell that begins with '=' is no formula."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter
from contextlib import suppress
from itertools import islice

from campaign.domain.findings import INFO, Finding
from campaign.domain.names.syllables import is_syllable
from campaign.settings import Limits
from campaign.sheets.files.kinds import UTF8_MARK, UTF16_MARKS, unreadable
from campaign.sheets.files.old_fonts import MOST_WORDS, find_readings
from campaign.sheets.files.sheet import ERROR_SHOWN, MAX_COLUMN, Scan, Sheet, Workbook
from campaign.sheets.result import cell_name

SHEET = "CSV"
# Vietnamese Excel writes ';', since ',' stands in its numbers. In this order where two explain a file as well.
DELIMITERS = "\t;,|"
# So many lines tell the delimiter, and so many words the letters.
LINES_LOOKED_AT = 500
# Lines have the same number of cells when this many have: programs write them so, hands do not.
MOST_LINES = 0.8
WORDS_LOOKED_AT = 2_000

_SAYS_DELIMITER = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line, which it does not show
# 'M?i 3': a program wrote '?' for letters that its code page does not have.
_LOST_LETTERS = re.compile(r"[^\W\d_]\?+[^\W\d_]")
SURELY_LOST = 3
_WORDS = re.compile(r"[^\W\d_]+")
_SHOWN = {"\t": "TAB"}
_ERROR_STARTS = frozenset("#EL")


def open_csv(content: bytes, limits: Limits) -> Workbook:
    """The text as a workbook of one sheet; raises UnreadableFile when letters or quotes cannot be told."""
    text, encoding = _decode(content)
    if len(_LOST_LETTERS.findall(text)) >= SURELY_LOST:
        raise unreadable("lost_letters")
    said = _SAYS_DELIMITER.match(text)
    text = text[said.end() :] if said else text
    delimiter = said[1] if said else _find_delimiter(text)
    rows = _read_rows(text, delimiter, limits)
    _check_end(text, rows)
    values = {"delimiter": _SHOWN.get(delimiter, delimiter), "encoding": encoding}
    return Workbook([_sheet(rows)], [], findings=[Finding(INFO, "text_file", SHEET, values=values)])


def _sheet(rows: list[list[str]]) -> Sheet:
    """The rows, each as long as the longest; what shows an error is one."""
    width, errors = max(map(len, rows), default=0), {}
    for number, row in enumerate(rows):
        row.extend([""] * (width - len(row)))
        for column, value in enumerate(row):
            if value[:1] in _ERROR_STARTS and ERROR_SHOWN.fullmatch(value.strip()):
                errors[cell_name(number, column)], row[column] = value.strip(), ""
    return Sheet(SHEET, rows, [], Scan(errors=errors))


def _decode(content: bytes) -> tuple[str, str]:
    """The text and the name of its encoding: by its mark, else UTF-8 when it is, else by which letters make words."""
    marked = "utf-16" if content.startswith(UTF16_MARKS) else "utf-8"
    try:
        text = content.removeprefix(UTF8_MARK).decode(marked)
    except UnicodeDecodeError as error:
        if content.startswith((UTF8_MARK, *UTF16_MARKS)):
            raise unreadable("damaged_file") from error
        return _decode_by_words(content)
    if "\0" in text:
        raise unreadable("damaged_file")
    return text, marked.upper()


def _decode_by_words(content: bytes) -> tuple[str, str]:
    """Windows-1258 (a tone mark follows its letter), or Latin-1 signs that may be those of an old font."""
    latin = content.decode("latin-1")
    found = [(_share_of_old_fonts(latin), latin, "8-bit")]
    try:
        vietnamese = unicodedata.normalize("NFC", content.decode("cp1258"))
        found.append((_share_of_words(vietnamese), vietnamese, "Windows-1258"))
    except UnicodeDecodeError:
        pass
    share, text, encoding = max(found)
    if share < MOST_WORDS or "\0" in text:
        raise unreadable("unknown_letters")
    return text, encoding


def _share_of_words(text: str) -> float:
    words = [word for word in islice(_WORDS.findall(text), WORDS_LOOKED_AT) if not word.isascii()]
    return sum(map(is_syllable, words)) / len(words) if words else 0.0


def _share_of_old_fonts(text: str) -> float:
    lines = [line for line in islice(text.splitlines(), LINES_LOOKED_AT) if not line.isascii()]
    return sum(bool(find_readings(line)) for line in lines) / len(lines) if lines else 0.0


def _find_delimiter(text: str) -> str:
    """The delimiter that cuts most lines into the same number of cells."""
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _evenness(text: str, delimiter: str) -> tuple[float, int]:
    """(share of the lines that have the usual number of cells, that number)."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    widths: Counter[int] = Counter()
    with suppress(csv.Error):  # told when the cells are read
        widths.update(len(row) for row in islice(reader, LINES_LOOKED_AT) if any(row))
    usual, count = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(0, 0))
    return (count / widths.total(), usual) if usual > 1 else (0.0, usual)


def _read_rows(text: str, delimiter: str, limits: Limits) -> list[list[str]]:
    """The cells as they are written, rows of different lengths."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows, width = [], 0
    try:
        for row in reader:
            rows.append(row)
            width = max(width, len(row))
            if width > MAX_COLUMN or not limits.hold(len(rows), width):
                raise unreadable("far_cell", cell=cell_name(len(rows) - 1, width - 1))
    except csv.Error as error:
        raise unreadable("open_quote", row=len(rows) + 1) from error
    return rows


def _check_end(text: str, rows: list[list[str]]) -> None:
    """A last line without an end, shorter than nearly all the others, was cut off: its last number may be too."""
    if len(rows) > 2 and not text.endswith(("\n", "\r")):
        usual, count = Counter(len(row) for row in rows[:-1] if row).most_common(1)[0]
        if count >= MOST_LINES * (len(rows) - 1) and len(rows[-1]) < usual:
            raise unreadable("damaged_file")
