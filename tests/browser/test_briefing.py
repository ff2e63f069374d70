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
