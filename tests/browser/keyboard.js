// What a page is to somebody with a keyboard only. `keyboard.begin()` looks at the page before the
// first key; `keyboard.stop()` says where the focus is after one and how that is seen.
window.keyboard = (() => {
  const OPERATED = "a[href], button, summary, input, select, textarea, [tabindex='0']"
  let controls = []
  let places = new Map()
  let before = new Map()

  const seen = (element) => {
    if (!element.checkVisibility({ visibilityProperty: true })) return false
    const { width, height } = element.getBoundingClientRect()
    return width > 1 && height > 1
  }
  // A native field may be out of sight behind its label, which a mouse clicks instead.
  const shape = (element) => [element.closest("label"), element].find((e) => e && seen(e))
  const usable = (element) =>
    !element.matches(":disabled, [type=hidden]") && !element.closest("[inert]") && shape(element)

  // A field may be marked at its label or at the frame around it.
  const parts = (element) => {
    const label = element.closest("label")
    const around = [element.parentElement, element.parentElement?.parentElement]
    return [element, ...around, ...(label ? [label, ...label.querySelectorAll("*")] : [])]
  }
  // All that can be a mark, but only as far as it is drawn.
  const look = (element) =>
    parts(element).map((part) => {
      const style = getComputedStyle(part)
      const drawn = (width, line, colour) =>
        parseFloat(style[width]) && style[line] !== "none" ? `${style[width]} ${style[colour]}` : ""
      return [
        drawn("outlineWidth", "outlineStyle", "outlineColor"),
        drawn("borderTopWidth", "borderTopStyle", "borderTopColor"),
        drawn("borderBottomWidth", "borderBottomStyle", "borderBottomColor"),
        style.boxShadow,
        style.backgroundColor,
      ].join(" | ")
    })
  const isMarked = (element) => {
    const then = before.get(element)
    return then !== undefined && look(element).some((style, at) => style !== then[at])
  }
  // Within the screen, and nothing lies over it.
  const isOnTop = (element) => {
    const at = shape(element)?.getClientRects()[0]
    if (!at) return false
    const top = document.elementFromPoint(at.left + at.width / 2, at.top + at.height / 2)
    const own = shape(element)
    return top !== null && (own.contains(top) || top.contains(own))
  }
  const name = (element) => {
    const words = element.getAttribute("aria-label") || element.textContent || element.value || ""
    const place = element.id ? `#${element.id}` : element.getAttribute("href") ?? ""
    return `${element.tagName.toLowerCase()}${place} ${words.trim().slice(0, 40)}`
  }
  const inOneGroup = (a, b) =>
    a.type === "radio" && b.type === "radio" && a.name === b.name && a.form === b.form

  return {
    begin() {
      document.activeElement?.blur()
      places = new Map([...document.querySelectorAll("*")].map((element, at) => [element, at]))
      controls = [...document.querySelectorAll(OPERATED)].filter(usable)
      before = new Map(controls.map((control) => [control, look(control)]))
      return controls.length
    },
    // The place of the focus among the elements there were, or null where it has left the page.
    stop() {
      const element = document.activeElement
      if (!element || element === document.body) return null
      const place = places.get(element)
      return { place, name: name(element), isMarked: isMarked(element), isOnTop: isOnTop(element) }
    },
    // What a mouse can use: of a group of radio buttons all that the arrows reach from one.
    usable: () =>
      controls.map((control) => ({
        name: name(control),
        places: controls.filter((c) => c === control || inOneGroup(c, control)).map((c) => places.get(c)),
      })),
    outOfOrder: () => [...document.querySelectorAll("[tabindex]")].filter((e) => e.tabIndex > 0).map(name),
  }
})()
