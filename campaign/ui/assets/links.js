// Links of our own HTML (campaign/ui/links.py): a plain click or Enter is followed inside the running visit.
const FILES = /^\/((tai-ve|in|assets)\/|(mat-khau|login|logout)$)/
let scheme = null // light or dark, as the page was last drawn

const changed = (event) => event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey

// Streamlit calls us again when the theme changes, and does not tell the server, which has drawn in the other's colours.
const followTheme = (setTriggerValue) => {
  const now = getComputedStyle(document.querySelector(".stApp")).colorScheme
  if (scheme && now !== scheme) setTriggerValue("theme", now)
  scheme = now
}

export default function ({ setTriggerValue }) {
  followTheme(setTriggerValue)
  const follow = (event) => {
    const link = event.target.closest?.(".campaign a[href^='/']:not([download]):not([target])")
    const href = link?.getAttribute("href")
    if (!href || event.defaultPrevented || changed(event) || FILES.test(href)) return
    event.preventDefault()
    setTriggerValue("href", href)
  }
  document.addEventListener("click", follow)
  return () => document.removeEventListener("click", follow)
}
