"""The server's log: lines of JSON, times in UTC, no names of persons and no figures."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

from campaign.domain.wording.os_errors import os_words
from campaign.errors import DatabaseUnusable
from campaign.locale import N_

BYTES, FILES = 10 << 20, 5
SERVER = "uvicorn.error"
NOT_WRITTEN = N_(
    "The log {file} cannot be written: {problem}. The server was not started. Let the program's user write there, or "
    "name another file in CAMPAIGN_LOG_FILE."
)


class Lines(logging.Formatter):
    """A record as one line of JSON; of a failure its kind and where it arose, as its text may hold figures."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        said = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "said": record.getMessage(),
        }
        return json.dumps(said | _failure(record), ensure_ascii=False)


def set_up(file: Path | None) -> None:
    """From now on what our rooms log goes to the file, if there is one. Raises DatabaseUnusable where it cannot.

    So does what the web server has to complain of; what else it says is of every connection, with its address.
    """
    ours = logging.getLogger("campaign")
    ours.setLevel(logging.INFO)
    if file is None or any(isinstance(each, RotatingFileHandler) for each in ours.handlers):
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(file, maxBytes=BYTES, backupCount=FILES - 1, encoding="utf-8")
    except OSError as problem:
        raise DatabaseUnusable("log_not_written", NOT_WRITTEN, file=file, problem=os_words(problem)) from problem
    handler.setFormatter(Lines())
    handler.addFilter(lambda record: record.name != SERVER or record.levelno >= logging.WARNING)
    ours.addHandler(handler)
    logging.getLogger(SERVER).addHandler(handler)


def _failure(record: logging.LogRecord) -> dict[str, object]:
    if not record.exc_info or record.exc_info[1] is None:
        return {}
    failure, places = record.exc_info[1], []
    trace = failure.__traceback__
    while trace:
        places.append(f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}")
        trace = trace.tb_next
    return {"failure": type(failure).__name__, "at_lines": places[-8:]}
