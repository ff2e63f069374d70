// HTML that may contain inline SVG, which st.html removes. It is put into the page as it is:
// templates escape everything that is not markup.
//
// Another year changes a word here and a mark there. Only what differs is changed, so that the rest
// need not be laid out anew, and keeps its focus, its place and whether it was opened.
const ANEW = new Set(["INPUT", "SELECT", "TEXTAREA"]) // what was typed is not in their attributes

function become(node, wanted) {
  if (node.isEqualNode(wanted)) return
  const other = node.nodeName !== wanted.nodeName || node.id !== wanted.id || ANEW.has(node.nodeName)
  if (other || node.nodeType !== Node.ELEMENT_NODE) return node.replaceWith(wanted)
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
