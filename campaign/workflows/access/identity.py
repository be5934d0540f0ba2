"""Letting in whom the identity provider vouches for: the account of its issuer and subject, never of an e-mail.

Where the site says which of the provider's groups have which role, the provider decides who comes in and as what, anew
at each sign-in. Otherwise an administrator does: who comes for the first time gets an account that is disabled until
one enables it. What is disabled here stays out whatever the provider says.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from typing import Any, NamedTuple

from campaign.access.actors import Actor
from campaign.access.clock import steady_now
from campaign.access.identity.site import Site
from campaign.access.logins import LONGEST_LOGIN, check_login, is_login, login_key
from campaign.access.roles import KEEP_ACCOUNTS
from campaign.access.throttle import WINDOW, address_subject, seconds_to_wait
from campaign.access.tokens import digest_of
from campaign.errors import Refused
from campaign.locale import N_
from campaign.settings import VIEWER
from campaign.store.access import accounts as store
from campaign.store.access import sign_in_failures as failures
from campaign.store.access.accounts import ACTIVE, DISABLED
from campaign.store.access.sessions import end_sessions
from campaign.store.engine import Connection, Database
from campaign.store.safety.audit import act_as, record_event
from campaign.workflows.access.accounts import IDENTITY_TAKEN, check_role
from campaign.workflows.access.acting import acting, admitting
from campaign.workflows.access.links import LOGIN_TAKEN, LONGEST_NAME, check_name
from campaign.workflows.access.sessions import OIDC, SignedIn, printable
from campaign.workflows.access.signing_in import start_session, too_many

MOST_WAITING = 200  # accounts nobody has approved yet
COUNTED = frozenset(("bad_attempt", "bad_token", "provider_refused"))  # what somebody who tries things out meets

WAITING = N_(
    "{provider} knows you, but nobody has let you in here yet. An account '{login}' waits for an administrator to "
    "enable it; ask one, then sign in again."
)
FULL = N_(
    "{provider} knows you, but too many new accounts wait for an administrator already. Nothing was saved; ask an "
    "administrator to add you."
)
NO_ROLE = N_(
    "{provider} knows you, but none of your groups there may use this site. You are not signed in; ask whoever keeps "
    "the groups, or an administrator of this site."
)
SHUT = N_("Your account '{login}' is disabled here. You are not signed in; ask an administrator of this site.")
_LOG = logging.getLogger("campaign.sign_in")


class Person(NamedTuple):
    """Somebody the provider vouches for, in words of its own: a login and a name to begin with, and our role or ""."""

    issuer: str
    subject: str
    login: str
    name: str
    role: str


def person_of(site: Site, claims: Mapping[str, Any]) -> Person:
    """The person that verified claims speak of."""
    wanted = [printable(str(claims.get(name) or "")).strip() for name in ("preferred_username", "name")]
    login = login_key(wanted[0])
    made = login if is_login(login) else f"oidc-{digest_of(claims['sub'])[:8]}"
    name = next((each[:LONGEST_NAME] for each in reversed(wanted) if each), made)
    return Person(site.issuer, claims["sub"], made, name, site.role(claims))


def admit(
    database: Database,
    site: Site,
    claims: Mapping[str, Any],
    *,
    address: str,
    agent: str,
    secure: bool,
    now: datetime | None = None,
) -> SignedIn:
    """Begin a session for whom verified claims speak of.

    Raises Refused: "waiting" for an administrator, "too_many_waiting", "no_role", "account_shut".
    """
    person, now = person_of(site, claims), now or steady_now()
    account_id, refusal = _settle(database, site, person, now)
    if refusal:
        _LOG.warning("sign_in_failed login=%s address=%s method=%s reason=%s", refusal.values.get("login", "(new)"),
                     printable(address), OIDC, refusal.code)  # fmt: skip
        raise refusal
    return start_session(database, account_id, method=OIDC, address=address, agent=agent, secure=secure, now=now)


@contextmanager
def counted(database: Database, address: str, now: datetime | None = None) -> Iterator[None]:
    """Count what fails inside against the address, as a wrong password is; raises Refused where it has to wait."""
    now, subject = now or steady_now(), address_subject(address)
    with database.reading() as connection:
        wait = seconds_to_wait([], failures.read_failures(connection, subject), now)
    if wait:
        raise too_many(wait)
    try:
        yield
    except Refused as problem:
        if problem.code in COUNTED:
            with admitting(database) as connection:
                failures.prune_failures(connection, now, WINDOW)
                failures.add_failure(connection, subject, now)
            _LOG.warning("sign_in_failed address=%s method=%s reason=%s", printable(address), OIDC, problem.code)
        raise


def add_person(
    database: Database,
    login: str,
    *,
    name: str,
    role: str,
    issuer: str,
    subject: str,
    by: Actor,
    now: datetime | None = None,
) -> str:
    """A new account without a password, for a person of the identity provider; its login. Raises Refused."""
    key, told = check_login(login), check_name(name)
    check_role(role)
    with acting(database, by, KEEP_ACCOUNTS) as connection:
        if store.find_account(connection, key):
            raise Refused("login_taken", LOGIN_TAKEN, login=key)
        if other := store.find_identity(connection, issuer, subject):
            raise Refused("identity_taken", IDENTITY_TAKEN, login=other.login)
        _add(connection, Person(issuer, subject, key, told, role), by.name, ACTIVE, now or steady_now())
    return key


def _settle(database: Database, site: Site, person: Person, now: datetime) -> tuple[int, Refused | None]:
    """The person's account as it is to be, written only where that changes something; and why it does not let in."""
    with database.reading() as connection:
        row = store.find_identity(connection, person.issuer, person.subject)
    if row is None or (site.rules and row.status == ACTIVE and row.role != person.role):
        with admitting(database, what="") as connection:
            row = store.find_identity(connection, person.issuer, person.subject)
            return _change(connection, site, person, row, now) if row else _welcome(connection, site, person, now)
    return row.id, _refusal(site, row)


