"""A walk through a page with the keyboard alone: where the focus stops, and how that is seen."""

from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.visits import settled, until

KEYBOARD = Path(__file__).with_name("keyboard.js").read_text(encoding="utf-8")
A_TRANSITION = 60
"""Milliseconds until a mark that appears by and by is there, with reduced motion."""


@dataclass(frozen=True)
class Stop:
    """Where the focus is: `place` counts all elements in the order of the document."""

    place: int
    name: str
    is_marked: bool
    is_on_top: bool


@dataclass
class Walk:
    """All stops of a page from its beginning, and back again; and what a mouse can use there."""

    there: list[Stop] = field(default_factory=list)
    back: list[Stop] = field(default_factory=list)
    usable: dict[str, set[int]] = field(default_factory=dict)
    out_of_order: list[str] = field(default_factory=list)
    after_skipping: str = ""


def complete(page: Page) -> Page:
    """Wait until the page is there and has the keys."""
    settled(page)
    until(page, "document.documentElement.dataset.page")
    return page


def focused(page: Page) -> str:
    """The id of what has the focus."""
    return str(page.evaluate("document.activeElement.id"))


def stop(page: Page) -> Stop | None:
    """Return where the focus is, None where it has left the page."""
    found = page.evaluate("keyboard.stop()")
    if found and not (found["isMarked"] and found["isOnTop"]):
        page.wait_for_timeout(A_TRANSITION)
        found = page.evaluate("keyboard.stop()")
    return found and Stop(found["place"], found["name"], found["isMarked"], found["isOnTop"])


def stops(page: Page, key: str, most: int) -> list[Stop]:
    """Press a key until the focus has left the page; `most` ends a walk in a circle."""
    found: list[Stop] = []
    while len(found) < most:
        page.keyboard.press(key)
        here = stop(page)
        if here is None:
            break
        found.append(here)
    return found


def every_stop(page: Page) -> list[Stop]:
    """Go from the first stop of the page that is there to its last."""
    complete(page)
    page.wait_for_load_state("networkidle")
    page.evaluate(KEYBOARD)
    return stops(page, "Tab", 2 * page.evaluate("keyboard.begin()") + 10)


def walk_of(page: Page, address: str) -> Walk:
    """Walk a page from its first stop to its last, and back."""
    page.goto(address)
    there = every_stop(page)
    found = Walk(there, stops(page, "Shift+Tab", len(there)))
    for one in page.evaluate("keyboard.usable()"):
        found.usable[one["name"]] = found.usable.get(one["name"], set()) | set(one["places"])
    found.out_of_order = page.evaluate("keyboard.outOfOrder()")
    page.keyboard.press("Enter")
    found.after_skipping = focused(page)
    return found
