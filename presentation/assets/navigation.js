// Links marked data-nav, or in a list marked so, change the view without loading the page anew.
//
// Streamlit runs the script for the address the browser shows whenever it hears `popstate`. So a
// link is followed by adding an entry to the history and sounding that event: page and query
// arrive in the running session, and Back and Forward are Streamlit's own way. Without this
// script, or without a connection, the links are still links.

const LONGEST_HOLD = 400 // milliseconds
// Links that are not on the page they lead to, and what stands there for them.
const LED_FROM = { "present-exit": "present" }

let listening = false
let followed = null // id of the link whose run is under way
let shown = null // what the page that is complete is about
let complete = () => {}

const main = () => document.getElementById("stMain")
const connected = () => document.querySelector('[data-test-connection-state="CONNECTED"]') !== null

function follow(event) {
  const link = event.target.closest?.("a[data-nav], [data-nav] a")
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey
  if (!link || elsewhere || event.defaultPrevented) return
  // Read from the attribute, since links in SVG have no `href` that is a text.
  const address = new URL(link.getAttribute("href"), location.href)
  const newWindow = link.getAttribute("target") === "_blank"
  if (address.origin !== location.origin || newWindow || !connected()) return
  event.preventDefault()
  go(address, link.id)
}

// A form marked data-nav is an address, too: what is empty is left out of it. Streamlit's sanitiser
// takes away a name that is also one of the document's (`lang`, `domain`), so it is given twice.
function send(event) {
  const form = event.target.closest?.("form[data-nav]")
  if (!form || event.defaultPrevented || !connected()) return
  event.preventDefault()
  const address = new URL(form.getAttribute("action"), location.href)
  const fields = [...form.elements].map((field) => [field.name || field.dataset.name, field.value])
  address.search = new URLSearchParams(fields.filter(([name, value]) => name && value.trim()))
  go(address, document.activeElement?.id)
}

// Choosing from a list needs no further click.
function choose(event) {
  if (event.target.matches?.("form[data-nav] select")) event.target.form.requestSubmit()
}

function go(address, place) {
  if (address.href === location.href) return
  const samePage = address.pathname === location.pathname
  followed = place || "content"
  history.replaceState({ ...history.state, scroll: main()?.scrollTop }, "")
  history.pushState({}, "", address.href)
  const run = () => dispatchEvent(new PopStateEvent("popstate", { state: {} }))
  if (samePage || !document.startViewTransition) run()
  else holdWhile(run)
}

// Streamlit empties the place of the page before it fills it. The old page is kept in sight for
// that moment, as browsers do between documents; nothing is animated.
function holdWhile(run) {
  const transition = document.startViewTransition(() => {
    run()
    return new Promise((resolve) => {
      complete = resolve
      setTimeout(resolve, LONGEST_HOLD)
    })
  })
  transition.ready.catch(() => {}) // a further click came first
}

// A page about something else begins at its top, at the part its address names, or where it was
// left; another year, city or filter leaves the reader where they are.
function arrive() {
  const part = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  if (history.state?.scroll !== undefined || !part) main()?.scrollTo(0, history.state?.scroll ?? 0)
  else part.scrollIntoView()
}

// What had the focus is drawn anew; a keyboard goes on where it was, or at the new content.
function giveBackFocus() {
  const places = [followed, LED_FROM[followed], "content"].map((id) => document.getElementById(id))
  if (followed && [document.body, places.at(-1)].includes(document.activeElement)) {
    places.find((place) => place)?.focus({ preventScroll: true })
  }
  followed = null
}

// Streamlit's English dialog for an address it does not know: our page says it in the reader's
// language. It also comes for known pages, once, to the first session of a server that finds a
// folder named pages.
function closeNotFound() {
  for (const dialog of document.querySelectorAll('[role="dialog"]')) {
    const title = dialog.querySelector("h2")?.textContent
    if (title === "Page not found") dialog.querySelector("button")?.click()
  }
}

// The arrow of a select box is a button called "Open"; it gets the name of its own field.
function nameOpeners() {
  for (const button of document.querySelectorAll('[data-testid="stSelectbox"] button[aria-label="Open"]')) {
    const name = button.parentElement.querySelector("input")?.getAttribute("aria-label")
    if (name) button.setAttribute("aria-label", name)
  }
}

// Streamlit makes the whole page a stop before its first link. Keys scroll it from any of its links
// all the same, and the first stop is to be the way to the content.
function startAtTheFirstLink() {
  if (main()?.tabIndex === 0) main().tabIndex = -1
}

// A page that began with another start page than ours, or before the server was renewed, gets the
// style sheet now; an older one goes when it is there.
function dress(sheet) {
  if (!sheet || document.querySelector(`link[href="${sheet}"]`)) return
  const older = document.querySelectorAll(`link[href^="${sheet.split("?")[0]}?"]`)
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet" })
  link.onload = () => older.forEach((one) => one.remove())
  link.setAttribute("href", sheet)
  document.getElementById("root").before(link)
}

// Called when another view is complete, since the application mounts this after the page.
export default function ({ data }) {
  // Setting what is there already would have every style looked at anew.
  if (document.documentElement.lang !== data.language) document.documentElement.lang = data.language
  if (!listening) {
    document.addEventListener("click", follow)
    document.addEventListener("submit", send)
    document.addEventListener("change", choose)
    new MutationObserver(nameOpeners).observe(document.body, { childList: true, subtree: true })
  }
  listening = true
  if (shown !== null && shown !== data.about) arrive()
  shown = data.about
  startAtTheFirstLink()
  document.documentElement.dataset.page = data.page // what is on the screen is complete
  dress(data.sheet)
  closeNotFound()
  giveBackFocus()
  complete()
}
