"""The words of findings about a sheet beside what was reported before, as catalogue keys."""

from __future__ import annotations

from campaign.locale import N_

WORDS = {
    "cumulative_fell": N_(
        "{unit}: doses to date fell from {before} ({before_date}) to {value}. "
        "If figures were reviewed and corrected, save it; otherwise ask the unit."
    ),
    "difference": N_(
        "{unit}: {stated} doses in the period, but doses to date rose by {difference} "
        "(from {before} on {before_date} to {value}). Check both cells with the unit."
    ),
    "missing_week": N_(
        "No report for {first} to {last} ({units} units): doses to date are a lower bound until that week is uploaded."
    ),
    "week_not_reported": N_("No report for {first} to {last} ({units} units); the cumulative figures cover it."),
    "communes_disagree": N_(
        "{unit}: the district row says {stated}, its communes ({cells}) sum to {sum}. "
        "The communes' figures are used; ask which is right."
    ),
    "communes_exceed": N_(
        "{unit}: the district row says {stated}, but {there} of its {communes} communes ({cells}) already sum to "
        "{sum}. The district row is used until all communes have reported; ask which is right."
    ),
}