def _welcome(connection: Connection, site: Site, person: Person, now: datetime) -> tuple[int, Refused | None]:
    """Somebody who comes for the first time."""
    if site.rules and not person.role:
        return 0, Refused("no_role", NO_ROLE, provider=site.name)
    if not site.rules and store.count_waiting(connection, OIDC) >= MOST_WAITING:
        return 0, Refused("too_many_waiting", FULL, provider=site.name)
    new = person._replace(login=_free_login(connection, person.login), role=person.role or VIEWER)
    account_id = _add(connection, new, OIDC, ACTIVE if site.rules else DISABLED, now)
    return account_id, _refusal(site, store.read_account(connection, account_id))


def _change(connection: Connection, site: Site, person: Person, row: Any, now: datetime) -> tuple[int, Refused | None]:
    """The role as the provider has it now. Without any nobody comes in, and what was open here ends.

    The last administrator too: a right that the organisation has taken away is worse to keep than to ask for anew at
    the server itself.
    """
    if row.status != ACTIVE:
        return row.id, _refusal(site, row)
    if not person.role:
        ended = end_sessions(connection, row.id, by=OIDC, at=now)
        if ended:
            act_as(connection, row.id)
            told = {"sessions": ended}
            record_event(connection, by=OIDC, action="end_sessions", object_=f"account {row.login}", after=told)
        return row.id, Refused("no_role", NO_ROLE, provider=site.name, login=row.login)
    if row.role != person.role:
        store.change_account(connection, row.id, role=person.role)
        act_as(connection, row.id)
        before, after = {"role": row.role}, {"role": person.role}
        record_event(
            connection, by=OIDC, action="change_role", object_=f"account {row.login}", before=before, after=after
        )
    return row.id, None


def _refusal(site: Site, row: Any) -> Refused | None:
    """Why an account lets nobody in: nobody approved it yet, or somebody disabled it."""
    if row.status == ACTIVE:
        return None
    if row.created_by == OIDC and row.signed_in_at is None:
        return Refused("waiting", WAITING, provider=site.name, login=row.login)
    return Refused("account_shut", SHUT, login=row.login)


def _add(connection: Connection, person: Person, by: str, status: str, now: datetime) -> int:
    account_id = store.add_account(connection, login=person.login, name=person.name, role=person.role, by=by, at=now)
    values = {"issuer": person.issuer, "subject": person.subject, "status": status}
    store.change_account(connection, account_id, **values)
    after = {"role": person.role, "status": status, "issuer": person.issuer}
    record_event(connection, by=by, action="add_account", object_=f"account {person.login}", after=after)
    return account_id


def _free_login(connection: Connection, wanted: str) -> str:
    """A login nobody has: the one wanted, or with the first free number behind it."""
    number, login = 1, wanted
    while store.find_account(connection, login):
        number += 1
        login = f"{wanted[: LONGEST_LOGIN - 5]}-{number}"
    return login
