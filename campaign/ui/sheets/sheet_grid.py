"""The sheet itself on screen: row numbers and column letters, columns tinted by their meaning, findings in their cells.

A finding's cell can be gone to by a link inside the page, and leads back to its finding; no script takes part in it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from campaign.charts.style import Reader
from campaign.domain.findings import SEVERITIES
from campaign.locale.formats import number
from campaign.sheets.files.parts import column_index, column_letters, place_of
from campaign.sheets.files.view import SheetView
from campaign.sheets.result import Place
from campaign.ui.markup import escape
from campaign.ui.sheets.cell_anchors import Marked, cell_anchor, find_spans
from campaign.ui.sheets.column_roles import KIND_WORDS, kind_of, long_meaning, short_meaning
from campaign.ui.sheets.findings_view import finding_text

# A cell has room for so many signs; its title says all that was found.
MARKS = 3


class TableShown(NamedTuple):
    """A table (TableRead) of the sheet and the columns' letters that questions are open about."""

    read: Any
    asked: frozenset[str]


def draw_sheet(
    view: SheetView,
    tables: Sequence[TableShown],
    marks: Mapping[Place, Sequence[Marked]],
    *,
    number_of: int,
    reader: Reader,
) -> str:
    """A sheet as HTML: its grid in a frame of its own that scrolls; `number_of` is the sheet's in anchors."""
    _ = reader.words
    grid = _Grid(view, tables, marks, number_of, reader)
    name = escape(_("Sheet “{sheet}” as it stands in the file", sheet=view.name))
    return (
        f'<div class="sheet" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead>{grid.head()}</thead><tbody>{grid.body()}</tbody></table></div>{_left_out(view, reader)}"
    )


def draw_legend(views: Sequence[SheetView], tables: Sequence[TableShown], reader: Reader) -> str:
    """What the tints and signs say, in words; only those that are there."""
    _ = reader.words
    kinds = {kind_of(column, asked=column.letter in each.asked) for each in tables for column in each.read.columns}
    tints = [
        f'<li><span class="k-{kind}"></span>{escape(_(words))}</li>'
        for kind, words in KIND_WORDS.items()
        if kind in kinds
    ]
    hidden, word = any(view.hidden_rows or view.hidden_columns for view in views), _("Hidden in the file")
    signs = [f"<li>{escape(_(words))}</li>" for words in SEVERITIES.values()]
    extra = [f'<li><span class="hidden-one"></span>{escape(word)}</li>'] if hidden else []
    return f'<ul class="legend">{"".join(tints + signs + extra)}</ul>'


