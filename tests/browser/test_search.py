"""Search in a browser: from the header of any page, with the keyboard, and back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.visits import settled

Open = Callable[[str], Page]


def test_from_any_page_with_the_keyboard_to_what_was_meant(open_page: Open) -> None:
    page = open_page("/goals?year=2018&lang=en")
    page.locator("#search-header").focus()
    page.keyboard.type("tjgt")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text('"tjgt"')
    assert page.url.endswith("/search?year=2018&lang=en&q=tjgt")
    page.locator(".found a").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("Clause 2.1.1-04")
    expect(page.locator("#project-P01")).to_be_in_viewport()


def test_back_returns_to_the_results_and_to_the_page_before(open_page: Open) -> None:
    page = open_page("/city?city=140400")
    page.locator("#search-header").fill("城镇化")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("“城镇化”：")
    page.get_by_role("link", name="常住人口城镇化率").click()
    expect(page.locator("h1")).to_contain_text("常住人口城镇化率：")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("“城镇化”：")
    expect(settled(page).locator("#search-page")).to_have_value("城镇化")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("长治")


def test_another_search_on_the_page_itself(open_page: Open) -> None:
    page = open_page("/search?q=xqxqxq")
    expect(page.locator("h1")).to_have_text("没有找到“xqxqxq”")
    page.locator("#search-page").fill("slt")
    page.locator("#search-page-send").click()
    expect(page.locator("h1")).to_contain_text("“slt”：")
    expect(page.locator("#search-header")).to_have_value("slt")
    page.get_by_role("link", name="省水利厅").click()
    expect(page.locator("h1")).to_contain_text("省水利厅：")


def test_the_form_works_as_an_address_without_the_script(open_page: Open) -> None:
    page = open_page("/search?year=2019")
    form = page.locator(".search-page form")
    assert form.get_attribute("method") == "get"
    page.evaluate("document.querySelector('.search-page form').removeAttribute('data-nav')")
    page.locator("#search-page").fill("pm25")
    page.locator("#search-page").press("Enter")
    page.wait_for_url("**/search?year=2019&q=pm25")
    expect(page.locator("h1")).to_contain_text("“pm25”：")


def test_an_empty_search_says_what_can_be_looked_for(open_page: Open) -> None:
    page = open_page("/search")
    expect(page.locator("h1")).to_have_text("查找指标、条款、项目和部门")
    page.locator(".examples a").first.click()
    expect(page.locator("h1")).to_contain_text("“PM2.5”：")
