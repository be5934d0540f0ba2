"""How the pages for signing in look: the app's colours, light and dark, from a telephone's width on."""

from __future__ import annotations

from campaign.charts.palette import DARK, GROUND, INK, LIGHT


def _colours(theme: str, *, line: str, button: str, link: str, wrong: str, soft: str) -> str:
    return (
        f"--ground: {GROUND[theme]}; --ink: {INK[theme]}; --line: {line}; --button: {button}; --link: {link}; "
        f"--wrong: {wrong}; --soft: {soft};"
    )


_LIGHT = _colours(LIGHT, line="#64748b", button="#0b5394", link="#0b5394", wrong="#b91c1c", soft="#f1f5f9")
_DARK = _colours(DARK, line="#94a3b8", button="#2b74b5", link="#8ecbff", wrong="#fca5a5", soft="#1e293b")

STYLE = (
    f":root {{ color-scheme: light dark; {_LIGHT} }}"
    f"@media (prefers-color-scheme: dark) {{ :root {{ {_DARK} }} }}"
    """
* { box-sizing: border-box; }
body { margin: 0; background: var(--soft); color: var(--ink); line-height: 1.5;
  font: 1rem/1.5 'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', sans-serif; }
main { width: min(27rem, 100% - 2rem); margin: clamp(1rem, 9vh, 6rem) auto 2rem; padding: 1.5rem;
  background: var(--ground); border: 1px solid var(--line); border-radius: 0.5rem; }
.site { margin: 0 0 0.25rem; font-size: 0.875rem; }
h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 0.75rem; overflow-wrap: break-word; }
label { display: block; margin: 0.75rem 0 0.25rem; font-weight: 600; }
.hint { margin: 0 0 0.35rem; font-size: 0.875rem; }
input { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; font: inherit; color: inherit;
  background: var(--ground); border: 1px solid var(--line); border-radius: 0.4rem; }
button { width: 100%; min-height: 2.75rem; margin-top: 1.25rem; font: inherit; font-weight: 600; cursor: pointer;
  color: #ffffff; background: var(--button); border: 1px solid transparent; border-radius: 0.4rem; }
input:focus-visible, button:focus-visible, a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.problem, .told { padding: 0.6rem 0.8rem; border: 1px solid var(--line); border-left-width: 4px;
  border-radius: 0.4rem; }
.problem { color: var(--wrong); border-color: currentColor; }
.beside button { color: var(--link); background: transparent; border-color: currentColor; }
form + p { margin-top: 1rem; }
form + .beside { margin-top: 1.25rem; border-top: 1px solid var(--line); }
a { color: var(--link); }
.language { margin: 1.25rem 0 0; font-size: 0.875rem; text-align: right; }
"""
)
