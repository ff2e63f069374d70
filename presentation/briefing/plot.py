"""One city's way to its target, drawn on a canvas: the same facts as the chart of the page."""

from dataclasses import dataclass, replace

from presentation.axes import Span, ticks
from presentation.briefing.canvas import Canvas, Point
from presentation.briefing.sheet import Panel, Sheet
from presentation.figures import figure
from presentation.trajectory import is_estimate

_TOP, _BOTTOM = 40.0, 34.0
_HALF = 24.0
"""Half the length of the line that marks a target, at most."""
_APART = 25.0
"""So far apart are two labels at the end of a chart."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the canvas."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Scales:
    """Year and value → place; `box` is the plot without its labels."""

    box: Box
    years: range
    span: Span

    def at(self, year: float, value: float) -> Point:
        first, last = self.years[0] - 0.35, self.years[-1] + 0.35
        low, high, _ = self.span
        x = self.box.left + (year - first) / (last - first) * self.box.width
        return x, self.box.top + (high - value) / (high - low) * self.box.height


def draw_plot(canvas: Canvas, panel: Panel, sheet: Sheet, box: Box) -> None:
    """Draw everything of one chart into a box; all charts of a sheet have the same scales."""
    left, right = _room(canvas, sheet)
    inner = Box(box.left + left, box.top + _TOP, box.width - left - right, 0)
    inner = replace(inner, height=box.height - _TOP - _BOTTOM)
    scales = _Scales(inner, panel.chart.years, sheet.span)
    _axes(canvas, scales, box, sheet.unit)
    _references(canvas, panel, scales)
    path = [scales.at(y, v) for y, v in sorted(panel.chart.required.items())]
    if path:
        canvas.line(path, "reference", 1.6, (5, 4))
    _breaks(canvas, panel, scales)
    _values(canvas, panel, scales)
    _target_and_labels(canvas, panel, scales)


def _room(canvas: Canvas, sheet: Sheet) -> tuple[float, float]:
    """Return what the labels beside the charts need: those of the axis, and those at the end."""
    axis = [canvas.width_of(text, 16) for _, text in _marks(sheet.span)]
    ends = [canvas.width_of(p.target, 17) + 24 for p in sheet.panels]
    ends += [
        canvas.width_of(text, 20, bold=True) + 14
        for p in sheet.panels
        for text in p.labels.values()
    ]
    return max(axis, default=0) + 12, max(ends, default=0) + 4


def _marks(span: Span) -> list[tuple[float, str]]:
    """Return the values marked on the axis, as they are written."""
    marks = ticks(span)
    step = marks[1] - marks[0] if len(marks) > 1 else 1.0
    places = next((n for n in range(7) if abs(step * 10**n - round(step * 10**n)) < 1e-6), 6)
    return [(mark, figure(mark, places)) for mark in marks]


def _axes(canvas: Canvas, scales: _Scales, box: Box, unit: str) -> None:
    right = scales.box.left + scales.box.width
    for mark, label in _marks(scales.span):
        _, y = scales.at(scales.years[0], mark)
        canvas.line([(scales.box.left, y), (right, y)], "hairline", 1)
        canvas.text((scales.box.left - 10, y + 6), label, 16, colour="muted", anchor="right")
    canvas.text((box.left, box.top + 20), unit, 16, colour="muted")
    room = scales.box.width / len(scales.years)
    every = next(n for n in (1, 2, 5, 100) if n * room >= 46)
    for year in scales.years:
        if (scales.years[-1] - year) % every == 0:
            x, _ = scales.at(year, 0)
            at = (x, box.top + box.height - 6)
            canvas.text(at, str(year), 16, colour="muted", anchor="center")


def _references(canvas: Canvas, panel: Panel, scales: _Scales) -> None:
    for reference in panel.chart.references:
        years = sorted(reference.values)
        points = [scales.at(y, reference.values[y]) for y in years]
        canvas.line(points, "reference", 1.4, (1, 3))
        x, y = points[0]
        canvas.text((x, y - 7), reference.name, 14, colour="muted", halo=True)


def _breaks(canvas: Canvas, panel: Panel, scales: _Scales) -> None:
    low, high, _ = scales.span
    for n, (year, label) in enumerate(panel.breaks):
        x, top = scales.at(year, high)
        canvas.line([(x, top), scales.at(year, low)], "reference", 1.2, (1, 2.5))
        canvas.text((x, top - 8 - 18 * (n % 2)), label, 14, colour="muted", anchor="center")


def _values(canvas: Canvas, panel: Panel, scales: _Scales) -> None:
    colour = f"city-{panel.city}"
    for run in panel.chart.runs:
        points = [scales.at(o.time_period, o.obs_value) for o in run]
        canvas.line(points, colour, 2.6)
        for point, seen in zip(points, run, strict=True):
            canvas.dot(point, 5, colour, hollow=is_estimate(seen))


def _target_and_labels(canvas: Canvas, panel: Panel, scales: _Scales) -> None:
    """Draw the target's level and the labels; those at the right edge are kept apart."""
    chart = panel.chart
    years = sorted(chart.observations)
    if years:
        _first_label(canvas, panel, scales, years)
    ends: list[tuple[float, float, str, bool]] = []
    if years:
        x, y = scales.at(years[-1], chart.observations[years[-1]].obs_value)
        ends.append((x + 13, y + 6, panel.labels[years[-1]], True))
    if chart.wanted is not None:
        x, y = scales.at(chart.wanted_year, chart.wanted)
        half = min(scales.at(chart.wanted_year + 0.25, 0)[0] - x, _HALF)
        canvas.line([(x - half, y), (x + half, y)], "rule", 3)
        ends.append((x + half + 6, y + 6, panel.target, False))
    if len(ends) == 2 and abs(ends[0][0] - ends[1][0]) < 60:
        ends = _kept_apart(ends)
    for x, y, text, own in ends:
        canvas.text((x, y), text, 20 if own else 17, bold=own)


def _kept_apart(
    ends: list[tuple[float, float, str, bool]],
) -> list[tuple[float, float, str, bool]]:
    (x1, y1, text1, own1), (x2, y2, text2, own2) = sorted(ends, key=lambda e: e[1])
    short = _APART - (y2 - y1)
    if short > 0:
        y1, y2 = y1 - short / 2, y2 + short / 2
    x = max(x1, x2)
    return [(x, y1, text1, own1), (x, y2, text2, own2)]


def _first_label(canvas: Canvas, panel: Panel, scales: _Scales, years: list[int]) -> None:
    if len(years) < 2:
        return
    first = panel.chart.observations[years[0]].obs_value
    after = panel.chart.observations.get(years[0] + 1)
    below = after is not None and after.obs_value > first
    x, y = scales.at(years[0], first)
    at = (x - 6, y + (28 if below else -14))
    canvas.text(at, panel.labels[years[0]], 18, bold=True, halo=True)
