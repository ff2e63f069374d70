"""Each page as a view: what is chosen changes it, the address restores it, nothing says so."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.visits import host_of, listen, settled, until

Open = Callable[[str], Page]

VIEWS = {
    "overview": ("/?year=2018", {"year-2018", "page-overview"}),
    "goals": (
        "/goals?year=2017&domain=ecology&count=plan&lang=en",
        {"year-2017", "domain-ecology", "counting-plan", "language-en", "page-goals"},
    ),
    "indicators": ("/indicator?year=2016&lang=en", {"year-2016", "language-en", "page-indicator"}),
    "indicator": ("/indicator?id=pm25&year=2019&lang=en", {"year-2019", "language-en"}),
    "city": (
        "/city?year=2017&city=140800&count=plan",
        {"year-2017", "city-140800", "counting-plan", "page-city"},
    ),
    "peers": (
        "/peers?id=deposits&year=2018&among=shanxi",
        {"year-2018", "group-shanxi", "page-peers"},
    ),
    "clauses": (
        "/ledger?year=2019&city=140800&status=unknown&text=%E9%93%81%E8%B7%AF",
        {"year-2019", "stage-unknown", "part-clauses", "page-ledger"},
    ),
    "timeline": ("/ledger?part=timeline&city=140400&lang=en", {"part-timeline", "language-en"}),
    "clause": ("/ledger?clause=2.4.3-01&year=2018", {"year-2018"}),
    "search": ("/search?q=pm25&year=2018&lang=en", {"year-2018", "language-en"}),
    "catalogue": ("/catalogue?text=PM2.5&lang=en", {"language-en", "page-catalogue"}),
    "briefing": ("/briefing?id=pm25&year=2018&city=140800", {"year-2018", "page-briefing"}),
    "releases": ("/releases?lang=en", {"language-en", "page-releases"}),
}
"""Addresses that say as much as they can, and what they mark as chosen."""


SAID = "[...document.querySelectorAll('.stHtml, .markup')].map((e) => e.textContent.trim())"
CHOSEN = "[...document.querySelectorAll('[aria-current]')].map((e) => e.id)"
COMPLETE = "document.documentElement.dataset.page"


def whole(page: Page) -> Page:
    """Wait until all that belongs to a view is on the screen."""
    settled(page)
    until(page, COMPLETE)
    page.wait_for_load_state("networkidle")
    return page


@pytest.mark.parametrize(("address", "chosen"), VIEWS.values(), ids=VIEWS)
def test_the_address_restores_the_view(open_page: Open, address: str, chosen: set[str]) -> None:
    page = whole(open_page(address))
    seen = page.evaluate(SAID)
    assert chosen <= set(page.evaluate(CHOSEN))
    problems, requests = listen(page)
    page.reload()
    whole(page)
    assert page.evaluate(SAID) == seen
    assert chosen <= set(page.evaluate(CHOSEN))
    assert page.url.endswith(address)
    assert problems == []
    assert {host_of(r) for r in requests} - {""} == {host_of(page.url)}


EMPTY = {
    "an unknown page": ("/nothing", "没有这个页面", "请从上方选择一个页面"),
    "an unknown indicator": ("/indicator?id=nothing", "选择一项指标", "没有“nothing”这项指标"),
    "an unknown one compared": ("/peers?id=nothing", "选择一项指标", "没有“nothing”这项指标"),
    "no figures to compare": ("/peers?id=invention_patents&year=2016", "没有各市数据", "全部指标"),
    "no target": ("/indicator?id=road_passengers", "公路客运量", "没有目标"),
    "the first year": ("/indicator?id=pm25&year=2016", "PM2.5", "2016年以来没有变化"),
    "an unknown clause": ("/ledger?clause=9.9.9-99", "到 2020 年底", "没有编号为“9.9.9-99”的条款"),
    "no clause": ("/ledger?status=not_started&domain=ecology", "没有符合条件", "请放宽"),
    "no event": ("/ledger?part=timeline&status=no_record", "没有查到记录", "都没有查到事件记录"),
    "nothing found": ("/search?q=xyzxyz", "没有找到“xyzxyz”", "请换一个词"),
    "no definition": ("/catalogue?text=xyzxyz", "46 项指标", "没有名称含“xyzxyz”的指标"),
    "nothing published": ("/releases", "由来源文件直接生成", "还没有人提交过数据"),
}
"""Addresses with nothing to show, what the heading says then, and what else."""


@pytest.mark.parametrize(("address", "heading", "words"), EMPTY.values(), ids=EMPTY)
def test_a_page_with_nothing_to_show_says_so(
    open_page: Open, address: str, heading: str, words: str
) -> None:
    page = whole(open_page(address))
    expect(page.locator("h1")).to_contain_text(heading)
    expect(page.locator("#stMain")).to_contain_text(words)


@pytest.mark.parametrize(
    ("address", "usual"),
    [
        ("/?year=1999", "/"),
        ("/?lang=fr", "/"),
        ("/city?city=999999", "/city"),
        ("/goals?domain=nothing&count=never", "/goals"),
        ("/peers?id=pm25&among=everybody", "/peers?id=pm25"),
        ("/ledger?part=nothing&dept=%00", "/ledger"),
    ],
)
def test_an_impossible_choice_shows_what_is_usual(
    open_page: Open, address: str, usual: str
) -> None:
    wrong, right = whole(open_page(address)), whole(open_page(usual))
    assert wrong.evaluate(SAID) == right.evaluate(SAID)


def test_a_domain_and_a_way_of_counting_narrow_the_goals(open_page: Open) -> None:
    page = open_page("/goals")
    rows = page.locator(".goals .case")
    expect(rows).to_have_count(46 * 3)
    page.locator("#domain-ecology").click()
    page.wait_for_url("**/goals?domain=ecology")
    expect(rows).to_have_count(11 * 3)
    title = page.locator("h1").inner_text()
    page.locator("#counting-plan").click()
    page.wait_for_url("**/goals?domain=ecology&count=plan")
    expect(page.locator("h1")).not_to_have_text(title, use_inner_text=True)
    expect(rows).to_have_count(11 * 3)


def test_a_city_is_counted_by_the_plans_words_too(open_page: Open) -> None:
    page = open_page("/city?city=140800")
    numbers = page.locator(".tally b")
    before = numbers.all_inner_texts()
    page.locator("#counting-plan").click()
    page.wait_for_url("**/city?city=140800&count=plan")
    expect(page.locator("#counting-plan")).to_have_attribute("aria-current", "true")
    expect(page.locator(".bullets .detail").filter(has_text="参照全国")).to_have_count(0)
    assert numbers.all_inner_texts() != before


def test_definitions_are_filtered_by_the_address_and_back_returns(open_page: Open) -> None:
    page = open_page("/catalogue?lang=en")
    found = page.locator('.definitions a[id^="definition-"]')
    expect(found).to_have_count(46)
    page.locator("#filter-text").fill("PM2.5")
    page.keyboard.press("Enter")
    page.wait_for_url("**/catalogue?lang=en&text=PM2.5")
    expect(found).to_have_count(1)
    expect(page.locator("#filter-text")).to_have_value("PM2.5")
    page.locator("#filter-reset").click()
    page.wait_for_url("**/catalogue?lang=en")
    expect(found).to_have_count(46)
    page.go_back()
    expect(found).to_have_count(1)


LOOK = """() => ["#page-goals", "h1", ".goals thead th", ".st-key-shell-footer"].map((selector) => {
  const part = document.querySelector(selector)
  const { font, color, padding } = getComputedStyle(part)
  return [font, color, padding, part.offsetHeight]
})"""


def test_a_page_looks_the_same_after_an_address_that_the_product_does_not_know(
    open_page: Open,
) -> None:
    wanted = whole(open_page("/goals")).evaluate(LOOK)
    page = whole(open_page("/nowhere"))
    page.click("#page-goals")
    until(page, f"{COMPLETE} === 'goals'")
    page.wait_for_load_state("networkidle")
    assert page.evaluate(LOOK) == wanted


def test_a_page_from_before_an_update_of_the_product_gets_the_new_look_for_the_old(
    open_page: Open,
) -> None:
    page = whole(open_page("/goals"))
    found = "[...document.querySelectorAll('link[href^=\"./theme.css\"]')]"
    links = f"{found}.map((link) => link.href)"
    current = page.evaluate(links)
    page.evaluate(f"{found}[0].setAttribute('href', './theme.css?0')")
    page.click("#year-2018")
    until(page, f"{links}.join() === {current!r}.join()")
