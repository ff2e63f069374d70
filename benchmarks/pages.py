"""What a visitor waits for, held against Streamlit's own plainest pages.

All servers run with the project's `.streamlit/config.toml`, which makes the plain pages faster,
too, and have had one visitor before. A first visit is one of a browser that has nothing kept.
"""

from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit
from playwright.sync_api import Browser

from benchmarks.changes import changes
from benchmarks.installing import analyst, install
from benchmarks.measuring import Report, in_turns, ratio
from benchmarks.serving import browser, served
from benchmarks.views import INDICATOR
from benchmarks.watching import SCREEN, WATCH, Seconds, seen
from settings import VARIABLE

RUNS = 15
HELLO = str(Path(streamlit.__file__).parent / "hello" / "streamlit_app.py")

OVERVIEW = """watched.from({
    overview: () => watched.all(".page-heading h1", 1) && watched.all(".matrix a.light .mark", 138),
    sparkline: () => watched.all("svg.spark", 1),
})"""
PLOTLY = "watched.from({ chart: () => watched.has('.js-plotly-plot path.point') })"
WELCOME = """watched.from({
    hello: () => watched.text("h1").includes("Welcome") && watched.text("h3 ~ *, h3").length > 0,
})"""


def measure(runs: int | None = None) -> Report:
    """Serve the dashboard and the plain pages, and print every ratio with its bar."""
    report = Report("pages")
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory()))
        config = install(folder)
        ours = stack.enter_context(served("server.py", {VARIABLE: str(config)}))
        hello = stack.enter_context(served(HELLO))
        chart = stack.enter_context(served("benchmarks/baselines/one_chart.py"))
        choice = stack.enter_context(served("benchmarks/baselines/choice.py"))
        chromium = stack.enter_context(browser())
        _first_visits(report, chromium, runs or RUNS, ours, hello, chart)
        changes(report, chromium, runs or RUNS, (ours, analyst(config)), choice)
    report.keep()
    return report


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
    seconds = {title: seen(page, name) for name, title in names.items()}
    context.close()
    return seconds
