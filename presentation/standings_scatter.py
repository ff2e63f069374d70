"""How a group is spread over its values in both years, our three joined from one to the other."""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median

from presentation.axes import Axis, axis_of
from presentation.figures import figure
from presentation.scene import Scene
from presentation.standings import SINCE, Standings

WIDTH, HEIGHT, UPPER, LOWER = 316, 84, 24, 64


@dataclass(frozen=True, slots=True)
class Line:
    """One year: a tick a city, the median with its number where most of the group is known.

    `low`, `high` and `own` (our three, in order, empty without a figure) are for the table.
    """

    year: int
    y: int
    ticks: tuple[float, ...]
    median: float
    text: str
    low: str
    high: str
    own: tuple[str, ...]


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
        lines.append(_line(scene, found, axis, SINCE, UPPER))
    lines.append(_line(scene, found, axis, found.year or scene.year, LOWER))
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


def _line(scene: Scene, found: Standings, axis: Axis, year: int, y: int) -> Line:
    is_before = y == UPPER
    figures = found.before if is_before else found.now
    is_telling = bool(found.places_before if is_before else found.places_now)
    values = [o.obs_value for o in figures.values()]
    middle = median(values)

    def text(value: float) -> str:
        return figure(value, found.indicator.decimals)

    return Line(
        year=year,
        y=y,
        ticks=tuple(axis.at(v) for v in values),
        median=axis.at(middle),
        text=text(middle) if is_telling else "",
        low=text(min(values)),
        high=text(max(values)),
        own=tuple(
            text(figures[c.code].obs_value) if c.code in figures else "" for c in scene.cities
        ),
    )


def _at(axis: Axis, figures: Mapping, code: str) -> float | None:
    return axis.at(figures[code].obs_value) if code in figures else None
