// A page as a sheet on a wall: letters as large as the screen allows, keys to go on, and after a
// time the next sheet by itself. A page longer than the screen is shown sheet by sheet; the number
// of the sheet is in the address. Every way on is a link of the page's footer, which is clicked.

const WAYS = { ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back", Escape: "exit", " ": "auto" }
const BASE = 18 / 1920 // size of letters for a width
const SIZES = [1.4, 1.3, 1.2, 1.1, 1.05, 1, 0.95, 0.9, 0.85, 0.8]
const ROWS = "tr, li, h2, h3, p, article, figure, .stPlotlyChart"
const MARGIN = 28
const OFFLINE = 5 // seconds until a wall screen without a connection tries again

let listening = false
let every = 0
let timer = null
let sheets = [{ top: 0, end: 0 }]
let at = 0
let hidden = []

const foot = () => document.querySelector(".present-foot")
const main = () => document.getElementById("stMain")
const content = () => document.querySelector(".st-key-frame-page")
const connected = () => document.querySelector('[data-test-connection-state="CONNECTED"]') !== null
const room = () => foot().getBoundingClientRect().top

function fit() {
  const root = document.documentElement
  const size = (share) => (root.style.fontSize = `${Math.max(innerWidth * BASE * share, 14)}px`)
  const fits = () => content().scrollHeight <= innerHeight
  content().style.paddingBlockEnd = ""
  size(SIZES.at(-1))
  if (!fits()) size(1)
  else SIZES.some((share) => (size(share), fits()))
}

// Rows that must not be cut; a heading holds on to the first row below it.
function whole(height) {
  const rows = [...content().querySelectorAll(ROWS)].map((row) => {
    const { top, bottom } = row.getBoundingClientRect()
    const first = /^H[2-4]$/.test(row.tagName) && row.parentElement.querySelector("li, tr, article, p:not(.answer)")
    return { row, top, bottom: first ? Math.max(bottom, first.getBoundingClientRect().bottom) : bottom }
  })
  return rows.filter((row) => row.bottom > row.top && row.bottom - row.top < height / 2)
}

const across = (rows, edge) => rows.filter((row) => row.top < edge - 1 && row.bottom > edge + 1)

// Columns have rows of their own, so moving up from one may cut another: until none is cut.
function uncut(edge, rows, least) {
  for (let at = edge, tries = 0; tries < 20; tries += 1) {
    const cut = across(rows, at)
    if (!cut.length) return at
    at = Math.min(...cut.map((row) => row.top))
    if (at < least) break
  }
  return edge
}

// Where each sheet begins, and how much of the page it shows.
function divide() {
  main().scrollTop = 0
  const rows = whole(room())
  const last = Math.max(...rows.map((row) => row.bottom), 0)
  sheets = [{ top: 0, end: 0 }]
  while (sheets.length < 60) {
    const sheet = sheets.at(-1)
    const height = room() - above(sheet)
    sheet.end = sheet.top + height
    if (last <= sheet.end) return
    sheet.end = uncut(sheet.end, rows, sheet.top + height / 2)
    // Where columns cannot be parted without a cut, the next sheet has the cut rows again.
    sheets.push({ top: Math.min(sheet.end, ...across(rows, sheet.end).map((row) => row.top)), end: 0 })
  }
}

// What covers the top of every sheet but the first: a margin, and a table's head that stays.
function above(sheet) {
  if (!sheet.top) return 0
  const head = content().querySelector("thead th")
  return MARGIN + (head && getComputedStyle(head).position === "sticky" ? head.offsetHeight : 0)
}

// A row that an edge of the sheet would still cut stands whole on the sheet before or after.
function hideCut(sheet) {
  hidden.forEach((row) => (row.style.visibility = ""))
  hidden = whole(room()).flatMap(({ row }) => {
    const { top, bottom } = row.getBoundingClientRect()
    const edges = [above(sheet), sheet.end - main().scrollTop, room()]
    return edges.some((edge) => edge && top < edge - 1 && bottom > edge + 1) ? [row] : []
  })
  hidden.forEach((row) => (row.style.visibility = "hidden"))
}

function show(number) {
  at = Math.min(Math.max(number, 0), sheets.length - 1)
  const sheet = sheets[at]
  const style = document.documentElement.style
  // Room below the last rows, or the last sheet could not begin at its top.
  if (at) content().style.paddingBlockEnd = "100vh"
  main().scrollTop = sheet.top - above(sheet)
  style.setProperty("--margin", at ? `${MARGIN}px` : "0px")
  style.setProperty("--cut", `${Math.max(room() - (sheet.end - main().scrollTop), 0)}px`)
  hideCut(sheet)
  const address = new URL(location.href)
  if (at) address.searchParams.set("sheet", at + 1)
  else address.searchParams.delete("sheet")
  if (address.href !== location.href) history.replaceState(history.state, "", address)
  wait()
}

function wait(seconds = every) {
  clearTimeout(timer)
  if (every && foot()) timer = setTimeout(() => (connected() ? turn("next") : wait(OFFLINE)), seconds * 1000)
}

function turn(way) {
  if (!foot()) return
  if (way === "next" && at < sheets.length - 1) show(at + 1)
  else if (way === "back" && at > 0) show(at - 1)
  else document.getElementById(`present-${way}`)?.click()
}

function press(event) {
  const busy = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey
  const operated = event.target.closest?.("input, select, textarea, summary, button")
  const way = WAYS[event.key]
  if (!way || busy || operated || !foot()) return
  event.preventDefault()
  event.stopPropagation()
  turn(way)
}

function arrange() {
  if (!foot() || !content()) return
  fit()
  divide()
  show(Number(new URLSearchParams(location.search).get("sheet") ?? 1) - 1)
}

// Charts and components are drawn a moment later, so the sheet is looked at once more.
function settle() {
  arrange()
  setTimeout(arrange, 400)
}

function leave() {
  hidden.forEach((row) => (row.style.visibility = ""))
  clearTimeout(timer)
  if (content()) content().style.paddingBlockEnd = ""
  for (const name of ["font-size", "--cut", "--margin"]) document.documentElement.style.removeProperty(name)
}

export default function ({ data }) {
  every = data.every
  if (!listening) {
    document.addEventListener("keydown", press, true)
    addEventListener("resize", arrange)
    listening = true
  }
  settle()
  return leave
}
