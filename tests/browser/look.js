// What is on the page, in order: texts that are seen, and names that are heard instead.
() => {
  const NAMES = ["title", "aria-label", "alt", "placeholder"]
  const seen = (element) =>
    !element.closest("script, style, template, noscript") &&
    element.checkVisibility({ visibilityProperty: true })
  const entry = (text, where, element) => ({
    text: text.trim().replace(/\s+/g, " "),
    where,
    language: element.closest("[lang]")?.lang ?? "",
    is_code: element.closest('[translate="no"]') !== null,
  })

  const said = []
  const nodes = document.createTreeWalker(
    document.body,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
  )
  while (nodes.nextNode()) {
    const node = nodes.currentNode
    if (node.nodeType === Node.TEXT_NODE) {
      if (node.data.trim() && seen(node.parentElement)) {
        said.push(entry(node.data, "text", node.parentElement))
      }
    } else if (seen(node)) {
      for (const name of NAMES) {
        const text = node.getAttribute(name)
        if (text?.trim()) said.push(entry(text, name, node))
      }
    }
  }

  // Elements that reach over the right edge, unless they are in a box that scrolls by itself.
  const main = document.getElementById("stMain")
  const scrolls = (element) => {
    for (let e = element; e && e !== main; e = e.parentElement) {
      if (["auto", "scroll"].includes(getComputedStyle(e).overflowX)) return true
    }
    return false
  }
  const tooWide = [...main.querySelectorAll("*")]
    .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 1)
    .filter((e) => !scrolls(e) && !e.closest("svg svg, .visually-hidden"))
    .map((e) => `${e.tagName}.${e.getAttribute("class")}: ${e.textContent.slice(0, 60)}`)
  const scroller = document.scrollingElement
  if (scroller.scrollWidth > innerWidth) tooWide.push("the document scrolls sideways")

  return {
    language: document.documentElement.lang,
    headings: [...document.querySelectorAll("h1")].map((h) => h.textContent.trim()),
    said,
    tooWide: tooWide.slice(0, 5),
  }
}
