"""Which targets are in force on a day: from the day their directive was issued until that of their successor's."""

from __future__ import annotations

from datetime import date

import pandas as pd


def issued_by(targets: pd.DataFrame, as_of: date) -> pd.Series:
    """Which rows of TARGETS were known on that day: those whose directive had been issued."""
    return targets["in_force_from"] <= pd.Timestamp(as_of)


def in_force(targets: pd.DataFrame, as_of: date) -> pd.Series:
    """Which rows of TARGETS were in force on that day: issued, and no successor issued yet."""
    return issued_by(targets, as_of) & ~(targets["superseded_on"] <= pd.Timestamp(as_of))


def target_in_focus(targets: pd.DataFrame, as_of: date) -> str:
    """Which row of TARGETS a leader looks at first: in force, with the next deadline, else with the last one passed."""
    standing = targets[in_force(targets, as_of)]
    dated = standing[standing["deadline"].notna()]
    ahead = dated[dated["deadline"] >= pd.Timestamp(as_of)]
    if not ahead.empty:
        return str(ahead.loc[ahead["deadline"].idxmin(), "target"])
    if not dated.empty:
        return str(dated.loc[dated["deadline"].idxmax(), "target"])
    return str((targets if standing.empty else standing)["target"].iloc[0])
