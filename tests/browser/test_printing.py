"""On paper: one page of A4 a city, with nothing cut off."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[[str], Page]
CITIES = ("140500", "140400", "140800")
A4_WITHIN_MARGINS = {"width": 726, "height": 1055}
"""Pixels of 210 × 297 mm without 9 mm on each side."""


def complete(page: Page) -> Page:
    """Wait until every indicator is on the screen."""
    expect(page.locator(".bullets li, .unassessed li")).to_have_count(46)
    return page


@pytest.mark.parametrize("year", [2018, 2020])
@pytest.mark.parametrize("city", CITIES)
def test_a_city_is_one_page(open_page: Open, city: str, year: int) -> None:
    page = complete(open_page(f"/city?city={city}&year={year}"))
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page[^s]", printed)) == 1


@pytest.mark.parametrize("city", CITIES)
def test_nothing_is_cut_off_on_paper(open_page: Open, city: str) -> None:
    page = complete(open_page(f"/city?city={city}"))
    page.emulate_media(media="print")
    page.set_viewport_size(A4_WITHIN_MARGINS)
    seen = page.locator(".bullets li:visible, .unassessed li:visible")
    assert seen.count() == 46
    last = page.locator(".shell-footer").bounding_box()
    assert last is not None
    assert last["y"] + last["height"] <= A4_WITHIN_MARGINS["height"]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= A4_WITHIN_MARGINS["width"]
    assert page.locator(".shell-header").is_hidden()
