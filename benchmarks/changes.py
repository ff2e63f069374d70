"""Another view of every page, held against a plain page with as many charts.

A change is counted from the click to the painted frame in which the run has ended, its text stands
there, its charts are drawn and its picture has come.
"""

from collections.abc import Callable
from itertools import cycle

from playwright.sync_api import Browser, Page

from benchmarks.measuring import Report, in_turns, ratio
from benchmarks.views import every_view, public_views
from benchmarks.watching import SCREEN, WAIT, WATCH, Seconds, seen

BAR = 1.5
YEARS = (2018, 2019, 2017, 2020)
CITIES = {"140400": "长治", "140800": "运城", "140500": "晋城"}
CHARTS = {"indicator": 3}
TOLD = {
    "overview": "h1", "goals": "h1", "peers": "h1", "briefing": "h1", "indicator": ".figures thead",
}  # fmt: skip
"""Where a page says which year it shows, other than in its header."""
PICTURE = "watched.picture('.st-key-briefing-preview img')"


def changes(
    report: Report, chromium: Browser, runs: int, ours: tuple[str, str], choice: str
) -> None:
    """Change all pages in turns; `ours` are the dashboard's address and an analyst's cookie."""
    report.heading("Change of the view: seconds from the click until it is on the screen")
    server, cookie = ours
    sides: dict[str, Callable[[], float]] = {}
    counts: dict[str, int] = {}
    for key, address in every_view().items():
        page = _open(chromium, f"{server}/{address}", "" if key in public_views() else cookie)
        charts = CHARTS.get(key, 0)
        title = f"{key}, another {'city' if key == 'city' else 'year'}"
        title += f", {charts} charts" if charts else ""
        sides[title] = _city_links(page) if key == "city" else _year_links(page, key, charts)
        counts[title] = charts
    plain = {
        f"a plain choice, {count or 'no'} charts": _choices(
            _open(chromium, f"{choice}/?charts={count}"), count
        )
        for count in sorted(set(counts.values()))
    }
    every = {**sides, **plain}
    taken = in_turns(runs, *(_named(title, side) for title, side in every.items()))
    report.times(*taken.values())
    for title, count in counts.items():
        floor = taken[f"a plain choice, {count or 'no'} charts"]
        report.outcome(f"{title} ÷ plain", ratio(taken[title], floor, BAR))


def _named(title: str, side: Callable[[], float]) -> Callable[[], Seconds]:
    return lambda: {title: side()}


def _open(chromium: Browser, address: str, cookie: str = "") -> Page:
    """Open a page that stays open, and wait until its first run has ended."""
    context = chromium.new_context(**SCREEN)
    if cookie:
        name, _, value = cookie.partition("=")
        context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("watched.idle() && watched.has('h1')", timeout=WAIT)
    page.wait_for_timeout(1000)
    return page


def _year_links(page: Page, name: str, charts: int) -> Callable[[], float]:
    """Follow the links of the years in turn."""
    years = cycle(YEARS)

    def change() -> float:
        year = next(years)
        shown = [
            "watched.idle()",
            "watched.has('h1')",
            f"watched.has('#year-{year}[aria-current]')",
            f"watched.charts({charts}, {year})",
        ]
        shown += [f"watched.text({TOLD[name]!r}).includes('{year}')"] if name in TOLD else []
        shown += [PICTURE] if name == "briefing" else []
        return _after_press(page, " && ".join(shown), lambda: page.click(f"#year-{year}"))

    return change


def _city_links(page: Page) -> Callable[[], float]:
    """Follow the tabs of the cities in turn."""
    cities = cycle(CITIES.items())

    def change() -> float:
        code, name = next(cities)
        condition = (
            f"watched.idle() && watched.text('h1').includes('{name}')"
            f" && watched.has('#city-{code}[aria-current]')"
        )
        return _after_press(page, condition, lambda: page.click(f"#city-{code}"))

    return change


def _choices(page: Page, charts: int) -> Callable[[], float]:
    """Take the years of Streamlit's selectbox in turn; opening its list is not counted."""
    years = cycle(YEARS)

    def change() -> float:
        year = next(years)
        page.click('[data-testid="stSelectbox"] button')
        option = page.get_by_role("option", name=str(year), exact=True)
        option.wait_for()
        condition = (
            f"watched.idle() && watched.text('h1').includes('{year}')"
            f" && watched.charts({charts}, {year})"
        )
        return _after_press(page, condition, option.click)

    return change


def _after_press(page: Page, condition: str, click: Callable[[], None]) -> float:
    page.evaluate(f"watched.fromPress('change', () => {condition})")
    click()
    return seen(page, "change")
