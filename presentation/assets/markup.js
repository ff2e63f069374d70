// HTML that may contain inline SVG, which st.html removes. It is put into the page as it is:
// templates escape everything that is not markup.
//
// Another year changes a word here and a mark there. Only what differs is changed, so that the rest
// need not be laid out anew, and keeps its focus, its place and whether it was opened.
const ANEW = new Set(["INPUT", "SELECT", "TEXTAREA"]) // what was typed is not in their attributes

// What an entry of a list or something to be opened is about: another one takes its place whole,
// or what was opened would be open for another.
const about = (node) =>
  node.matches("li, tr, section")
    ? node.querySelector("[id]")?.id
    : node.matches("details") && node.querySelector("summary")?.textContent.replace(/\d/g, "")

const isSame = (node, wanted) =>
  node.nodeName === wanted.nodeName && node.id === wanted.id && about(node) === about(wanted)

// Where each entry of a long list has been laid out once, those out of sight are not again until
// they come into it: they keep their height, so that nothing moves. New ones begin as they are.
let isNew = false
let listening = false

function note(node) {
  if (isNew || node.nodeType !== Node.ELEMENT_NODE) return
  isNew = node.matches("li") || node.querySelector("li") !== null
}

function rest(place) {
  place.classList.remove("still")
  const round = (place.round = (place.round ?? 0) + 1)
  const still = () => place.round === round && place.classList.add("still")
  requestAnimationFrame(() => requestAnimationFrame(still))
}

function become(node, wanted) {
  if (node.isEqualNode(wanted)) return
  if (node.nodeType === Node.TEXT_NODE && wanted.nodeType === Node.TEXT_NODE) {
    node.data = wanted.data
    return
  }
  const element = node.nodeType === Node.ELEMENT_NODE && wanted.nodeType === Node.ELEMENT_NODE
  if (!element || ANEW.has(node.nodeName) || !isSame(node, wanted)) return renew(node, wanted)
  mark(node, wanted)
  contain(node, wanted)
}

// Thousands of elements at once: a loop over their attributes is several times an iterator's speed.
function mark(node, { attributes: wanted }) {
  for (let at = 0; at < wanted.length; at++) {
    const { name, value } = wanted[at]
    if (node.getAttribute(name) !== value) node.setAttribute(name, value)
  }
  if (node.attributes.length === wanted.length) return
  for (const name of node.getAttributeNames()) {
    if (!wanted.getNamedItem(name) && name !== "open") node.removeAttribute(name)
  }
}

function renew(node, wanted) {
  note(wanted)
  node.replaceWith(wanted)
}

function extend(place, wanted) {
  note(wanted)
  place.append(wanted)
}

function contain(place, wanted) {
  let [node, coming] = [place.firstChild, wanted.firstChild]
  while (coming) {
    const [after, next] = [node?.nextSibling, coming.nextSibling] // before one takes a place
    if (node) become(node, coming)
    else extend(place, coming)
    ;[node, coming] = [after, next]
  }
  while (node) {
    const after = node.nextSibling
    node.remove()
    node = after
  }
}

export default function ({ data, parentElement }) {
  // In another width everything has another height.
  if (!listening) addEventListener("resize", () => document.querySelectorAll(".markup").forEach(rest))
  listening = true
  let place = parentElement.querySelector(":scope > .markup")
  if (!place) {
    place = document.createElement("div")
    place.className = "markup"
    parentElement.append(place)
  }
  const html = new TextDecoder().decode(data)
  if (place.shown === html) return
  isNew = place.shown === undefined
  if (isNew) place.innerHTML = html
  else {
    const wanted = document.createElement("template")
    wanted.innerHTML = html
    contain(place, wanted.content)
  }
  place.shown = html
  if (isNew) rest(place)
}
