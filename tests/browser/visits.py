"""One visit of a page: what the browser complained about, and what a reader gets to see."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, Response

LOOK = Path(__file__).with_name("look.js").read_text(encoding="utf-8")
SCHEMES = ("light", "dark")
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True)
class Said:
    """One text: what a reader sees, or hears instead of seeing (`where` names an attribute)."""

    text: str
    where: str
    language: str
    is_code: bool


@dataclass
class Visit:
    """Everything noticed on one page in one language."""

    problems: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    language: str = ""
    headings: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    drawings: int = 0
    untold: list[str] = field(default_factory=list)
    too_wide: list[str] = field(default_factory=list)
    too_wide_on_a_phone: list[str] = field(default_factory=list)
    violations: dict[str, list[str]] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """All that is seen or heard, in order."""
        return "\n".join(s.text for s in self.said)


def listen(page: Page) -> tuple[list[str], list[str]]:
    """Collect what goes wrong on a page, and all addresses it asks for, from now on."""
    problems: list[str] = []
    requests: list[str] = []

    def answered(response: Response) -> None:
        if response.status >= 400:
            problems.append(f"{response.status} for {response.url}")

    def failed(request: Request) -> None:
        problems.append(f"{request.failure} for {request.url}")

    page.on("console", lambda m: problems.append(f"console: {m.type}: {m.text}"))
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on("response", answered)
    page.on("requestfailed", failed)
    page.on("request", lambda request: requests.append(request.url))
    page.on("websocket", lambda socket: requests.append(socket.url))
    return problems, requests


def until(page: Page, expression: str, seconds: float = 30) -> None:
    """Wait until an expression is true on the page.

    Playwright's own `wait_for_function` evaluates texts from within the page, which the page's
    Content-Security-Policy forbids, as it should.
    """
    end = monotonic() + seconds
    while not page.evaluate(f"Boolean({expression})"):
        assert monotonic() < end, f"after {seconds} seconds still not: {expression}"
        page.wait_for_timeout(25)


def settled(page: Page) -> Page:
    """Wait until the run has ended, the page has a heading and its charts are drawn."""
    page.locator('.stApp[data-test-script-state="notRunning"]').wait_for()
    page.locator("h1").first.wait_for()
    charts = "[...document.querySelectorAll('.stPlotlyChart')]"
    until(page, f"{charts}.every(c => c.querySelector('.xy'))")
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


def host_of(address: str) -> str:
    """Return the host and port that an address asks; what the page made itself asks none."""
    return "" if address.startswith(("data:", "blob:")) else urlsplit(address).netloc


def visit_of(page: Page, address: str, language: str) -> Visit:
    """Open a page and look at it: on a screen, in both colour schemes, then on a phone."""
    seen = Visit()
    seen.problems, seen.requests = listen(page)
    page.goto(in_language(address, language))
    settled(page)
    until(page, "document.documentElement.dataset.page")
    # The client asks for what draws a picture only when the first one comes.
    preview = "document.querySelector('.st-key-briefing-preview"
    until(page, f"!{preview}') || {preview} img')?.complete")
    found = look(page)
    seen.language, seen.headings = found["language"], found["headings"]
    seen.said = [Said(**said) for said in found["said"]]
    seen.drawings, seen.untold = found["drawings"], found["untold"]
    seen.too_wide = found["tooWide"]
    for scheme in SCHEMES:
        in_scheme(page, scheme)
        seen.violations[scheme] = violations(page)
    in_scheme(page, "light")
    page.set_viewport_size(PHONE)
    page.wait_for_timeout(150)
    seen.too_wide_on_a_phone = look(page)["tooWide"]
    return seen


def in_language(address: str, language: str) -> str:
    """Add the language to an address, but for the default."""
    if language == "zh":
        return address
    return f"{address}{'&' if '?' in address else '?'}lang={language}"


def look(page: Page) -> dict[str, Any]:
    """Return what is on the page now."""
    found: dict[str, Any] = page.evaluate(LOOK)
    return found


def in_scheme(page: Page, scheme: str) -> None:
    """Have the reader's system in a colour scheme, and wait until the page follows."""
    page.emulate_media(color_scheme=scheme)
    shown = "getComputedStyle(document.querySelector('.stApp')).colorScheme"
    until(page, f"{shown}.includes({scheme!r})")


def violations(page: Page) -> list[str]:
    """Return what axe finds, a line for each rule with its first places."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['impact']}: {rule['id']}: {rule['help']}: "
        + "; ".join(re.sub(r"\s+", " ", node["html"])[:160] for node in rule["nodes"][:3])
        for rule in found
    ]
