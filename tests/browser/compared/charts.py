"""The charts of an indicator: every point drawn against the export."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from playwright.sync_api import Page

from tests.browser.compared.assessed import AVERAGE
from tests.browser.compared.case import Case
from tests.browser.compared.looking import View

DRAWN = "document.querySelectorAll('.js-plotly-plot .infolayer').length === 3"
READ = """() => [...document.querySelectorAll('.js-plotly-plot')].map((chart) => ({
  city: chart.closest('.stColumn').querySelector('[data-city]').dataset.city,
  traces: chart.data.map(({ mode, x, y, line, marker }) => ({
    mode, x: [...x], y: [...y], dash: line.dash ?? '', fill: marker?.color ?? [],
  })),
}))"""
REFERENCES = ("140000", "100000")

Points = dict[int, float]


def compared(page: Page, view: View, first: int) -> tuple[int, list[str]]:
    """Return how many points were compared, and what differs, of all charts on the page."""
    points, differences = 0, []
    for chart in page.evaluate(READ):
        case = view.case(view.chosen, chart["city"])
        own, path, references = _read(chart["traces"])
        points += sum(map(len, (own, path, *references)))
        expected = {y: float(v) for y, v in case.values.items() if y >= first}
        if own != expected:
            differences.append(f"{case.city}: drawn {own}, exported {expected}")
        if not _alike(path, required(case)):
            differences.append(f"{case.city}: path {path}, required {required(case)}")
        differences += [f"{case.city}: {r} is no reference" for r in references
                        if not any(_is_part(r, view, area) for area in REFERENCES)]  # fmt: skip
        differences += _hollow(view, case, chart["traces"])
    return points, differences


def _read(traces: Iterable[dict[str, Any]]) -> tuple[Points, Points, list[Points]]:
    own: Points = {}
    path: Points = {}
    references = []
    for trace in traces:
        for points in _lines(trace):
            if "markers" in trace["mode"]:
                own |= points
            elif trace["dash"] == "dot":
                references.append(points)
            else:
                path |= points
    return own, path, references


def _lines(trace: dict[str, Any]) -> list[Points]:
    """Return the lines of a trace: where it has a gap, another one begins."""
    lines: list[Points] = [{}]
    for x, y in zip(trace["x"], trace["y"], strict=True):
        if x is None:
            lines.append({})
        else:
            lines[-1][x] = y
    return lines


def required(case: Case) -> Points:
    """What the schedule asks for in each year: a straight line, or the rate of an average."""
    if not case.form or case.wanted is None or not case.target["target_value"]:
        return {}
    due = int(case.target["target_year"])
    if case.form == AVERAGE:
        rate = float(case.target["target_value"])
        return dict.fromkeys(range(case.start_year + 1, due + 1), rate)
    if case.cell("completion") is None or case.start is None:
        return {}
    step = (case.wanted - case.start) / Decimal(due - case.start_year)
    return {y: float(case.start + step * (y - case.start_year))
            for y in range(case.start_year, due + 1)}  # fmt: skip


def _alike(drawn: Points, expected: Points) -> bool:
    same = drawn.keys() == expected.keys()
    return same and all(abs(drawn[y] - v) <= 1e-9 * max(1, abs(v)) for y, v in expected.items())


def _is_part(points: Points, view: View, area: str) -> bool:
    """Whether a line is a reference's, whole up to the year looked at."""
    known = view.exported.series.get((view.chosen, area), {})
    return points == {y: float(v) for y, v in known.items() if min(points) <= y <= view.year}


def _hollow(view: View, case: Case, traces: Iterable[dict[str, Any]]) -> list[str]:
    """Estimates are open: their colour is not that of the firm ones."""
    fills = {
        year: fill
        for trace in traces if "markers" in trace["mode"]
        for year, fill in zip(trace["x"], trace["fill"], strict=True) if year is not None
    }  # fmt: skip
    found = {y: view.exported.firmness[case.indicator, case.city, y] for y in fills}
    kinds = {(found[y] == "E", fill) for y, fill in fills.items()}
    return [] if len(kinds) == len({is_open for is_open, _ in kinds}) else [f"{case.city}: {kinds}"]