class _Grid:
    """Draws one sheet row by row."""

    def __init__(
        self,
        view: SheetView,
        tables: Sequence[TableShown],
        marks: Mapping[Place, Sequence[Marked]],
        number_of: int,
        reader: Reader,
    ) -> None:
        self.view, self.marks, self.number_of, self.reader = view, marks, number_of, reader
        self.tables = [(each, *_bounds(each.read.range)) for each in tables]
        self.spans, self.owners = find_spans(view)

    def head(self) -> str:
        """Column letters; under them what the columns mean, where one table alone stands on the sheet."""
        letters = "".join(self._letter(column) for column in self.view.columns)
        meanings = self._meanings(self.tables[0][0]) if len(self.tables) == 1 else ""
        word = escape(self.reader.words("Row"))
        return f'<tr class="letters"><th scope="col"><span class="unseen">{word}</span></th>{letters}</tr>{meanings}'

    def body(self) -> str:
        """The rows, with the meanings above each table where there are several, and a gap where rows are left out."""
        starts = {top: each for each, top, _ in self.tables} if len(self.tables) > 1 else {}
        lines, before = [], -1
        for position, row in enumerate(self.view.rows):
            if row != before + 1:
                lines.append(f'<tr class="gap"><th></th><td colspan="{len(self.view.columns)}">⋮</td></tr>')
            if row in starts:
                lines.append(self._meanings(starts[row]))
            lines.append(self._row(position, row))
            before = row
        return "".join(lines)

    def _letter(self, column: int) -> str:
        hidden = self._hidden_mark(column in self.view.hidden_columns)
        return f'<th scope="col"{hidden[0]}>{column_letters(column)}{hidden[1]}</th>'

    def _meanings(self, shown: TableShown) -> str:
        of_letter = {each.letter: each for each in shown.read.columns}
        cells = "".join(self._meaning(of_letter.get(column_letters(column)), shown) for column in self.view.columns)
        word = escape(self.reader.words("Taken as"))
        return f'<tr class="meanings"><th scope="row">{word}</th>{cells}</tr>'

    def _meaning(self, column: Any, shown: TableShown) -> str:
        if column is None:
            return "<td></td>"
        asked = column.letter in shown.asked
        short, whole = short_meaning(column, self.reader, asked=asked), long_meaning(column, self.reader)
        return f'<td class="k-{kind_of(column, asked=asked)}" title="{escape(whole)}">{escape(short)}</td>'

    def _row(self, position: int, row: int) -> str:
        hidden = self._hidden_mark(row in self.view.hidden_rows)
        kinds = self._kinds(row)
        cells = "".join(
            self._cell((row, column), self.view.texts[position][at], kinds)
            for at, column in enumerate(self.view.columns)
            if (row, column) not in self.owners
        )
        return f'<tr><th scope="row"{hidden[0]}>{row + 1}{hidden[1]}</th>{cells}</tr>'

    def _hidden_mark(self, hidden: bool) -> tuple[str, str]:
        word = escape(self.reader.words("hidden")) if hidden else ""
        return (' class="hidden-one"', f"<small>{word}</small>") if hidden else ("", "")

    def _kinds(self, row: int) -> dict[int, str]:
        """The kind of each column that some table covers in this row."""
        return {
            column_index(column.letter): kind_of(column, asked=column.letter in each.asked)
            for each, top, bottom in self.tables
            if top <= row <= bottom
            for column in each.read.columns
        }

    def _cell(self, place: Place, text: str, kinds: Mapping[int, str]) -> str:
        marks = self.marks.get(place, ())
        classes = [f"k-{kinds[place[1]]}"] if place[1] in kinds else []
        classes += ["number"] if place in self.view.numbers else []
        classes += ["marked", marks[0].finding.severity] if marks else []
        named = f' class="{" ".join(classes)}"' if classes else ""
        span = self.spans.get(place, "")
        if not marks:
            return f"<td{named}{span}>{escape(text)}</td>"
        said = escape(" ".join(finding_text(each.finding, self.reader) for each in marks))
        signs = "".join(self._mark(each) for each in marks[:MARKS])
        return f'<td id="{cell_anchor(self.number_of, place)}"{named}{span} title="{said}">{signs}{escape(text)}</td>'

    def _mark(self, mark: Marked) -> str:
        words = self.reader.words(SEVERITIES[mark.finding.severity])
        sign, label = words[0], escape(self.reader.words("{severity}: back to the finding", severity=words))
        return f'<a class="mark" href="#{mark.anchor}" aria-label="{label}">{sign}</a>'


def _left_out(view: SheetView, reader: Reader) -> str:
    """Says it when a sheet is too long or too wide to be drawn whole."""
    if len(view.rows) == view.rows_in_all and len(view.columns) == view.columns_in_all:
        return ""
    counts = {
        "rows": number(len(view.rows), reader.language),
        "rows_in_all": number(view.rows_in_all, reader.language),
        "columns": number(len(view.columns), reader.language),
        "columns_in_all": number(view.columns_in_all, reader.language),
    }
    text = reader.words(
        "Drawn: {rows} of {rows_in_all} rows and {columns} of {columns_in_all} columns, those with findings among "
        "them. All were read.",
        **counts,
    )
    return f'<p class="muted">{escape(text)}</p>'


def _bounds(written: str) -> tuple[int, int]:
    """The first and last row, from 0, of a range such as 'A7:Y19'."""
    first, _, last = written.partition(":")
    return _row_of(first), _row_of(last or first)


def _row_of(cell: str) -> int:
    return place_of(cell)[0]
