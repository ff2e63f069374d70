// Puts a picture into the clipboard, once for each round. The clipboard's own interface exists
// only on https and on this machine; elsewhere a selected image is copied, as a reader would do.
const picture = (content) => {
  const bytes = Uint8Array.from(atob(content), (sign) => sign.charCodeAt(0))
  return new Blob([bytes], { type: "image/png" })
}

async function selected(content) {
  const place = document.createElement("div")
  place.contentEditable = "true"
  place.style.cssText = "position:fixed;inset-inline-start:-9999px"
  const image = new Image()
  image.src = `data:image/png;base64,${content}`
  await image.decode()
  place.append(image)
  document.body.append(place)
  getSelection().selectAllChildren(place)
  const done = document.execCommand("copy")
  place.remove()
  return done
}

async function copied(content) {
  try {
    await navigator.clipboard.write([new ClipboardItem({ "image/png": picture(content) })])
    return true
  } catch {
    return selected(content).catch(() => false)
  }
}

export default function ({ data, parentElement }) {
  if (parentElement.round === data.round) return
  parentElement.round = data.round
  const said = document.createElement("p")
  said.className = "hint"
  said.setAttribute("role", "status")
  parentElement.replaceChildren(said)
  copied(data.content).then((done) => { said.textContent = done ? data.done : data.failed })
}
