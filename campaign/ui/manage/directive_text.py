"""A directive's text on the page: its paragraphs, the clauses that targets point at marked where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from campaign.charts.style import Reader
from campaign.domain.directives.quotations import Span, find_quotation, joined
from campaign.ui.markup import escape, link
from campaign.workflows.manage.directives import Clause


class _Mark(NamedTuple):
    """A clause marked in the text."""

    spans: list[Span]
    label: str
    anchor: str


def directive_text(text: str, clauses: Sequence[Clause], reader: Reader) -> str:
    """The whole text as HTML; clauses that targets point at are marked, each with its number and those targets."""
    marks = [_mark(clause, reader) for clause in clauses if clause.targets and clause.spans]
    body = "".join(_paragraphs(text, marks))
    name = escape(reader.words("Full text of the document"))
    return f'<div class="document" tabindex="0" role="region" aria-label="{name}">{body}</div>'


def clause_links(clauses: Sequence[Clause], reader: Reader) -> list[str]:
    """Links to the clauses that are marked, in the order of the text."""
    marks = [_mark(clause, reader) for clause in clauses if clause.targets and clause.spans]
    return [link(mark.label, f"#{mark.anchor}") for mark in marks]


def clause_text(clause: str, words: str) -> str:
    """A clause as HTML, the words quoted from it marked."""
    mark = _Mark(joined(find_quotation(clause, words)), "", "")
    return f"<blockquote>{''.join(_paragraphs(clause, [mark]))}</blockquote>"


def clause_anchor(number: str) -> str:
    """The name of a clause inside the page."""
    return "muc-" + "-".join(number.replace(".", " ").split())


def _mark(clause: Clause, reader: Reader) -> _Mark:
    values = {"number": clause.number, "targets": ", ".join(clause.targets)}
    return _Mark(
        joined(clause.spans), reader.words("Clause {number}: {targets}", **values), clause_anchor(clause.number)
    )


def _paragraphs(text: str, marks: Sequence[_Mark]) -> list[str]:
    paragraphs, start = [], 0
    for line in text.split("\n"):
        paragraphs.append(f"<p>{_pieces(text, Span(start, start + len(line)), marks)}</p>")
        start += len(line) + 1
    return paragraphs


def _pieces(text: str, line: Span, marks: Sequence[_Mark]) -> str:
    """A line cut where marks begin and end, each marked piece with what marks it."""
    pieces, after = [], line.start
    for span, mark, first in sorted(_inside(line, marks), key=lambda each: each[0]):
        begin = max(span.start, after)
        if begin >= span.end:
            continue  # under a mark before it
        pieces.append(escape(text[after:begin]))
        pieces.append(_marked(text[begin : span.end], mark, first=first))
        after = span.end
    return "".join([*pieces, escape(text[after : line.end])])


def _inside(line: Span, marks: Sequence[_Mark]) -> list[tuple[Span, _Mark, bool]]:
    """The parts of marks that lie in a line, and whether each begins its mark."""
    return [
        (Span(max(span.start, line.start), min(span.end, line.end)), mark, number == 0 and span.start >= line.start)
        for mark in marks
        for number, span in enumerate(mark.spans)
        if span.start < line.end and span.end > line.start
    ]


def _marked(piece: str, mark: _Mark, *, first: bool) -> str:
    if not first or not mark.label:
        return f"<mark>{escape(piece)}</mark>"
    return f'<mark id="{escape(mark.anchor)}"><span class="badge">{escape(mark.label)}</span> {escape(piece)}</mark>'
