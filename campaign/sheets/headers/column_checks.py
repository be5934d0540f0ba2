"""What the columns of a table leave open: asked, told, or refused, and then not read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from campaign.domain.counting.periods import read_stated
from campaign.domain.questions import COLUMN
from campaign.sheets.files.parts import column_index
from campaign.sheets.files.workbook import Row
from campaign.sheets.headers.headings import (
    DENOMINATOR,
    FIGURE,
    IGNORED,
    PEOPLE_OF_DAY,
    SET_ASIDE,
    UNREAD,
    UNTOLD,
    is_beside_doses,
)
from campaign.sheets.headers.layouts import Layout
from campaign.sheets.headers.tables import Table
from campaign.sheets.numbers.cells import is_dash
from campaign.sheets.result import ColumnMeaning, Notes
from campaign.sheets.words.doubts import Doubt
from campaign.sheets.words.vocabulary import UNKNOWN, Vocabulary

# What an answer says of a column.
ANSWERED = ("role", "group", "dose", "measure", "kind", "product")
# Numbers and names that no header explains are looked for in so many of a table's first rows.
ROWS_SEEN = 200
# A finding quotes this much of a title.
QUOTED = 80
_COUNTING = ("measure", "denominator", "rate", "other_measure")


class Asking(NamedTuple):
    """What a question about a column needs: where it stands and what answers to it hold for."""

    table: Table
    layout: Layout
    notes: Notes
    doubt: Doubt | None = None
    of_people: bool = False

    def doubts(self, meaning: ColumnMeaning) -> bool:
        """Whether the title makes a column doubtful that nobody has answered for."""
        if self.doubt is None or self.doubt.scaled:
            return self.doubt is not None
        if self.doubt.of_events and is_beside_doses(meaning):
            return False
        return self.notes.answer(COLUMN, meaning.subject, self.layout.signature) is None

    def ask_doubt(self, column: int, meaning: ColumnMeaning) -> None:
        """The error at a column that the title makes doubtful."""
        line = self.doubt.line[:QUOTED] if self.doubt else ""
        if self.doubt and self.doubt.scaled:
            values = {"header": meaning.header, "title": line}
            self.notes.error("counted_in", (self.table.bottom, column), values, answerable=False)
        else:
            self.ask("title_in_doubt", column, meaning, header=meaning.header, title=line)

    def ask(self, code: str, column: int, meaning: ColumnMeaning, **values: str) -> None:
        """The error at the column's header, and the question what the column holds."""
        known = {name: value for name, value in meaning._asdict().items() if name in ANSWERED and value != UNKNOWN}
        self.notes.ask(
            code,
            (self.table.bottom, column),
            values,
            kind=COLUMN,
            scope=self.layout.signature,
            subject=meaning.subject,
            text=meaning.header,
            proposed=known | {"role": self._proposed_role(meaning)},
        )

    def _proposed_role(self, meaning: ColumnMeaning) -> str:
        if meaning.role != UNREAD:
            return meaning.role
        return DENOMINATOR if self.of_people else FIGURE


def check_columns(
    meanings: list[ColumnMeaning], rows: Sequence[Row], asking: Asking, vocabulary: Vocabulary
) -> list[ColumnMeaning]:
    """The meanings, without those that cannot be relied on; `rows` are the table's body."""
    _check_row_measures(meanings, rows, vocabulary, asking)
    kept = _without_table_beside(meanings, rows, asking)
    kept = [_check(column, meaning, asking, rows) for column, meaning in enumerate(kept)]
    return _check_twice(kept, asking)


def _check(column: int, meaning: ColumnMeaning, asking: Asking, rows: Sequence[Row]) -> ColumnMeaning:
    """Report or ask what a column with numbers leaves unsaid; such a column is not read."""
    if meaning.role == IGNORED and not meaning.header and sum(_is_number(row[column]) for row in rows[:ROWS_SEEN]) > 1:
        asking.notes.warn("column_without_header", (asking.table.bottom, column))
    if meaning.role not in (FIGURE, DENOMINATOR, UNREAD, *SET_ASIDE):
        return meaning
    untold = meaning.measure.endswith(UNTOLD) and meaning.measure != UNKNOWN
    if not is_filled(rows, column):
        kept = meaning.role in (FIGURE, DENOMINATOR) and not untold
        return meaning if kept else meaning._replace(role=IGNORED, measure="")
    place = (asking.table.bottom, column)
    if meaning.role in SET_ASIDE:
        tell = asking.notes.inform if meaning.role == PEOPLE_OF_DAY else asking.notes.warn
        tell(meaning.role, place, {"header": meaning.header})
        return meaning._replace(role=IGNORED)
    if untold:
        asking.notes.warn("measure_untold", place, {"header": meaning.header})
        return meaning._replace(role=IGNORED, measure="")
    if meaning.role == UNREAD:
        if meaning.group or meaning.dose:
            asking.ask("unknown_column", column, meaning, header=meaning.header)
        else:
            asking.notes.warn("column_not_read", place, {"header": meaning.header})
        return meaning
    unsaid = _unsaid(meaning)
    if unsaid is None and asking.doubts(meaning):
        asking.ask_doubt(column, meaning)
        return meaning._replace(role=UNREAD)
    if unsaid is None:
        return meaning
    asking.ask(unsaid, column, meaning, **{"header" if unsaid == "unknown_measure" else "text": meaning.header})
    return meaning._replace(role=UNREAD)


