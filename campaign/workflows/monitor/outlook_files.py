"""An outlook, or the people due by interval, as a file to take along."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from campaign.charts.due_people import due_ahead, due_finding
from campaign.charts.style import Reader
from campaign.domain.frames import rows_of
from campaign.domain.labels import DOSE_WORDS
from campaign.domain.progress.keeping_pace import stands_still
from campaign.errors import Refused
from campaign.exports.outlook_tables import due_section, outlook_section
from campaign.exports.section_tables import Section, write_section_csv, write_sections_xlsx
from campaign.locale import N_, translator
from campaign.locale.formats import day, is_missing, number, percent
from campaign.store.engine import Database
from campaign.workflows.monitor.monitoring import read_groups, read_targets
from campaign.workflows.monitor.outlook import Prospects, due_at, find_unit, outlook_of_level
from campaign.workflows.safety.anchors import anchor_text

FORMS = ("xlsx", "csv")
OUTLOOK_NAME, DUE_NAME = N_("outlook {target} {day}"), N_("people due {target} {unit} {day}")
ALL_TARGETS = N_("all targets")
OUTLOOK_TITLE, DUE_TITLE = N_("OUTLOOK OF COVID-19 VACCINATION"), N_("PEOPLE DUE FOR COVID-19 VACCINATION BY INTERVAL")
OUTLOOK_SHEET, DUE_SHEET = N_("Outlook"), N_("People due")
FIGURES_TO = N_("(Figures up to {day})")
KEEPING_PACE = N_("If every unit keeps its pace, {doses} of {people} people are vaccinated by {day}: {reach}.")
STILL = N_("Counted at what they have, their pace is not known: {units}.")
NO_FORM = N_("This is written as .xlsx or .csv, not as '{form}'.")


def outlook_file(
    database: Database, as_of: date, form: str, *, language: str, target: str | None = None, level: str = "district"
) -> bytes:
    """The outlook of all units of a level; raises Refused for another form and NotFound for an unknown target."""
    _check(form)
    reader = Reader(translator(language), language)
    found = outlook_of_level(database, as_of, level=level, target=target)
    name, note = reader.words(OUTLOOK_SHEET), _keeping_pace(found, reader) if target else ""
    section = outlook_section(found.units, name=name, note=note, translate=reader.translate, language=language)
    subject = _subject(database, target, as_of, reader)
    return _write(section, reader.words(OUTLOOK_TITLE), subject, as_of, form, reader, anchor_text(database))


def due_file(database: Database, target: str, unit: str, as_of: date, form: str, *, language: str) -> bytes:
    """The weeks of one unit's people due; raises Refused for another form, NotFound for an unknown target or unit."""
    _check(form)
    reader = Reader(translator(language), language)
    found, name = due_at(database, target, unit, as_of), find_unit(database, unit).name
    section = due_section(
        found.weeks,
        name=reader.words(DUE_SHEET),
        note=_due_note(found.weeks, found.unknown, reader),
        translate=reader.translate,
    )
    subject = f"{name} · {_subject(database, target, as_of, reader)}"
    return _write(section, reader.words(DUE_TITLE), subject, as_of, form, reader, anchor_text(database))


def outlook_file_name(target: str | None, as_of: date, form: str, language: str) -> str:
    """What an outlook's file is called."""
    words = translator(language)
    return f"{words(OUTLOOK_NAME).format(target=target or words(ALL_TARGETS), day=as_of.isoformat())}.{form}"


def due_file_name(target: str, unit: str, as_of: date, form: str, language: str) -> str:
    """What the file of a unit's people due is called."""
    return f"{translator(language)(DUE_NAME).format(target=target, unit=unit, day=as_of.isoformat())}.{form}"


def _check(form: str) -> None:
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)


def _write(section: Section, title: str, subject: str, as_of: date, form: str, reader: Reader, anchor: str) -> bytes:
    if form == "csv":
        return write_section_csv(section, language=reader.language)
    about: dict[str, Any] = {"title": title, "subtitle": subject, "created": as_of}
    return write_sections_xlsx([section], **about, translate=reader.translate, anchor=anchor)


def _subject(database: Database, target: str | None, as_of: date, reader: Reader) -> str:
    """The target in words, and up to when its figures go."""
    up_to = reader.words(FIGURES_TO, day=day(as_of, reader.language))
    if target is None:
        return up_to
    row = next(row for row in rows_of(read_targets(database)) if row.target == target)
    groups = {group.code: group for group in read_groups(database)}
    label = groups[row.group].label_vi if reader.language == "vi" else groups[row.group].label_en
    return f"{row.target} · {reader.words(DOSE_WORDS[row.dose])} · {label} {up_to}"


def _keeping_pace(found: Prospects, reader: Reader) -> str:
    """What the province reaches at its units' pace, and who is not counted on."""
    row = next(iter(rows_of(found.province)), None)
    if row is None or is_missing(row.doses_at_deadline):
        return ""
    values = {
        "doses": number(row.doses_at_deadline, reader.language),
        "people": number(row.denominator, reader.language),
        "reach": percent(row.reach, reader.language),
        "day": day(row.deadline, reader.language),
    }
    still = ", ".join(found.units["name"][stands_still(found.units)])
    return " ".join([reader.words(KEEPING_PACE, **values), *([reader.words(STILL, units=still)] if still else [])])


def _due_note(weeks: pd.DataFrame, unknown: str, reader: Reader) -> str:
    if unknown:
        return reader.words(unknown)
    parts: Any = (due_finding(weeks, reader), due_ahead(weeks, reader))
    return " ".join(f"{part[:1].upper()}{part[1:]}." for part in parts if part)
