"""Who is late: a row for each district and target, the costliest to catch up first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaign.domain.names.units import DISTRICT
from campaign.domain.progress.status import NO_DATA
from campaign.locale import N_
from campaign.locale.formats import is_missing, number, short_day
from campaign.ui import menu
from campaign.ui.address import TARGET, UNIT
from campaign.ui.markup import escape, hint, link, paragraph
from campaign.ui.monitor.figures import coverage_text, left_text
from campaign.ui.monitor.overview.sentences import linked
from campaign.ui.monitor.overview.view import View
from campaign.ui.monitor.target_card import change_text, district_address, draw_status, kept_choices, target_address

# As many as fit on the first screen of a laptop; the others are folded below them.
ROWS_SHOWN = 8
UNKNOWN = N_("Not to be judged yet: {places}.")


def draw_late(view: View) -> str:
    """The section's HTML, of one district where one is asked for."""
    _ = view.reader.words
    name = escape(_("Who is late"))
    title = f'<h2 id="cham">{name}</h2>'
    late, dated = view.of_unit(view.late), {row.target for row in view.dated}
    if not dated:
        return title + paragraph(_("Without a deadline nobody can be late."))
    rows = [row for row in view.of_unit(view.rows) if row.kind == DISTRICT and row.target in dated]
    unknown = [row for row in rows if row.status == NO_DATA]
    if not late:
        nobody = "" if len(unknown) == len(rows) else paragraph(_("No district is late."))
        return title + nobody + _unknown(unknown, view)
    order = hint(_("By what it costs to catch up: the doses a week that are lacking, then the people left."))
    return title + order + _tables(late, view) + _unknown(unknown, view)


def _unknown(rows: Sequence[Any], view: View) -> str:
    """Those that may be late: nothing is known of them, and that is not the same as being in time."""
    if not rows:
        return ""
    places = (link(f"{row.name}, {row.target}", district_address(row.unit, row.target, view.reader)) for row in rows)
    return f"<p>{linked(UNKNOWN, view.reader, places='; '.join(places))}</p>"


def _tables(late: Sequence[Any], view: View) -> str:
    """The first rows, and the others to unfold."""
    paced = any(not is_missing(row.required_pace) for row in late)
    first, rest = late[:ROWS_SHOWN], late[ROWS_SHOWN:]
    table = _table(first, paced, view)
    if not rest:
        return table
    more = escape(view.reader.words("Show the other {count}", count=len(rest)))
    return f"{table}<details><summary>{more}</summary>{_table(rest, paced, view)}</details>"


def _table(rows: Sequence[Any], paced: bool, view: View) -> str:
    """`paced`: whether a pace can still help any row."""
    titles = _titles(paced, view)
    head = "".join(
        f'<th scope="col"{_NUMBER if 0 < place < len(titles) - 1 else ""}>{escape(title)}</th>'
        for place, title in enumerate(titles)
    )
    body = "".join(_row(row, titles, paced, view) for row in rows)
    name = escape(view.reader.words("Who is late"))
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{name}"><table class="late"><caption>{name}'
        f"</caption><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


_NUMBER = ' class="number"'


def _titles(paced: bool, view: View) -> list[str]:
    _ = view.reader.words
    needed = [_("Needed/week"), _("Lacking/week")] if paced else []
    return [
        _("District, target"),
        _("Coverage"),
        _("Pace/week"),
        *needed,
        _("Still to vaccinate"),
        _("Status"),
    ]


def _row(row: Any, titles: Sequence[str], paced: bool, view: View) -> str:
    reader, language = view.reader, view.reader.language
    place = link(row.name, district_address(row.unit, row.target, reader))
    target = link(view.labels[row.target].full, target_address(row.target, reader))
    needed = [left_text(row, value, reader) for value in (row.required_pace, row.extra_pace)] if paced else []
    share = f"<b>{escape(coverage_text(row, reader))}</b><small>{escape(_change(row, view))}</small>"
    figures = [share, number(row.pace, language), *needed, left_text(row, row.remaining, reader)]
    named = zip(titles[1:], figures, strict=False)
    cells = "".join(f'<td class="number" data-label="{escape(title)}">{value}</td>' for title, value in named)
    status = f'<td class="judged">{draw_status(row.status, reader)}{_cells(row, view)}</td>'
    return f'<tr><th scope="row">{place}<small>{target}</small></th>{cells}{status}</tr>'


def _change(row: Any, view: View) -> str:
    """As on the cards; of old figures only the day and month, for which a narrow column has room."""
    if not row.stale:
        return change_text(row, view.reader)
    return view.reader.words("figures of {day}", day=short_day(row.period_end, view.reader.language))


def _cells(row: Any, view: View) -> str:
    """The way to the cells that the figure comes from."""
    words = view.reader.words("Source cells")
    href = menu.address(menu.TARGETS, **kept_choices(view.reader) | {TARGET: row.target, UNIT: row.unit})
    heard = escape(f"{words}: {row.name}, {row.target}")
    return f'<small><a href="{escape(href)}" aria-label="{heard}">{escape(words)}</a></small>'
