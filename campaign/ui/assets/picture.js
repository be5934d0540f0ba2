// A downloaded picture of a chart is for paper and messages: dark on white, whatever theme the page is in. On the page a
// chart has no ground of its own; one on dark ground brings the light colours for its own in layout.meta
// (campaign/charts/style.py). While plotly copies the chart, which it does at once, they stand in for the dark ones.
(() => {
  "use strict"
  const PAPER = "#ffffff"

  // All colours of a text are exchanged at once: the light grid is the dark ink.
  const exchanging = (colours) => {
    const literal = Object.keys(colours).map((colour) => colour.replace(/[()]/g, "\\$&"))
    const any = literal.length ? new RegExp(literal.join("|"), "g") : null
    return (text) => any ? text.replace(any, (colour) => colours[colour]) : text
  }

  const copied = (part, exchange) => {
    if (typeof part === "string") return exchange(part)
    if (Array.isArray(part)) return part.map((each) => copied(each, exchange))
    if (part && Object.getPrototypeOf(part) === Object.prototype) {
      return Object.fromEntries(Object.entries(part).map(([name, each]) => [name, copied(each, exchange)]))
    }
    return part // numbers, and arrays of them in bytes
  }

  document.addEventListener("click", (event) => {
    const button = event.target instanceof Element && event.target.closest(".modebar-btn")
    const plot = button && button.closest(".js-plotly-plot")
    if (!plot || !plot.layout) return
    const { data, layout } = plot
    const exchange = exchanging((layout.meta && layout.meta.light) || {})
    plot.data = copied(data, exchange)
    plot.layout = { ...copied(layout, exchange), paper_bgcolor: PAPER }
    setTimeout(() => {
      plot.data = data
      plot.layout = layout
    })
  }, true)
})()
