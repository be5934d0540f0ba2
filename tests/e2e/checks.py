"""What every page owes everybody: the reader's language, assistive tools, the keyboard, a screen of any width.

Each check looks at a page that is open already, so that one visit serves them all.
"""

from __future__ import annotations

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

from tests.e2e.browser import settle, wait_until

# Words of Streamlit's, or of ours, that have no business on a Vietnamese page.
ENGLISH = re.compile(
    r"\b(the|and|of|by|with|upload|browse|drop|limit|per file|open|close|search|download|fullscreen|column|select"
    r"|choose|running|stop|settings|clear|figures?|doses?|target|district|week|deadline|rank|page|copy|sort|error"
    r"|connection|streamlit|menu|statistics|average|median|automatic|percent|step|report|late|day|month|year|today|selected)\b",
    re.IGNORECASE,
)
WORDS_ON_PAGE = """() => {
  const said = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (node.nodeType === 3) {
      if (!node.parentElement.closest("script, style, [data-testid=stIconMaterial]")) said.push(node.nodeValue)
    } else for (const name of ["aria-label", "title", "placeholder", "alt"])
      if (node.hasAttribute(name)) said.push(node.getAttribute(name))
  }
  return said.map((text) => text.trim()).filter(Boolean)
}"""
PLACES = re.compile(r"\S+\.(xlsx|docx|pptx|csv|geojson|db)|(?<!\S)/\S+/\S+")  # of files and folders

WIDTHS_NEEDED = "document.documentElement.scrollWidth, document.querySelector('.stMain').scrollWidth"
PATIENCE = 10  # seconds a chart may take

MOST_STOPS = 150
# How everything looks that may change when something in it is focused; read before anything is.
REMEMBER_LOOKS = """() => {
  const still = document.createElement("style")
  still.textContent = "* { transition: none !important }"
  document.head.append(still)
  window.looksOf = (element) => {
    const looks = getComputedStyle(element)
    const parts = ["outlineStyle", "outlineWidth", "boxShadow", "borderColor", "backgroundColor", "color", "opacity"]
    return [...parts, "textDecorationLine", "clipPath", "stroke", "strokeWidth"].map((part) => looks[part]).join()
  }
  document.activeElement?.blur()
  window.looks = new Map([...document.querySelectorAll("*")].map((element) => [element, looksOf(element)]))
}"""
# Whether the focused element, what is around it or in it looks otherwise than before. A grid draws its focus itself.
FOCUS_IS_SEEN = """() => {
  const at = document.activeElement
  if (at.closest("[data-testid=stDataFrame]")) return true
  const around = [at, ...at.querySelectorAll("*")]
  for (let up = at.parentElement, left = 4; up && left; up = up.parentElement, left -= 1)
    around.push(up, ...(left > 2 ? up.querySelectorAll("*") : []))
  return around.some((element) => !looks.has(element) || looks.get(element) !== looksOf(element))
}"""
# The focused element in a line.
WHERE = """() => {
  const at = document.activeElement
  const around = at.closest("[data-testid]")?.dataset.testid
  return [at.tagName.toLowerCase(), at.id, at.getAttribute("role"), around, at.getAttribute("href"), at.innerText]
    .filter(Boolean).join(" · ").replace(/\\s+/g, " ").slice(0, 120)
}"""


def find_english(page: Page) -> list[str]:
    """Texts on the page, drawn or only heard, with English words in them."""
    return [text for text in page.evaluate(WORDS_ON_PAGE) if ENGLISH.search(PLACES.sub("", text))]


def find_violations(page: Page) -> list[str]:
    """What axe finds serious or critical, and headings more than one level below the one before."""
    found = Axe().run(page).response["violations"]
    grave = [each for each in found if each["impact"] in ("serious", "critical") or each["id"] == "heading-order"]
    return [f"{each['id']}: {node['html'][:200]}" for each in grave for node in each["nodes"]]


def find_violations_in_the_dark(page: Page) -> list[str]:
    """The same with the dark theme."""
    page.emulate_media(color_scheme="dark")
    page.locator(".campaign.dark").first.wait_for(state="attached")
    settle(page)
    found = find_violations(page)
    page.emulate_media(color_scheme="light")
    return [f"dark: {each}" for each in found]


def find_overflow(page: Page, widths: tuple[int, ...]) -> list[str]:
    """The widths of a window at which the page stays wider than it; charts take a moment to be drawn anew."""
    wide = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        try:
            wait_until(page, f"Math.max({WIDTHS_NEEDED}) <= {width}", seconds=PATIENCE)
        except TimeoutError:
            wide.append(f"{page.evaluate(f'[{WIDTHS_NEEDED}]')} at {width}")
    return wide


def find_unreachable(page: Page) -> list[str]:
    """What Tab leads to without a name, or without being seen to be there; nothing at all is wrong too."""
    page.evaluate(REMEMBER_LOOKS)
    client = page.context.new_cdp_session(page)
    wrong, stops = [], []
    while len(stops) < MOST_STOPS:
        page.keyboard.press("Tab")
        place = page.evaluate(WHERE)
        if place.startswith("body") or place in stops[:1]:
            break
        stops.append(place)
        if not _name_of_focused(client):
            wrong.append(f"no name: {place}")
        if not page.evaluate(FOCUS_IS_SEEN):
            wrong.append(f"not seen: {place}")
    return wrong if stops else ["nothing can be reached"]


def _name_of_focused(client: CDPSession) -> str:
    """What assistive tools call the focused element, as the browser tells them."""
    focused = client.send("Runtime.evaluate", {"expression": "document.activeElement"})["result"]["objectId"]
    nodes = client.send("Accessibility.getPartialAXTree", {"objectId": focused, "fetchRelatives": False})["nodes"]
    return str(nodes[0].get("name", {}).get("value", "")).strip()
