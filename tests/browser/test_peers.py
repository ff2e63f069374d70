"""The peers page in a real browser: the address says what is shown, Back returns to it."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

Open = Callable[[str], Page]


def test_group_year_and_indicator_are_in_the_address_and_back_returns(open_page: Open) -> None:
    page = open_page("/peers?id=average_wage")
    heading = page.locator("h1")
    expect(heading).to_contain_text("在岗职工平均工资：2020年在城市群29市中")
    page.locator("#group-shanxi").click()
    expect(heading).to_contain_text("2020年在山西11市中")
    page.locator("#year-2018").click()
    expect(heading).to_contain_text("2018年在山西11市中")
    page.locator("#peers-after").click()
    expect(heading).to_contain_text("金融机构存款余额：2018年在山西11市中")
    assert page.url.endswith("/peers?id=deposits&year=2018&among=shanxi")
    page.go_back()
    expect(heading).to_contain_text("在岗职工平均工资：2018年在山西11市中")
    page.go_back()
    page.go_back()
    expect(heading).to_contain_text("2020年在城市群29市中")
    assert page.url.endswith("/peers?id=average_wage")


def test_an_address_restores_the_view(open_page: Open) -> None:
    page = open_page("/peers?id=deposits&year=2018&among=shanxi&lang=en")
    expect(page.locator("h1")).to_contain_text("Deposits of financial institutions, 2018: among 11")
    expect(page.locator("#group-shanxi")).to_have_attribute("aria-current", "true")
    expect(page.locator(".ladder tbody tr")).to_have_count(11)


def test_the_table_of_all_indicators_leads_to_each_and_to_the_indicator_page(
    open_page: Open,
) -> None:
    page = open_page("/peers")
    page.locator(".places a", has_text="PM2.5").click()
    expect(page.locator("h1")).to_contain_text("PM2.5")
    page.locator("#to-indicator").click()
    page.locator(".card").first.wait_for()
    assert "/indicator?id=pm25" in page.url
