"""With the keyboard alone: every page can be walked, seen where one is, and worked with."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_every_page import PAGES
from tests.browser.walking import Walk, complete, every_stop, focused, walk_of

FOCUSED = "document.activeElement"
CURRENT = re.compile("page|true")
Open = Callable[[str], Page]


@pytest.fixture(scope="module")
def walks() -> dict[str, Walk]:
    return {}


@pytest.fixture(params=PAGES)
def walk(
    request: pytest.FixtureRequest,
    browser: Browser,
    browser_context_args: dict[str, Any],
    base_url: str,
    walks: dict[str, Walk],
) -> Walk:
    name = str(request.param)
    if name not in walks:
        context = browser.new_context(**browser_context_args, reduced_motion="reduce")
        try:
            walks[name] = walk_of(context.new_page(), base_url + PAGES[name])
        finally:
            context.close()
    return walks[name]


def test_the_first_stop_is_the_way_to_the_content(walk: Walk) -> None:
    assert walk.there[0].name == "a#content 跳到正文"
    assert walk.after_skipping == "content"


def test_the_focus_goes_through_the_page_in_its_order(walk: Walk) -> None:
    pairs = zip(walk.there, walk.there[1:], strict=False)
    assert [f"{a.name} → {b.name}" for a, b in pairs if b.place <= a.place] == []
    assert walk.out_of_order == []


def test_what_a_mouse_can_use_a_keyboard_reaches(walk: Walk) -> None:
    reached = {stop.place for stop in walk.there}
    assert len(walk.usable) > 15
    assert [name for name, places in walk.usable.items() if not places & reached] == []


def test_where_the_focus_is_can_be_seen(walk: Walk) -> None:
    assert [stop.name for stop in walk.there if not stop.is_marked] == []
    assert [stop.name for stop in walk.there if not stop.is_on_top] == []


def test_nothing_keeps_the_focus_and_the_way_back_is_the_same(walk: Walk) -> None:
    assert walk.there[-1].name.startswith("a#sources")
    assert [s.place for s in reversed(walk.back)] == [s.place for s in walk.there]


OPENED = {
    "peers": "/peers", "ledger": "/ledger", "indicator": "/indicator?id=pm25",
    "catalogue": "/catalogue",
}  # fmt: skip


@pytest.mark.parametrize("key", ["Enter", "Space"])
@pytest.mark.parametrize("address", OPENED.values(), ids=OPENED)
def test_what_is_folded_opens_and_closes_by_either_key(
    open_page: Open, address: str, key: str
) -> None:
    page = complete(open_page(address))
    folded = page.locator("details:has(> summary:visible)").first
    folded.locator("summary").focus()
    for is_open in (True, False, True):
        page.keyboard.press(key)
        assert folded.evaluate("details => details.open") == is_open
    page.keyboard.press("Tab")
    assert not folded.locator("> summary").evaluate(f"summary => summary === {FOCUSED}")


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("/", "year-2018"),
        ("/goals", "year-2018"),
        ("/goals", "domain-ecology"),
        ("/indicator?id=pm25", "year-2018"),
        ("/city", "year-2018"),
        ("/city", "city-140800"),
        ("/peers", "year-2018"),
        ("/ledger", "year-2018"),
        ("/ledger", "stage-completed"),
        ("/briefing", "year-2018"),
        ("/", "language-en"),
        ("/", "page-goals"),
    ],
)
def test_what_was_chosen_keeps_the_focus_when_the_page_has_changed(
    open_page: Open, address: str, link: str
) -> None:
    page = complete(open_page(address))
    chosen = page.locator(f"#{link}")
    expect(chosen).not_to_have_attribute("aria-current", CURRENT)
    chosen.focus()
    page.keyboard.press("Enter")
    expect(chosen).to_have_attribute("aria-current", CURRENT)
    complete(page)
    expect(chosen).to_be_focused()


def test_the_search_in_the_header_goes_by_enter(open_page: Open) -> None:
    page = complete(open_page("/"))
    while focused(page) != "search-header":
        page.keyboard.press("Tab")
        assert focused(page) != "sources", "the search was not reached"
    page.keyboard.type("shuili")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=shuili")
    expect(page.locator(".found li").first).to_be_visible()
    expect(page.locator("#search-header")).to_be_focused()
    expect(page.locator("#search-header")).to_have_value("shuili")


def test_a_presentation_is_entered_given_and_left_with_keys(open_page: Open) -> None:
    page = complete(open_page("/goals?domain=ecology"))
    page.locator("#present").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/goals?domain=ecology&present=1")
    expect(page.locator(".present-foot")).to_be_visible()
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/goals?domain=public_services&present=1")
    expect(page.locator("#present-exit")).to_have_attribute("href", re.compile("public_services"))
    page.keyboard.press("Escape")
    page.wait_for_url("**/goals?domain=public_services")
    expect(page.locator(".shell-header .pages")).to_be_visible()
    complete(page)
    expect(page.locator("#present")).to_be_focused()


def test_a_presentation_keeps_no_focus(open_page: Open) -> None:
    page = open_page("/goals?domain=ecology&present=1")
    page.wait_for_timeout(700)  # the sheet is looked at once more when all is drawn
    walked = every_stop(page)
    assert [one.name for one in walked if not one.is_marked] == []
    assert walked[-1].name.startswith("a#present-exit")


def test_a_briefing_is_chosen_and_taken_along_with_keys(open_page: Open) -> None:
    page = complete(open_page("/briefing?id=museums"))
    page.locator(".st-key-briefing-title input").focus()
    page.keyboard.type("季度会")
    page.keyboard.press("Enter")
    shown = page.locator("h1")
    before = shown.inner_text()
    page.locator(".ticks [role=group] input").first.focus()
    page.keyboard.press("Space")
    expect(shown).not_to_have_text(before, use_inner_text=True)
    page.keyboard.press("Space")
    expect(shown).to_have_text(before, use_inner_text=True)
    page.locator(".ticks [role=radiogroup] input:checked").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".ticks [role=radiogroup] input").nth(1)).to_be_checked()
    expect(page.locator(".ticks [role=radiogroup] input").nth(1)).to_be_focused()
    page.locator(".st-key-briefing-make button").focus()
    with page.expect_download(timeout=120_000) as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename.endswith(".zip")
