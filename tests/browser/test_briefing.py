"""The briefing in a real browser: one click gives everything, also on a phone."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

PHONE = {"width": 390, "height": 844}
Open = Callable[[str], Page]


def test_one_click_gives_the_whole_pack(open_page: Open, base_url: str) -> None:
    page = open_page(f"{base_url}/briefing?id=museums")
    with page.expect_download(timeout=120_000) as taken:
        page.locator(".st-key-briefing-make button").click()
    with zipfile.ZipFile(io.BytesIO(Path(taken.value.path()).read_bytes())) as pack:
        endings = {name.rsplit(".", 1)[-1] for name in pack.namelist()}
    assert endings == {"pptx", "docx", "xlsx", "html", "csv", "png"}
    expect(page.locator(".st-key-briefing-zip button")).to_be_visible()


def test_on_a_phone_what_can_be_taken_stands_above_the_ticks(
    open_page: Open, base_url: str
) -> None:
    page = open_page(f"{base_url}/briefing")
    page.set_viewport_size(PHONE)
    make, ticks = (page.locator(f".st-key-briefing-{key}") for key in ("make", "ticks"))
    expect(make).to_be_in_viewport()
    below, above = ticks.bounding_box(), make.bounding_box()
    assert below is not None
    assert above is not None
    assert above["y"] < below["y"]
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_ticks_and_what_they_count_go_together(open_page: Open, base_url: str) -> None:
    page = open_page(f"{base_url}/briefing")
    title, economy = page.locator("h1"), page.get_by_role("group", name="经济")
    every = economy.get_by_role("checkbox").first
    expect(economy).to_contain_text("经济（16/16）")
    every.uncheck()
    expect(economy).to_contain_text("经济（0/16）")
    expect(title).to_contain_text("30 项指标")
    economy.get_by_label("地区生产总值", exact=True).check()
    expect(title).to_contain_text("31 项指标")
    assert every.evaluate("box => box.indeterminate && !box.checked")
    page.get_by_label("滞后的在前").check()
    page.locator("#year-2018").click()
    expect(title).to_contain_text("到 2018 年的 31 项指标")
    expect(economy).to_contain_text("经济（1/16）")
    expect(page.get_by_label("滞后的在前")).to_be_checked()


def test_ticks_made_while_the_page_answers_are_not_taken_back(
    open_page: Open, base_url: str
) -> None:
    page = open_page(f"{base_url}/briefing")
    ecology = page.get_by_role("group", name="生态").get_by_role("checkbox")
    expect(ecology).to_have_count(1 + 11)
    page.evaluate(
        "document.querySelectorAll('.ticks fieldset')[1].querySelectorAll('input')"
        ".forEach((box, at) => at > 0 && setTimeout(() => box.click(), at * 25))"
    )
    expect(page.locator("h1")).to_contain_text("35 项指标")
    assert not any(box.is_checked() for box in ecology.all())


def test_ticks_are_kept_while_another_page_is_looked_at(open_page: Open, base_url: str) -> None:
    page = open_page(f"{base_url}/briefing?id=pm25")
    page.get_by_role("checkbox", name="晋城").uncheck()
    expect(page.locator("h1")).to_contain_text("长治、运城到")
    page.locator("#page-goals").click()
    expect(page.locator(".goals")).to_be_visible()
    page.go_back()
    expect(page.locator("h1")).to_contain_text("长治、运城到")
    expect(page.get_by_role("checkbox", name="晋城")).not_to_be_checked()


def test_ticks_begin_anew_with_another_view(open_page: Open, base_url: str) -> None:
    page = open_page(f"{base_url}/briefing")
    page.get_by_label("地区生产总值", exact=True).uncheck()
    expect(page.locator("h1")).to_contain_text("45 项指标")
    for address, count in (("?id=pm25", 1), ("?id=pm25&year=2018", 1), ("", 46)):
        page.evaluate("(to) => history.pushState({}, '', to)", f"./briefing{address}")
        page.evaluate("dispatchEvent(new PopStateEvent('popstate', { state: {} }))")
        expect(page.locator("h1")).to_contain_text(f" {count} 项指标")
    expect(page.get_by_label("地区生产总值", exact=True)).to_be_checked()
