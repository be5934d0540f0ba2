"""Why a sign-in by the identity provider came to nothing, in words: nobody is signed in, and what to do next."""

from __future__ import annotations

from campaign.errors import Refused
from campaign.locale import N_

_WORDS = {
    "provider_down": N_(
        "{provider} cannot be reached at the moment. You are not signed in; try again in a few minutes, or tell the "
        "administrator."
    ),
    "provider_wrong": N_(
        "{provider} answered in a way that this site cannot rely on. You are not signed in; tell the administrator, "
        "who finds the reason in the server's log."
    ),
    "provider_refused": N_(
        "{provider} did not let you in here. You are not signed in; try again, or ask whoever keeps the accounts there."
    ),
    "cancelled": N_("You left {provider} without signing in. Nothing was done; try again whenever you like."),
    "bad_attempt": N_(
        "This sign-in was begun in another browser or more than 10 minutes ago, or was used already. You are not "
        "signed in; press the button again."
    ),
    "bad_token": N_(
        "What {provider} said of you could not be verified. You are not signed in; try again, and tell the "
        "administrator if it happens again."
    ),
    "clock": N_(
        "The clocks of this server and of {provider} differ by minutes. You are not signed in; tell the administrator "
        "to set the server's clock right."
    ),
    "too_weak": N_(
        "This site asks for a stronger way of signing in at {provider}, such as a second factor. You are not signed "
        "in; sign in there with it, then try again."
    ),
}


def problem(code: str, provider: str) -> Refused:
    """What somebody is told who does not get in by the provider."""
    return Refused(code, _WORDS[code], provider=provider)
