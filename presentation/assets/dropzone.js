// Files are chosen or dropped here, in the words of the product, and handed to Streamlit's own
// uploader, which is on the page but not shown: its words are English only. So a file takes
// Streamlit's way to the server, with its limits and its guard.

const TRANSPORT = ".st-key-upload-transport"

let listening = false
let current = null // { place, data }: the zone on the page

const zone = () => current?.place.querySelector(".dropzone")
const onPage = () => zone()?.isConnected === true
const megabytes = (size) => Math.ceil(size / 2 ** 20)

function say(sentences) {
  const line = current.place.querySelector(".dropzone-problem")
  if (line) line.textContent = sentences.join(" ")
}

function busy(is) {
  zone().classList.toggle("busy", is)
  zone().querySelector("input").disabled = is
  const words = zone().querySelector(".dropzone-busy")
  words.textContent = is ? words.dataset.text : ""
}

// Too large a file is not sent at all: it would only be refused at the other end.
function send(files, folders = []) {
  const { limit, words } = current.data
  const large = files.filter((file) => file.size > limit * 2 ** 20)
  const kept = files.filter((file) => !large.includes(file) && !folders.includes(file.name))
  const fill = (text, file) =>
    text.replace("{file}", () => file.name).replace("{size}", megabytes(file.size)).replace("{limit}", limit)
  say([
    ...folders.map((name) => words.folder.replace("{file}", () => name)),
    ...large.map((file) => fill(words.too_large, file)),
  ])
  const input = document.querySelector(`${TRANSPORT} input[type=file]`)
  if (!kept.length || !input) return
  const transfer = new DataTransfer()
  for (const file of kept) transfer.items.add(file)
  input.files = transfer.files
  busy(true)
  input.dispatchEvent(new Event("change", { bubbles: true }))
  watch()
}

// Streamlit marks a file that did not arrive; the mark is cleared, so that one can try again.
let watching = null
function watch() {
  watching?.disconnect()
  const transport = document.querySelector(TRANSPORT)
  watching = new MutationObserver(() => {
    const failed = transport.querySelector('[data-testid="stFileChipIconError"]')
    if (!failed || !onPage()) return
    watching.disconnect()
    busy(false)
    say([current.data.words.not_sent])
    for (const button of transport.querySelectorAll('[data-testid="stFileChipDeleteBtn"] button')) button.click()
  })
  watching.observe(transport, { childList: true, subtree: true })
}

function carriesFiles(event) {
  return onPage() && [...(event.dataTransfer?.types ?? [])].includes("Files")
}

// The whole page takes a file that is dropped: beside the zone the browser would leave the page.
function listen() {
  const over = (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    event.dataTransfer.dropEffect = "copy"
    zone().classList.add("over")
  }
  addEventListener("dragenter", over)
  addEventListener("dragover", over)
  addEventListener("dragleave", (event) => {
    if (onPage() && !event.relatedTarget) zone().classList.remove("over")
  })
  addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return
    event.preventDefault()
    event.stopPropagation()
    zone().classList.remove("over")
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.())
    const folders = entries.filter((entry) => entry?.isDirectory).map((entry) => entry.name)
    if (!zone().classList.contains("busy")) send([...event.dataTransfer.files], folders)
  }, true)
  listening = true
}

export default function ({ data, parentElement }) {
  let place = parentElement.querySelector(":scope > .markup")
  if (!place) {
    place = document.createElement("div")
    place.className = "markup"
    parentElement.append(place)
  }
  const arrived = current?.data.round !== data.round
  current = { place, data }
  if (place.shown !== data.html) {
    place.innerHTML = place.shown = data.html
    const input = place.querySelector("input[type=file]")
    input.addEventListener("change", () => {
      const files = [...input.files]
      input.value = ""
      if (files.length) send(files)
    })
  } else if (arrived) busy(false)
  if (!listening) listen()
}
