// A drawing of our own in the page (campaign/ui/drawing.py). Read as XML, no script in it would ever run; what had the
// keyboard's attention in the drawing before has it in the new one.
const HOLDER = "campaign-drawing"

export default function ({ parentElement, data }) {
  const holder = parentElement.querySelector(`.${HOLDER}`)
  if (!holder || holder.dataset.drawn === data.drawing) return
  const focused = holder.contains(document.activeElement) && document.activeElement.dataset.unit
  const drawing = new DOMParser().parseFromString(data.drawing, "image/svg+xml").documentElement
  holder.className = `${HOLDER} campaign ${data.theme}`
  holder.replaceChildren(document.importNode(drawing, true))
  holder.dataset.drawn = data.drawing
  if (focused) holder.querySelector(`a[data-unit="${focused}"]`)?.focus()
}
