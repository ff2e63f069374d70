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

  // Drawings, but for marks as small as a letter, and what of them cannot be read instead.
  const DRAWING = "svg:not(#js-plotly-tester), canvas, img, .js-plotly-plot"
  // Where cities lie has no figures; the first sheet of a document is shown as it looks.
  const WITHOUT_FIGURES = "svg.map, .stImage img"
  const LETTER = 12
  const drawings = [...document.querySelectorAll(DRAWING)].filter(
    (e) =>
      seen(e) &&
      e.getBoundingClientRect().width > LETTER &&
      !e.parentElement.closest(DRAWING) &&
      !e.closest("button"),
  )
  const named = (e) => {
    const holder = e.closest("[role=img], [role=figure], img")
    return Boolean((holder?.getAttribute("aria-label") ?? holder?.getAttribute("alt"))?.trim())
  }
  const hasTable = (e) =>
    e.matches(WITHOUT_FIGURES) ||
    document.getElementById(e.getAttribute("aria-details"))?.matches("table:has(td)") ||
    (e.matches(".js-plotly-plot") &&
      [...document.querySelectorAll("table.figures")].some(
        (table) => e.compareDocumentPosition(table) & Node.DOCUMENT_POSITION_FOLLOWING,
      ))
  // What is hidden from those who listen stands in a row with its figures, or with a link to them.
  const isBesideItsFigures = (e) => {
    const row = e.closest("a[title], tr, li")
    const link = row?.closest('a[href*="id="]') ?? row?.querySelector('a[href*="id="]')
    return Boolean(link || (row?.matches("tr") && /[0-9]/.test(row.innerText)))
  }
  const untold = drawings
    .filter((e) => (e.closest("[aria-hidden=true]") ? !isBesideItsFigures(e) : !named(e) || !hasTable(e)))
    .map((e) => `${e.tagName}.${e.getAttribute("class")}`)

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
    drawings: drawings.length,
    untold,
    tooWide: tooWide.slice(0, 5),
  }
}
