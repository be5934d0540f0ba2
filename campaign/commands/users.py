"""Accounts by the command line: whoever may run it on the server is never locked out of the app."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from campaign import output
from campaign.access.roles import ROLE_WORDS
from campaign.commands.common import As, Json, State, actor, open_database, say
from campaign.locale import N_, translator

app = typer.Typer()
user = typer.Typer(no_args_is_help=True, help="Accounts, their roles, links to set passwords, and sessions.")
app.add_typer(user, name="user")

Login = Annotated[str, typer.Argument(metavar="LOGIN")]
Url = Annotated[str, typer.Option(metavar="URL", help="Address of the site, for the link.")]
LOCAL = "http://localhost:8501"
ISSUER_HELP = "The identity provider's issuer; the site's own when left out."

ADDED = N_("The account '{login}' is added as {role}. Hand its owner this link; nobody else should see it:")
PERSON_ADDED = N_("The account '{login}' is added as {role}; its owner signs in with the identity provider.")
RESET = N_("A new link for '{login}'; older ones are no longer good. Hand it to its owner; nobody else should see it:")
LINK_VALID = N_("It is good once, for 72 hours. Whoever opens it chooses the password.")
DISABLED = N_("'{login}' is disabled: its sessions have ended, nobody can sign in with it.")
ENABLED = N_("'{login}' may sign in again.")
ROLE_CHANGED = N_("'{login}' is now {role}; that holds from the next thing the account does.")
RENAMED = N_("'{login}' is now called {name}.")
NAME_ERASED = N_("The name of '{login}' is erased; what it did stays recorded under its login.")
IDENTITY = N_("'{login}' signs in as this person of the identity provider from now on.")
NO_IDENTITY = N_("'{login}' no longer signs in with the identity provider.")
ENDED = N_("{count} sessions have ended.")
NO_SESSIONS = N_("Nobody is signed in.")
NOTHING_NAMED = N_("Name a session, an account (--login) or everybody (--all).")


@user.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option(metavar="NAME", help="What the person is called.")],
    role: Annotated[str, typer.Option(metavar="ROLE", help="viewer, analyst or admin.")] = "viewer",
    issuer: Annotated[str, typer.Option("--oidc-issuer", metavar="URL", help=ISSUER_HELP)] = "",
    subject: Annotated[str, typer.Option("--oidc-subject", metavar="SUB", help="The person's subject there.")] = "",
    url: Url = LOCAL,
    as_: As = None,
) -> None:
    """Add an account and print the one-time link by which its owner sets a password.

    With --oidc-subject it has none: the person signs in with the site's identity provider.
    """
    from campaign.workflows.access.accounts import add_account

    if issuer or subject:
        _add_person(login, name, role, _known_issuer(issuer), subject, as_)
        return
    with open_database(begins=True) as database:
        done = add_account(database, login, name=name, role=role, by=actor(as_))
    say(ADDED, login=done.login, role=_word_of(role))
    _print_link(done.token, url)


@user.command()
def reset(login: Login, url: Url = LOCAL, as_: As = None) -> None:
    """Print a new one-time link to set an account's password; the old one works until the link is used."""
    from campaign.workflows.access.accounts import reset_account

    with open_database() as database:
        done = reset_account(database, login, by=actor(as_))
    say(RESET, login=done.login)
    _print_link(done.token, url)


@user.command("list")
def list_(as_json: Json = False) -> None:
    """All accounts with role, status, last sign-in and open sessions."""
    from campaign.workflows.access.accounts import list_accounts

    with open_database() as database:
        rows = [each._asdict() for each in list_accounts(database, by=actor())]
    output.print_rows("accounts", rows, as_json=as_json)


@user.command()
def disable(login: Login, as_: As = None) -> None:
    """Let nobody in by an account any more, and end its sessions."""
    from campaign.workflows.access.accounts import disable_account

    with open_database() as database:
        disable_account(database, login, by=actor(as_))
    say(DISABLED, login=login)


@user.command()
def enable(login: Login, as_: As = None) -> None:
    """Let an account in again."""
    from campaign.workflows.access.accounts import enable_account

    with open_database() as database:
        enable_account(database, login, by=actor(as_))
    say(ENABLED, login=login)


