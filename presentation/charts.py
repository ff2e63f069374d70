"""Plotly figures in the project's own style; colours come from the style sheet's tokens."""

from collections.abc import Mapping
from zlib import crc32

import plotly.graph_objects as go

from indicators.catalogue import Indicator
from presentation.axes import Span, ticks
from presentation.chart_marks import FONT, draw_breaks, draw_target, label_ends, note, with_gaps
from presentation.chart_references import draw_references
from presentation.figures import figure, unit
from presentation.texts import Texts
from presentation.theme import Scheme, colours
from presentation.trajectory import Trajectory, is_estimate

Figure = go.Figure
HEIGHT = 286
MARGIN, DIGIT = 38, 6
"""Pixels left of the plot, and for each digit of the axis's longest label."""
_LAYOUT = {
    "height": HEIGHT,
    "margin": {"l": MARGIN, "r": 86, "t": 24, "b": 28},
    "showlegend": False,
    "dragmode": False,
    "hovermode": "closest",
    "hoverdistance": 40,
    "paper_bgcolor": "rgba(0,0,0,0)",
    "plot_bgcolor": "rgba(0,0,0,0)",
}


def trajectory_figure(
    chart: Trajectory, indicator: Indicator, span: Span, t: Texts, scheme: Scheme
) -> go.Figure:
    """Draw one city's way to its target on a given scale."""
    ink = colours(scheme)
    own = ink[f"city-{chart.city}"]
    drawn = go.Figure(layout=_LAYOUT)
    # Streamlit hands Plotly every figure twice. It draws only once if it can tell that nothing is
    # new: by a mark of the data (it compares the layout itself), and without a template, which
    # always counts as a new one.
    drawn.layout.template = None
    drawn.layout.datarevision = crc32(repr((chart, scheme)).encode())
    _axes(drawn, chart, indicator, span, t, ink)
    draw_references(drawn, chart, span, ink)
    _path(drawn, chart, ink)
    _values(drawn, chart, indicator, own, ink["paper"])
    draw_breaks(drawn, chart, t, ink)
    label_ends(drawn, chart, indicator, ink)
    draw_target(drawn, chart, indicator, t, ink)
    return drawn


def _values(
    drawn: go.Figure, chart: Trajectory, indicator: Indicator, own: str, paper: str
) -> None:
    runs = chart.runs
    if not runs:
        return
    hollow = [[paper if is_estimate(o) else own for o in run] for run in runs]
    drawn.add_scatter(
        x=with_gaps([o.time_period for o in run] for run in runs),
        y=with_gaps([o.obs_value for o in run] for run in runs),
        mode="lines+markers",
        line={"color": own, "width": 2.2},
        marker={"size": 8, "color": with_gaps(hollow, own), "line": {"color": own, "width": 1.8}},
        customdata=with_gaps(
            [figure(o.obs_value, indicator.decimals) for o in run] for run in runs
        ),
        hovertemplate="%{x}  %{customdata}<extra></extra>",
    )


def _axes(
    drawn: go.Figure,
    chart: Trajectory,
    indicator: Indicator,
    span: Span,
    t: Texts,
    ink: Mapping[str, str],
) -> None:
    small = {"family": FONT, "size": 12, "color": ink["muted"]}
    every = 1 if len(chart.years) <= 7 else 2
    marks = _marks(span)
    left = max(MARGIN, 10 + DIGIT * max(map(len, marks.values()), default=0))
    years = [y for y in chart.years if (chart.years[-1] - y) % every == 0]
    drawn.update_layout(
        font=small,
        margin_l=left,
        hoverlabel={"font": {"family": FONT, "size": 13}, "bgcolor": ink["paper"], "align": "left"},
        xaxis={
            "range": [chart.years[0] - 0.35, chart.years[-1] + 0.35],
            "tickvals": years,
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
        },
        yaxis={
            "range": [span.low, span.high],
            "tickvals": list(marks),
            "ticktext": list(marks.values()),
            "gridcolor": ink["hairline"],
            "zeroline": span.low < 0 < span.high,
            "zerolinecolor": ink["reference"],
            "fixedrange": True,
        },
    )
    note(drawn, chart.years[0] - 0.35, 1.0, unit(indicator.unit, t), small, above=True)


def _marks(span: Span) -> dict[float, str]:
    """Return the values marked on the axis, as they are written."""
    found = ticks(span, at_most=5)
    places = next((n for n in range(7) if all(round(m, n) == m for m in found)), 6)
    return {mark: figure(mark, places) for mark in found}


def _path(drawn: go.Figure, chart: Trajectory, ink: Mapping[str, str]) -> None:
    if not chart.required:
        return
    drawn.add_scatter(
        x=list(chart.required),
        y=list(chart.required.values()),
        mode="lines",
        line={"color": ink["reference"], "width": 1.4, "dash": "6px,4px"},
        hoverinfo="skip",
    )
