"""Somebody signed in: accounts with a password and a session, made the way the app makes them."""

from __future__ import annotations

from campaign.access.actors import Actor, operator
from campaign.store.engine import Database
from campaign.workflows.access.accounts import add_account
from campaign.workflows.access.links import use_link
from campaign.workflows.access.sessions import SignedIn
from campaign.workflows.access.signing_in import sign_in

PASSWORD = "ruộng bậc thang xanh"
OPERATOR = operator("quan-tri")
WHERE = {"address": "10.0.0.7", "agent": "Firefox/130.0", "secure": True}


def new_account(database: Database, login: str, role: str = "viewer", *, name: str = "Lò Thị Mai") -> SignedIn:
    """An account whose owner has used the link: signed in by it."""
    made = add_account(database, login, name=name, role=role, by=OPERATOR)
    return use_link(database, made.token, password=PASSWORD, **WHERE)


def come_in(database: Database, login: str, password: str = PASSWORD, **where: object) -> SignedIn:
    """A sign-in with the password."""
    return sign_in(database, login, password, **{**WHERE, **where})


def actor_of(done: SignedIn) -> Actor:
    """Who acts through a session."""
    return Actor(done.visit.login, account=done.visit.account, session=done.visit.session)
