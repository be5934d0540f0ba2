"""What commands print: one JSON document, or plain lines for a person."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import typer

from campaign.domain.findings import finding_message
from campaign.locale.formats import moment

if TYPE_CHECKING:
    import pandas as pd

    from campaign.workflows.monitor.tracing import Trace
    from campaign.workflows.sheets.importing import Preview

COVERAGE = (
    "target", "unit", "name", "doses_to_date", "denominator", "denominator_kind", "coverage", "remaining", "pace",
    "required_pace", "projected_completion", "projected_early", "projected_late", "status", "period_end",
    "incomplete", "stale", "people_at_least", "in_force", "superseded_by",
)  # fmt: skip
RANKING = (
    "rank", "rank_change", "unit", "name", "coverage", "coverage_change", "doses_to_date", "denominator",
    "denominator_kind", "remaining", "pace", "required_pace", "projected_completion", "status", "period_end",
    "incomplete", "stale", "people_at_least", "unranked_reason",
)  # fmt: skip


def records(frame: pd.DataFrame, columns: Sequence[str]) -> list[dict[str, Any]]:
    """A DataFrame's rows as plain values: unknown is None, dates are dates, counts are ints."""
    kept = frame[list(columns)].astype(object)
    kept = kept.where(kept.notna(), None)
    return [dict(zip(columns, map(_plain, row), strict=True)) for row in kept.to_numpy().tolist()]


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.date()
    return value.item() if hasattr(value, "item") else value


def print_rows(name: str, rows: Sequence[Mapping[str, Any]], *, as_json: bool) -> None:
    """`{name: rows}` as JSON, or a tab-separated table with its header."""
    if as_json:
        print_json({name: rows})
    elif rows:
        typer.echo("\t".join(rows[0]))
        for row in rows:
            typer.echo("\t".join(_shown(value) for value in row.values()))


def _shown(value: Any) -> str:
    """A value for a person to read: a point in time on the office's clock."""
    if isinstance(value, datetime):
        return moment(value, "vi")
    return "–" if value is None else str(value)


def print_outcomes(outcomes: Iterable[Preview], *, language: str, as_json: bool) -> None:
    """What became of each file, with its findings."""
    files = [_outcome(outcome, language) for outcome in outcomes]
    if as_json:
        print_json({"files": files})
        return
    for file in files:
        typer.echo(f"{file['file']}: {file['status']} {file['counts']}")
        for found in file["findings"]:
            typer.echo(f"  {found['severity']}: {found['message']}", err=True)


def _outcome(outcome: Preview, language: str) -> dict[str, Any]:
    period = outcome.period
    return {
        "file": outcome.file_name,
        "sha256": outcome.sha256,
        "upload_id": outcome.upload_id,
        "status": outcome.status,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "counts": outcome.counts._asdict(),
        "tables": [{"sheet": table.sheet, "range": table.range, "rows": table.rows} for table in outcome.tables],
        "findings": [
            {
                "severity": finding.severity,
                "code": finding.code,
                "sheet": finding.sheet,
                "cell": finding.cell,
                "message": finding_message(finding, language),
            }
            for finding in outcome.findings
        ],
        "questions": [
            {**question._asdict(), "choices": [choice._asdict() for choice in question.choices]}
            for question in outcome.questions
        ],
    }


def print_trace(trace: Trace, *, as_json: bool) -> None:
    """A figure and the cells behind it."""
    parts = [part._asdict() for part in trace.parts]
    if as_json:
        print_json({**trace._asdict(), "parts": parts})
    else:
        print_rows("parts", parts, as_json=False)


def print_progress(done: int, total: int, name: str) -> None:
    """One line a file while many load."""
    typer.echo(f"[{done + 1}/{total}] {name}", err=True)


def print_json(document: Mapping[str, Any]) -> None:
    """One JSON document on stdout; dates in ISO form, Vietnamese letters as they are."""
    typer.echo(json.dumps(document, ensure_ascii=False, default=_json_value, allow_nan=False))


def _json_value(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    raise TypeError(f"{type(value)} in a JSON document")
