"""Uploads afterwards: list them, look into them, withdraw one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from campaign.access.actors import Actor
from campaign.access.roles import KEEP_POPULATIONS, UPLOAD, VIEW, WITHDRAW_OTHERS
from campaign.domain.findings import Finding
from campaign.domain.place import LAI_CHAU
from campaign.domain.purposes import POPULATIONS
from campaign.errors import NotFound, Refused
from campaign.locale import N_
from campaign.store.engine import Database
from campaign.store.sheets import uploads as store
from campaign.store.sheets.reports import read_scope
from campaign.workflows.access.acting import acting, authorise
from campaign.workflows.manage.waterline import check_withdrawal
from campaign.workflows.sheets.recount import recount

STATES = {store.ACCEPTED: N_("✓ counts"), store.WITHDRAWN: N_("✗ withdrawn")}
NO_UPLOAD = N_("There is no upload number {upload}. 'uploads' lists them.")
WITHDRAWN_BEFORE = N_("Upload {upload} was withdrawn before, by {by}.")
NO_REASON = N_("Say why upload {upload} is withdrawn; the reason is kept with it.")


def list_uploads(database: Database) -> Sequence[Any]:
    """All uploads, the newest first: id, file_name, period, status, counts, by whom and when, withdrawal."""
    with database.reading() as connection:
        return store.read_uploads(connection)


def read_findings(database: Database, upload_id: int) -> list[Finding]:
    """What was found in an upload when it was saved."""
    with database.reading() as connection:
        return store.read_findings(connection, upload_id)


def read_original(database: Database, upload_id: int) -> tuple[str, bytes]:
    """The file's name and its bytes as they were sent; raises NotFound."""
    with database.reading() as connection:
        found = store.find_upload(connection, upload_id)
        if not found:
            raise NotFound("no_upload", NO_UPLOAD, upload=upload_id)
        return found.file_name, store.read_content(connection, upload_id)


def withdraw_upload(database: Database, upload_id: int, *, reason: str, by: Actor) -> None:
    """Take an upload's figures back: what stood before it stands again. Another's upload takes an administrator.

    Raises NotFound, or Refused without a reason, when it was withdrawn before, or where closed figures rest on it.
    """
    if not reason.strip():
        raise Refused("no_reason", NO_REASON, upload=upload_id)
    with acting(database, by, VIEW) as connection:
        found = store.find_upload(connection, upload_id)
        if not found:
            raise NotFound("no_upload", NO_UPLOAD, upload=upload_id)
        authorise(connection, by, KEEP_POPULATIONS if found.purpose == POPULATIONS else UPLOAD)
        if found.uploaded_by != by.name:
            authorise(connection, by, WITHDRAW_OTHERS)
        if found.status == store.WITHDRAWN:
            raise Refused("withdrawn_before", WITHDRAWN_BEFORE, upload=upload_id, by=found.withdrawn_by)
        check_withdrawal(connection, upload_id)
        scope = read_scope(connection, upload_id)
        store.withdraw_upload(connection, upload_id, reason=reason.strip(), by=by.name)
        if scope:
            pairs = {(group, dose) for group, dose, _ in scope}
            recount(connection, LAI_CHAU, pairs, since=min(end for _, _, end in scope))
