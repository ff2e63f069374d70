"""Presentation: a page as a sheet, keys to go on, auto-play; every sheet is an address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visits import settled, violations

Open = Callable[[str], Page]
WALL = {"width": 1920, "height": 1080}


@pytest.fixture
def on_the_wall(open_page: Open) -> Open:
    """Open an address on a screen of 1920 × 1080."""

    def go(address: str) -> Page:
        page = open_page(address)
        page.set_viewport_size(WALL)
        page.wait_for_timeout(700)  # the sheet is looked at once more when all is drawn
        return page

    return go


@pytest.mark.parametrize(
    "address", ["/?present=1", "/goals?domain=ecology&present=1", "/indicator?id=pm25&present=1"]
)
def test_a_sheet_has_no_menus_and_says_where_its_figures_come_from(
    on_the_wall: Open, address: str
) -> None:
    page = on_the_wall(address)
    for menu in (".shell-header", ".filters", ".search-form", ".stDownloadButton"):
        assert page.locator(menu).locator("visible=true").count() == 0
    foot = page.locator(".present-foot")
    expect(foot).to_contain_text("数据截至")
    expect(foot).to_contain_text("版本 r")
    expect(page.locator("h1")).to_be_in_viewport()


def test_a_page_that_fits_fills_the_sheet_and_is_not_cut(on_the_wall: Open) -> None:
    page = on_the_wall("/goals?domain=ecology&present=1")
    bottom = """Math.max(...[...document.querySelectorAll(".st-key-frame-page tr")]
        .map((row) => row.getBoundingClientRect().bottom))"""
    edge = page.evaluate("document.querySelector('.present-foot').getBoundingClientRect().top")
    assert 0.75 * edge < page.evaluate(bottom) <= edge
    assert page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 18


def test_keys_lead_on_and_back_and_out(on_the_wall: Open) -> None:
    page = on_the_wall("/goals?domain=ecology&present=1&year=2019&lang=en")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/goals?year=2019&domain=public_services&lang=en&present=1")
    expect(page.locator("h1")).to_contain_text("Public services by 2019")
    ecology = re.compile("domain=ecology")
    expect(page.locator("#present-back")).to_have_attribute("href", ecology)
    page.keyboard.press("PageUp")
    page.wait_for_url("**/goals?year=2019&domain=ecology&lang=en&present=1")
    expect(page.locator("h1")).to_contain_text("Ecology by 2019")
    expect(page.locator("#present-exit")).to_have_attribute("href", ecology)
    page.keyboard.press("Escape")
    page.wait_for_url("**/goals?year=2019&domain=ecology&lang=en")
    expect(page.locator(".shell-header .pages")).to_be_visible()
    expect(page.locator("html")).to_have_css("font-size", "18px")


def test_a_long_page_is_shown_sheet_by_sheet_and_no_row_is_cut(on_the_wall: Open) -> None:
    page = on_the_wall("/goals?present=1")
    page.keyboard.press("PageDown")
    page.wait_for_url("**/goals?present=1&sheet=2")
    cut = """() => {
      const edge = document.querySelector(".present-curtain").getBoundingClientRect().top
      return [...document.querySelectorAll(".goals tbody tr")]
        .map((row) => row.getBoundingClientRect())
        .filter((row) => row.top < edge - 1.5 && row.bottom > edge + 1.5).length
    }"""
    assert page.evaluate(cut) == 0
    at = page.evaluate("document.getElementById('stMain').scrollTop")
    assert at > 300
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/goals?present=1")
    assert page.evaluate("document.getElementById('stMain').scrollTop") == 0


@pytest.mark.parametrize(
    "address", ["/?present=1", "/?present=1&lang=en", "/peers?present=1", "/city?present=1"]
)
def test_no_sheet_shows_half_a_name(on_the_wall: Open, address: str) -> None:
    """Also where columns side by side cannot be parted, and on a last sheet that is not full."""
    page = on_the_wall(address)
    page.keyboard.press("PageDown")
    page.wait_for_url("**sheet=2")
    cut = """() => {
      const edge = (name) => document.querySelector(name).getBoundingClientRect()
      const top = parseFloat(document.documentElement.style.getPropertyValue("--margin"))
      const ends = [top, edge(".present-curtain").top, edge(".present-foot").top]
      return [...document.querySelectorAll(".st-key-frame-page :is(tr, li, h2, h3, svg text)")]
        .filter((one) => getComputedStyle(one).visibility !== "hidden")
        .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
        .filter(([text, at]) => text && at.height
          && ends.some((y) => at.top < y - 1.5 && at.bottom > y + 1.5))
        .map(([text]) => text)
    }"""
    assert page.evaluate(cut) == []


def test_a_sheet_of_a_long_page_can_be_opened_by_its_address(on_the_wall: Open) -> None:
    page = on_the_wall("/ledger?present=1&sheet=3")
    assert page.evaluate("document.getElementById('stMain').scrollTop") > 1000
    assert page.url.endswith("/ledger?present=1&sheet=3")


def test_auto_play_goes_on_by_itself_and_can_be_stopped(on_the_wall: Open) -> None:
    page = on_the_wall("/city?city=140800&present=1&every=5")
    expect(page.locator("#present-auto")).to_contain_text("停止自动播放（每 5 秒）")
    page.wait_for_url("**/city?city=140800&present=1&every=5&sheet=2", timeout=12_000)
    page.keyboard.press(" ")
    page.wait_for_url("**/city?city=140800&present=1")
    page.wait_for_timeout(6_000)
    assert "every" not in page.url
    assert "/city?city=140800&present=1" in page.url


def test_an_impossible_time_does_not_play(on_the_wall: Open) -> None:
    page = on_the_wall("/?present=1&every=1")
    expect(page.locator("#present-auto")).to_contain_text("自动播放（每 20 秒）")
    page.wait_for_timeout(2_500)
    expect(page.locator("h1")).to_contain_text("2020 年")


def test_any_page_leads_to_itself_as_a_sheet_and_back_leads_out(open_page: Open) -> None:
    page = open_page("/ledger?part=timeline&city=140500")
    page.locator("#present").click()
    page.wait_for_url("**/ledger?part=timeline&city=140500&present=1*")
    expect(page.locator(".present-foot")).to_be_visible()
    page.go_back()
    expect(page.locator(".shell-header .pages")).to_be_visible()
    assert page.url.endswith("/ledger?part=timeline&city=140500")


def test_the_ways_on_can_be_reached_with_the_keyboard(on_the_wall: Open) -> None:
    page = on_the_wall("/?present=1")
    page.locator("#present-next").focus()
    expect(page.locator(".present-foot nav")).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    page.wait_for_url("**/goals?domain=economy&present=1")


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_sheet(
    browser: Browser, base_url: str, language: str, scheme: str
) -> None:
    context = browser.new_context(
        viewport=WALL,  # type: ignore[arg-type]
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    try:
        page = context.new_page()
        for path in ("/", "/ledger?part=departments"):
            page.goto(f"{base_url}{path}{'&' if '?' in path else '?'}present=1&lang={language}")
            settled(page)
            page.wait_for_timeout(600)
            assert violations(page) == []
    finally:
        context.close()
