"""What changed since the report before: statuses, the largest rises, figures that fell, who said nothing new."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaign.domain.briefing.moves import find_moves
from campaign.domain.briefing.silence import Silent
from campaign.domain.names.units import DISTRICT
from campaign.locale.formats import day, points, signed
from campaign.ui.markup import escape, hint, link, paragraph
from campaign.ui.monitor.figures import coverage_text
from campaign.ui.monitor.overview.sentences import listed
from campaign.ui.monitor.overview.view import View
from campaign.ui.monitor.target_card import district_address, target_address
from campaign.ui.tables import status_text


def draw_changes(view: View) -> str:
    """The section's HTML, of one district where one is asked for."""
    _ = view.reader.words
    if not view.brief.before:
        nothing = _("This is the first report: there is none before to compare it with.")
        return _title(view) + paragraph(nothing)
    targets = view.brief.targets
    doses = dict(zip(targets["target"], zip(targets["group"], targets["dose"], strict=True), strict=True))
    moves = find_moves(view.of_unit(view.rows), doses)
    silent = [_last(each, view) for each in view.of_unit(view.silent)]
    said = (
        listed(_("Judged otherwise"), _judged(moves.judged, view)) or paragraph(_("No status has changed.")),
        listed(_("Risen most"), _risen(moves.risen, view)),
        listed(_("Fallen: check the sheets"), _fallen(moves.fallen, view)) or paragraph(_("No figure has fallen.")),
        listed(_("Nothing new reported, changes not known"), silent),
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


def _judged(rows: Sequence[Any], view: View) -> list[str]:
    said = []
    for row in rows:
        then, now = (status_text(str(status), view.reader) for status in (row.status_before, row.status))
        said.append(_said(row, view.reader.words("{before} → {now}", before=then, now=now), view))
    return said


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
    """A district that said nothing new, leading to its page."""
    _, last = view.reader.words, day(silent.last, view.reader.language)
    known = _("{unit}: figures up to {day}", unit=silent.name, day=last)
    text = _("{unit}: no figure yet", unit=silent.name) if silent.last is None else known
    return link(text, district_address(silent.unit, silent.targets[0], view.reader))


def _said(row: Any, what: str, view: View) -> str:
    """What is said of a unit and a target, leading to the unit's page at it; of the province to the target's."""
    own = district_address(row.unit, row.target, view.reader)
    way = own if row.kind == DISTRICT else target_address(row.target, view.reader)
    return f"{link(f'{row.name}, {view.labels[row.target].full}', way)}: {escape(what)}"


def _points(row: Any, view: View) -> str:
    return points(row.coverage_change, view.reader.language)
