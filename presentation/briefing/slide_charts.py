"""Native charts for slides: lines with a dashed target, or clustered columns; data inside.

Estimates are hollow. A missing year is a gap, and a break that forbids comparison begins
another series of the same colour.
"""

from collections.abc import Sequence
from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.dml.line import LineFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.util import Pt

from indicators.breaks import Comparability
from presentation.axes import Span, ticks
from presentation.briefing.sheet import Panel, Sheet
from presentation.briefing.slide_parts import Frame, colour
from presentation.texts import Texts
from presentation.trajectory import is_estimate

_SMALL, _LABEL, _UPRIGHT = Pt(11), Pt(12), Pt(9)
Series = tuple[str, str, dict[int, float], Panel | None]
"""Name, colour token, values by year, and the panel it shows; None for a target."""


def add_chart(slide: Any, sheet: Sheet, frame: Frame, t: Texts) -> None:
    """Add the chart of a sheet: lines where there is a number to reach, else columns."""
    lines = any(p.chart.wanted is not None for p in sheet.panels)
    series = [s for p in sheet.panels for s in (_runs(p, t) if lines else _whole(p))]
    series += _targets(sheet, t) if lines else []
    if not any(values for _, _, values, _ in series):
        return
    found = CategoryChartData(number_format=_format(sheet))
    found.categories = [str(year) for year in _years(sheet)]
    for name, _, values, _ in series:
        found.add_series(name, [values.get(year) for year in _years(sheet)])
    kind = XL_CHART_TYPE.LINE_MARKERS if lines else XL_CHART_TYPE.COLUMN_CLUSTERED
    shape = slide.shapes.add_chart(kind, *frame.emu, found)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", f"{sheet.title} ({sheet.unit})")
    chart = shape.chart
    _look(chart, sheet)
    for drawn, (_, token, values, panel) in zip(chart.plots[0].series, series, strict=True):
        if lines:
            _line(drawn, token, dashed=panel is None)
        else:
            drawn.format.fill.solid()
            drawn.format.fill.fore_color.rgb = colour(token)
        _points(drawn, sheet, values, token, panel, lines=lines)
    if not lines:
        chart.plots[0].gap_width, chart.plots[0].overlap = 45, 0


def _years(sheet: Sheet) -> range:
    return sheet.panels[0].chart.years


def _format(sheet: Sheet) -> str:
    return "#,##0" + ("." + "0" * sheet.decimals if sheet.decimals else "")


def _runs(panel: Panel, t: Texts) -> list[Series]:
    """Return a city's values, cut where a break forbids comparison."""
    cuts = sorted(
        b.first_year_after for b in panel.chart.breaks if b.comparable is Comparability.NO
    )
    token = f"city-{panel.city}"
    parts: list[Series] = []
    values = {y: o.obs_value for y, o in sorted(panel.chart.observations.items())}
    for start, end in zip([0, *cuts], [*cuts, 9999], strict=True):
        own = {y: v for y, v in values.items() if start <= y < end}
        name = t("briefing.since", city=panel.name, year=start) if start else panel.name
        if own or not cuts:
            parts.append((name, token, own, panel))
    return parts


def _whole(panel: Panel) -> list[Series]:
    """Return a city's values for columns, which connect nothing and so need no gap."""
    values = {y: o.obs_value for y, o in sorted(panel.chart.observations.items())}
    return [(panel.name, f"city-{panel.city}", values, panel)]


def _targets(sheet: Sheet, t: Texts) -> list[Series]:
    """Return the target's level as one line, or one a city where they differ."""
    levels = {p.chart.wanted for p in sheet.panels if p.chart.wanted is not None}
    shared = len(levels) == 1 and all(p.chart.wanted is not None for p in sheet.panels)
    found: list[Series] = []
    for panel in sheet.panels[:1] if shared else sheet.panels:
        if panel.chart.wanted is None:
            continue
        token = "reference" if shared else f"city-{panel.city}"
        name = panel.target if shared else f"{panel.name} {panel.target}"
        values = dict.fromkeys(_years(sheet), panel.chart.wanted)
        found.append(
            (f"{name}（{panel.set_by}）" if t.language == "zh" else name, token, values, None)
        )
    return found


