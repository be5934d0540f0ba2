"""Which address is open to whom. What stands in no line here is for everybody who signed in, and for nobody else."""

from __future__ import annotations

from campaign.access.identity.site import is_configured
from campaign.access.roles import (
    KEEP_BACKUPS,
    KEEP_BOUNDARIES,
    KEEP_DIRECTIVES,
    KEEP_POPULATIONS,
    SEE_METRICS,
    UPLOAD,
    VIEW,
)
from campaign.locale import N_

LOGIN, LOGOUT, PASSWORD, HEALTH = "/login", "/logout", "/mat-khau", "/_stcore/health"
PROVIDER, CALLBACK = "/login/oidc", "/login/oidc/callback"
AFTER = "tiep"  # in the address of /login and /mat-khau: where to go on afterwards
UPLOADS = "/_stcore/upload_file/"
OPEN = frozenset((LOGIN, HEALTH))
_OPEN_WITH_PROVIDER = frozenset((*OPEN, PROVIDER, CALLBACK))  # at a site that has an identity provider
# Where somebody may go whose password was given by another and must be replaced first.
BEFORE_NEW_PASSWORD = frozenset((*OPEN, LOGOUT, PASSWORD))
SENDING = (UPLOAD, KEEP_POPULATIONS, KEEP_BOUNDARIES, KEEP_DIRECTIVES)
_NEEDED = {
    UPLOADS: SENDING,
    "/tai-ve/sao-luu/": (KEEP_BACKUPS,),
    "/_stcore/metrics": (SEE_METRICS,),
    "/_stcore/script-health-check": (SEE_METRICS,),
}
# Streamlit's interface for programs, and its own sign-in: not used here, so not there.
_CLOSED = ("/_stcore/agent", "/auth/", "/oauth2callback")

STRANGER = N_("Sign in first.")
NEW_PASSWORD = N_("Choose a password of your own first, at /mat-khau.")
FOREIGN_HOST = N_(
    "This server does not answer to that name. Use its address, or ask the administrator to add the name "
    "(--server.allowedHosts NAME)."
)
FOREIGN_PAGE = N_("This request came from a page of another site, so nothing was done. Go back and try again.")
NOT_YOURS = N_("Your role does not allow this.")
CLOSED = N_("There is nothing at this address.")
ONE_USER = N_(
    "This server runs for one person on its own machine (CAMPAIGN_SINGLE_USER=1). Open it there at its localhost "
    "address, or start it without that setting so that everybody signs in."
)


def is_open(path: str) -> bool:
    """Whether anybody may ask for an address."""
    return path in (_OPEN_WITH_PROVIDER if is_configured() else OPEN)


def needed(path: str) -> tuple[str, ...]:
    """The permissions of which one opens an address."""
    return next((permissions for start, permissions in _NEEDED.items() if path.startswith(start)), (VIEW,))


def is_closed(path: str) -> bool:
    """Whether an address of Streamlit's is not served at all."""
    return path.startswith(_CLOSED)
