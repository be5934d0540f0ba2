"""The colours of charts, on light and on dark ground: one per status, the rest neutral.

Built on Okabe and Ito's palette (Color Universal Design, 2008), moved in lightness until every colour keeps 3 : 1
against its ground (WCAG 2.1, 1.4.11) and any two stay apart for people with protanopia, deuteranopia or tritanopia (a
test simulates all three). A colour never stands alone: STATUS_SIGNS and the status' word go with it.
"""

from __future__ import annotations

LIGHT, DARK = "light", "dark"

# The grounds Streamlit's pages have in our theme; charts themselves are transparent.
GROUND = {LIGHT: "#ffffff", DARK: "#0f172a"}
INK = {LIGHT: "#1e293b", DARK: "#e2e8f0"}
MUTED = {LIGHT: "#56637a", DARK: "#a3b1c6"}
FAINT = {LIGHT: "#9aa7b8", DARK: "#5b6b84"}
GRID = {LIGHT: "#e2e8f0", DARK: "#263449"}

# From little to all.
SCALE = {LIGHT: ("#d7e5f2", "#6aaed6", "#08427e"), DARK: ("#16324d", "#2f7ab5", "#cfe8ff")}

STATUS = {
    LIGHT: {
        "met": "#0072b2",
        "met_late": "#5b2a86",
        "on_track": "#009468",
        "at_risk": "#b58900",
        "behind": "#b83a00",
        "missed": "#7a0f2e",
        "open": "#334155",
        "no_data": "#75808c",
    },
    DARK: {
        "met": "#56b4e9",
        "met_late": "#9a6cf0",
        "on_track": "#5fe3b0",
        "at_risk": "#f7dc6f",
        "behind": "#ff7a3d",
        "missed": "#d8407a",
        "open": "#e2e8f0",
        "no_data": "#94a3b8",
    },
}


def light_for_dark() -> dict[str, str]:
    """The light colour for each dark one, as charts write them: #rrggbb, and the beginning of an rgba()."""
    pairs = [(colours[DARK], colours[LIGHT]) for colours in (FAINT, GRID, MUTED, GROUND)]
    pairs += [(STATUS[DARK][status], colour) for status, colour in STATUS[LIGHT].items()]
    pairs += [(INK[DARK], INK[LIGHT]), *zip(SCALE[DARK], SCALE[LIGHT], strict=True)]
    return dict(pairs) | {_channels(dark): _channels(light) for dark, light in pairs}


def translucent(colour: str, opacity: float) -> str:
    """A colour (#rrggbb) as an rgba() one of that opacity, 0 to 1."""
    return f"{_channels(colour)}{opacity})"


def _channels(colour: str) -> str:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},"
