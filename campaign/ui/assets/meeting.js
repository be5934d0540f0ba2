// Meeting mode (campaign/ui/monitor/meeting.py): keys and buttons show another step at once; the session and the URL
// follow when the presenter rests. The style sheet draws no step but the one named in a rule of ours, so a page that is
// drawn anew stays where it is.
const KEYS = {
  ArrowRight: "on", ArrowDown: "on", PageDown: "on", " ": "on", Enter: "on",
  ArrowLeft: "back", ArrowUp: "back", PageUp: "back", Backspace: "back",
  Home: "first", End: "last", f: "full", F: "full", Escape: "leave",
}
const REST = 250 // milliseconds without a further step before the server is told
const AFTER_FULL_SCREEN = 400 // Escape ends the full screen first: the same press must not leave the meeting too

let mounted = null // what the last run gave us: data, setTriggerValue
let step = null
let asked = 0
let telling = null
let fullScreenUntil = 0
const rule = document.createElement("style")

const deck = () => document.querySelector(".campaign .meeting")

const draw = () => {
  rule.textContent = `@media screen { .campaign .meeting > section#buoc-${CSS.escape(step)} { display: grid } }`
  const { steps } = mounted.data
  const at = steps.indexOf(step)
  const shown = deck()
  if (!shown) return
  shown.querySelector("[data-go=back]").disabled = at === 0
  shown.querySelector("[data-go=on]").disabled = at === steps.length - 1
}

const say = () => {
  const shown = deck()
  const title = shown?.querySelector(`#buoc-${CSS.escape(step)} h1`)
  if (title) shown.querySelector("[role=status]").textContent = `${title.closest("section").ariaLabel} ${title.textContent}`
}

const tell = () => {
  telling = null
  asked += 1
  mounted.setTriggerValue("step", { step, asked })
}

const go = (place) => {
  const { steps } = mounted.data
  const next = steps[Math.max(0, Math.min(steps.length - 1, place))]
  if (next === step) return
  step = next
  draw()
  say()
  scrollTo(0, 0)
  clearTimeout(telling)
  telling = setTimeout(tell, REST)
}

const toggleFullScreen = () => {
  if (document.fullscreenElement) document.exitFullscreen()
  else document.documentElement.requestFullscreen?.()
}

const leave = () => {
  if (document.fullscreenElement) document.exitFullscreen()
  else if (Date.now() > fullScreenUntil) deck()?.querySelector("a[data-go=leave]")?.click()
}

const WAYS = {
  on: () => go(mounted.data.steps.indexOf(step) + 1),
  back: () => go(mounted.data.steps.indexOf(step) - 1),
  first: () => go(0),
  last: () => go(mounted.data.steps.length - 1),
  full: toggleFullScreen,
  leave,
}

const onKey = (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey && event.key === " ") return
  const way = KEYS[event.key]
  const used = event.target.closest?.("button, a, input, textarea, [role=dialog]")
  if (!way || !deck() || (used && (event.key === " " || event.key === "Enter" || !used.closest(".meeting")))) return
  event.preventDefault()
  WAYS[way]()
}
const onClick = (event) => {
  const button = event.target.closest?.(".meeting button[data-go]")
  if (button) WAYS[button.dataset.go]()
}
const onFullScreen = () => {
  if (!document.fullscreenElement) fullScreenUntil = Date.now() + AFTER_FULL_SCREEN
}

const listen = () => {
  document.head.append(rule)
  document.addEventListener("keydown", onKey)
  document.addEventListener("click", onClick)
  document.addEventListener("fullscreenchange", onFullScreen)
}
const forget = () => {
  clearTimeout(telling)
  mounted = telling = null
  rule.remove()
  document.removeEventListener("keydown", onKey)
  document.removeEventListener("click", onClick)
  document.removeEventListener("fullscreenchange", onFullScreen)
}

export default function ({ data, setTriggerValue }) {
  const arrived = !mounted
  if (arrived) listen()
  mounted = { data, setTriggerValue }
  if (arrived) asked = data.asked
  // An answer to an older press says where the presenter was, not where they are.
  if (arrived || (data.asked === asked && !telling) || !data.steps.includes(step)) step = data.step
  draw()
  return forget
}
