"""The table behind the indicator's charts: every value, its status, target and light."""

from collections.abc import Mapping
from dataclasses import dataclass

from indicators.areas import Area
from indicators.assessment import Light
from indicators.catalogue import Indicator
from indicators.observations import Observation, ObsStatus
from presentation.figures import figure
from presentation.foreign import marked
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class TableCell:
    """One figure; `mark` is E or P with its meaning, `title` the source, `quotes` its own words."""

    text: str
    mark: str
    meaning: str
    title: str
    quotes: bool


@dataclass(frozen=True, slots=True)
class TableRow:
    """One area; references have neither target nor lights."""

    area: Area
    is_city: bool
    cells: tuple[TableCell | None, ...]
    target: str
    light: Light | None
    status: str
    history: tuple[tuple[int, Light, str], ...]


@dataclass(frozen=True, slots=True)
class IndicatorTable:
    """Years across, areas down."""

    years: tuple[int, ...]
    rows: tuple[TableRow, ...]


def indicator_table(scene: Scene, indicator: Indicator, years: range) -> IndicatorTable:
    """Return the figures of the three cities, then province and nation where known."""
    series = scene.reader.series(indicator.indicator_id)
    shown = tuple(y for y in years if y <= max(scene.year, years[0]))
    rows = [_city(scene, indicator, c, series.get(c.code, {}), shown) for c in scene.cities]
    for area in scene.reader.plan.areas:
        values = {y: o for y, o in series.get(area.code, {}).items() if y in shown}
        if area.is_reference and values:
            cells = tuple(_cell(scene, indicator, values.get(y)) for y in shown)
            rows.append(TableRow(area, False, cells, "", None, "", ()))
    return IndicatorTable(shown, tuple(rows))


def _city(
    scene: Scene,
    indicator: Indicator,
    city: Area,
    values: Mapping[int, Observation],
    years: tuple[int, ...],
) -> TableRow:
    a = scene.assessment(indicator.indicator_id, city.code)
    words = scene.wording(a)
    history = []
    for year in scene.reader.years_looked_at:
        past = scene.assessment(indicator.indicator_id, city.code, year)
        if year <= scene.year:
            history.append((year, past.light, scene.wording(past).status()))
    return TableRow(
        area=city,
        is_city=True,
        cells=tuple(_cell(scene, indicator, values.get(y)) for y in years),
        target=marked(words.wanted(), scene.language),
        light=a.light,
        status=words.status(),
        history=tuple(history),
    )


def _cell(scene: Scene, indicator: Indicator, found: Observation | None) -> TableCell | None:
    if found is None:
        return None
    mark = "" if found.obs_status is ObsStatus.NORMAL else found.obs_status.value
    return TableCell(
        text=figure(found.obs_value, indicator.decimals),
        mark=mark,
        meaning=scene.t(f"obs_status.{mark}") if mark else "",
        title=source_name(scene, found.source_id),
        quotes=found.source_id in scene.reader.sources,
    )


def source_name(scene: Scene, source_id: str) -> str:
    """Return a source's title and edition; a computed value says so."""
    source = scene.reader.sources.get(source_id)
    if source is None:
        return scene.t("source.derived")
    return scene.t("source.edition", title=source.title, edition=source.edition)
