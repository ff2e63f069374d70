"""The ledger in a browser: filters are addresses, Back takes them back, the keyboard is enough."""

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import settled, until

Open = Callable[[str], Page]


def query(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(page.url).query).items()}


def clauses(page: Page) -> int:
    return page.locator(".clauses a.number").count()


def test_a_choice_filters_at_once_and_is_in_the_address(open_page: Open) -> None:
    page = open_page("/ledger?year=2018")
    assert clauses(page) == 115
    page.locator("#filter-dept").focus()
    page.locator("#filter-dept").select_option("省水利厅")
    expect(page.locator("h1")).to_contain_text("省水利厅：")
    assert query(page) == {"year": "2018", "dept": "省水利厅"}
    assert clauses(settled(page)) == 15
    expect(page.locator("#filter-dept")).to_be_focused()


@pytest.mark.parametrize(
    ("name", "value"), [("city", "140800"), ("domain", "ecology"), ("status", "unknown")]
)
def test_every_list_filters_and_keeps_the_language(open_page: Open, name: str, value: str) -> None:
    page = open_page("/ledger?lang=en&part=departments")
    page.locator(f"#filter-{name}").select_option(value)
    expect(page.locator("#filter-reset")).to_be_visible()
    assert query(page) == {"part": "departments", "lang": "en", name: value}


def test_the_address_restores_every_filter(open_page: Open) -> None:
    page = open_page("/ledger?dept=省水利厅&city=140800&domain=ecology&status=no_record&text=生态")
    chosen = {s: page.locator(f"#filter-{s}").input_value() for s in ("dept", "city", "domain")}
    assert chosen == {"dept": "省水利厅", "city": "140800", "domain": "ecology"}
    assert page.locator("#filter-status").input_value() == "no_record"
    assert page.locator("#filter-text").input_value() == "生态"
    assert 0 < clauses(page) < 15


def test_words_are_looked_for_with_the_enter_key(open_page: Open) -> None:
    page = open_page("/ledger")
    page.locator("#filter-text").fill("通用机场")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_contain_text("“通用机场”：")
    assert query(page) == {"text": "通用机场"}
    page.locator("#filter-reset").click()
    expect(page.locator("h1")).not_to_contain_text("通用机场")
    assert query(page) == {}
    assert settled(page).locator("#filter-text").input_value() == ""


def test_back_takes_filter_and_year_back_one_by_one(open_page: Open) -> None:
    page = open_page("/ledger")
    page.locator("#filter-city").select_option("140800")
    expect(page.locator("h1")).to_contain_text("运城：")
    page.locator("#year-2017").click()
    expect(page.locator(".lead")).to_contain_text("灯看到 2017 年")
    page.locator("#stage-completed").click()
    expect(page.locator("h1")).to_contain_text("运城、已完成：")
    page.go_back()
    expect(page.locator("h1")).not_to_contain_text("已完成：")
    expect(page.locator("#year-2017")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator("#year-2020")).to_have_attribute("aria-current", "true")
    page.go_back()
    expect(page.locator("h1")).not_to_contain_text("运城：")
    assert settled(page).locator("#filter-city").input_value() == ""
    page.go_forward()
    expect(page.locator("h1")).to_contain_text("运城：")


def test_a_clause_opens_at_its_top_and_back_returns_to_its_place(open_page: Open) -> None:
    page = open_page("/ledger")
    page.locator("#c-2\\.4\\.3-01").click()
    expect(page.locator("h1")).to_contain_text("第 2.4.3-01 条")
    assert page.evaluate("document.getElementById('stMain').scrollTop") == 0
    page.locator("#clause-after").click()
    expect(page.locator("h1")).to_contain_text("第 2.4.3-02 条")
    page.go_back()
    page.go_back()
    expect(page.locator("#c-2\\.4\\.3-01")).to_be_in_viewport()


HEIGHT = "document.getElementById('stMain').scrollHeight"
RESTING = "document.querySelector('.still .clauses') !== null"


@pytest.mark.parametrize("width", [1440, 900])
def test_nothing_moves_because_what_is_out_of_sight_is_not_laid_out(
    open_page: Open, width: int
) -> None:
    page, fresh = open_page("/ledger?year=2019"), open_page("/ledger?year=2018")
    until(page, RESTING)
    page.locator("#year-2018").click()
    expect(page.locator("#year-2018[aria-current]")).to_be_visible()
    for one in (page, fresh):
        one.set_viewport_size({"width": width, "height": 900})
    fresh.reload()
    until(settled(page), RESTING)
    assert page.evaluate(HEIGHT) == settled(fresh).evaluate(HEIGHT)


def test_the_trail_leads_to_the_clauses_section(open_page: Open) -> None:
    page = open_page("/ledger?clause=2.5.2-01")
    page.locator(".trail a").nth(2).click()
    expect(page.locator("#s-2\\.5\\.2")).to_be_in_viewport()


def test_an_indicator_of_a_clause_leads_to_its_page_and_back(open_page: Open) -> None:
    page = open_page("/ledger?clause=2.4.3-01&year=2019")
    page.locator(".one-lights a").first.click()
    expect(page.locator("h1")).to_contain_text("PM2.5年均浓度")
    assert query(page) == {"id": "pm25", "year": "2019"}
    page.go_back()
    expect(page.locator("h1")).to_contain_text("第 2.4.3-01 条")


def test_details_open_with_the_keyboard(open_page: Open) -> None:
    page = open_page("/ledger?status=completed")
    summary = page.locator(".projects summary").first
    expect(page.locator(".projects details li").first).not_to_be_visible()
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".projects details li").first).to_be_visible()


def opened(page: Page) -> list[str]:
    """The clauses of which something is open."""
    return page.locator("#stMain details[open]").evaluate_all(
        "all => all.map((one) => one.closest('li').querySelector('a.number').textContent)"
    )


def test_what_was_opened_stays_open_in_another_year(open_page: Open) -> None:
    page = open_page("/ledger")
    clause = page.locator("li", has=page.locator("#c-1\\.3-05"))
    clause.locator("details.linked summary").click()
    page.locator("#year-2018").click()
    expect(clause.locator("a.number")).to_have_attribute("href", re.compile("year=2018"))
    assert opened(page) == ["1.3-05"]
    assert page.evaluate("document.activeElement.id") == "year-2018"


def test_what_was_opened_is_not_open_for_another_clause_in_its_place(open_page: Open) -> None:
    page = open_page("/ledger")
    first = page.locator(".clauses li").first
    first.locator("details.linked summary").click()
    before = first.locator("a.number").inner_text()
    page.locator("form.filters select").first.select_option(index=3)
    expect(page.locator(".clauses li a.number").first).not_to_have_text(before)
    expect(page.locator("#stMain details[open]")).to_have_count(0)


@pytest.mark.parametrize(("link", "ending"), [("电子表格", ".xlsx"), ("CSV", ".csv")])
def test_what_is_listed_can_be_taken_away(open_page: Open, link: str, ending: str) -> None:
    page = open_page("/ledger?dept=省林业厅")
    with page.expect_download() as taken:
        page.get_by_role("button", name=link).click()
    assert taken.value.suggested_filename.endswith(ending)
    assert taken.value.path().stat().st_size > 500
