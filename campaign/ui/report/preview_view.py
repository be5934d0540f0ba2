"""What the report will say, as text, and what whoever signs must know before."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.charts.style import Reader
from campaign.ui.markup import escape, hint, notice, paragraph, show
from campaign.workflows.report.preview import Preview, Section


def show_warnings(preview: Preview) -> None:
    """Each in a notice of its own, before anything can be taken away."""
    for line in preview.warnings:
        notice(line, kind="warning")


def show_preview(preview: Preview, reader: Reader) -> None:
    """The sentences as they will be printed, target by target."""
    _ = reader.words
    parts = [_part(preview.finding, preview.summary)]
    parts += [_section(section) for section in preview.sections]
    parts += [_part(_("Proposals"), preview.proposals), "".join(hint(line) for line in preview.rests_on)]
    name = escape(_("What the report says"))
    show(f'<article class="report-preview" aria-label="{name}">{"".join(parts)}</article>')


def _section(section: Section) -> str:
    body = "".join(paragraph(sentence) for sentence in section.sentences)
    caveats = "".join(hint(caveat) for caveat in section.caveats)
    return f"<section><h3>{escape(section.finding)}</h3>{hint(section.name)}{body}{caveats}</section>"


def _part(heading: str, sentences: Sequence[str]) -> str:
    body = "".join(paragraph(sentence) for sentence in sentences)
    return f"<section><h3>{escape(heading)}</h3>{body}</section>"
