"""Beside the figures of a day: that they are closed, and whether they are still those that were reported."""

from __future__ import annotations

from datetime import date

from campaign.charts.style import Reader
from campaign.domain.closing import is_closed
from campaign.errors import CampaignError
from campaign.locale.formats import day, number
from campaign.ui.cached import read
from campaign.workflows.manage import closing


def closed_facts(as_of: date, reader: Reader) -> list[str]:
    """What is to be said of a day's figures; nothing while they are open and were never reported otherwise."""
    _, language = reader.words, reader.language
    facts = []
    closed = read(closing.read_waterline)
    if closed and is_closed(as_of, closed):
        facts.append(_("Figures closed up to {day}", day=day(closed.last_day, language)))
    return facts + _changed(as_of, reader)


def _changed(as_of: date, reader: Reader) -> list[str]:
    """Of how many units and targets something else was reported; that what was kept of it is damaged."""
    try:
        changed = read(closing.count_changed, as_of)
    except CampaignError as problem:
        return ["! " + problem.words(reader.translate)]
    if not changed:
        return []
    values = {"count": number(changed, reader.language), "day": day(as_of, reader.language)}
    return [reader.words("! {count} figures up to {day} are not those reported: the period was opened again", **values)]
