"""The way in for the first administrator, and what the single-user mode must not do: both at the server's start."""

from __future__ import annotations

import sys

from streamlit import config

from campaign.access.actors import operator
from campaign.access.identity.site import read_site
from campaign.access.tokens import link_path
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.settings import read_settings
from campaign.ui import session
from campaign.ui.gate import hosts
from campaign.workflows.access.links import make_setup_link, setup_link_needed

SETUP = N_("No administrator yet. Open this link in a browser to set one up; it is good for 30 minutes and once:")
OPEN_TO_OTHERS = N_(
    "CAMPAIGN_SINGLE_USER=1 opens the program without sign-in, so the server may only listen on this machine, but it "
    "was told to listen on '{address}'. It was not started. Leave the setting out so that everybody signs in, or start "
    "it with --server.address localhost."
)
UNBOUND = N_(
    "The file .streamlit/config.toml lacks [server.trustedUserHeaders]: without it one visitor's page could be taken "
    "over by another. The server was not started. Start it from the program's folder, with that file as delivered."
)
# What makes Streamlit give a page's session back to its owner's session alone (a copy is in .streamlit/config.toml).
BOUND = {"X-Campaign-Account": "account", "X-Campaign-Session": "session"}


def check_start() -> None:
    """Raise SystemExit, in words, where the server would be open to others than it should be.

    Raises ValueError for an identity provider that cannot be spoken with safely.
    """
    read_site()
    reader = session.reader_of(session.site_language())
    address = config.get_option("server.address") or "0.0.0.0"
    if config.get_option("server.trustedUserHeaders") != BOUND:
        raise SystemExit(reader.words(UNBOUND))
    if read_settings().single_user and not hosts.is_loopback(address):
        raise SystemExit(reader.words(OPEN_TO_OTHERS, address=address))


def tell_way_in() -> None:
    """Print a new set-up link while nobody can sign in as an administrator."""
    if read_settings().single_user or not setup_link_needed(session.database()):
        return
    reader = session.reader_of(session.site_language())
    token = make_setup_link(session.database(), by=operator("setup"))
    sys.stdout.write(_notice(reader, token))
    sys.stdout.flush()


def _notice(reader: Reader, token: str) -> str:
    scheme = "https" if config.get_option("server.sslCertFile") else "http"
    port = config.get_option("server.port")
    link = f"{scheme}://{hosts.own_name()}:{port}{link_path(token)}"
    return f"\n  {reader.words(SETUP)}\n\n  {link}\n\n"
