"""A district's page as a file: a workbook with one sheet per section, or its targets as CSV."""

from __future__ import annotations

from datetime import date
from typing import Any

from campaign.errors import Refused
from campaign.exports.section_tables import Section, write_section_csv, write_sections_xlsx
from campaign.locale import N_, translator
from campaign.locale.formats import day
from campaign.store.engine import Database
from campaign.workflows.manage.assignments import read_assignments
from campaign.workflows.monitor import district, district_sources
from campaign.workflows.monitor.district_sections import DistrictSections
from campaign.workflows.monitor.monitoring import read_groups
from campaign.workflows.safety.anchors import anchor_text

FORMS = ("xlsx", "csv")
# The tables of a district that can be had on their own, as CSV.
TARGETS, COMMUNES, ASSIGNMENTS, FINDINGS, UPLOADS = "targets", "communes", "assignments", "findings", "uploads"
FILE_NAME = N_("district {unit} {day}")
NO_FORM = N_("A district is written as .xlsx or .csv, not as '{form}'.")
TITLE = N_("DISTRICT: {name}")
UP_TO = N_("Figures up to {day}")


def district_file(
    database: Database, code: str, as_of: date, form: str, *, language: str, part: str = TARGETS
) -> tuple[str, bytes]:
    """The file's name and content; raises NotFound for what is no district and Refused for another form.

    The workbook holds the targets, the doses week by week, the communes, the last reports, the assignments (without
    names of persons), the findings and the sheets sent; the CSV holds one `part` of it.
    """
    if form not in FORMS:
        raise Refused("no_form", NO_FORM, form=form)
    translate = translator(language)
    unit = district.find_district(database, code)
    standing = district.read_district_targets(database, code, as_of)
    groups = {row.code: row.label_vi if language == "vi" else row.label_en for row in read_groups(database)}
    sections = DistrictSections(standing.targets, groups, translate, language)
    name = f"{translate(FILE_NAME).format(unit=code, day=as_of.isoformat())}.{form}"
    if form == "csv":
        table = (
            sections.of_targets(standing.progress) if part == TARGETS else _part(database, sections, code, as_of, part)
        )
        return name, write_section_csv(table, language=language)
    weeks, communes = by_target(database, code, as_of)
    made = [
        sections.of_targets(standing.progress),
        sections.of_weeks(weeks),
        sections.of_communes(communes),
        sections.of_reports(district.read_last_reports(database, code, as_of)),
        sections.of_assignments(read_assignments(database, as_of, code)),
        sections.of_findings(district_sources.read_district_findings(database, code, as_of)),
        sections.of_uploads(district_sources.read_district_uploads(database, code, as_of)),
    ]
    title, subtitle = translate(TITLE).format(name=unit.name), translate(UP_TO).format(day=day(as_of, language))
    about: dict[str, Any] = {"title": title, "subtitle": subtitle, "created": as_of}
    return name, write_sections_xlsx(made, **about, translate=translate, anchor=anchor_text(database))


def _part(database: Database, sections: DistrictSections, code: str, as_of: date, part: str) -> Section:
    """One table, read on its own."""
    if part == COMMUNES:
        return sections.of_communes(by_target(database, code, as_of)[1])
    if part == ASSIGNMENTS:
        return sections.of_assignments(read_assignments(database, as_of, code))
    if part == FINDINGS:
        return sections.of_findings(district_sources.read_district_findings(database, code, as_of))
    return sections.of_uploads(district_sources.read_district_uploads(database, code, as_of))


def by_target(
    database: Database, code: str, as_of: date
) -> tuple[dict[str, district.Weeks], dict[str, district.Communes]]:
    """The weeks of each group and dose, by the first target that has them, and the communes of each target.

    Targets are those ordered by `as_of`; those that no commune has reported for are left out. Raises NotFound.
    """
    targets = district.read_district_targets(database, code, as_of).targets
    first = targets.drop_duplicates(["group", "dose"])["target"]
    weeks = {target: district.read_district_weeks(database, code, target, as_of) for target in first}
    communes = {target: district.read_communes(database, code, target, as_of) for target in targets["target"]}
    return weeks, {target: found for target, found in communes.items() if not found.grid.tenths.empty}
