"""Marks on a trajectory: breaks, direct labels of values and the target; no legend."""

from collections.abc import Iterable, Mapping, Sequence

import plotly.graph_objects as go

from indicators.catalogue import Indicator
from presentation.figures import figure, trimmed
from presentation.texts import Texts
from presentation.trajectory import Trajectory

FONT = ", ".join(
    (
        "PingFang SC",
        "Microsoft YaHei",
        "Noto Sans SC",
        "Source Han Sans SC",
        "WenQuanYi Micro Hei",
        "sans-serif",
    )
)
Ink = Mapping[str, str]
"""Colours of a scheme by token."""


def with_gaps(lines: Iterable[Sequence[object]], gap: object = None) -> list[object]:
    """Put lines one after the other into one trace: every further trace is paid at each drawing.

    >>> with_gaps([[2015, 2016], [2018]])
    [2015, 2016, None, 2018]
    """
    found: list[object] = []
    for line in lines:
        found += [gap, *line] if found else line
    return found


def draw_breaks(drawn: go.Figure, chart: Trajectory, t: Texts, ink: Ink) -> None:
    """Mark each break with a dotted line and its kind."""
    for gap in chart.breaks:
        x = gap.first_year_after - 0.5
        drawn.add_vline(x=x, line={"color": ink["reference"], "width": 1, "dash": "dot"})
        font = {"family": FONT, "size": 11, "color": ink["muted"]}
        note(drawn, x, 1.0, t(f"break.{gap.kind}"), font, above=True)


def label_ends(drawn: go.Figure, chart: Trajectory, indicator: Indicator, ink: Ink) -> None:
    """Label the first and the last value; the last one beside its point."""
    years = sorted(chart.observations)
    for year in {years[0], years[-1]} if years else ():
        last = year == years[-1]
        low = is_low(chart, year)
        drawn.add_annotation(
            x=year,
            y=chart.observations[year].obs_value,
            text=f"<b>{figure(chart.observations[year].obs_value, indicator.decimals)}</b>",
            showarrow=False,
            xanchor="left",
            xshift=9 if last else -7,
            yshift=(-9 if low else 9) if last else (-15 if low else 15),
            font={"family": FONT, "size": 13, "color": ink["ink"]},
        )


def is_low(chart: Trajectory, year: int) -> bool:
    """Say whether the label belongs below its point: away from the target, or from the line."""
    value = chart.observations[year].obs_value
    if year == max(chart.observations):
        return chart.wanted is not None and value < chart.wanted
    after = chart.observations.get(year + 1)
    return after is not None and after.obs_value > value


def draw_target(
    drawn: go.Figure, chart: Trajectory, indicator: Indicator, t: Texts, ink: Ink
) -> None:
    """Draw the target's level in its year, with its number."""
    if chart.wanted is None:
        return
    year, level = chart.wanted_year, chart.wanted
    line = {"color": ink["rule"], "width": 2.4}
    drawn.add_shape(type="line", x0=year - 0.22, x1=year + 0.22, y0=level, y1=level, line=line)
    seen = chart.observations.get(year)
    above = seen is None or seen.obs_value < level
    drawn.add_annotation(
        x=year + 0.22,
        y=level,
        text=t("chart.target", level=trimmed(level, indicator.decimals)),
        showarrow=False,
        xanchor="left",
        xshift=4,
        yshift=9 if above else -9,
        font={"family": FONT, "size": 12, "color": ink["ink"]},
    )


def note(
    drawn: go.Figure, x: float, y: float, text: str, font: Mapping[str, object], *, above: bool
) -> None:
    """Put a small text at a year and a height of the plot (0 to 1)."""
    drawn.add_annotation(
        x=x, y=y, yref="paper", text=text, showarrow=False, xanchor="left",
        yanchor="bottom" if above else "top", yshift=2 if above else 0, font=dict(font),
    )  # fmt: skip
