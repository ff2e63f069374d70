"""The pages of progress in a real browser: a click away from one another, and back again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import SCREEN

Open = Callable[[str], Page]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_laptop_shows_lights_matrix_lists_and_data_date_without_scrolling(
    open_page: Open, language: str
) -> None:
    page = open_page(f"/?lang={language}")
    first_screen = (".page-heading", ".cities", ".matrix", ".lists > section:nth-child(2)")
    bottoms = [page.locator(part).first.bounding_box() for part in first_screen]
    assert all(box and box["y"] + box["height"] <= SCREEN["height"] for box in bottoms)
    day = "数据截至 2023-09-30" if language == "zh" else "Data as of 2023-09-30"
    expect(page.locator(".page-heading")).to_contain_text(day)


@pytest.mark.parametrize("width", [1280, 1366, 1440, 1920])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_citys_lights_of_a_goal_stand_in_one_line(
    open_page: Open, language: str, width: int
) -> None:
    page = open_page(f"/?lang={language}")
    page.set_viewport_size({"width": width, "height": 900})
    tops = page.evaluate(
        "[...document.querySelectorAll('.matrix tbody td')].map("
        "(cell) => new Set([...cell.querySelectorAll('a')].map((a) => a.offsetTop)).size)"
    )
    assert len(tops) == 24
    assert set(tops) == {1}


def test_a_cell_of_the_matrix_leads_to_its_indicator_and_back(open_page: Open) -> None:
    page = open_page("/?year=2018")
    expect(page.locator("h1")).to_contain_text("截至 2018 年")
    page.locator('.matrix a[title^="PM2.5年均浓度"]').first.click()
    expect(page.locator("h1")).to_contain_text("PM2.5年均浓度：")
    assert page.url.endswith("/indicator?id=pm25&year=2018")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("截至 2018 年")
    assert page.url.endswith("/?year=2018")


def test_what_turned_is_one_click_away_and_names_its_reason(open_page: Open) -> None:
    page = open_page("/")
    page.locator(".city-lights small a").first.click()
    expect(page.locator("#changes")).to_be_in_viewport()
    page.locator(".changes a", has_text="公路货运量").first.click()
    expect(page.locator("h1")).to_contain_text("公路货运量：")
    expect(page.locator(".outlook")).to_contain_text("数据只到2016年")


def test_city_and_year_are_in_the_address_and_back_returns(open_page: Open) -> None:
    page = open_page("/city?city=140400")
    heading = page.locator("h1")
    page.locator("#city-140800").click()
    expect(heading).to_contain_text("到 2020 年，运城")
    page.locator("#year-2018").click()
    expect(heading).to_contain_text("到 2018 年，运城")
    assert page.url.endswith("/city?year=2018&city=140800")
    page.go_back()
    page.go_back()
    expect(heading).to_contain_text("到 2020 年，长治")


def test_from_an_indicator_to_the_other_cities_and_back(open_page: Open) -> None:
    page = open_page("/indicator?id=average_wage&year=2019&lang=en")
    page.locator("#to-peers").click()
    expect(page.locator("h1")).to_contain_text("Average wage of staff and workers, 2019: among 29")
    page.locator("#to-indicator").click()
    page.locator(".card").first.wait_for()
    page.go_back()
    expect(page.locator("#group-cluster")).to_have_attribute("aria-current", "true")


def test_the_mid_term_is_shown_as_it_was(open_page: Open) -> None:
    page = open_page("/indicator?id=pm25&year=2018")
    years = page.locator(".outlook .by-city li > b").all_inner_texts()
    assert set(years) <= {"2017", "2018"}
    expect(page.locator(".figures").first.locator("thead")).not_to_contain_text("2019")
