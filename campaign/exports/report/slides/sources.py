"""The last slides: what each target's figures rest on, the uploads, the fingerprint; as much as fits on a slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from campaign.exports.about import AND_MORE, DIRECTIVE, NAMED_UPLOADS, basis_lines
from campaign.exports.report import figures
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.slides.parts import CONTINUED, SPACING, Box, Deck, count_lines
from campaign.locale import N_, Translate

SOURCES = N_("What the figures rest on")

BODY, CLOSING = Box(0.6, 1.5, 12.13, 4.5), Box(0.6, 6.1, 12.13, 0.8)
HEADING, TEXT, SMALL = 16, 13, 11  # points
HEADING_SPACE, SPACE = 10, 2
HELD = BODY.height * 72  # points

# An upload is named in so many characters, all that are named in so many, and so many more stand by their numbers.
LONGEST_NAME, MOST_NAMED, MOST_NUMBERED = 34, 170, 40

Line = tuple[str, bool]  # a text, and whether it is a heading


def add_sources(deck: Deck, report: Report, translate: Translate, language: str) -> None:
    """Each target's clause, basis and uploads, on as many slides as they take; on each the report's fingerprint."""
    sources = [_source(section, report, translate, language) for section in report.targets]
    closing = [figures.fingerprint_line(report, translate), uploads_line(report.uploads, translate)]
    for number, lines in enumerate(_slides(sources)):
        title = translate(SOURCES)
        slide = deck.add(translate(CONTINUED).format(title=title) if number else title, "", ())
        deck.add_paragraphs(slide, lines, BODY)
        deck.add_text(slide, closing, CLOSING, size=SMALL)


def uploads_line(uploads: Sequence[str], translate: Translate) -> str:
    """The uploads by number, the first ones with their names, as many as a slide holds; how many more there are."""
    if not uploads:
        return translate(figures.NO_UPLOADS)
    shown = [_shortened(upload) for upload in uploads[:NAMED_UPLOADS]]
    while len(shown) > 1 and sum(map(len, shown)) > MOST_NAMED:
        shown.pop()
    numbers = [upload.partition(":")[0] for upload in uploads[len(shown) :]]
    if numbers:
        shown.append(translate(figures.AND_OTHERS).format(numbers=", ".join(numbers[:MOST_NUMBERED])))
    if (more := len(numbers) - MOST_NUMBERED) > 0:
        shown.append(translate(AND_MORE).format(count=more))
    return translate(figures.UPLOADS).format(uploads="; ".join(shown))


def _shortened(upload: str) -> str:
    """Its number and its name, a long one without its middle: how it begins and ends tells files apart."""
    number, colon, name = upload.partition(":")
    if len(name) > LONGEST_NAME:
        half = LONGEST_NAME // 2
        name = f"{name[:half].rstrip()}…{name[-half:].lstrip()}"
    return f"{number}{colon}{name}"


def _source(section: ReportTarget, report: Report, translate: Translate, language: str) -> list[Line]:
    """A target's name as a heading, its clause quoted, its basis, its uploads."""
    about = section.about
    quoted = translate(DIRECTIVE).format(directive=about.directive, words=about.words)
    basis = basis_lines(figures.ranking_about(section, report), translate, language)
    plain = [quoted, *basis, uploads_line(section.uploads, translate)]
    return [(figures.target_name(section), True), *((line, False) for line in plain)]


def _slides(sources: Sequence[list[Line]]) -> Iterator[list[Line]]:
    """The targets' lines by slide, no target on two."""
    held: list[Line] = []
    for lines in sources:
        if held and _height(held) + _height(lines) > HELD:
            yield held
            held = []
        held = [*held, *lines]
    yield held


def _height(lines: Sequence[Line]) -> float:
    return sum(
        count_lines(text, HEADING if bold else TEXT) * (HEADING if bold else TEXT) * SPACING
        + (HEADING_SPACE if bold else SPACE)
        for text, bold in lines
    )
