// The many ticks of a form in one piece: boxes of the browser's own, and one word to the server
// about all of them.
//
// What is ticked is known here. The server says it when the form opens or begins anew (another
// `start`); at any other time its word could be older than the last tick.

const named = (place) => [...place.querySelectorAll("input[value]")]
const ticked = (place) => named(place).filter((box) => box.checked).map((box) => box.value)

// The first box of a group stands for all of its own, and says how many of them are ticked.
function count(place) {
  for (const group of place.querySelectorAll("fieldset")) {
    const own = named(group)
    const count = own.filter((box) => box.checked).length
    const all = group.querySelector("input:not([value])")
    all.checked = count === own.length
    all.indeterminate = count > 0 && count < own.length
    const words = group.dataset.words.replace("{count}", count).replace("{of}", own.length)
    if (all.nextElementSibling.textContent !== words) all.nextElementSibling.textContent = words
  }
}

function tick(place, names) {
  for (const box of named(place)) box.checked = names.includes(box.value)
  count(place)
}

export default function ({ data, parentElement, setStateValue }) {
  let place = parentElement.querySelector(":scope > .ticks")
  if (!place) {
    place = document.createElement("div")
    place.className = "ticks"
    parentElement.append(place)
  }
  const isAnew = place.start !== data.start
  if (isAnew || place.html !== data.html) {
    const names = isAnew ? data.ticked : ticked(place)
    if (place.html !== data.html) place.innerHTML = data.html
    tick(place, names)
    Object.assign(place, { start: data.start, html: data.html })
  }
  place.onchange = ({ target }) => {
    if (!target.hasAttribute("value")) {
      for (const box of named(target.closest("fieldset"))) box.checked = target.checked
    }
    count(place)
    setStateValue("ticked", { start: data.start, names: ticked(place) })
  }
}