def is_filled(rows: Sequence[Row], column: int) -> bool:
    """Whether a column has a number, or what may be one, in any of a table's rows."""
    return any(_is_number(row[column]) for row in rows)


def _check_row_measures(
    meanings: Sequence[ColumnMeaning], rows: Sequence[Row], vocabulary: Vocabulary, asking: Asking
) -> None:
    """Refuse a table whose rows, not its columns, say what is counted: 'Nội dung' with 'Trong tuần', 'Lũy kế'."""
    for column, meaning in enumerate(meanings):
        if meaning.role not in (UNREAD, IGNORED) or not meaning.header:
            continue
        texts = {row[column].strip() for row in rows[:ROWS_SEEN] if type(row[column]) is str}
        said = sorted(text for text in texts if any(vocabulary.whole(facet, text) for facet in _COUNTING))
        if said:
            place = (asking.table.bottom, column)
            of_people = vocabulary.whole("people_role", meaning.header) is not None
            code = "people_by_rows" if of_people else "row_measures"
            asking.notes.error(code, place, {"header": meaning.header, "text": said[0]}, answerable=False)


def _without_table_beside(meanings: list[ColumnMeaning], rows: Sequence[Row], asking: Asking) -> list[ColumnMeaning]:
    """Refuse what stands behind an empty column and begins with names of its own: its rows are not the units'."""
    seen = rows[:ROWS_SEEN]
    for column, meaning in enumerate(meanings[1:-1], 1):
        after = meanings[column + 1]
        empty = not meaning.header and not any(row[column] != "" for row in seen)
        if not empty or not after.header or after.role not in (UNREAD, IGNORED):
            continue
        names = any(type(row[column + 1]) is str and row[column + 1].strip() for row in seen)
        if names and any(each.role in (FIGURE, DENOMINATOR) for each in meanings[column + 2 :]):
            place = (asking.table.bottom, column + 1)
            asking.notes.error("table_beside", place, {"header": after.header}, answerable=False)
            return [*meanings[:column], *(each._replace(role=IGNORED) for each in meanings[column:])]
    return meanings


def _unsaid(meaning: ColumnMeaning) -> str | None:
    if meaning.dose == UNKNOWN:
        return "unknown_dose"
    if meaning.group == UNKNOWN:
        return "unknown_group"
    if meaning.role == FIGURE and meaning.measure == UNKNOWN:
        return "unknown_measure"
    return None


def _is_number(value: object) -> bool:
    if isinstance(value, str):
        return is_dash(value) or (any(map(str.isdigit, value)) and len(value) < 20)
    return value is not None and value != ""


def _check_twice(meanings: list[ColumnMeaning], asking: Asking) -> list[ColumnMeaning]:
    """Two columns that state the same thing: neither is taken for the other."""
    seen: dict[tuple[str, ...], ColumnMeaning] = {}
    for column, meaning in enumerate(meanings):
        if meaning.role not in (FIGURE, DENOMINATOR):
            continue
        first = seen.setdefault(meaning[2:-1], meaning)
        if first is not meaning and is_beside_doses(meaning):
            said = {"first": first.letter, "second": meaning.letter, "what": meaning.header}
            asking.notes.warn("same_other", (asking.table.bottom, column), said)
            meanings = [m._replace(role=IGNORED) if m in (first, meaning) else m for m in meanings]
        elif first is not meaning and (earlier := _of_earlier_day(first, meaning)):
            place = (asking.table.bottom, column_index(earlier.letter))
            asking.notes.warn("another_period", place, {"header": earlier.header})
            seen[meaning[2:-1]] = meaning if earlier is first else first
            meanings = [m._replace(role=IGNORED) if m is earlier else m for m in meanings]
        elif first is not meaning:
            said = {"first": first.letter, "second": meaning.letter, "what": meaning.header}
            asking.ask("same_meaning", column, meaning, **said)
            meanings = [m._replace(role=UNREAD) if m is meaning else m for m in meanings]
    return meanings


def _of_earlier_day(first: ColumnMeaning, second: ColumnMeaning) -> ColumnMeaning | None:
    """Of two counts up to different days the earlier one: 'Lũy kế đến 12/5' beside 'Lũy kế đến 19/5'."""
    ends = [[(one.end.month, one.end.day) for one in read_stated(each.header)] for each in (first, second)]
    if not all(ends) or ends[0][-1] == ends[1][-1] or abs(ends[0][-1][0] - ends[1][-1][0]) > 6:  # over a new year?
        return None
    return first if ends[0][-1] < ends[1][-1] else second