@user.command()
def role(login: Login, role: Annotated[str, typer.Argument(metavar="ROLE")], as_: As = None) -> None:
    """Make an account viewer, analyst or admin."""
    from campaign.workflows.access.accounts import change_role

    with open_database() as database:
        change_role(database, login, role, by=actor(as_))
    say(ROLE_CHANGED, login=login, role=_word_of(role))


@user.command()
def rename(login: Login, name: Annotated[str, typer.Argument(metavar="NAME")], as_: As = None) -> None:
    """Change what an account's owner is called; the login stays."""
    from campaign.workflows.access.accounts import rename_account

    with open_database() as database:
        rename_account(database, login, name, by=actor(as_))
    say(RENAMED, login=login, name=name)


@user.command()
def erase(login: Login, as_: As = None) -> None:
    """Erase a disabled account's name for good."""
    from campaign.workflows.access.accounts import erase_name

    with open_database() as database:
        erase_name(database, login, by=actor(as_))
    say(NAME_ERASED, login=login)


@user.command()
def identity(
    login: Login,
    issuer: Annotated[str, typer.Option(metavar="URL", help=ISSUER_HELP)] = "",
    subject: Annotated[str, typer.Option(metavar="SUB", help="The person's subject there.")] = "",
    as_: As = None,
) -> None:
    """Let a person of the identity provider sign in to an account; with neither option no longer."""
    from campaign.workflows.access.accounts import link_identity

    if issuer and not subject:
        raise typer.BadParameter("--issuer and --subject belong together")
    issuer = _known_issuer(issuer) if subject else ""
    with open_database() as database:
        link_identity(database, login, issuer, subject, by=actor(as_))
    say(IDENTITY if issuer else NO_IDENTITY, login=login)


@user.command()
def sessions(as_json: Json = False) -> None:
    """Who is signed in from where, the newest first."""
    from campaign.workflows.access.sessions import list_sessions

    with open_database() as database:
        rows = [_session(each) for each in list_sessions(database, by=actor())]
    output.print_rows("sessions", rows, as_json=as_json)
    if not rows and not as_json:
        say(NO_SESSIONS)


@user.command()
def end(
    session: Annotated[str, typer.Argument(metavar="SESSION", help="As `user sessions` names it.")] = "",
    login: Annotated[str, typer.Option(metavar="LOGIN", help="All sessions of this account.")] = "",
    everybody: Annotated[bool, typer.Option("--all", help="Everybody's sessions.")] = False,
    as_: As = None,
) -> None:
    """End a session, an account's sessions, or everybody's."""
    from campaign.workflows.access import sessions

    if [bool(session), bool(login), everybody].count(True) != 1:
        say(NOTHING_NAMED)
        raise typer.Exit(2)
    count = 1
    with open_database() as database:
        if session:
            sessions.end_session(database, session, by=actor(as_))
        else:
            count = sessions.end_all_sessions(database, login=login, by=actor(as_))
    say(ENDED, count=count)


def _add_person(login: str, name: str, role: str, issuer: str, subject: str, as_: str | None) -> None:
    from campaign.workflows.access.identity import add_person

    if not subject:
        raise typer.BadParameter("--oidc-issuer and --oidc-subject belong together")
    with open_database(begins=True) as database:
        key = add_person(database, login, name=name, role=role, issuer=issuer, subject=subject, by=actor(as_))
    say(PERSON_ADDED, login=key, role=_word_of(role))


def _known_issuer(issuer: str) -> str:
    """The issuer named, else the site's own. Raises typer.BadParameter without either."""
    from campaign.access.identity.site import read_site

    if not issuer and (site := read_site()):
        return site.issuer
    if not issuer:
        raise typer.BadParameter("name the issuer: this site has no identity provider (CAMPAIGN_OIDC_ISSUER)")
    return issuer


def _word_of(role: str) -> str:
    """A role within a sentence."""
    return translator(State.settings.language)(ROLE_WORDS[role]).lower()


def _session(each: Any) -> dict[str, Any]:
    """A session as it is printed: the beginning of its digest names it, the rest is nobody's business."""
    return {"session": each.digest[:12], **{name: value for name, value in each._asdict().items() if name != "digest"}}


def _print_link(token: str, url: str) -> None:
    from campaign.access.tokens import link_path

    typer.echo(url.rstrip("/") + link_path(token))
    say(LINK_VALID)
