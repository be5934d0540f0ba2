"""Downloads by link, so that a file can be fetched again from a report or a message: /tai-ve/…"""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from campaign.charts.style import Reader
from campaign.errors import NotFound
from campaign.ui import session
from campaign.ui.address import AS_OF, LANGUAGE
from campaign.workflows.monitor.ranking_files import FORMS, ranking_file
from campaign.workflows.sheets import uploads

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"
TYPES = {"xlsx": XLSX, "csv": CSV}


def send_original(request: Request) -> Response:
    """The workbook of an upload, as it was sent: GET /tai-ve/{upload_id}."""
    try:
        name, content = uploads.read_original(session.database(), request.path_params["upload_id"])
    except NotFound as problem:
        return _not_found(request, problem)
    return attachment(content, name, XLSX)


def send_ranking(request: Request) -> Response:
    """A ranking as a file: GET /tai-ve/xep-hang/{target}.{xlsx|csv}?ngay=2022-05-19&lang=vi."""
    form, target = request.path_params["form"], request.path_params["target"]
    as_of = _day(request.query_params.get(AS_OF, ""))
    if form not in FORMS or as_of is None:
        return PlainTextResponse("", status_code=404)
    try:
        name, content = ranking_file(session.database(), target, as_of, form, language=_reader(request).language)
    except NotFound as problem:
        return _not_found(request, problem)
    return attachment(content, name, TYPES[form])


def original_link(upload_id: int) -> str:
    """Where an upload's workbook can be fetched."""
    return f"/tai-ve/{upload_id}"


def attachment(content: bytes, file_name: str, media_type: str) -> Response:
    """A file to be saved under its own name (RFC 6266, RFC 5987), never opened by the browser."""
    plain = re.sub(r"[^A-Za-z0-9._ -]", "_", file_name)
    disposition = f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(file_name, safe='')}"
    headers = {"Content-Disposition": disposition, "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _not_found(request: Request, problem: NotFound) -> Response:
    return PlainTextResponse(problem.words(_reader(request).translate), status_code=404)


def _reader(request: Request) -> Reader:
    return session.reader_of(request.query_params.get(LANGUAGE, session.site_language()))
