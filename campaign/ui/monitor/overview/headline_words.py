"""The sentences of the overview's headline; each is whole, so that every case reads as a sentence."""

from __future__ import annotations

from typing import NamedTuple

from campaign.locale import N_


class Saying(NamedTuple):
    """Of targets with a deadline: said of some of them, of all of several, of the only one."""

    some: str
    every: str
    only: str

    def of(self, count: int, total: int) -> str:
        """The sentence for `count` of `total`; count is 1 at least."""
        if total == 1:
            return self.only
        return self.every if count == total else self.some


BEHIND = Saying(
    N_("Behind: {count} of {total} targets with a deadline."),
    N_("All {total} targets with a deadline are behind."),
    N_("The only target with a deadline is behind."),
)
AT_RISK = Saying(
    N_("At risk: {count} of {total} targets with a deadline."),
    N_("All {total} targets with a deadline are at risk."),
    N_("The only target with a deadline is at risk."),
)
BEHIND_OR_AT_RISK = Saying(
    N_("Behind or at risk: {count} of {total} targets with a deadline."),
    N_("All {total} targets with a deadline are behind or at risk."),
    "",  # one target is one of both
)
MISSED = Saying(
    N_("Deadline missed: {count} of {total} targets."),
    N_("All {total} targets with a deadline have missed it."),
    N_("The only target with a deadline has missed it."),
)
MET = Saying(
    N_("Met: {count} of {total} targets with a deadline."),
    N_("All {total} targets with a deadline are met."),
    N_("The only target with a deadline is met."),
)
ON_TIME = Saying(
    N_("Met or on track: {count} of {total} targets with a deadline."),
    N_("All {total} targets with a deadline are met or on track."),
    N_("The only target with a deadline is on track."),
)
MET_LATE = Saying(
    N_("Met after the deadline: {count} of {total} targets."),
    N_("All {total} targets were met after their deadlines."),
    N_("The only target was met after its deadline."),
)
UNKNOWN = Saying(
    N_("Not to be judged yet: {count} of {total} targets with a deadline."),
    N_("None of the {total} targets with a deadline can be judged yet."),
    N_("The only target with a deadline cannot be judged yet."),
)

NO_DEADLINE = N_("No target in force has a deadline; coverage and pace are followed without one.")
NOBODY_LATE = N_("No district is late.")
NOBODY_KNOWN_LATE = N_("No district with figures is late; some cannot be judged.")

# The worst district: what it needs, by what is known of its pace and its deadline.
FASTER = N_(
    "Most worrying: {unit}, {target} ({coverage}): {needed} doses a week are needed, {times} times the present "
    "pace ({pace})."
)
A_LITTLE_FASTER = N_(
    "Most worrying: {unit}, {target} ({coverage}): {needed} doses a week are needed, the present pace is {pace}."
)
STANDING_STILL = N_(
    "Most worrying: {unit}, {target} ({coverage}): {needed} doses a week are needed, none were added in the last "
    "reported weeks."
)
PACE_UNKNOWN = N_(
    "Most worrying: {unit}, {target} ({coverage}): {needed} doses a week are needed, the present pace is not known yet."
)
LAST_DAY = N_(
    "Most worrying: {unit}, {target} ({coverage}): {remaining} people are left to vaccinate on {deadline}, the last "
    "day of the deadline."
)
TOO_LATE = N_(
    "Most worrying: {unit}, {target} ({coverage}): the deadline {deadline} has passed and {remaining} people are still "
    "to vaccinate."
)
TIED_BY_PACE = N_("Most worrying, each lacking {extra} doses a week: {places}.")
TIED_BY_PEOPLE = N_("Most worrying, each with {remaining} people left to vaccinate: {places}.")
PLACE = N_("{unit}, {target} ({coverage})")
# Several districts tied for one target: the target is named once, many districts are counted.
PLACES = N_("{target}: {units}")
UNIT_SHARE = N_("{unit} ({coverage})")
MANY = N_("{count} districts")
EVERYBODY = N_("all {count} districts")
OLD_SHARE = N_("{coverage} by {day}")
