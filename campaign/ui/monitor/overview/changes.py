"""What changed since the report before: statuses, the largest rises, figures that fell, who said nothing new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaign.domain.briefing.moves import find_moves
from campaign.domain.briefing.silence import Silent
from campaign.domain.names.units import DISTRICT
from campaign.locale.formats import day, is_missing, points, signed
from campaign.ui.markup import escape, hint, link, paragraph
from campaign.ui.monitor.figures import coverage_text
from campaign.ui.monitor.overview.sentences import listed
from campaign.ui.monitor.overview.view import View
from campaign.ui.monitor.target_card import district_address, target_address
from campaign.ui.tables import status_text

LINES_SHOWN = 6  # of the changed statuses; the others are folded below them


def draw_changes(view: View) -> str:
    """The section's HTML, of one district where one is asked for."""
    _ = view.reader.words
    if not view.brief.before:
        nothing = _("This is the first report: there is none before to compare it with.")
        return _title(view) + paragraph(nothing)
    targets = view.brief.targets
    doses = dict(zip(targets["target"], zip(targets["group"], targets["dose"], strict=True), strict=True))
    moves = find_moves(view.of_unit(view.rows), doses)
    silent = [_last(each, view) for each in view.of_unit(view.silent) if each.late]
    said = (
        draw_judged(moves.judged, view),
        listed(_("Risen most"), _risen(moves.risen, view)),
        listed(_("Fallen: check the sheets"), _fallen(moves.fallen, view)) or paragraph(_("No figure has fallen.")),
        listed(_("Nothing new reported, changes not known"), silent),
        listed(_("No figures in the report before, changes not known"), _new(view)),
    )
    return _title(view) + "".join(said)


def _title(view: View) -> str:
    """With the day of the report before; where targets differ in it, the day of each."""
    _, language = view.reader.words, view.reader.language
    before = {target: day(last, language) for target, last in view.brief.before.items()}
    days = set(before.values())
    if len(days) == 1:
        return _heading(_("What changed since the report before ({day})", day=days.pop()))
    title = _heading(_("What changed since the report before"))
    each = ", ".join(f"{target}: {last}" for target, last in before.items())
    return title + (hint(_("Compared with: {days}.", days=each)) if days else "")


def _heading(title: str) -> str:
    return f'<h2 id="thay-doi">{escape(title)}</h2>'


def draw_judged(rows: Sequence[Any], view: View) -> str:
    """Those judged otherwise, a line for each target and change, the first ones shown; or that nobody is."""
    _ = view.reader.words
    alike: dict[tuple[str, str, str], list[Any]] = {}
    for row in rows:
        alike.setdefault((row.target, str(row.status_before), row.status), []).append(row)
    lines = [_judged_alike(same, view) for same in alike.values()]
    said = listed(_("Judged otherwise"), lines[:LINES_SHOWN]) or paragraph(_("No status has changed."))
    if len(lines) <= LINES_SHOWN:
        return said
    more = escape(_("Show the other {count}", count=len(lines) - LINES_SHOWN))
    rest = "".join(f"<li>{line}</li>" for line in lines[LINES_SHOWN:])
    return f"{said}<details><summary>{more}</summary><ul>{rest}</ul></details>"


def _judged_alike(rows: Sequence[Any], view: View) -> str:
    """One unit and its target; several of one target as one line with all their names."""
    first = rows[0]
    then, now = (status_text(str(status), view.reader) for status in (first.status_before, first.status))
    change = view.reader.words("{before} → {now}", before=then, now=now)
    if len(rows) == 1:
        return _said(first, change, view)
    target = link(view.labels[first.target].full, target_address(first.target, view.reader))
    units = ", ".join(link(row.name, _way(row, view)) for row in rows)
    words = view.reader.words("{change}: {count} units", change=change, count=len(rows))
    return f"{target}: {escape(words)} ({units})"


def _new(view: View) -> list[str]:
    """The districts that report what they had no figures for at the report before."""
    targets: dict[str, list[Any]] = {}
    for row in view.of_unit(view.rows):
        known = not is_missing(row.coverage) and is_missing(row.coverage_before)
        if row.kind == DISTRICT and known and row.target in view.brief.before:
            targets.setdefault(row.unit, []).append(row)
    return [
        link(f"{rows[0].name}: {', '.join(row.target for row in rows)}", _way(rows[0], view))
        for rows in targets.values()
    ]


def _risen(rows: Sequence[Any], view: View) -> list[str]:
    said = []
    for row in rows:
        values = {"points": _points(row, view), "coverage": coverage_text(row, view.reader)}
        said.append(_said(row, view.reader.words("{points} points, now {coverage}", **values), view))
    return said


def _fallen(rows: Sequence[Any], view: View) -> list[str]:
    """Doses to date never fall by themselves: a fall is a correction, or more people than were counted before."""
    said = []
    for row in rows:
        values = {"doses": signed(row.doses_change, view.reader.language), "points": _points(row, view)}
        said.append(_said(row, view.reader.words("{doses} doses, {points} points", **values), view))
    return said


def _last(silent: Silent, view: View) -> str:
    """A district that said nothing new, leading to its page; with the targets where it said some of others."""
    _, last = view.reader.words, day(silent.last, view.reader.language)
    own = silent.name if silent.whole and not silent.never else f"{silent.name}, {', '.join(silent.late)}"
    text = _("{unit}: figures up to {day}", unit=own, day=last)
    return link(text, district_address(silent.unit, silent.late[0], view.reader))


def _said(row: Any, what: str, view: View) -> str:
    """What is said of a unit and a target, leading to the unit's page at it; of the province to the target's."""
    return f"{link(f'{row.name}, {view.labels[row.target].full}', _way(row, view))}: {escape(what)}"


def _way(row: Any, view: View) -> str:
    if row.kind == DISTRICT:
        return district_address(row.unit, row.target, view.reader)
    return target_address(row.target, view.reader)


def _points(row: Any, view: View) -> str:
    return points(row.coverage_change, view.reader.language)
