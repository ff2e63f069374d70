// Every piece of text with a digit, seen or heard, with the place it stands in.
//
// `roles` are pairs of a name and a selector; a text belongs to the first one it is inside of, and
// all texts of one such element are one piece. What belongs to none comes out with role "".
(roles) => {
  const HEARD = ["title", "aria-label", "alt", "placeholder"]
  const WITH_CITY = ".case, li, tr, .card, .stColumn, .by-city > div, .changes > div > div, .city-lights, .turning"
  const DIGIT = /[0-9]/
  const LINK = 'a[href*="id="]'

  const seen = (element) => {
    const shown = element.closest("title") ? element.closest("title").parentElement : element
    return (
      !element.closest("script, style, template, noscript") &&
      shown.checkVisibility({ visibilityProperty: true })
    )
  }
  const plain = (text) => text.trim().replace(/\s+/g, " ")
  // A browser that has not laid out what is out of sight gives no innerText of it.
  const said = (element) => plain(element.innerText || element.textContent)
  const role_of = (element) => {
    for (const [name, selector] of roles) {
      const found = element.closest(selector)
      if (found) return [name, found]
    }
    return ["", element]
  }
  const indicator_of = (element) => {
    const holder = element.closest("a.light, li, tr") ?? element
    const link = holder.matches(LINK) ? holder : holder.querySelector(LINK)
    return link ? new URL(link.href).searchParams.get("id") : ""
  }
  const city_of = (element) => {
    for (let e = element; e; e = e.parentElement) {
      if (!e.matches(WITH_CITY)) continue
      const found = e.matches("[data-city]") ? e : e.querySelector("[data-city]")
      if (found) return found.dataset.city
    }
    return ""
  }
  const column_of = (element) => {
    const cell = element.closest("td, th")
    const head = cell?.closest("table").tHead?.rows[0]?.cells[cell.cellIndex]
    return head ? said(head) : ""
  }
  const row_of = (element) => {
    const head = element.closest("tr")?.querySelector("th")
    const number = element.closest("li")?.querySelector("a.number")
    return head || number ? said(head ?? number) : ""
  }
  const piece = (role, element, text, where) => ({
    role,
    text: plain(text),
    where,
    indicator: indicator_of(element),
    city: city_of(element),
    column: column_of(element),
    cell: element.closest("td, th")?.cellIndex ?? -1,
    row: row_of(element),
    link: element.closest("li")?.querySelector("a")?.getAttribute("href") ?? "",
    line: element.closest("tr")?.sectionRowIndex ?? -1,
    light: (element.closest("[data-light]") ?? element.querySelector("[data-light]"))?.dataset.light ?? "",
  })

  const texts = new Map()
  const heard = []
  const nodes = document.createTreeWalker(
    document.body,
    NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT,
  )
  while (nodes.nextNode()) {
    const node = nodes.currentNode
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.data.trim() || !seen(node.parentElement)) continue
      const [role, element] = role_of(node.parentElement)
      if (!texts.has(element)) texts.set(element, [role, []])
      texts.get(element)[1].push(node.data)
    } else if (seen(node)) {
      for (const name of HEARD) {
        const text = node.getAttribute(name)
        if (text && DIGIT.test(text)) heard.push(piece(role_of(node)[0], node, text, name))
      }
    }
  }
  const read = [...texts].map(([element, [role, parts]]) =>
    piece(role, element, parts.join(" "), "text"),
  )
  return [...read.filter(({ role, text }) => role || DIGIT.test(text)), ...heard]
}
