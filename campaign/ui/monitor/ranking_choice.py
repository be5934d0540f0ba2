"""What to rank by: one target, or several with their weights; kept in the URL."""

from __future__ import annotations

from datetime import date
from typing import Any

import streamlit as st

from campaign.charts.style import Reader
from campaign.domain.directives.in_force import in_force
from campaign.domain.findings import finding_message
from campaign.locale import N_
from campaign.ui.address import RANK_BY, WEIGHTS, choose, hold, parse_weights, pick
from campaign.ui.cached import read
from campaign.ui.labels import target_labels
from campaign.ui.markup import notice
from campaign.ui.pickers import pick_target
from campaign.workflows.monitor import monitoring, rankings

ONE, SEVERAL = "mot", "nhieu"
WAYS = {ONE: N_("One target"), SEVERAL: N_("Several targets together")}


def choose_ranking(today: date, reader: Reader) -> rankings.By | None:
    """The target, or the shares of several; None where the weights cannot be used, which the page then says."""
    _ = reader.words
    way = pick(
        st.radio,
        _("Rank by"),
        list(WAYS),
        name=RANK_BY,
        default=ONE,
        language=reader.language,
        quiet=True,
        horizontal=True,
        format_func=lambda way: _(WAYS[way]),
    )
    return pick_target(reader) if way == ONE else _choose_several(today, reader)


def _choose_several(today: date, reader: Reader) -> rankings.By | None:
    """Targets and a weight for each; in the URL as T6:2,T7:1."""
    weights = parse_weights(hold(WEIGHTS, _text(dict.fromkeys(_first_targets(today), "1"))))
    _show_targets([target for target, _ in weights], reader)
    _show_weights(dict(weights), reader)
    shares, findings = read(rankings.find_shares, tuple(target for target, _ in weights), tuple(weights))
    for finding in findings:
        notice(finding_message(finding, reader.language), kind="error")
    return shares or None


def _show_targets(chosen: list[str], reader: Reader) -> None:
    _ = reader.words
    labels, key = target_labels(reader), f"{WEIGHTS}:{reader.language}"
    st.session_state[key] = [target for target in dict.fromkeys(chosen) if target in labels]
    st.multiselect(
        _("Targets"),
        list(labels),
        key=key,
        format_func=lambda target: labels[target].full,
        placeholder=_("Choose targets"),
        on_change=_take,
        args=(key,),
    )


def _show_weights(weights: dict[str, str], reader: Reader) -> None:
    _ = reader.words
    key = f"{WEIGHTS}:{reader.language}"
    with st.container(horizontal=True):
        for target in st.session_state[key]:
            own = _key(target)
            st.session_state[own] = _number(weights[target])
            label = _("Weight of {target}", target=target)
            hint = _("0 leaves the target out.")
            shown: dict[str, Any] = {"min_value": 0.0, "step": 1.0, "format": "%g", "help": hint, "width": 150}
            st.number_input(label, **shown, key=own, on_change=_take, args=(key,))


def _take(key: str) -> None:
    """The widgets' choices as one text."""
    targets = st.session_state[key]
    choose(WEIGHTS, _text({target: f"{st.session_state.get(_key(target), 1.0):g}" for target in targets}))


def _first_targets(today: date) -> list[str]:
    """The targets with a deadline in force on the day, else all in force, else all; one for each dose of a group."""
    targets = read(monitoring.read_targets)
    standing = in_force(targets, today)
    wanted = (standing & targets["deadline"].notna(), standing, targets["target"].notna())
    rows = next((targets[rows] for rows in wanted if rows.any()), targets)
    return list(rows.drop_duplicates(["group", "dose"])["target"])


def _text(weights: dict[str, str]) -> str:
    return ",".join(f"{target}:{weight}" for target, weight in weights.items())


def _number(text: str) -> float:
    """What the field shows: the weight, 1 where the URL says something that is none."""
    try:
        return max(float(text), 0.0)
    except ValueError:
        return 1.0


def _key(target: str) -> str:
    return f"{WEIGHTS}:{target}"