def _look(chart: Any, sheet: Sheet) -> None:
    chart.font.size, chart.font.color.rgb = _SMALL, colour("muted")
    chart.has_title = False
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False
    values, years = chart.value_axis, chart.category_axis
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = colour("hairline")
    _hide(values.format.line)
    years.format.line.color.rgb = colour("reference")
    years.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = _format(sheet) if sheet.decimals < 2 else "#,##0.0"
    values.has_title = bool(sheet.unit)
    if sheet.unit:
        values.axis_title.text_frame.text = sheet.unit
        run = values.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold, run.font.color.rgb = _SMALL, False, colour("muted")
    if any(p.chart.wanted is not None for p in sheet.panels):
        values.minimum_scale, values.maximum_scale = _rounded(sheet.span)
    elif sheet.span.least >= 0:
        values.minimum_scale = 0  # a column's length is its value


def _rounded(span: Span) -> tuple[float, float]:
    """Return limits on round numbers a little outside the values."""
    marks = ticks(span)
    step = marks[1] - marks[0] if len(marks) > 1 else span.high - span.low
    bottom = marks[0] - step
    return max(bottom, 0.0) if span.least >= 0 else bottom, marks[-1] + step


def _line(drawn: Any, token: str, *, dashed: bool) -> None:
    drawn.smooth = False
    line = drawn.format.line
    line.color.rgb, line.width = colour(token), Pt(1.5 if dashed else 2.5)
    drawn.marker.style = XL_MARKER_STYLE.NONE if dashed else XL_MARKER_STYLE.CIRCLE
    if dashed:
        line.dash_style = MSO_LINE.DASH
        return
    drawn.marker.size = 8
    drawn.marker.format.fill.solid()
    drawn.marker.format.fill.fore_color.rgb = colour(token)
    drawn.marker.format.line.color.rgb = colour(token)


def _points(
    drawn: Any,
    sheet: Sheet,
    values: dict[int, float],
    token: str,
    panel: Panel | None,
    *,
    lines: bool,
) -> None:
    """Label values, only the last one of a line, and make estimates hollow."""
    if panel is None:
        return
    years: Sequence[int] = _years(sheet)
    for year in values:
        point = drawn.points[years.index(year)]
        if is_estimate(panel.chart.observations[year]):
            part = point.marker.format if lines else point.format
            part.fill.solid()
            part.fill.fore_color.rgb = colour("paper")
            part.line.color.rgb, part.line.width = colour(token), Pt(1.75)
    last = max(panel.chart.observations, default=0)
    if not lines:
        _label_columns(drawn)
    elif last in values:
        label = drawn.points[years.index(last)].data_label
        label.position = _beside(sheet, panel, last)
        label.font.size, label.font.bold = _LABEL, True
        label.font.color.rgb = colour("ink")
        _show_value(label)


def _label_columns(drawn: Any) -> None:
    """Write the values upright above the columns, where they do not meet one another."""
    labels = drawn.data_labels
    labels.show_value = True
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.rgb = _UPRIGHT, colour("ink")
    body = labels._element.get_or_add_txPr().find(qn("a:bodyPr"))
    body.set("rot", "-5400000")
    body.set("vert", "horz")


def _beside(sheet: Sheet, panel: Panel, year: int) -> Any:
    """Say where a last value is written: the highest above, the lowest below, others beside."""
    ends = {
        p.city: p.chart.observations[year].obs_value
        for p in sheet.panels
        if year in p.chart.observations
    }
    place = sorted(ends, key=ends.__getitem__).index(panel.city)
    if len(ends) > 1 and place == len(ends) - 1:
        return XL_LABEL_POSITION.ABOVE
    return XL_LABEL_POSITION.BELOW if len(ends) > 1 and not place else XL_LABEL_POSITION.RIGHT


def _show_value(label: Any) -> None:
    """Show the value itself, not a copy of it that editing would leave behind."""
    shown = label._get_or_add_dLbl()
    for name in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent"):
        found = shown.find(qn(f"c:{name}"))
        if found is not None:
            found.set("val", "1" if name == "showVal" else "0")


def _hide(line: LineFormat) -> None:
    line.fill.background()
