// Put into every page before its own scripts: notes when conditions first hold in a frame that
// was painted. Times are the page's own performance.now(), in milliseconds.

(() => {
  const seen = {}
  const waiting = new Map()
  let start = 0

  function look() {
    const now = performance.now()
    for (const [name, holds] of waiting) {
      if (!holds()) continue
      waiting.delete(name)
      // The frame after the one in which the condition held: by then it is on the screen.
      requestAnimationFrame(() => (seen[name] = performance.now() - start))
    }
    if (waiting.size) requestAnimationFrame(look)
  }

  const has = (selector) => document.querySelector(selector) !== null
  const text = (selector) => document.querySelector(selector)?.textContent ?? ""
  const drawn = (element) => {
    const box = element.getBoundingClientRect()
    return box.width > 0 && box.height > 0
  }
  const all = (selector, count) => {
    const found = [...document.querySelectorAll(selector)]
    return found.length >= count && found.every(drawn)
  }
  const idle = () => has('[data-test-script-state="notRunning"]')
  // Charts whose line has one marker a year from 2015 on.
  const charts = (count, year) => {
    const found = [...document.querySelectorAll(".js-plotly-plot")]
    return (
      found.length === count &&
      found.every((c) => c.querySelectorAll("path.point").length === year - 2014)
    )
  }

  // A picture that was not there at the last press, and has come.
  let before = []
  const picture = (selector) => {
    const found = document.querySelector(selector)
    return found?.complete && found.naturalWidth > 0 && !before.includes(found.currentSrc)
  }

  window.watched = {
    seen,
    has,
    text,
    all,
    idle,
    charts,
    picture,
    // Watch from the start of the document on.
    from(conditions) {
      start = 0
      for (const [name, holds] of Object.entries(conditions)) waiting.set(name, holds)
      requestAnimationFrame(look)
    },
    // Watch from the end of the next press on, wherever it falls.
    fromPress(name, holds) {
      delete seen[name]
      const begin = () => {
        start = performance.now()
        before = [...document.images].map((image) => image.currentSrc)
        waiting.set(name, holds)
        requestAnimationFrame(look)
      }
      addEventListener("pointerup", begin, { capture: true, once: true })
    },
  }
})()
