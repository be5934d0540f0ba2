// Links of our own HTML (campaign/ui/links.py): a plain click or Enter is followed inside the running visit.
const FILES = /^\/(tai-ve|in|assets)\//
const changed = (event) => event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey

export default function ({ setTriggerValue }) {
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
