"""Every number on every page equals the export of the same release, or is worked out from it.

A page is read piece by piece; each piece stands in a place with a role, and each role says which
numbers are to stand there, worked out from what `python -m etl export` writes and the plan's
files, never by the code that made the page. What has no role may have no number at all.
"""

from dataclasses import replace

import pytest
from playwright.sync_api import Page

from tests.browser.compared import charts
from tests.browser.compared.exported import OURS, Exported
from tests.browser.compared.goals import goals
from tests.browser.compared.indicator import indicator, years_shown
from tests.browser.compared.looking import View, compare, pieces
from tests.browser.compared.samples import OPEN, SEARCHES, TAKEN, Sample, samples, with_
from tests.browser.compared.search import MOST, found
from tests.browser.visits import settled, until

LIGHTS = """Object.fromEntries([...document.querySelectorAll("li:has(a):has([data-light])")].map(
    (one) => [new URL(one.querySelector("a").href).searchParams.get("id"),
        [...one.querySelectorAll("[data-light]")].map((light) => light.dataset.light)]))"""


@pytest.mark.parametrize(
    ("sample", "year", "language"),
    [
        pytest.param(sample, year, language, id=f"{name}-{year}-{language}")
        for name, sample, year, language in samples()
    ],
)
def test_every_number_is_that_of_the_export(
    tab: Page, known: Exported, sample: Sample, year: int, language: str
) -> None:
    view = View(replace(known, counting=sample.counting), year, language, sample.chosen)
    tab.goto(with_(sample.address, f"year={year}&lang={language}"))
    tab.locator(sample.last).wait_for()
    settled(tab)
    differences = []
    if sample.roles is indicator:
        until(tab, charts.DRAWN)
        _, differences = charts.compared(tab, view, years_shown(view)[0])
    tab.evaluate(OPEN)
    roles = sample.roles(view)
    read = compare(view, pieces(tab, roles), roles)
    assert read.differences + differences == []
    assert read.agreed.total() >= sample.least
    footer = tab.locator(".shell-footer, .present-foot").inner_text()
    assert known.data_date in footer
    assert known.release in footer


@pytest.mark.parametrize("year", [2018, 2020])
def test_names_of_files_say_the_year_and_the_release(tab: Page, known: Exported, year: int) -> None:
    tab.goto(f"/briefing?id=pm25&year={year}")
    tab.locator(TAKEN).wait_for()
    settled(tab)
    names = {}
    for key in ("csv", "wide"):
        with tab.expect_download() as taken:
            tab.locator(f".st-key-briefing-{key} button").click()
        names[key] = taken.value.suggested_filename
    release = known.release.partition("-")[0]
    assert names == {"csv": f"briefing-{year}-{release}.csv", "wide": f"pm25-{year}-wide.png"}


@pytest.mark.parametrize("own", ["", "ecology", "pm25"])
def test_the_boxes_ticked_are_the_indicators_of_the_export(
    tab: Page, known: Exported, own: str
) -> None:
    tab.goto("/briefing" + {"": "", "pm25": "?id=pm25"}.get(own, f"?domain={own}"))
    tab.locator(TAKEN).wait_for()
    settled(tab)
    ticked = tab.locator(".ticks fieldset input[value]:checked")
    found = [box.get_attribute("value") for box in ticked.all()]
    every = known.indicators
    assert sorted(map(str, found)) == sorted(i for i in every if own in ("", i, every[i]["domain"]))


@pytest.mark.parametrize("address", ["/indicator", "/search?q=生产总值"])
@pytest.mark.parametrize("year", [2018, 2020])
def test_every_light_of_a_list_is_that_of_the_export(
    tab: Page, known: Exported, address: str, year: int
) -> None:
    view = View(known, year, "zh", "生产总值")
    tab.goto(with_(address, f"year={year}"))
    settled(tab)
    shown = tab.evaluate(LIGHTS)
    assert shown == {i: [view.case(i, c).light for c in OURS] for i in shown}
    listed = known.indicators if address == "/indicator" else range(found(view)["indicators"])
    assert len(shown) == len(listed)


@pytest.mark.parametrize("word", [word for word, _ in SEARCHES.values()])
def test_all_that_is_counted_is_listed_up_to_the_most(
    tab: Page, known: Exported, word: str
) -> None:
    tab.goto(f"/search?q={word}")
    settled(tab)
    listed = [s.locator("li").count() for s in tab.locator(".found section").all()]
    counted = found(View(known, 2020, "zh", word)).values()
    assert sorted(listed) == sorted(min(n, MOST) for n in counted if n)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ("document.querySelector('.case .now').textContent = '1,427.5'", "now/text gdp 140500"),
        ("document.querySelector('.case .distance').textContent = ''", ""),  # fewer, so counted
        ("document.querySelector('.goals thead small').append(' 7')", "span/text"),
        ("document.querySelector('.lead').after('about 300')", "nowhere/text"),
        ("document.querySelector('.goals').title = 'no. 5'", "nowhere/title"),
    ],
)
def test_a_number_that_is_another_one_is_found(
    tab: Page, known: Exported, change: str, complaint: str
) -> None:
    """The comparison itself: what is spoiled on a page must be named; less is counted."""
    view = View(known, 2020, "zh")
    tab.goto("/goals")
    settled(tab)
    roles = goals(view)
    whole = compare(view, pieces(tab, roles), roles)
    tab.evaluate(change)
    spoiled = compare(view, pieces(tab, roles), roles)
    assert whole.differences == []
    assert [d for d in spoiled.differences if d.startswith(complaint)] == spoiled.differences
    assert bool(spoiled.differences) is bool(complaint)
    assert complaint or spoiled.agreed.total() < whole.agreed.total()
