"""The report as a page to print: a sheet of A4 for the summary, one a target, one for what the figures rest on."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from campaign.domain.briefing.catching_up import LATE
from campaign.domain.frames import rows_of
from campaign.exports.about import AS_OF, DIRECTIVE, as_of_line, basis_lines
from campaign.exports.report import figures
from campaign.exports.report.page.style import STYLE
from campaign.exports.report.report import Report, ReportTarget
from campaign.exports.report.words.headings import targets_finding
from campaign.exports.report.words.sentences import summary_sentences, target_sentences
from campaign.locale import N_, Translate
from campaign.locale.formats import day, is_missing, rounded_percent, threshold

TITLE = N_("Progress of COVID-19 vaccination towards the targets, Lai Châu province")
PRINT = N_("Print or save as PDF")
DISTRICTS = N_("Districts in order of rank")
LIMIT = N_("Threshold {threshold}")
SHEET = N_("Sheet {number}/{total}")
LOW = 0.45  # of the width: a bar that its figure does not fit into


def write_print_page(report: Report, findings: Mapping[str, str], *, translate: Translate, language: str) -> bytes:
    """A whole HTML document (UTF-8) that needs nothing but our fonts and the script of its button.

    findings: by target, the sentence its sheet is headed by. Every text in it is escaped: names come from other
    people's sheets.
    """
    words = (translate, language)
    bodies = [_summary(report, *words)]
    bodies += [_target(section, report, findings[section.about.target], *words) for section in report.targets]
    sheets = [_sheet(body, report, number, len(bodies), *words) for number, body in enumerate(bodies, 1)]
    title, button = _escaped(translate(TITLE)), _escaped(translate(PRINT))
    return (
        f'<!DOCTYPE html>\n<html lang="{_escaped(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f"<title>{title} · {_escaped(day(report.as_of, language))}</title>"
        '<link rel="icon" href="/assets/icon.svg"><link rel="stylesheet" href="/assets/fonts.css">'
        f'<style>{STYLE}</style><script src="/assets/print.js" defer></script></head>'
        f'<body><button type="button" id="print" hidden>{button}</button><main>{"".join(sheets)}</main></body></html>\n'
    ).encode()


def _sheet(body: str, report: Report, number: int, total: int, translate: Translate, language: str) -> str:
    """A sheet of paper: its body, and at its foot the day, the fingerprint and its number."""
    parts = [translate(AS_OF).format(day=day(report.as_of, language)).strip("()")]
    parts += [translate(figures.SYNTHETIC)] if report.synthetic else []
    parts += [figures.fingerprint_line(report, translate)]
    place = translate(SHEET).format(number=number, total=total)
    foot = f"<footer><span>{_escaped(' · '.join(parts))}</span><span>{_escaped(place)}</span></footer>"
    return f"<section>{body}{foot}</section>"


def _summary(report: Report, translate: Translate, language: str) -> str:
    up_to = translate(AS_OF).format(day=day(report.as_of, language))
    table = figures.targets_table(report, translate, language)
    finding = targets_finding(report, translate)
    return "".join(
        (
            f"<h1>{_escaped(translate(TITLE))}</h1><p class='day'>{_escaped(up_to)}</p>",
            _warnings(figures.doubts(report, translate, language)),
            f"<h2>{_escaped(finding)}</h2>",
            _paragraphs(summary_sentences(report, translate, language)),
            _table(table, finding),
            _small([figures.uploads_line(report.uploads, translate)]),
        )
    )


def _target(section: ReportTarget, report: Report, finding: str, translate: Translate, language: str) -> str:
    about, words = figures.ranking_about(section, report), (translate, language)
    days = as_of_line(about, *words)
    sources = [*section.caveats, *basis_lines(about, *words), figures.uploads_line(section.uploads, translate)]
    return "".join(
        (
            f"<h2>{_escaped(finding)}</h2>",
            f"<p class='day'>{_escaped(figures.target_name(section))} · {_escaped(days)}</p>",
            _quotation(section, translate),
            _paragraphs(target_sentences(section, report.as_of, *words)),
            _districts(section, *words),
            _small(sources),
        )
    )


def _quotation(section: ReportTarget, translate: Translate) -> str:
    about = section.about
    quoted = translate(DIRECTIVE).format(directive=about.directive, words=about.words)
    return f"<blockquote>{_escaped(quoted)}</blockquote>"


def _districts(section: ReportTarget, translate: Translate, language: str) -> str:
    """The districts in order of rank and the province, each coverage also as a bar against the threshold."""
    table = figures.districts_table(section, translate, language)
    limit, place = section.about.threshold, table.headings.index(translate(figures.COVERAGE))
    widest = max([1.0, limit or 0.0, *section.districts["coverage"].dropna()])
    mark = "" if is_missing(limit) else f"<u style='--at:{_part(limit, widest)}'></u>"
    rows = [*rows_of(section.districts), section.province]
    bars = [_bar(row, text[place], mark, widest) for row, text in zip(rows, table.rows, strict=True)]
    return _table(table, translate(DISTRICTS), bars=bars, place=place, named=_limit_name(limit, translate, language))


def _bar(row: Any, text: str, mark: str, widest: float) -> str:
    part = _part(row.coverage, widest)
    looks = [look for look, has in (("late", row.status in LATE), ("low", float(part) < LOW)) if has]
    return f"<div class='{' '.join(looks)}' style='--at:{part}'><i></i>{mark}<b>{_escaped(text)}</b></div>"


def _limit_name(limit: float | None, translate: Translate, language: str) -> str:
    if is_missing(limit):
        return ""
    return translate(LIMIT).format(threshold=threshold(limit, language))


def _part(fraction: Any, widest: float) -> str:
    """How much of the width a fraction takes; nothing where it is unknown."""
    return f"{(rounded_percent(fraction) or 0.0) / 100 / widest:.4f}"


def _table(table: figures.Table, caption: str, *, bars: Sequence[str] = (), place: int = -1, named: str = "") -> str:
    """A table of texts; in column `place` stand `bars`, whose mark the heading names."""
    limit = f"<br><em>┆ {_escaped(named)}</em>" if named else ""
    head = "".join(
        f"<th scope='col'{_side(at, table)}>{_escaped(text)}{limit if at == place else ''}</th>"
        for at, text in enumerate(table.headings)
    )
    rows = [[f"<td{_side(at, table)}>{_escaped(text)}</td>" for at, text in enumerate(row)] for row in table.rows]
    for row, bar in zip(rows, bars, strict=False):
        row[place] = f"<td class='bar'>{bar}</td>"
    body = "".join(f"<tr>{''.join(row)}</tr>" for row in rows)
    name = _escaped(caption)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table><caption>{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _side(column: int, table: figures.Table) -> str:
    return " class='number'" if column in table.numbers else ""


def _paragraphs(sentences: Iterable[str]) -> str:
    return "".join(f"<p>{_escaped(sentence)}</p>" for sentence in sentences)


def _warnings(lines: Sequence[str]) -> str:
    return "".join(f"<p class='warning'>{_escaped(line)}</p>" for line in lines)


def _small(lines: Iterable[str]) -> str:
    return "".join(f"<p class='small'>{_escaped(line)}</p>" for line in lines)


def _escaped(text: object) -> str:
    return html.escape(str(text))
