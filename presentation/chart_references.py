"""Reference areas on a trajectory: a dotted line each, named where nothing else is drawn."""

import math
from collections.abc import Iterable, Iterator, Mapping

import plotly.graph_objects as go

from presentation.axes import Span
from presentation.chart_marks import FONT, Ink, is_low, with_gaps
from presentation.trajectory import Reference, Trajectory

WIDE = 0.14
"""Share of the width that a name takes, from its point to the right."""
OFF = 0.04
"""How far a name or a value stands from its own line, as a share of the height."""
CLEAR = 0.055
"""Share of the height that a name needs to the next line."""


def draw_references(drawn: go.Figure, chart: Trajectory, span: Span, ink: Ink) -> None:
    """Draw the lines, and each name at the first place along its line that is clear."""
    if not chart.references:
        return
    lines = [(r.name, dict(sorted(r.values.items()))) for r in chart.references]
    drawn.add_scatter(
        x=with_gaps(list(line) for _, line in lines),
        y=with_gaps(list(line.values()) for _, line in lines),
        mode="lines",
        line={"color": ink["reference"], "width": 1.2, "dash": "dot"},
        customdata=with_gaps([name] * len(line) for name, line in lines),
        hovertemplate="%{customdata} %{x}  %{y}<extra></extra>",
    )
    for reference in chart.references:
        year, above = _place(reference, chart, span)
        drawn.add_annotation(
            x=year,
            y=reference.values[year],
            text=reference.name,
            showarrow=False,
            yshift=9 if above else -9,
            xanchor="left",
            font={"family": FONT, "size": 11, "color": ink["muted"]},
        )


def _place(reference: Reference, chart: Trajectory, span: Span) -> tuple[int, bool]:
    """Return the year a name begins at, and whether it stands above: clear, else the clearest."""
    height = (span.high - span.low) or 1.0
    wide = WIDE * len(chart.years)
    others = [line for line in _lines(chart, reference, height) if line]
    found: list[tuple[float, int, bool]] = []
    for year in sorted(reference.values):
        for above in (True, False):
            middle = reference.values[year] + (OFF if above else -OFF) * height
            across = (year, year + wide / 2, year + wide)
            room = min((_room(line, across, middle) / height for line in others), default=CLEAR)
            # Its own line begins at a smaller distance; it must not come nearer.
            room = min(room, CLEAR / OFF * _room(reference.values, across, middle) / height)
            if room >= 0.99 * CLEAR:
                return year, above
            found.append((room, year, above))
    _, year, above = max(found)
    return year, above


def _lines(chart: Trajectory, reference: Reference, height: float) -> Iterator[Mapping[int, float]]:
    """Yield all else that is drawn, as lines by year; a label is the two it stands between."""
    known = {y: o.obs_value for y, o in chart.observations.items()}
    yield known
    yield chart.required
    yield from (r.values for r in chart.references if r is not reference)
    labels = []
    if known:
        last = max(known)
        labels.append((last, known[last], not is_low(chart, last)))
    if chart.wanted is not None:
        year, level = chart.wanted_year, chart.wanted
        yield {year: level}
        labels.append((year, level, year not in known or known[year] < level))
    for year, level, above in labels:
        for edge in (0.5 * OFF, 1.5 * OFF):
            text = level + (edge if above else -edge) * height
            yield {year: text, year + 2: text}


def _room(line: Mapping[int, float], across: Iterable[float], middle: float) -> float:
    """Return the distance of a line from a name where it passes it, infinite where it does not."""
    first, last = min(line), max(line)
    places = {min(max(x, first), last) for x in across if first - 0.3 <= x <= last + 0.3}
    return min((abs(_at(line, x) - middle) for x in places), default=math.inf)


def _at(line: Mapping[int, float], x: float) -> float:
    """Return a line's height between its years."""
    before = max(y for y in line if y <= x)
    after = min(y for y in line if y >= x)
    share = 0.0 if after == before else (x - before) / (after - before)
    return line[before] + (line[after] - line[before]) * share
