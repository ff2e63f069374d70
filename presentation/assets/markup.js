// HTML that may contain inline SVG, which st.html removes. It is put into the page as it is:
// templates escape everything that is not markup.
export default function ({ data, parentElement }) {
  let place = parentElement.querySelector(":scope > .markup")
  if (!place) {
    place = document.createElement("div")
    place.className = "markup"
    parentElement.append(place)
  }
  const html = new TextDecoder().decode(data)
  if (place.shown !== html) place.innerHTML = place.shown = html
}
