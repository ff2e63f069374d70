"""The ranked list of a group's cities, each with its way from the baseline drawn on one scale."""

from dataclasses import dataclass
from statistics import median

from indicators.areas import Area
from indicators.observations import Observation, ObsStatus
from presentation.axes import Axis, axis_of
from presentation.figures import figure
from presentation.scene import Scene
from presentation.standings import Standings
from presentation.standings_words import change_words

WIDTH, ROW, TALL_ROW, FEW = 190, 18, 26, 15
"""Pixels of a row; of one where there are so few that the page has room."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure; `firmness` is E, P or empty."""

    text: str
    firmness: str


@dataclass(frozen=True, slots=True)
class Row:
    """One city: places, both figures, where they are drawn; `gap` says why they do not compare."""

    area: Area
    is_own: bool
    rank: str
    rank_before: str
    before: Figure | None
    now: Figure
    change: str
    gap: str
    x_before: float | None
    x_now: float


@dataclass(frozen=True, slots=True)
class Ladder:
    """All rows with the scale they share; `middle` is the median of the year shown."""

    rows: tuple[Row, ...]
    missing: tuple[str, ...]
    width: int
    height: int
    low: str
    high: str
    middle: float
    is_log: bool


def ladder(scene: Scene, found: Standings) -> Ladder:
    """Put the list together, best first."""
    drawn = [*found.now.values(), *found.before.values()]
    axis = axis_of([o.obs_value for o in drawn], WIDTH)
    places = found.indicator.decimals
    return Ladder(
        rows=tuple(_row(scene, found, area, axis) for area in found.ordered),
        missing=tuple(scene.name(a) for a in found.missing),
        width=WIDTH,
        height=ROW if len(found.now) > FEW else TALL_ROW,
        low=figure(axis.low, places),
        high=figure(axis.high, places),
        middle=axis.at(middle_of(found)),
        is_log=axis.is_log,
    )


def middle_of(found: Standings) -> float:
    """Return the median of the year shown."""
    return median(o.obs_value for o in found.now.values())


def _row(scene: Scene, found: Standings, area: Area, axis: Axis) -> Row:
    before, now = found.before.get(area.code), found.now[area.code]
    places = found.places_now.get(area.code), found.places_before.get(area.code)
    change, gap = found.changes.get(area.code), found.broken.get(area.code)
    return Row(
        area=area,
        is_own=area in scene.cities,
        rank=str(places[0].rank) if places[0] else "",
        rank_before=str(places[1].rank) if places[1] else "",
        before=_figure(found, before) if before else None,
        now=_figure(found, now),
        change=change_words(scene, found.indicator, float(change)) if change is not None else "",
        gap=gap.explanation(scene.language) if gap and before else "",
        x_before=axis.at(before.obs_value) if before else None,
        x_now=axis.at(now.obs_value),
    )


def _figure(found: Standings, seen: Observation) -> Figure:
    firm = seen.obs_status is ObsStatus.NORMAL
    text = figure(seen.obs_value, found.indicator.decimals)
    return Figure(text, "" if firm else seen.obs_status.value)
