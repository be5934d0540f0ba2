// Whoever is signed out while a page is open is asked to sign in again and comes back to it: Streamlit would only say
// that the connection is lost, and try for ever. Closing code 1008 is the gate's (campaign/ui/gate/watched.py); a socket
// that is refused does not say why, so the gate is asked.
(() => {
  "use strict"
  const OVER = 1008
  const language = new URLSearchParams(location.search).get("lang")
  let leaving = false

  const leave = () => {
    if (leaving) return
    leaving = true
    const here = location.pathname + location.search
    const spoken = language ? `&lang=${encodeURIComponent(language)}` : ""
    location.assign(`/login?het-phien=1&tiep=${encodeURIComponent(here)}${spoken}`)
  }

  const ask = () => fetch("/_stcore/host-config", { cache: "no-store" }).then(
    (answer) => { if (answer.status === 401 || answer.status === 403) leave() },
    () => {}, // no network, or no server: Streamlit says so and tries again
  )

  // A server that comes back may be a newer one: then what this page was made of is not what the page is made of now.
  const PARTS = 'script[src^="/assets/"], link[href^="/assets/"][rel=stylesheet], script[type=module][src]'
  const parts = [...document.querySelectorAll(PARTS)].map((part) => part.getAttribute("src") ?? part.getAttribute("href"))

  const compare = () => fetch(location.href, { headers: { Accept: "text/html" }, cache: "no-store" })
    .then((answer) => answer.ok && !answer.redirected ? answer.text() : "")
    .then((page) => { if (page && !parts.every((part) => page.includes(part))) location.reload() }, () => {})

  let connected = 0
  window.WebSocket = class extends window.WebSocket {
    constructor(...where) {
      super(...where)
      this.addEventListener("open", () => { if (connected++) compare() })
      this.addEventListener("close", (event) => event.code === OVER ? leave() : ask())
    }
  }
})()
