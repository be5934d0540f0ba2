"""What a district and its communes were assigned, and how far that has come. Names of persons are not shown here."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.locale.formats import day, number
from campaign.ui import menu
from campaign.ui.address import TARGET
from campaign.ui.cached import read
from campaign.ui.labels import target_labels
from campaign.ui.markup import Cell, Link, hint, link, notice, show, table
from campaign.ui.monitor.figures import coverage_text
from campaign.ui.monitor.target_card import kept_choices
from campaign.ui.tables import status_text
from campaign.workflows.manage.assignments import read_assignments


def show_district_assignments(code: str, name: str, today: date, reader: Reader) -> None:
    """The assignments of the district and of the communes right under it, by target."""
    _ = reader.words
    rows = read(read_assignments, today, code)
    way = link(_("See the assignments"), menu.address(menu.ASSIGNMENTS, **kept_choices(reader)))
    if rows.empty:
        notice(_("Nothing has been assigned to {unit} or its communes by this day.", unit=name))
        show(f"<p>{way}</p>")
        return
    headings = (
        _("Target"), _("Unit"), _("People assigned"), _("Given since"), _("Coverage"), _("Due"), _("Status"),
        _("Figures up to"), _("Signed off"),
    )  # fmt: skip
    labels = target_labels(reader)
    cells = [_row(row, labels, reader) for row in rows_of(rows)]
    show(hint(_("Coverage is the share of the people assigned who were vaccinated since the day of the assignment.")))
    show(table(headings, cells, numbers=(2, 3, 4, 5, 7, 8), caption=_("Assignments of the district")) + f"<p>{way}</p>")


def _row(row: Any, labels: dict[str, Any], reader: Reader) -> tuple[Cell, ...]:
    language = reader.language
    target = menu.address(menu.ASSIGNMENTS, **kept_choices(reader) | {TARGET: row.target})
    return (
        Link(labels[row.target].full if row.target in labels else row.target, target),
        row.name,
        number(row.people, language),
        number(row.given, language),
        coverage_text(row, reader),
        day(row.deadline, language),
        status_text(row.status, reader),
        day(row.period_end, language),
        day(row.signed_off_on, language),
    )
