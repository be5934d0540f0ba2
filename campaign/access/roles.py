"""Roles and what each may do. What stands in no line here is allowed to nobody.

Names of responsible persons are personal data (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): whoever only looks at figures
does not see them.
"""

from __future__ import annotations

from campaign.errors import Refused
from campaign.locale import N_
from campaign.settings import ADMIN, ANALYST, VIEWER

VIEW = "view"  # figures, charts, rankings, and files of them
SEE_RESPONSIBLE = "see_responsible"  # names and posts of responsible persons, and what was noted at a sign-off
UPLOAD = "upload"  # send sheets, save them with their answers, withdraw one's own
WITHDRAW_OTHERS = "withdraw_others"  # withdraw what somebody else uploaded
ASSIGN = "assign"  # give, change and remove assignments
SIGN_OFF = "sign_off"  # sign assignments off, and take that back
ERASE_NAMES = "erase_names"  # remove responsible persons' names for good
KEEP_DIRECTIVES = "keep_directives"  # record, change and withdraw directives and their targets
KEEP_POPULATIONS = "keep_populations"  # load, type in and withdraw numbers of people
KEEP_BOUNDARIES = "keep_boundaries"  # load and remove the districts' boundaries
CLOSE_PERIODS = "close_periods"  # close a period's figures, and open them again
KEEP_ACCOUNTS = "keep_accounts"  # accounts, roles, passwords and sessions
READ_AUDIT = "read_audit"  # the audit trail and its export
KEEP_BACKUPS = "keep_backups"  # back up, restore, drill, and look into what is damaged
SEE_METRICS = "see_metrics"  # how the server is doing

_VIEWERS = frozenset((VIEW,))
_ANALYSTS = _VIEWERS | {
    SEE_RESPONSIBLE, UPLOAD, ASSIGN, SIGN_OFF, ERASE_NAMES, KEEP_DIRECTIVES, KEEP_POPULATIONS, KEEP_BOUNDARIES,
}  # fmt: skip
_ADMINS = _ANALYSTS | {WITHDRAW_OTHERS, CLOSE_PERIODS, KEEP_ACCOUNTS, READ_AUDIT, KEEP_BACKUPS, SEE_METRICS}
PERMISSIONS: dict[str, frozenset[str]] = {VIEWER: _VIEWERS, ANALYST: _ANALYSTS, ADMIN: _ADMINS}

ROLE_WORDS = {VIEWER: N_("Viewer"), ANALYST: N_("Analyst"), ADMIN: N_("Administrator")}
NOT_ALLOWED = {
    VIEW: N_("Sign in to see the campaign's figures."),
    SEE_RESPONSIBLE: N_("Names of responsible persons are shown to analysts and administrators only."),
    UPLOAD: N_("Only analysts and administrators may upload sheets, save answers or withdraw uploads."),
    WITHDRAW_OTHERS: N_("Somebody else uploaded this. Only an administrator may withdraw it."),
    ASSIGN: N_("Only analysts and administrators may give or change assignments."),
    SIGN_OFF: N_("Only analysts and administrators may sign assignments off."),
    ERASE_NAMES: N_("Only analysts and administrators may erase names."),
    KEEP_DIRECTIVES: N_("Only analysts and administrators may record or change directives and targets."),
    KEEP_POPULATIONS: N_("Only analysts and administrators may load or change numbers of people."),
    KEEP_BOUNDARIES: N_("Only analysts and administrators may load or remove boundaries."),
    CLOSE_PERIODS: N_("Only an administrator may close a period or open it again."),
    KEEP_ACCOUNTS: N_("Only an administrator may change accounts and end sessions."),
    READ_AUDIT: N_("Only an administrator may read the audit trail."),
    KEEP_BACKUPS: N_("Only an administrator may back up and restore."),
    SEE_METRICS: N_("Only an administrator may see how the server is doing."),
}


def may(role: str, permission: str) -> bool:
    """Whether a role has a permission; an unknown role has none."""
    return permission in PERMISSIONS.get(role, frozenset())


def require(role: str, permission: str) -> None:
    """Raise Refused, with a sentence, unless the role has the permission."""
    if not may(role, permission):
        raise Refused("not_allowed", NOT_ALLOWED[permission])
