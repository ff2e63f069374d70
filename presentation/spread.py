"""How far apart the three cities are from year to year, beside the whole group; and drawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.areas import Area
from indicators.convergence import Drift, broken_between, drift, variation
from presentation.axes import axis_of
from presentation.figures import figure, with_unit
from presentation.scene import Scene
from presentation.standings import SINCE, Standings

WIDTH, HEIGHT, TOP, FOOT, SIDE = 316, 96, 12, 16, 44


@dataclass(frozen=True, slots=True)
class Spread:
    """Coefficients of variation by year, in per cent, for the three and for the group.

    `drift` is None where the two ends cannot be compared; `why` then says so: `broken` (from
    `broken_in` on), `missing` (a city without a figure) or `signs` (a value of zero or less).
    """

    three: Mapping[int, float]
    group: Mapping[int, float]
    year: int | None
    drift: Drift | None
    why: str
    broken_in: int | None
    cuts: frozenset[int]

    @property
    def first(self) -> float:
        """The coefficient at the baseline."""
        return self.three[SINCE]

    @property
    def last(self) -> float:
        """The coefficient of the year shown."""
        return self.three[self.year or SINCE]


@dataclass(frozen=True, slots=True)
class SpreadPicture:
    """Lines in a box of WIDTH × HEIGHT pixels: a path each, its last point and its label.

    `table` has the figures drawn: year, the three, the group; empty where one is not known.
    """

    width: int
    height: int
    years: tuple[tuple[int, float], ...]
    three: str
    group: str
    ends: tuple[tuple[str, float, float, str], ...]
    table: tuple[tuple[int, str, str], ...]


def spread_of(scene: Scene, found: Standings) -> Spread:
    """Return the spread of the three since the baseline, up to the year shown."""
    last = found.year or scene.year
    years = range(SINCE, last + 1)
    three, group = (_by_year(scene, found, areas, years) for areas in (scene.cities, found.areas))
    plan = scene.reader.plan
    breaks = [plan.breaks_of(found.indicator.indicator_id, c.code) for c in scene.cities]
    broken_in = broken_between(breaks, SINCE, last)
    cuts = {y for y in years[1:] if broken_between(breaks, y - 1, y) is not None}
    ends = [code for code in _codes(scene.cities) if code in found.before and code in found.now]
    why = ""
    if broken_in is not None:
        why = "broken"
    elif len(ends) < len(scene.cities):
        why = "missing"
    elif SINCE not in three or last not in three:
        why = "signs"
    went = None if why else drift(three[SINCE], three[last])
    return Spread(three, group, found.year, went, why, broken_in, frozenset(cuts))


def spread_picture(scene: Scene, spread: Spread) -> SpreadPicture | None:
    """Draw both lines on one scale from zero; None where there is less than a line."""
    if len(spread.three) < 2:
        return None
    years = sorted({*spread.three, *spread.group})
    across = axis_of([years[0], years[-1]], WIDTH - 2 * SIDE, 0)
    most = max([*spread.three.values(), *spread.group.values()]) or 1.0

    def place(year: int, value: float) -> tuple[float, float]:
        return SIDE + across.at(year), round(TOP + (1 - value / most) * (HEIGHT - TOP - FOOT), 1)

    def path(values: Mapping[int, float], cuts: frozenset[int] = frozenset()) -> str:
        text = ""
        for year in sorted(values):
            joined = year - 1 in values and year not in cuts
            x, y = place(year, values[year])
            text += f"{'L' if joined else 'M'}{x:g} {y:g}"
        return text

    def share(value: float | None) -> str:
        return "" if value is None else with_unit(figure(value, 1), "%", scene.t)

    labels = []
    for year, side in ((min(spread.three), "start"), (max(spread.three), "end")):
        x, y = place(year, spread.three[year])
        labels.append((side, x, y, share(spread.three[year])))
    return SpreadPicture(
        WIDTH, HEIGHT, tuple((y, place(y, 0)[0]) for y in years),
        path(spread.three, spread.cuts), path(spread.group), tuple(labels),
        tuple((y, share(spread.three.get(y)), share(spread.group.get(y))) for y in years),
    )  # fmt: skip


def _by_year(
    scene: Scene, found: Standings, areas: Sequence[Area], years: range
) -> dict[int, float]:
    """Return the coefficient of each year in which all the areas are known."""
    series = scene.reader.series(found.indicator.indicator_id)
    result = {}
    for year in years:
        values = [series[c][year].obs_value for c in _codes(areas) if year in series.get(c, {})]
        value = variation(values) if len(values) == len(areas) else None
        if value is not None:
            result[year] = value
    return result


def _codes(areas: Sequence[Area]) -> list[str]:
    return [a.code for a in areas]
