"""Every number on every page equals the export of the same release, or is worked out from it.

A page is read piece by piece; each piece stands in a place with a role, and each role says which
numbers are to stand there, worked out from what `python -m etl export` writes and the plan's
files, never by the code that made the page. What has no role may have no number at all.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.compared import charts
from tests.browser.compared.catalogue import catalogue
from tests.browser.compared.city import city
from tests.browser.compared.exported import OURS, Exported, Row, read
from tests.browser.compared.goals import goals
from tests.browser.compared.indicator import indicator, years_shown
from tests.browser.compared.ledger import clause, ledger
from tests.browser.compared.looking import Role, View, compare, pieces
from tests.browser.compared.overview import overview
from tests.browser.compared.peers import peers
from tests.browser.visits import settled, until
from tests.conftest import ROOT, Shipped

OPEN = "document.querySelectorAll('details').forEach((d) => { d.open = true })"


@dataclass(frozen=True)
class Sample:
    """One page as one view: its address, what is chosen on it, how many numbers it has at least."""

    roles: Callable[[View], dict[str, Role]]
    address: str
    chosen: str = ""
    least: int = 0
    counting: str = "headline"


PAGES = {
    "overview": Sample(overview, "/", least=400),
    "goals": Sample(goals, "/goals", least=500),
    "ecology": Sample(goals, "/goals?domain=ecology", "ecology", 120),
    "public services": Sample(goals, "/goals?domain=public_services", "public_services", 180),
    **{f"city {c}": Sample(city, f"/city?city={c}", c, 300) for c in OURS},
    "clauses": Sample(ledger, "/ledger", least=400),
    "timeline": Sample(ledger, "/ledger?part=timeline", "timeline", 150),
    "departments": Sample(ledger, "/ledger?part=departments", least=300),
    "a clause with projects": Sample(clause, "/ledger?clause=2.1.1-04", "2.1.1-04", 3),
    "a clause without a record": Sample(clause, "/ledger?clause=2.1.1-03", "2.1.1-03", 2),
    **{
        f"{roles.__name__} by the plan's words": Sample(roles, address, own, 200, "plan")
        for roles, address, own in (
            (overview, "/?count=plan", ""),
            (goals, "/goals?count=plan", ""),
            (city, "/city?city=140800&count=plan", "140800"),
        )
    },
    "catalogue": Sample(catalogue, "/catalogue", least=120),
}
"""Pages that are looked at in the middle and at the end of the plan, each in one language."""

COMPARED = {
    "many figures": ("average_wage", "cluster"),
    "a break": ("retail_sales", "cluster"),
    "rates": ("gdp_growth", "cluster"),
    "missing cities": ("road_passengers", "cluster"),
    "a census": ("urbanisation_rate", "cluster"),
    "few at the baseline": ("pm25", "shanxi"),
    "breaks of some": ("doctors_per_1000", "shanxi"),
}
"""Cases of the comparison with other cities."""

INDICATORS = {
    "a change from the baseline": "pm25",
    "an average, and a single year": "gdp_growth",
    "a level that is derived": "tertiary_share",
    "a level with a break": "hospital_beds_per_1000",
    "a level from a census": "urbanisation_rate",
    "a level in per cent": "sewage_treatment",
    "figures that end early": "solid_waste_utilisation",
    "a fall in absolute terms": "so2_industrial",
    "a direction with vintages": "gdp",
    "a direction in per cent": "science_spending_share",
    "a direction of estimates": "co2_intensity",
    "a share of the cluster": "gdp_share_of_cluster",
    "a break of all cities": "retail_sales",
    "a break of one city": "library_books_per_100",
    "no target, neither is better": "road_passengers",
}
"""One of each form and fate."""


def samples() -> Iterator[tuple[str, Sample, int, str]]:
    """Every page in 2018 and 2020; languages take turns, so that each page is seen in both."""
    every = {
        **PAGES,
        **{
            f"compared, {kind}": Sample(peers, f"/peers?id={i}&among={among}", f"{among} {i}", 450)
            for kind, (i, among) in COMPARED.items()
        },
        **{
            f"indicator, {kind}": Sample(indicator, f"/indicator?id={i}", i, 25)
            for kind, i in INDICATORS.items()
        },
    }
    for n, (name, sample) in enumerate(every.items()):
        for year in (2018, 2020):
            yield name, sample, year, ("zh", "en")[(n + (year == 2020)) % 2]


@pytest.fixture(scope="module")
def known(rows: dict[str, list[Row]], shipped: Shipped) -> Exported:
    """The export of the release that is served, from the command line."""
    return read(
        rows, ROOT / "data" / "plan", ROOT / "presentation" / "texts.toml", shipped.release.stem
    )


@pytest.fixture(scope="module")
def tab(browser: Browser, base_url: str) -> Iterator[Page]:
    """One tab for all; each view is opened by its address."""
    context = browser.new_context(base_url=base_url, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


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
    joint = "&" if "?" in sample.address else "?"
    tab.goto(f"{sample.address}{joint}year={year}&lang={language}")
    settled(tab)
    differences = []
    if sample.roles is indicator:
        until(tab, charts.DRAWN)
        _, differences = charts.compared(tab, view, years_shown(view)[0])
    tab.evaluate(OPEN)
    roles = sample.roles(view)
    found = compare(view, pieces(tab, roles), roles)
    assert found.differences + differences == []
    assert found.agreed.total() >= sample.least
    footer = tab.locator(".shell-footer").inner_text()
    assert known.data_date in footer
    assert known.release in footer


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
