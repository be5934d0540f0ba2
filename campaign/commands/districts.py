"""Districts and deadlines: one district in all its parts, and the chain of directives, targets and deadlines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from campaign import output
from campaign.commands.common import AsOf, Code, Json, Out, State, day_or_latest, form_of, open_figures, write_file

if TYPE_CHECKING:
    from campaign.store.engine import Database
    from campaign.workflows.monitor.timeline import Timeline

app = typer.Typer()


@app.command()
def district(
    code: Annotated[str, typer.Argument(metavar="CODE")], as_of: AsOf = None, file: Out = None, as_json: Json = False
) -> None:
    """One district: targets, weeks, communes, who is silent, assignments, findings, sheets; -o writes .xlsx or .csv."""
    from campaign.workflows.monitor.district import find_district
    from campaign.workflows.monitor.district_files import district_file

    with open_figures(handed_on=bool(file) or as_json) as database:
        day = day_or_latest(database, as_of)
        unit = find_district(database, code)
        if file:
            _, content = district_file(database, code, day, form_of(file), language=State.settings.language)
            write_file(file, content)
        parts = _parts(database, code, day) if as_json else {"targets": _targets(database, code, day)}
        if as_json:
            output.print_json({"unit": code, "name": unit.name, "as_of": day, **parts})
        else:
            output.print_rows("targets", parts["targets"], as_json=False)


@app.command()
def timeline(unit: Code = None, as_of: AsOf = None, file: Out = None, as_json: Json = False) -> None:
    """Directives, targets and deadlines as known on a day, with the verdict on each; -o writes .xlsx or .csv."""
    from campaign.workflows.monitor.timeline import read_timeline
    from campaign.workflows.monitor.timeline_files import timeline_file

    with open_figures(handed_on=bool(file) or as_json) as database:
        day = day_or_latest(database, as_of)
        if file:
            _, content = timeline_file(database, unit, day, form_of(file), language=State.settings.language)
            write_file(file, content)
        found = read_timeline(database, day, unit)
        if as_json:
            output.print_json(_timeline(found, day))
        else:
            output.print_rows("events", output.records(found.events, list(found.events.columns)), as_json=False)


def _targets(database: Database, code: str, day: date) -> list[dict[str, Any]]:
    """The rows of the targets ordered by the day, each with what took its place."""
    from campaign.workflows.monitor.district import read_district_targets

    found = read_district_targets(database, code, day)
    replaced = found.targets.set_index("target")["superseded_by"]
    rows = found.progress.assign(superseded_by=replaced.reindex(found.progress["target"]).array)
    return output.records(rows, list(rows.columns))


def _parts(database: Database, code: str, day: date) -> dict[str, Any]:
    """Every part of the district's page."""
    from campaign.workflows.manage.assignments import read_assignments
    from campaign.workflows.monitor.district import read_last_reports
    from campaign.workflows.monitor.district_files import by_target
    from campaign.workflows.monitor.district_sources import read_district_findings, read_district_uploads

    weeks, communes = by_target(database, code, day)
    assignments = read_assignments(database, day, code)
    return {
        "targets": _targets(database, code, day),
        "weeks": [
            {"target": target, **row}
            for target, found in weeks.items()
            for row in output.records(found.weeks, list(found.weeks.columns))
        ],
        "communes": [
            row for found in communes.values() for row in output.records(found.ranking, list(found.ranking.columns))
        ],
        "last_reports": [row._asdict() for row in read_last_reports(database, code, day).rows],
        "assignments": output.records(assignments, list(assignments.columns)),
        "findings": [_finding(each) for each in read_district_findings(database, code, day)],
        "uploads": [_upload(each) for each in read_district_uploads(database, code, day)],
    }


def _finding(each: Any) -> dict[str, Any]:
    from campaign.domain.findings import finding_message

    finding = each.finding
    place = {"severity": finding.severity, "code": finding.code, "sheet": finding.sheet, "cell": finding.cell}
    words = finding_message(finding, State.settings.language)
    return {"upload_id": each.upload.id, "scope": each.scope, "units": list(each.units), **place, "message": words}


def _upload(each: Any) -> dict[str, Any]:
    upload = each.upload
    period = {"period_start": upload.period_start, "period_end": upload.period_end}
    said = {"status": upload.status, "uploaded_by": upload.uploaded_by, "uploaded_at": upload.uploaded_at}
    return {"upload_id": upload.id, "file": upload.file_name, **period, **said, "units": each.units}


def _timeline(found: Timeline, day: date) -> dict[str, Any]:
    return {
        "unit": found.unit,
        "name": found.name,
        "as_of": day,
        "directives": [each._asdict() for each in found.directives.values()],
        "events": output.records(found.events, list(found.events.columns)),
        "verdicts": output.records(found.verdicts, list(found.verdicts.columns)),
    }
