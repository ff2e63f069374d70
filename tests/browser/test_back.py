"""Back and Forward: between pages, and for year, city, domain and language on one page."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

Open = Callable[[str], Page]


def test_back_leads_through_the_pages_as_they_were(open_page: Open) -> None:
    page = open_page("/?year=2018")
    titles = [page.locator("h1").inner_text()]
    for name in ("goals", "city", "peers", "ledger"):
        page.locator(f"#page-{name}").click()
        page.wait_for_url(f"**/{name}?year=2018")
        expect(page.locator("h1")).not_to_have_text(titles[-1], use_inner_text=True)
        titles.append(page.locator("h1").inner_text())
    for title in reversed(titles[:-1]):
        page.go_back()
        expect(page.locator("h1")).to_have_text(title, use_inner_text=True)
    page.go_forward()
    expect(page.locator("h1")).to_have_text(titles[1], use_inner_text=True)


@pytest.mark.parametrize(
    ("address", "link", "changed"),
    [
        ("/city?city=140400", "#year-2017", "year=2017&city=140400"),
        ("/city", "#trail-after", "city=140400"),
        ("/city", "#city-140800", "city=140800"),
        ("/goals", "#domain-ecology", "domain=ecology"),
        ("/goals?domain=ecology", "#trail-after", "domain=public_services"),
        ("/indicator?id=gdp", "#year-2018", "id=gdp&year=2018"),
        ("/ledger", "#stage-completed", "status=completed"),
        ("/", "#language-en", "lang=en"),
    ],
)
def test_back_takes_a_choice_back(open_page: Open, address: str, link: str, changed: str) -> None:
    page = open_page(address)
    before = page.locator("h1").inner_text()
    page.locator(link).click()
    page.wait_for_url(f"**?{changed}")
    expect(page.locator("h1")).not_to_have_text(before, use_inner_text=True)
    after = page.locator("h1").inner_text()
    page.go_back()
    expect(page.locator("h1")).to_have_text(before, use_inner_text=True)
    assert page.url.endswith(address)
    page.go_forward()
    expect(page.locator("h1")).to_have_text(after, use_inner_text=True)
