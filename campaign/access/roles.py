"""Roles and what each may do.

Names of responsible persons are personal data (Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15): whoever only looks at figures
does not see them.
"""

from __future__ import annotations

from campaign.errors import Refused
from campaign.locale import N_
from campaign.settings import ADMIN, ANALYST, VIEWER

SEE_RESPONSIBLE = "see_responsible"  # names and posts of responsible persons, and what was noted at a sign-off
ASSIGN = "assign"  # give, change and remove assignments
SIGN_OFF = "sign_off"  # sign assignments off, and take that back
ERASE_NAMES = "erase_names"  # remove responsible persons' names for good
KEEP_DIRECTIVES = "keep_directives"  # record, change and withdraw directives and their targets
KEEP_POPULATIONS = "keep_populations"  # load, type in and withdraw numbers of people
KEEP_BOUNDARIES = "keep_boundaries"  # load and remove the districts' boundaries

_OF_ANALYSTS = frozenset(
    (SEE_RESPONSIBLE, ASSIGN, SIGN_OFF, ERASE_NAMES, KEEP_DIRECTIVES, KEEP_POPULATIONS, KEEP_BOUNDARIES)
)
PERMISSIONS: dict[str, frozenset[str]] = {VIEWER: frozenset(), ANALYST: _OF_ANALYSTS, ADMIN: _OF_ANALYSTS}

NOT_ALLOWED = {
    SEE_RESPONSIBLE: N_("Names of responsible persons are shown to analysts and administrators only."),
    ASSIGN: N_("Only analysts and administrators may give or change assignments."),
    SIGN_OFF: N_("Only analysts and administrators may sign assignments off."),
    ERASE_NAMES: N_("Only analysts and administrators may erase names."),
    KEEP_DIRECTIVES: N_("Only analysts and administrators may record or change directives and targets."),
    KEEP_POPULATIONS: N_("Only analysts and administrators may load or change numbers of people."),
    KEEP_BOUNDARIES: N_("Only analysts and administrators may load or remove boundaries."),
}


# The names of this machine for itself, and what a proxy in front of the program adds to a request.
LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-Ip", "Forwarded", "Via")


def may(role: str, permission: str) -> bool:
    """Whether a role has a permission; an unknown role has none."""
    return permission in PERMISSIONS.get(role, frozenset())


def require(role: str, permission: str) -> None:
    """Raise Refused, with a sentence, unless the role has the permission."""
    if not may(role, permission):
        raise Refused("not_allowed", NOT_ALLOWED[permission])


def visitor_role(set_role: str, *, shared: bool) -> str:
    """The role of whoever sits before the page: the one that is set (CAMPAIGN_ROLE), else by where the page is shown.

    On the office PC itself the person at the keyboard is the analyst. Where others are served (`shared`) and no role
    is set, everybody is a viewer.
    """
    return set_role or (VIEWER if shared else ANALYST)


def is_shared(*, listening: str, host: str, from_elsewhere: bool, forwarded: bool) -> bool:
    """Whether somebody else than the person at this machine may be looking.

    listening: the address the server listens on, "" for all; host: what was asked for, such as 'localhost:8501';
    from_elsewhere: the visitor's address is another machine's; forwarded: a proxy passed the request on.
    """
    return listening not in LOOPBACK or _name(host) not in LOOPBACK or from_elsewhere or forwarded


def operator_role(set_role: str) -> str:
    """The role of whoever runs a command: who can open the database file sees what is in it anyway."""
    return set_role or ANALYST


def _name(host: str) -> str:
    """The name in 'localhost:8501' or '[::1]:8501'."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0].lower()
