"""One sheet: everything that is said and drawn about one indicator, as plain values.

It holds no reader and no texts, so it can be handed to another process to be drawn.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from markupsafe import Markup

from indicators.assessment import Assessment, Light
from indicators.breaks import Comparability
from indicators.catalogue import Indicator
from indicators.observations import ObsStatus
from indicators.sources import Source
from indicators.targets import TargetForm
from presentation.axes import Span
from presentation.briefing.evidence import check_number
from presentation.briefing.request import Request
from presentation.citations import Sentence
from presentation.figures import figure, pair, trimmed, unit
from presentation.indicator import indicator_head, short_title
from presentation.indicator_facts import source_lines
from presentation.indicator_table import indicator_table
from presentation.scene import Scene
from presentation.sentences import of_city
from presentation.trajectory import Trajectory, common_span, trajectories

_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True, slots=True)
class Panel:
    """One city: its light, its sentence, and the chart with the words drawn into it."""

    city: str
    name: str
    light: Light
    status: str
    finding: str
    sentence: Sentence
    chart: Trajectory
    labels: dict[int, str]
    target: str
    set_by: str
    breaks: tuple[tuple[float, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One city's line of the table; a cell is a figure and its mark (E, P or nothing)."""

    city: str
    name: str
    cells: tuple[tuple[str, str], ...]
    target: str
    light: Light
    status: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """One indicator; `stamp` says data date, release, latest year here and check number.

    `short_title` is the finding for a place in which the whole one would not fit.
    """

    indicator_id: str
    name: str
    goal: str
    title: str
    short_title: str
    demand: str
    unit: str
    decimals: int
    panels: tuple[Panel, ...]
    span: Span
    years: tuple[int, ...]
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    key: str
    breaks: str
    source: str
    stamp: str
    number: str


def sheets(request: Request) -> tuple[Sheet, ...]:
    """Put every sheet of a briefing together, in its order."""
    return tuple(sheet(request, i) for i in request.indicators)


def sheet(request: Request, indicator: Indicator) -> Sheet:
    """Put the sheet of one indicator together."""
    scene, t = request.scene, request.scene.t
    head = indicator_head(scene, indicator)
    charts = trajectories(scene, indicator)
    table = indicator_table(scene, indicator, charts[0].years)
    number = check_number(scene, indicator)
    rows = tuple(
        Row(
            r.area.code,
            scene.name(r.area),
            tuple((c.text, c.mark) if c else ("", "") for c in r.cells),
            _target(scene, a, r.target),
            r.light or Light.NONE,
            r.status,
        )
        for r, a in zip(table.rows, request.of(indicator), strict=False)
    )
    panels = tuple(
        _panel(scene, a, chart, plain(card.finding))
        for a, chart, card in zip(request.of(indicator), charts, head.cards, strict=True)
    )
    return Sheet(
        indicator_id=indicator.indicator_id,
        name=scene.name(indicator),
        goal=head.goal.short(t.language),
        title=plain(head.title),
        short_title=plain(short_title(scene, indicator)),
        demand=plain(head.subtitle),
        unit=unit(indicator.unit, t),
        decimals=indicator.decimals,
        panels=panels,
        span=common_span(charts),
        years=table.years,
        heads=(t("indicator.target", year=charts[0].wanted_year), t("indicator.light")),
        rows=rows,
        key=_key(scene, panels),
        breaks=_breaks(scene, panels),
        source=_source(scene, indicator, request.of(indicator)),
        stamp=stamp(scene, charts, number),
        number=number,
    )


def _target(scene: Scene, a: Assessment, text: str) -> str:
    """Return the target for a cell; the plan's words stand above the table and are long."""
    return scene.t("target.by_plan") if a.form is TargetForm.IMPROVE else text


