"""The first step of the meeting: every target in force on one screen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from campaign.charts.style import Reader
from campaign.domain.briefing.catching_up import LATE
from campaign.domain.briefing.silence import Silent, find_silent
from campaign.domain.briefing.summary import tally
from campaign.domain.frames import rows_of
from campaign.domain.names.units import DISTRICT
from campaign.domain.progress.status import NO_DATA
from campaign.locale import N_
from campaign.locale.formats import day, is_missing, points
from campaign.ui.labels import TargetLabel
from campaign.ui.markup import escape, link
from campaign.ui.monitor.figures import coverage_text, explain_marks
from campaign.ui.monitor.meeting_parts import draw_bar, draw_days_left, draw_foot
from campaign.ui.monitor.overview.headline import judged
from campaign.ui.monitor.overview.headline_words import NO_DEADLINE
from campaign.ui.monitor.silent_words import late_words, never_words
from campaign.ui.monitor.target_card import draw_status, late_text, target_address
from campaign.workflows.monitor.briefing import Brief

LATE_REPORTS = N_("Not reported for the latest week, shown with the last report: {units}.")
NEVER_REPORTED = N_("No figures yet: {units}.")


def draw_summary(brief: Brief, labels: Mapping[str, TargetLabel], reader: Reader) -> str:
    """The step's HTML: how many targets are late, a line for each, those without figures named."""
    _ = reader.words
    provinces = brief.standing[brief.standing["kind"] == "province"]
    provinces = provinces.sort_values("deadline", ascending=False, kind="stable", na_position="last")
    shown = provinces[provinces["deadline"].notna() | provinces["coverage"].notna()]
    subject = escape(_("Where the province stands"))
    head = f'<p class="subject">{subject}</p><h1>{escape(finding(provinces, reader))}</h1>'
    return (
        f'<header>{head}</header><div class="body one">{_table(shown, brief, labels, reader)}</div>'
        f"{draw_foot(brief, _notes(provinces, brief, labels, reader), reader)}"
    )


def finding(provinces: pd.DataFrame, reader: Reader) -> str:
    """How the targets with a deadline stand (BRIEFING rows of the province, one a target), as on the overview."""
    dated = provinces[provinces["deadline"].notna()]
    if dated.empty:
        return reader.words(NO_DEADLINE)
    return " ".join(judged(tally(rows_of(dated)), reader))


def _table(provinces: pd.DataFrame, brief: Brief, labels: Mapping[str, TargetLabel], reader: Reader) -> str:
    _ = reader.words
    names = _headings(reader)
    spans = ("", ' colspan="2"', ' class="number"', "", "", ' class="number"')
    head = "".join(f'<th scope="col"{span}>{escape(name)}</th>' for name, span in zip(names, spans, strict=True))
    lines = "".join(_line(row, brief, labels[row.target], reader) for row in rows_of(provinces))
    caption = escape(_("Targets in force"))
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _headings(reader: Reader) -> tuple[str, ...]:
    _ = reader.words
    return (_("Target"), _("Coverage"), _("Change in points"), _("Status"), _("Deadline"), _("Late districts"))


def _line(row: Any, brief: Brief, label: TargetLabel, reader: Reader) -> str:
    """A target's row; on a narrow window, where the headings are not drawn, each cell says what it is itself."""
    language, dated = reader.language, not is_missing(row.deadline)
    districts = brief.districts(row.target)
    left = f" <small>{escape(draw_days_left(row.days_left, reader))}</small>" if dated else ""
    cells = (
        f'class="number">{escape(coverage_text(row, reader))}',
        f'class="number">{escape(points(row.coverage_change, language))}',
        f">{draw_status(row.status, reader)}",
        f"><span>{escape(day(row.deadline, language))}{left}</span>" if dated else ">",
        f'class="number">{_late(districts, reader)}' if dated else ">",
    )
    named = zip(_headings(reader)[1:], cells, strict=True)
    return (
        f'<tr><th scope="row">{link(label.full, target_address(row.target, reader))}</th>'
        f'<td class="wide">{draw_bar(row, reader)}</td>'
        + "".join(f'<td data-name="{escape(name)}" {cell}</td>' for name, cell in named)
        + "</tr>"
    )


def _late(districts: pd.DataFrame, reader: Reader) -> str:
    """How many are late, and of how many nothing can be said."""
    late, unknown = (int(districts["status"].isin(statuses).sum()) for statuses in (LATE, (NO_DATA,)))
    return escape(late_text(f"{late}/{len(districts)}", unknown, reader))


def _notes(provinces: pd.DataFrame, brief: Brief, labels: Mapping[str, TargetLabel], reader: Reader) -> list[str]:
    _ = reader.words
    missing = provinces[provinces["deadline"].isna() & provinces["coverage"].isna()]
    unknown = _("Without figures: {targets}.", targets="; ".join(labels[name].full for name in missing["target"]))
    districts = brief.standing[brief.standing["kind"] == DISTRICT]
    silent = find_silent(rows_of(districts))
    return [explain_marks(provinces, reader), *_silent_notes(silent, reader), unknown if len(missing) else ""]


def _silent_notes(silent: Sequence[Silent], reader: Reader) -> list[str]:
    """Who is behind with a report, and who never reported what others have."""
    late = ", ".join(late_words(each, reader) for each in silent if each.late)
    never = "; ".join(never_words(each) for each in silent if each.never)
    notes = (
        (late, LATE_REPORTS),
        (never, NEVER_REPORTED),
    )
    return [reader.words(message, units=units) for units, message in notes if units]
