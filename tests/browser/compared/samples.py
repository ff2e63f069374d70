"""The pages that are compared: each as one view, in 2018 and 2020, in one language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tests.browser.compared.briefing import briefing
from tests.browser.compared.catalogue import catalogue
from tests.browser.compared.city import city
from tests.browser.compared.exported import OURS
from tests.browser.compared.goals import goals
from tests.browser.compared.indicator import indicator
from tests.browser.compared.ledger import clause, ledger
from tests.browser.compared.looking import Role, View
from tests.browser.compared.overview import overview
from tests.browser.compared.peers import peers
from tests.browser.compared.search import index, search
from tests.browser.compared.sheet import sheet

OPEN = "document.querySelectorAll('details').forEach((d) => { d.open = true })"
"""Opens all that is folded away."""


@dataclass(frozen=True)
class Sample:
    """One page as one view: its address, what is chosen on it, how many numbers it has at least."""

    roles: Callable[[View], dict[str, Role]]
    address: str
    chosen: str = ""
    least: int = 0
    counting: str = "headline"
    last: str = "h1"
    """What stands last on the page, where that comes long after the heading."""


def with_(address: str, more: str) -> str:
    """Return an address that says more."""
    return f"{address}{'&' if '?' in address else '?'}{more}"


SEARCHES = {
    "clauses and projects": ("高速", 5),
    "more than are listed": ("省", 16),
    "a city": ("运城", 7),
    "stages of projects": ("未完成", 5),
    "a city and a state": ("晋城未完成", 6),
    "indicators": ("生产总值", 1),
}
"""Words to look for, and how many numbers there are at least."""

SHEETS = {
    "overview": (overview, "/", "", "overview", 330),
    "ecology": (goals, "/goals?domain=ecology", "ecology", "ecology", 120),
    "a city": (city, "/city?city=140800", "140800", "140800", 300),
    "compared": (peers, "/peers?id=pm25", "cluster pm25", "pm25", 400),
    "timeline": (ledger, "/ledger?part=timeline", "timeline", "timeline", 150),
    "a clause": (clause, "/ledger?clause=2.1.1-04", "2.1.1-04", "2.1.1-04", 6),
}
"""Pages as sheets for a wall: what each shows, and which sheet it is."""

TAKEN = ".st-key-briefing-check .check-head"

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
    "briefing": Sample(briefing, "/briefing", least=30, last=TAKEN),
    "briefing of a domain": Sample(briefing, "/briefing?domain=ecology", "ecology", 35, last=TAKEN),
    "briefing of an indicator": Sample(briefing, "/briefing?id=pm25", "pm25", 35, last=TAKEN),
    "indicators": Sample(index, "/indicator", least=9),
    **{
        f"sheet, {kind}": Sample(sheet(roles, place), with_(address, "present=1"), own, least)
        for kind, (roles, address, own, place, least) in SHEETS.items()
    },
    **{
        f"search, {kind}": Sample(search, f"/search?q={word}", word, least)
        for kind, (word, least) in SEARCHES.items()
    },
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
    "a direction with a later baseline": "invention_patents",
    "a direction in per cent": "science_spending_share",
    "a direction of estimates": "co2_intensity",
    "a share of the cluster": "gdp_share_of_cluster",
    "a break of all cities": "retail_sales",
    "a break of one city": "library_books_per_100",
    "no target, neither is better": "road_passengers",
}
"""One of each form and fate."""
SILENT = "road_passengers"
"""Has no speed, so that its page names no year from which speeds are measured."""


def samples() -> Iterator[tuple[str, Sample, int, str]]:
    """Every page in 2018 and 2020; languages take turns, so that each page is seen in both."""
    every = {
        **PAGES,
        **{
            f"compared, {kind}": Sample(peers, f"/peers?id={i}&among={among}", f"{among} {i}", 450)
            for kind, (i, among) in COMPARED.items()
        },
        **{
            f"indicator, {kind}": Sample(indicator, f"/indicator?id={i}", i, 25 - (i == SILENT))
            for kind, i in INDICATORS.items()
        },
    }
    for n, (name, sample) in enumerate(every.items()):
        for year in (2018, 2020):
            yield name, sample, year, ("zh", "en")[(n + (year == 2020)) % 2]
