"""What a visitor waits for, held against Streamlit's own plainest pages.

All servers run with the project's `.streamlit/config.toml`, which makes the plain pages faster,
too, and have had one visitor before. A first visit is one of a browser that has nothing kept. A
change is counted from the click to the painted frame in which the run has ended, its text stands
there and its charts are drawn.
"""

import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import streamlit
from playwright.sync_api import Browser, Page

from benchmarks.measuring import Report, in_turns, ratio
from benchmarks.serving import ROOT, browser, served
from settings import VARIABLE

RUNS = 15
HELLO = str(Path(streamlit.__file__).parent / "hello" / "streamlit_app.py")
WATCH = Path(__file__).with_name("watch.js").read_text(encoding="utf-8")
INDICATOR = "tertiary_share"
"""It has a value for every city and year, so that the markers of a chart tell its year."""
CITIES = {"140400": "长治", "140800": "运城", "140500": "晋城"}
WAIT = 30_000
# Without the policy, since Playwright waits for conditions by evaluating them within the page.
SCREEN: Any = {"viewport": {"width": 1440, "height": 900}, "bypass_csp": True}

OVERVIEW = """watched.from({
    overview: () => watched.all(".page-heading h1", 1) && watched.all(".matrix a.light .mark", 138),
    sparkline: () => watched.all("svg.spark", 1),
})"""
PLOTLY = "watched.from({ chart: () => watched.has('.js-plotly-plot path.point') })"
WELCOME = """watched.from({
    hello: () => watched.text("h1").includes("Welcome") && watched.text("h3 ~ *, h3").length > 0,
})"""

Seconds = dict[str, float]


def measure(runs: int | None = None) -> Report:
    """Serve the dashboard and the plain pages, and print every ratio with its bar."""
    report = Report("pages")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        ours = stack.enter_context(served("server.py", {VARIABLE: str(_installation(folder))}))
        hello = stack.enter_context(served(HELLO))
        chart = stack.enter_context(served("benchmarks/baselines/one_chart.py"))
        choice = stack.enter_context(served("benchmarks/baselines/choice.py"))
        chromium = stack.enter_context(browser())
        _first_visits(report, chromium, runs or RUNS, ours, hello, chart)
        _changes(report, chromium, runs or RUNS, ours, choice)
    report.keep()
    return report


def _installation(folder: Path) -> Path:
    """Build a release of the shipped data of its own, and return settings that name it."""
    config = folder / "config.toml"
    data, warehouse = (ROOT / "data").as_posix(), (folder / "warehouse").as_posix()
    config.write_text(f'data_dir = "{data}"\nwarehouse_dir = "{warehouse}"\n', encoding="utf-8")
    build = [sys.executable, "-m", "etl", "build", "--warehouse", warehouse]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    return config


# --- first visits


def _first_visits(
    report: Report, chromium: Browser, runs: int, ours: str, hello: str, chart: str
) -> None:
    report.heading("First visit: seconds until it is on the screen")
    indicator = f"{ours}/indicator?id={INDICATOR}"
    taken = in_turns(
        runs,
        lambda: _visit(chromium, ours, OVERVIEW, overview="overview", sparkline="its sparkline"),
        lambda: _visit(chromium, hello, WELCOME, hello="Streamlit's hello page"),
        lambda: _visit(chromium, indicator, PLOTLY, chart="indicator, first chart"),
        lambda: _visit(chromium, chart, PLOTLY, chart="a page with one Plotly chart"),
    )
    report.times(*taken.values())
    plain, charted = taken["Streamlit's hello page"], taken["a page with one Plotly chart"]
    report.outcome("overview, text and lights ÷ hello", ratio(taken["overview"], plain, 1.3))
    report.outcome("overview, sparkline ÷ chart", ratio(taken["its sparkline"], charted, 1.2))
    report.outcome(
        "indicator, first chart ÷ chart", ratio(taken["indicator, first chart"], charted, 1.2)
    )


def _visit(chromium: Browser, address: str, conditions: str, **names: str) -> Seconds:
    """Open an address in a browser without any memory; `names` are the conditions' titles."""
    context = chromium.new_context(**SCREEN)
    page = context.new_page()
    page.add_init_script(f"{WATCH};{conditions}")
    page.goto(address)
    seconds = {title: _seen(page, name) for name, title in names.items()}
    context.close()
    return seconds


def _seen(page: Page, name: str) -> float:
    found = page.wait_for_function(f"watched.seen[{name!r}]", timeout=WAIT).json_value()
    return float(found) / 1000


# --- changes of the view


def _changes(report: Report, chromium: Browser, runs: int, ours: str, choice: str) -> None:
    report.heading("Change of the view: seconds from the click until it is on the screen")
    year = _year_links
    sides = {
        "overview, another year": year(_open(chromium, ours), "overview", charts=0),
        "peers, another year": year(_open(chromium, f"{ours}/peers"), "peers", charts=0),
        "city, another city": _city_links(_open(chromium, f"{ours}/city")),
        "indicator, another year, 3 charts": year(
            _open(chromium, f"{ours}/indicator?id={INDICATOR}"), "indicator", charts=3
        ),
    }
    plain = {
        count: _choices(_open(chromium, f"{choice}/?charts={count}"), count) for count in (0, 3)
    }
    titles = {count: f"a plain choice, {count or 'no'} charts" for count in plain}
    taken = in_turns(
        runs,
        *(_named(title, side) for title, side in sides.items()),
        *(_named(titles[count], side) for count, side in plain.items()),
    )
    report.times(*taken.values())
    for title in sides:
        floor = taken[titles[3 if "charts" in title else 0]]
        report.outcome(f"{title} ÷ plain", ratio(taken[title], floor, 1.5))


def _named(title: str, side: Callable[[], float]) -> Callable[[], Seconds]:
    return lambda: {title: side()}


def _open(chromium: Browser, address: str) -> Page:
    """Open a page that stays open, and wait until its first run has ended."""
    page = chromium.new_context(**SCREEN).new_page()
    page.add_init_script(WATCH)
    page.goto(address)
    page.wait_for_function("watched.idle() && watched.has('h1')", timeout=WAIT)
    page.wait_for_timeout(1000)
    return page


def _year_links(page: Page, name: str, charts: int) -> Callable[[], float]:
    """Follow the links of the years in turn."""
    years = cycle((2018, 2019, 2017, 2020))

    def change() -> float:
        year = next(years)
        shown = ".figures thead" if name == "indicator" else "h1"
        condition = (
            f"watched.idle() && watched.text({shown!r}).includes('{year}')"
            f" && watched.has('#year-{year}[aria-current]') && watched.charts({charts}, {year})"
        )
        return _after_press(page, condition, lambda: page.click(f"#year-{year}"))

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
    years = cycle((2018, 2019, 2017, 2020))

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
    return _seen(page, "change")