def plain(text: str) -> str:
    """Return a page's words without the marks that only a browser understands.

    >>> plain(Markup('The plan&#39;s <span lang="zh">明显提高</span>'))
    "The plan's 明显提高"
    """
    return unescape(_TAG.sub("", text)) if isinstance(text, Markup) else text


def source_names(sources: Iterable[Source]) -> list[str]:
    """Name each dataset once, as pages do."""
    return [plain(line) for line in source_lines(tuple(sources))]


def stamp(scene: Scene, charts: Iterable[Trajectory] = (), number: str = "") -> str:
    """Say of which day the release's data is, the same everywhere; of charts, their latest year."""
    day, release = scene.reader.data_as_of.isoformat(), scene.reader.release_id
    said = [scene.t("briefing.stamp", day=day, release=release)]
    latest = max((y for chart in charts for y in chart.observations), default=None)
    if latest is not None:
        said.append(scene.t("briefing.stamp_latest", year=latest))
    if number:
        said.append(scene.t("briefing.stamp_number", number=number))
    return scene.t("list.gap").join(said)


def _panel(scene: Scene, a: Assessment, chart: Trajectory, finding: str) -> Panel:
    words = scene.wording(a)
    decimals = words.indicator.decimals
    ends = sorted(chart.observations)
    target = _level(a, chart.wanted, words.indicator)
    return Panel(
        city=a.ref_area,
        name=scene.name(scene.reader.areas[a.ref_area]),
        light=a.light,
        status=words.status(),
        finding=finding,
        sentence=of_city(scene, a),
        chart=chart,
        labels={
            y: figure(chart.observations[y].obs_value, decimals)
            for y in ({ends[0], ends[-1]} if ends else ())
        },
        target=scene.t("chart.target", level=target) if target else "",
        set_by=words.set_by() if words.target else "",
        breaks=tuple((b.first_year_after - 0.5, scene.t(f"break.{b.kind}")) for b in chart.breaks),
    )


def _level(a: Assessment, wanted: float | None, indicator: Indicator) -> str:
    """Write the level of a target so that it can be told from the value."""
    if wanted is None:
        return ""
    if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST or a.obs_value is None:
        return trimmed(wanted, max(indicator.decimals, 1))
    return pair(a.obs_value, wanted, indicator)[1]


def _key(scene: Scene, panels: tuple[Panel, ...]) -> str:
    """Explain only the marks that are drawn."""
    seen = [o.obs_status for p in panels for o in p.chart.observations.values()]
    shown = {
        "estimated": ObsStatus.ESTIMATED in seen,
        "provisional": ObsStatus.PROVISIONAL in seen,
        "path": any(p.chart.required for p in panels),
        "break": any(p.breaks for p in panels),
        "reference": any(p.chart.references for p in panels),
    }
    parts = [scene.t(f"briefing.key.{name}") for name, there in shown.items() if there]
    return scene.t("list.gap").join(parts)


def _breaks(scene: Scene, panels: tuple[Panel, ...]) -> str:
    """Say which breaks forbid comparison, for charts that cannot show a gap."""
    said = [
        scene.t(
            "indicator.break_line",
            where=panel.name,
            year=gap.first_year_after,
            kind=scene.t(f"break.{gap.kind}"),
            comparable=scene.t(f"break.{gap.comparable}"),
        )
        for panel in panels
        for gap in panel.chart.breaks
        if gap.comparable is Comparability.NO
    ]
    return scene.t("list.sentences").join(said)


def _source(scene: Scene, indicator: Indicator, found: tuple[Assessment, ...]) -> str:
    """Name the sources of the figures, then of the targets."""
    own = source_names(scene.reader.sources_of(indicator.indicator_id))
    targets = [scene.reader.target_of(a) for a in found]
    titles = dict.fromkeys(x.source_title for x in targets if x is not None and x.source_title)
    said = {"figures": scene.t("list.sentences").join(own), "targets": "；".join(titles)}
    return scene.t("briefing.source" if titles else "briefing.source_figures", **said)
