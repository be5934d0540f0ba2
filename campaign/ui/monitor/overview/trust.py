"""Whether the figures can be trusted: who is silent, what was found, how old the figures are, what they leave out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from campaign.domain.briefing.silence import Silent
from campaign.domain.findings import WARNING
from campaign.domain.frames import rows_of
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, moment, number
from campaign.ui import menu
from campaign.ui.address import SECTION, UNIT, UPLOAD
from campaign.ui.cached import read
from campaign.ui.markup import escape, link
from campaign.ui.monitor.caveats import doubts_of
from campaign.ui.monitor.district_parts import FINDINGS
from campaign.ui.monitor.overview.sentences import inside, linked
from campaign.ui.monitor.overview.view import View
from campaign.ui.monitor.target_card import district_address, kept_choices, target_address
from campaign.workflows.monitor.briefing import Doubtful
from campaign.workflows.monitor.district_sources import read_district_findings

FILES_SHOWN = 4
NO_REPORT = N_("{unit}: no report for the latest period, figures up to {day}.")
NO_REPORT_ON = N_("{unit}: no report on {targets} for the latest period, figures up to {day}.")
NOTHING_ON = N_("{unit}: nothing reported on {targets} so far.")

# What is well and what is to be looked at, as class and sign; a line's text is HTML.
_WELL, _CHECK = ("well", "✓"), ("check", "!")
Line = tuple[tuple[str, str], str]


def draw_trust(view: View) -> str:
    """The section's HTML, of one district where one is asked for."""
    found = _findings_of_unit(view) if view.unit else _warnings(view)
    lines = (*_reports(view), *found, *_own_day(view), *_caveats(view))
    items = "".join(
        f'<li class="{name}"><span aria-hidden="true">{sign}</span><div>{line}</div></li>'
        for (name, sign), line in lines
    )
    title = escape(view.reader.words("Can the figures be trusted"))
    return f'<h2 id="tin-cay">{title}</h2><ul class="checks">{items}</ul>'


def _reports(view: View) -> Iterator[Line]:
    """Who has not reported for the latest period, each with its own day."""
    _ = view.reader.words
    reported = any(not is_missing(row.period_end) for row in view.rows)
    silent = view.of_unit(view.silent)
    for each in silent:
        yield from ((_CHECK, line) for line in _silent_lines(each, view))
    if reported and not silent:
        alone = _("{unit} has reported for the latest period.", unit=view.unit_name)
        yield _WELL, escape(alone if view.unit else _("All districts have reported for the latest period."))
    for unit in () if view.unit else view.brief.trust.outside:
        yield _CHECK, escape(_(NO_REPORT, unit=unit.name, day=day(unit.last, view.reader.language)))


def _silent_lines(silent: Silent, view: View) -> Iterator[str]:
    """What it reported earlier, and what never."""
    late = NO_REPORT if silent.whole else NO_REPORT_ON
    last = escape(day(silent.last, view.reader.language))
    for message, targets in ((late, silent.late), (NOTHING_ON, silent.never)):
        if targets:
            unit = link(silent.name, district_address(silent.unit, targets[0], view.reader))
            yield linked(message, view.reader, unit=unit, targets=_targets(targets, view), day=last)


def _own_day(view: View) -> Iterator[Line]:
    """The day of the data themselves, when they came, and whether they are real."""
    _, language, trust = view.reader.words, view.reader.language, view.brief.trust
    if trust.latest:
        values = {"day": day(trust.latest, language), "moment": moment(trust.uploaded_at, language)}
        yield _WELL, escape(_("The latest period ends on {day}; the last sheet came {moment}.", **values))
    if trust.synthetic:
        yield _CHECK, escape(_("Some figures are synthetic: made up, not to be reported."))


def _warnings(view: View) -> Iterator[Line]:
    """What was found in the sheets of the latest period, each leading to its upload; and before."""
    _, trust = view.reader.words, view.brief.trust
    if trust.doubtful:
        count = number(sum(each.warnings for each in trust.doubtful), view.reader.language)
        words = _("Warnings in the sheets of the latest period: {count}.", count=count)
        yield _CHECK, f"{escape(words)} {_files(trust.doubtful, view)}"
    elif trust.latest:
        yield _WELL, escape(_("No warning in the sheets of the latest period."))
    if trust.earlier:
        count = number(sum(each.warnings for each in trust.earlier), view.reader.language)
        words = _("Warnings in the sheets of earlier periods: {count}.", count=count)
        yield _CHECK, f"{escape(words)} {_files(trust.earlier, view)}"


def _files(doubtful: Sequence[Doubtful], view: View) -> str:
    """The files by name, with their warnings; the others behind one link to all uploads."""
    links = [
        link(f"{each.file_name} ({each.warnings})", _uploads(view, **{UPLOAD: str(each.upload)}))
        for each in doubtful[:FILES_SHOWN]
    ]
    if (rest := len(doubtful) - FILES_SHOWN) > 0:
        links.append(link(view.reader.words("{count} more sheets", count=rest), _uploads(view)))
    return ", ".join(links)


def _uploads(view: View, **choices: str) -> str:
    return menu.address(menu.UPLOADS, **kept_choices(view.reader) | choices)


def _findings_of_unit(view: View) -> Iterator[Line]:
    """The warnings that concern the district, of all sheets that count."""
    _, unit = view.reader.words, view.unit
    found = read(read_district_findings, unit, view.brief.as_of)
    count = sum(each.finding.severity == WARNING for each in found)
    if not count:
        yield _WELL, escape(_("No warning concerns {unit}.", unit=inside(view.unit_name)))
        return
    href = menu.address(menu.DISTRICT, **kept_choices(view.reader) | {UNIT: str(unit), SECTION: FINDINGS})
    yield _CHECK, link(_("Warnings that concern {unit}: {count}", unit=inside(view.unit_name), count=count), href)


def _caveats(view: View) -> Iterator[Line]:
    """Lower and upper bounds and shares over all, each said once with the targets it holds for."""
    targets_of: dict[str, list[str]] = {}
    known = [row for row in view.of_unit(view.rows) if not is_missing(row.coverage)]
    for target in rows_of(view.brief.targets):
        rows = [row for row in known if row.target == target.target]
        for line in doubts_of(target, rows, view.reader):
            targets_of.setdefault(line, []).append(str(target.target))
    for line, targets in targets_of.items():
        yield _CHECK, f"{_targets(targets, view)}: {escape(line)}"


def _targets(targets: Sequence[str], view: View) -> str:
    return ", ".join(link(target, target_address(target, view.reader)) for target in targets)
