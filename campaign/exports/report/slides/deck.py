"""The report as slides with native, editable charts: where we stand, each target, who is late, what it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from campaign.exports.about import AS_OF, as_of_line
from campaign.exports.report import figures
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.slides.charts import add_chart
from campaign.exports.report.slides.package import save
from campaign.exports.report.slides.parts import CONTINUED, Box, Deck, parted
from campaign.exports.report.slides.sources import add_sources
from campaign.exports.report.words.headings import late_finding, targets_finding
from campaign.exports.report.words.sentences import summary_sentences, target_sentences
from campaign.locale import N_, Translate
from campaign.locale.formats import day

TITLE = N_("Progress of COVID-19 vaccination towards the targets, Lai Châu province")
ON_TARGETS = N_("Targets: {targets}")

ROWS_A_SLIDE = 7  # of the table of targets, where names take two lines
FEW_TARGETS = 3  # up to so many, the summary stands under their table
MUCH_TEXT = 260  # characters of caveats that take more than two lines

# Of columns, in parts of the slide's width; LATE_WIDTHS: name and status, where the others are figures.
TARGET_WIDTHS = (3.7, 1.25, 0.95, 1.0, 1.5, 1.05, 1.3, 2.1)
LATE_WIDTHS = {0: 2.6, 2: 2.4}

FACTS, CHART = Box(0.6, 1.85, 12.13, 0.95), Box(0.6, 2.85, 12.13, 3.5)
CAVEATS, SAID, WHOLE = Box(0.6, 6.35, 12.13, 0.55), Box(0.6, 4.55, 12.13, 1.7), Box(0.6, 1.9, 12.13, 4.9)


def write_slides(report: Report, findings: Mapping[str, str], *, translate: Translate, language: str) -> bytes:
    """The deck as a .pptx file. findings: by target, the sentence its slide is headed by.

    The same report gives the same bytes: the file is dated by its figures, not by the clock.
    """
    up_to = translate(AS_OF).format(day=day(report.as_of, language))
    deck = Deck(translate(TITLE), f"{up_to}{_made_up(report, translate)}", language)
    _add_first(deck, report, translate, up_to)
    _add_targets(deck, report, summary_sentences(report, translate, language), translate, language)
    for section in report.targets:
        said = target_sentences(section, report.as_of, translate, language)
        _add_target(deck, section, report, findings[section.about.target], said, translate, language)
        if len(section.late):
            _add_late(deck, section, report, said, translate, language)
    add_sources(deck, report, translate, language)
    return save(deck.presentation, report.as_of)


def _made_up(report: Report, translate: Translate) -> str:
    return f" · {translate(figures.SYNTHETIC)}" if report.synthetic else ""


def _add_first(deck: Deck, report: Report, translate: Translate, up_to: str) -> None:
    names = "\n".join(figures.target_name(section) for section in report.targets)
    marks = [translate(figures.SYNTHETIC)] if report.synthetic else []
    deck.add_first([up_to, *marks, translate(ON_TARGETS).format(targets=f"\n{names}")])


def _add_targets(deck: Deck, report: Report, said: Sequence[str], translate: Translate, language: str) -> None:
    table = figures.targets_table(report, translate, language)
    title = targets_finding(report, translate)
    for number, rows in enumerate(parted(table.rows, ROWS_A_SLIDE)):
        shown = translate(CONTINUED).format(title=title) if number else title
        slide = deck.add(shown, translate(AS_OF).format(day=day(report.as_of, language)), said)
        deck.add_table(slide, table._replace(rows=rows), WHOLE, widths=TARGET_WIDTHS)
        if len(rows) <= FEW_TARGETS:
            deck.add_text(slide, said, SAID, size=16)
        _add_caveats(deck, slide, figures.warnings(report, translate, language))


def _add_target(
    deck: Deck, section: ReportTarget, report: Report, finding: str, said: Sequence[str], translate: Translate,
    language: str,
) -> None:  # fmt: skip
    slide = deck.add(finding, _subject(section, report, translate, language), said)
    deck.add_facts(slide, figures.facts(section, translate, language), FACTS)
    if section.districts["coverage"].notna().any():
        add_chart(slide, section, CHART, translate=translate, language=language)
    else:
        deck.add_text(slide, said, CHART, size=18)
    _add_caveats(deck, slide, section.caveats)


def _add_caveats(deck: Deck, slide: Any, lines: Sequence[str]) -> None:
    deck.add_text(slide, lines, CAVEATS, size=11 if sum(map(len, lines)) < MUCH_TEXT else 9)


def _add_late(
    deck: Deck, section: ReportTarget, report: Report, said: Sequence[str], translate: Translate, language: str
) -> None:
    slide = deck.add(late_finding(section, translate, language), _subject(section, report, translate, language), said)
    table = figures.late_table(section, translate, language)
    deck.add_table(slide, table, WHOLE, widths=[LATE_WIDTHS.get(column, 1.5) for column in range(len(table.headings))])


def _subject(section: ReportTarget, report: Report, translate: Translate, language: str) -> str:
    about = figures.ranking_about(section, report)
    return f"{figures.target_name(section)} · {as_of_line(about, translate, language)}"
