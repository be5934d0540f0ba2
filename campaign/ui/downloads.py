"""Downloads by link, so that a file can be fetched again from a report or a message: /tai-ve/…"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, Response

from campaign.charts.style import Reader
from campaign.domain.findings import finding_message
from campaign.errors import CampaignError, NotFound, Refused
from campaign.locale import N_
from campaign.ui import session
from campaign.ui.address import AS_OF, LANGUAGE, TARGET, WEIGHTS, parse_weights
from campaign.workflows.monitor.ranking_files import FORMS, ranking_file
from campaign.workflows.monitor.rankings import By, find_shares
from campaign.workflows.report.files import report_file
from campaign.workflows.safety.on_demand import fetch_backup
from campaign.workflows.sheets import uploads

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
CSV = "text/csv; charset=utf-8"
BYTES = "application/octet-stream"  # what somebody sent: nothing says that it is what its name tells
TYPES = {"xlsx": XLSX, "csv": CSV, "docx": DOCX, "pptx": PPTX}
REPORTS = ("docx", "pptx", "xlsx")
DIGITS = re.compile("[0-9]{1,20}")  # Python reads no number of more than 4300
NO_DAY = N_("The date is missing or wrong ({example})")
NO_FORM = N_("There is no file in the form '{form}', only {forms}.")
NO_WEIGHTS = N_("It is not said which targets to rank by ({example})")
NOT_ASKED, NOT_ALLOWED, NOT_THERE = 400, 403, 404
PLAIN = {"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}


def send_original(request: Request) -> Response:
    """The workbook of an upload, as it was sent: GET /tai-ve/{upload_id}."""
    asked = request.path_params["upload_id"]
    if not DIGITS.fullmatch(asked):
        return _told(request, NOT_THERE, uploads.NO_UPLOAD, upload=asked)
    try:
        name, content = uploads.read_original(session.database(), int(asked))
    except NotFound as problem:
        return _not_found(request, problem)
    return attachment(content, name, BYTES)


def send_ranking(request: Request) -> Response:
    """A ranking as a file: GET /tai-ve/xep-hang/{target}.{xlsx|csv}?ngay=2022-05-19&lang=vi."""
    return _send_ranked(request, request.path_params["target"])


def send_composite(request: Request) -> Response:
    """A ranking by several targets as a file: GET /tai-ve/xep-hang.{xlsx|csv}?trong_so=T6:2,T7:1&ngay=2022-05-19."""
    weights = parse_weights(request.query_params.get(WEIGHTS, ""))
    if not weights:
        return _told(request, NOT_ASKED, NO_WEIGHTS, example=f"{WEIGHTS}=T6:2,T7:1")
    shares, findings = find_shares(session.database(), tuple(target for target, _ in weights), tuple(weights))
    if findings or not shares:
        told = [finding_message(finding, _reader(request).language) for finding in findings]
        return PlainTextResponse("\n".join(told), status_code=NOT_THERE, headers=PLAIN)
    return _send_ranked(request, shares)


def send_report(request: Request) -> Response:
    """The report as a file: GET /tai-ve/bao-cao.{docx|pptx|xlsx}?ngay=2022-05-19&chi_tieu=T6,T7&lang=vi."""
    form = request.path_params["form"]
    if form not in REPORTS:
        return _no_form(request, form, REPORTS)
    made = _make_report(request, form)
    return made if isinstance(made, Response) else attachment(made[1], made[0], TYPES[form])


def show_print_page(request: Request) -> Response:
    """The report as a page to print: GET /in/bao-cao?ngay=2022-05-19&chi_tieu=T6,T7&lang=vi."""
    made = _make_report(request, "html")
    return made if isinstance(made, Response) else HTMLResponse(made[1], headers=PLAIN)


def send_backup(request: Request) -> Response:
    """A backup, for administrators alone: GET /tai-ve/sao-luu/{name}."""
    by, name = session.actor_of(request.headers), request.path_params["name"]
    try:
        file = fetch_backup(session.database(), name, by=by)
    except Refused as problem:
        return PlainTextResponse(problem.words(_reader(request).translate), status_code=NOT_ALLOWED, headers=PLAIN)
    except NotFound as problem:
        return _not_found(request, problem)
    return FileResponse(file, media_type=BYTES, filename=file.name, headers=PLAIN)


def backup_link(name: str) -> str:
    """Where a backup can be fetched."""
    return f"/tai-ve/sao-luu/{quote(name)}"


def report_link(form: str, as_of: date, targets: Sequence[str], language: str) -> str:
    """Where a report can be fetched as a file."""
    return f"/tai-ve/bao-cao.{form}?{_choices(as_of, targets, language)}"


def print_link(as_of: date, targets: Sequence[str], language: str) -> str:
    """Where a report can be seen as it is printed."""
    return f"/in/bao-cao?{_choices(as_of, targets, language)}"


def original_link(upload_id: int) -> str:
    """Where an upload's workbook can be fetched."""
    return f"/tai-ve/{upload_id}"


def attachment(content: bytes, file_name: str, media_type: str) -> Response:
    """A file to be saved under its own name (RFC 6266, RFC 5987), never opened by the browser."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", file_name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
    return Response(content, media_type=media_type, headers={"Content-Disposition": disposition, **PLAIN})


def _send_ranked(request: Request, by: By) -> Response:
    form, as_of = request.path_params["form"], _day(request.query_params.get(AS_OF, ""))
    if form not in FORMS:
        return _no_form(request, form, FORMS)
    if as_of is None:
        return _no_day(request)
    try:
        name, content = ranking_file(session.database(), by, as_of, form, language=_reader(request).language)
    except NotFound as problem:
        return _not_found(request, problem)
    return attachment(content, name, TYPES[form])


def _make_report(request: Request, form: str) -> tuple[str, bytes] | Response:
    """The file's name and content, or why there is none."""
    as_of = _day(request.query_params.get(AS_OF, ""))
    if as_of is None:
        return _no_day(request)
    targets = [target for target in request.query_params.get(TARGET, "").split(",") if target]
    try:
        return report_file(session.database(), as_of, form, targets=targets, language=_reader(request).language)
    except (NotFound, Refused) as problem:
        return _not_found(request, problem)


def _choices(as_of: date, targets: Sequence[str], language: str) -> str:
    return urlencode({AS_OF: as_of.isoformat(), TARGET: ",".join(targets), LANGUAGE: language}, safe=",")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _no_day(request: Request) -> Response:
    return _told(request, NOT_ASKED, NO_DAY, example=f"{AS_OF}=2022-06-16")


def _no_form(request: Request, form: str, forms: Sequence[str]) -> Response:
    return _told(request, NOT_THERE, NO_FORM, form=form, forms=", ".join(f".{each}" for each in forms))


def _told(request: Request, status: int, message: str, **values: str) -> Response:
    """Why there is no file, in the reader's words."""
    text = _reader(request).translate(message).format(**values)
    return PlainTextResponse(text, status_code=status, headers=PLAIN)


def _not_found(request: Request, problem: CampaignError) -> Response:
    return PlainTextResponse(problem.words(_reader(request).translate), status_code=NOT_THERE, headers=PLAIN)


def _reader(request: Request) -> Reader:
    return session.reader_of(request.query_params.get(LANGUAGE, session.site_language()))
