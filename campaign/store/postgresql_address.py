"""What a PostgreSQL address says to libpq: for pg_dump and pg_restore too, and whether others could read along."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Any

from sqlalchemy import URL

from campaign.errors import DatabaseUnusable
from campaign.locale import N_
from campaign.settings import read_safety

PROVEN = ("verify-ca", "verify-full")  # what else there is takes anybody for the server
IN_THE_OPEN = N_(
    "The database server {host} is another machine, and the address does not ask for a connection that nobody can read "
    "or take over: passwords, names and figures would cross the network in the open. Nothing was done. Add "
    "?sslmode=verify-full&sslrootcert=FILE to CAMPAIGN_DATABASE_URL; on a network that is safe by other means set "
    "CAMPAIGN_POSTGRES_PLAIN=1."
)
NO_VARIABLE = N_(
    "The option '{option}' of the database address cannot be handed to the programs of PostgreSQL that back up and "
    "restore, so nothing was backed up or saved. Take it out of CAMPAIGN_DATABASE_URL."
)
_SERVICE = "service"  # a file elsewhere says where to


def variables(address: URL) -> dict[str, str]:
    """The address as libpq's variables: a command line can be read by everybody on the machine.

    Raises DatabaseUnusable for an option that has none: without it the tools might go elsewhere, or in the open.
    """
    names = {keyword: variable for keyword, (variable, _) in _known().items() if variable}
    said = _said(address)
    if without := next((option for option in said if option not in names), None):
        raise DatabaseUnusable("postgresql_option", NO_VARIABLE, option=without)
    return {names[option]: value for option, value in said.items()}


def check_line(address: URL) -> None:
    """Raise DatabaseUnusable for a server on another machine, unless it must prove itself or the site takes the risk.

    What libpq is told by the surroundings (PGHOST, PGSSLMODE) counts as if the address said it.
    """
    preset = {keyword: value for keyword, (_, value) in _known().items() if value}
    said = {**preset, **_said(address)}
    far = next((host for host in _hosts(said) if not _is_here(host)), None)
    if far and said.get("sslmode") not in PROVEN and not read_safety().plain_postgresql:
        raise DatabaseUnusable("postgresql_in_the_open", IN_THE_OPEN, host=far)


def without_password(url: str) -> str:
    """An address for people to read, also one that is none."""
    return re.sub(r"(://[^:/@]*):.*@", r"\1:***@", url)


def _said(address: URL) -> dict[str, str]:
    """The options that the driver is given."""
    _, options = address.get_dialect()().create_connect_args(address)
    return {option: str(value) for option, value in options.items() if value not in (None, "")}


def _known() -> dict[str, tuple[str, str]]:
    """libpq's options: the variable of each, and what the surroundings preset."""
    from psycopg import pq  # heavy, and for PostgreSQL alone

    return {each.keyword.decode(): (_text(each.envvar), _text(each.val)) for each in pq.Conninfo.get_defaults()}


def _text(found: bytes | None) -> str:
    return found.decode() if found else ""


def _hosts(said: dict[str, Any]) -> list[str]:
    """Where a connection may go to: of several, any; a service names a server that nobody here knows."""
    named = said.get("hostaddr") or said.get("host") or said.get(_SERVICE, "")
    return [host.strip() for host in named.split(",") if host.strip()]


def _is_here(host: str) -> bool:
    """Whether a host is a socket file (a folder, or "@" and a name) or an address of this machine alone."""
    try:
        return host.startswith(("/", "@")) or host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
