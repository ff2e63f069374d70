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

function become(node, wanted) {
  if (node.isEqualNode(wanted)) return
  const element = node.nodeType === Node.ELEMENT_NODE && wanted.nodeType === Node.ELEMENT_NODE
  if (!element || ANEW.has(node.nodeName) || !isSame(node, wanted)) return node.replaceWith(wanted)
  for (const { name, value } of wanted.attributes) {
    if (node.getAttribute(name) !== value) node.setAttribute(name, value)
  }
  for (const { name } of [...node.attributes]) {
    if (!wanted.hasAttribute(name) && name !== "open") node.removeAttribute(name)
  }
  contain(node, wanted)
}

function contain(place, wanted) {
  const [there, coming] = [[...place.childNodes], [...wanted.childNodes]]
  there.slice(coming.length).forEach((node) => node.remove())
  coming.forEach((node, at) => (at < there.length ? become(there[at], node) : place.append(node)))
}

export default function ({ data, parentElement }) {
  let place = parentElement.querySelector(":scope > .markup")
  if (!place) {
    place = document.createElement("div")
    place.className = "markup"
    parentElement.append(place)
  }
  const html = new TextDecoder().decode(data)
  if (place.shown === html) return
  if (place.shown === undefined) place.innerHTML = html
  else {
    const wanted = document.createElement("template")
    wanted.innerHTML = html
    contain(place, wanted.content)
  }
  place.shown = html
}
