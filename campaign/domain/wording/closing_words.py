"""The words of findings about closed periods, as catalogue keys."""

from __future__ import annotations

from campaign.locale import N_

WORDS = {
    "period_closed": N_(
        "{name}: {value} would take the place of {stands} in the figures up to {day}, but the figures up to {closed} "
        "are closed (by {by}), so nothing of this file is saved. Leave closed periods out of the file, or ask an "
        "administrator to open the period again on the page 'Closed periods'."
    ),
    "close_silent": N_("{name}: no report for the week up to {day}; its last one is up to {last}."),
    "close_silent_communes": N_("{count} communes have no report for the week up to {day}."),
    "close_warnings": N_(
        "{file}: {count} warnings were found in this sheet. Look at them before its figures are closed."
    ),
    "close_over": N_("{name}, target {target}: more doses than people. Check the doses and the people."),
    "close_incomplete": N_(
        "{name}, target {target}: a week before this one is missing, so its doses to date are a lower bound."
    ),
}
