"""The site's identity provider as the pages for signing in use it; nothing of it is loaded at a site without one."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from starlette.types import Scope

from campaign.access.identity.site import Site, passwords_everywhere, read_site
from campaign.errors import Refused
from campaign.locale import N_
from campaign.settings import read_settings
from campaign.ui.gate import hosts
from campaign.ui.gate.visitors import Visitor
from campaign.workflows.access.sessions import OIDC

if TYPE_CHECKING:
    from campaign.access.identity.provider import Provider

NO_PASSWORDS = N_(
    "This site takes passwords on the server itself alone. Sign in with {provider}; nothing was done here."
)
THREADS = 4  # of their own: a provider that does not answer keeps no other request waiting


def the_site() -> Site | None:
    """What the site says of its identity provider; None without one, and where nobody signs in."""
    return None if read_settings().single_user else read_site()


@lru_cache(maxsize=1)
def the_provider(site: Site) -> Provider:
    """The line to it, kept for as long as the settings are the same."""
    from campaign.access.identity.provider import Provider

    return Provider(site)


async def apart(act: Callable[..., Any], *given: Any) -> Any:
    """Do what may have to wait for the provider, away from everybody else's requests."""
    return await asyncio.get_running_loop().run_in_executor(_threads(), act, *given)


def way_out(visitor: Visitor | None, *, state: str) -> tuple[str, str]:
    """The provider's name and where to sign out there too; "" for whoever did not come by it."""
    site = the_site()
    if site is None or visitor is None or visitor.visit is None or visitor.visit.method != OIDC:
        return "", ""
    return site.name, the_provider(site).way_out(state=state)


def takes_passwords(scope: Scope) -> bool:
    """Whether a password is good from where a request comes."""
    return passwords_everywhere() or hosts.is_from_this_machine(scope)


def check_takes_passwords(scope: Scope) -> None:
    """Raise Refused at a site where everybody but the server's own keepers signs in with the identity provider."""
    site = the_site()
    if site and not takes_passwords(scope):
        raise Refused("no_passwords", NO_PASSWORDS, provider=site.name)


@cache
def _threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(THREADS, "identity-provider")
