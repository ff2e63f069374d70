"""How a group is spread over its values in both years, our three joined from one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from presentation.axes import Axis, axis_of
from presentation.figures import figure
from presentation.scene import Scene
from presentation.standings import SINCE, Figures, Standings

WIDTH, HEIGHT, UPPER, LOWER = 316, 84, 24, 64


@dataclass(frozen=True, slots=True)
class Line:
    """One year: a tick a city, the median with its number where most of the group is known."""

    year: int
    y: int
    ticks: tuple[float, ...]
    median: float
    text: str


@dataclass(frozen=True, slots=True)
class Own:
    """One of our three: its place on both lines, None without a figure; joined if it compares."""

    code: str
    x_before: float | None
    x_now: float | None
    joined: bool


@dataclass(frozen=True, slots=True)
class Scatter:
    """Both lines and our three in a box of pixels."""

    width: int
    height: int
    lines: tuple[Line, ...]
    own: tuple[Own, ...]


def scatter(scene: Scene, found: Standings) -> Scatter:
    """Draw the group in the baseline year above and in the year shown below."""
    both = [*found.now.values(), *found.before.values()]
    axis = axis_of([o.obs_value for o in both], WIDTH)
    lines = []
    if found.before:
        lines.append(_line(found, axis, SINCE, UPPER, found.before, bool(found.places_before)))
    lines.append(
        _line(found, axis, found.year or scene.year, LOWER, found.now, bool(found.places_now))
    )
    own = tuple(
        Own(
            c.code,
            _at(axis, found.before, c.code),
            _at(axis, found.now, c.code),
            c.code in found.before and c.code in found.now and c.code not in found.broken,
        )
        for c in scene.cities
    )
    return Scatter(WIDTH, HEIGHT, tuple(lines), own)


def _line(found: Standings, axis: Axis, year: int, y: int, figures: Figures, telling: bool) -> Line:
    values = [o.obs_value for o in figures.values()]
    middle = median(values)
    ticks = tuple(axis.at(v) for v in values)
    text = figure(middle, found.indicator.decimals) if telling else ""
    return Line(year, y, ticks, axis.at(middle), text)


def _at(axis: Axis, figures: Mapping, code: str) -> float | None:
    return axis.at(figures[code].obs_value) if code in figures else None
