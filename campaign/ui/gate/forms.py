"""What the pages for signing in and passwords say and ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from campaign.access.passwords import LONGEST, SHORTEST
from campaign.charts.style import Reader
from campaign.locale import N_
from campaign.ui.gate.form_page import Field, Form
from campaign.ui.gate.rules import LOGIN, LOGOUT, PASSWORD, PROVIDER
from campaign.workflows.access.links import Link

SESSION_ENDED = N_(
    "Your session has ended, or your account was changed. What was not saved yet is not kept. Sign in again to come "
    "back to the same page."
)
SIGNED_OUT = N_("You are signed out.")
FIRST_RUN = N_(
    "There is no administrator yet. Open the set-up link that the server printed when it was started (in the window "
    "where it runs: …/login?lien-ket=…); it is good for 30 minutes.\nNo link any more? Start the server again, or run "
    "on it: python -m campaign user add"
)
DEAD_LINK = N_(
    "It was used already, is too old, was replaced by a newer one or was never given out; which of these cannot be "
    "told. Nothing was changed.\nHave you set your password by it? Then sign in with that password.\nOtherwise ask an "
    "administrator for a new link. On the server itself: python -m campaign user add makes an account, python -m "
    "campaign user reset LOGIN a link for another password. While there is no administrator at all, starting the "
    "server again prints a new link too."
)
PASSWORD_HINT = N_(
    "{shortest} to {longest} characters; three or four words that do not belong together are easy to remember. "
    "Vietnamese letters are welcome."
)
FORCED = N_("This password was given to you by somebody else or is too weak. Choose one of your own to go on.")
CHANGED = N_("The password is changed. Your sessions on other devices have ended.")

Kept = Sequence[tuple[str, str]]


def login(
    reader: Reader,
    kept: Kept,
    *,
    name: str,
    problem: str,
    told: str,
    first_run: bool,
    provider: str = "",
    passwords: bool = True,
) -> Form:
    """The form to sign in; before there is an administrator, where to find the link that makes one.

    provider: the identity provider's name, for a button beside the form; without `passwords` the button is alone.
    """
    _ = reader.words
    lead = _(FIRST_RUN) if first_run else ""
    fields = (
        Field("ten", _("Login name"), "username", name),
        Field("mat-khau", _("Password"), "current-password", kind="password"),
    )
    button = _("Sign in") if passwords and not first_run else ""
    beside = (_("Sign in with {provider}", provider=provider), PROVIDER) if provider else ("", "")
    return Form(_("Sign in"), LOGIN, button, fields, lead, problem, told, kept, beside=beside)


def link(reader: Reader, kept: Kept, found: Link, typed: Mapping[str, str], *, problem: str) -> Form:
    """The form behind a one-time link: the first administrator's, or for another password."""
    _ = reader.words
    if found.login:
        lead = _("Account: {name} ({login})", name=found.name, login=found.login)
        return Form(_("Set a new password"), LOGIN, _("Save and sign in"), _new(reader), lead, problem, "", kept)
    fields = [
        Field("ho-ten", _("Your full name"), "name", typed.get("ho-ten", "")),
        Field("ten", _("Login name"), "username", typed.get("ten", ""), hint=_("For example: nguyen.van.an")),
    ]
    lead = _("You become this server's first administrator. Everybody else gets an account from you.")
    title = _("Set up the first administrator")
    return Form(title, LOGIN, _("Save and sign in"), [*fields, *_new(reader)], lead, problem, "", kept)


def password(reader: Reader, kept: Kept, after: str, *, forced: bool, problem: str = "") -> Form:
    """The form for another password; whoever need not change it may go back."""
    _ = reader.words
    present = Field("mat-khau", _("Present password"), "current-password", kind="password")
    lead = _(FORCED) if forced else ""
    form = Form(_("Change your password"), PASSWORD, _("Save"), [present, *_new(reader)], lead, problem, "", kept)
    return form if forced else form._replace(onward=(_("Back"), after))


def logout(reader: Reader, kept: Kept, after: str) -> Form:
    """The question whether to sign out."""
    _ = reader.words
    return Form(_("Sign out?"), LOGOUT, _("Sign out"), hidden=kept, onward=(_("Back"), after))


def going_to(reader: Reader, name: str, place: str, *, left: bool = False) -> Form:
    """That a page of the identity provider comes next; `left`: to sign out there too."""
    _ = reader.words
    told = _(SIGNED_OUT) if left else ""
    title = _("On to {provider}…", provider=name)
    return Form(title, LOGIN, "", told=told, again=place, onward=(_("Continue"), place))


def going_on(reader: Reader, after: str) -> Form:
    """That somebody is back from the identity provider, and the way on."""
    _ = reader.words
    return Form(_("You are signed in"), LOGIN, "", again=after, onward=(_("Continue"), after))


def dead_link(reader: Reader) -> Form:
    """That a link is good for nothing any more."""
    _ = reader.words
    return Form(_("This link does not work"), LOGIN, "", lead=_(DEAD_LINK), onward=(_("Sign in"), LOGIN))


def notice(reader: Reader, text: str) -> Form:
    """A message instead of a form."""
    return Form(reader.words("Nothing was done"), LOGIN, "", lead=text)


def password_changed(reader: Reader, after: str) -> Form:
    """That the password is another one now, and the way on."""
    _ = reader.words
    return Form(_("Password changed"), after, "", told=_(CHANGED), onward=(_("Continue"), after))


def _new(reader: Reader) -> list[Field]:
    _ = reader.words
    hint = _(PASSWORD_HINT, shortest=SHORTEST, longest=LONGEST)
    return [
        Field("mat-khau-moi", _("New password"), "new-password", kind="password", hint=hint),
        Field("nhap-lai", _("New password once more"), "new-password", kind="password"),
    ]
