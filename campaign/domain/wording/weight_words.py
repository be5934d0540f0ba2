"""The words of findings about the targets and weights of a composite ranking, as catalogue keys."""

from __future__ import annotations

from campaign.locale import N_

WORDS = {
    "target_unknown": N_("There is no target '{target}'. Known targets: {known}."),
    "target_repeated": N_("Target {target} is named twice. Name it once."),
    "targets_same_doses": N_(
        "Targets {target} and {other} count the same doses, which would count twice. Leave one of them out."
    ),
    "weight_not_number": N_("The weight of {target} is '{text}', which is not a number. Give one such as 2 or 0.5."),
    "weight_negative": N_("The weight of {target} is {text}, below 0. Give 0 to leave the target out, or more."),
    "weight_repeated": N_("Target {target} is given two weights. Give one."),
    "weight_without_target": N_(
        "{target} has a weight but is not among the targets to rank by. Add it, or leave its weight out."
    ),
    "weights_all_zero": N_("All weights are 0. Give at least one target a weight above 0."),
}
