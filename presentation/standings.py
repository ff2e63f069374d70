"""One indicator in a group of cities: two years' figures, places, changes, what forbids them.

The baseline is that of the plan. The year compared with it is the latest one up to the year
looked at for which most of the group has figures; the baseline itself is never replaced.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.areas import Area, Group
from indicators.breaks import Break, blocking_break
from indicators.catalogue import Indicator, Polarity
from indicators.observations import AreaSeries, Observation
from indicators.standing import CHANGE_DECIMALS, Place, changes_between, is_telling, places
from presentation.scene import Scene
from presentation.trajectory import FIRST_YEAR
from storage.reading import Series

SINCE = FIRST_YEAR

Figures = Mapping[str, Observation]
"""Area → the observation of one year."""
Places = Mapping[str, Place]
"""Area → its place; empty where too few of the group are known."""


@dataclass(frozen=True, slots=True)
class Standings:
    """Everything compared.

    `changes` are positive when better, and leave out the cities in `broken`, whose figures of
    the two years do not compare.
    """

    indicator: Indicator
    group: Group
    areas: tuple[Area, ...]
    year: int | None
    before: Figures
    now: Figures
    places_before: Places
    places_now: Places
    broken: Mapping[str, Break]
    changes: Mapping[str, Decimal]
    change_places: Places

    @property
    def ordered(self) -> list[Area]:
        """The cities with a figure, best first; without places in the plan's order."""
        order = {code: n for n, code in enumerate(self.places_now)}
        known = [a for a in self.areas if a.code in self.now]
        return sorted(known, key=lambda a: order.get(a.code, 0))

    @property
    def missing(self) -> list[Area]:
        """The cities without a figure in the year shown."""
        return [a for a in self.areas if a.code not in self.now]

    def moved(self, code: str) -> int | None:
        """Return how many places a city went up since the baseline; None where it cannot be said.

        A city whose own figures do not compare has no movement, though it has two places.
        """
        if code in self.broken:
            return None
        return moved(self.places_before.get(code), self.places_now.get(code))


def standings(scene: Scene, indicator: Indicator, group: Group) -> Standings:
    """Compare the cities of a group as seen in the year looked at."""
    plan, series = scene.reader.plan, scene.reader.series(indicator.indicator_id)
    areas = plan.members(group)
    year = shown_year(scene, indicator.indicator_id, areas)
    every = [
        AreaSeries(
            a.code,
            {y: o.obs_value for y, o in series.get(a.code, {}).items()},
            plan.breaks_of(indicator.indicator_id, a.code),
        )
        for a in areas
    ]
    changes = changes_between(every, SINCE, year, indicator) if year else {}
    places_of = 1 if indicator.unit != "%" else max(indicator.decimals, CHANGE_DECIMALS)
    return Standings(
        indicator=indicator,
        group=group,
        areas=areas,
        year=year,
        before=_figures(series, areas, SINCE),
        now=_figures(series, areas, year),
        places_before=places_in(scene, indicator, areas, SINCE),
        places_now=places_in(scene, indicator, areas, year),
        broken=broken(scene, indicator.indicator_id, areas, year),
        changes=changes,
        change_places=places(changes, Polarity.HIGHER, places_of),
    )


def _figures(series: Series, areas: Sequence[Area], year: int | None) -> dict[str, Observation]:
    found = {a.code: series.get(a.code, {}).get(year or 0) for a in areas}
    return {code: o for code, o in found.items() if o is not None}


def shown_year(scene: Scene, indicator_id: str, areas: Sequence[Area]) -> int | None:
    """Return the latest year most of the group is known in, else the latest known at all."""

    def find() -> int | None:
        counts = {}
        for year in range(scene.year, SINCE, -1):
            values = scene.reader.values_in(year).get(indicator_id, {})
            counts[year] = sum(a.code in values for a in areas)
            if is_telling(counts[year], len(areas)):
                return year
        return max((year for year, count in counts.items() if count), default=None)

    key = ("shown_year", indicator_id, tuple(a.code for a in areas), scene.year)
    return scene.reader.keep(key, find)


def places_in(
    scene: Scene, indicator: Indicator, areas: Sequence[Area], year: int | None
) -> Places:
    """Return the places of one year; none where less than half of the group is known."""

    def rank() -> Places:
        values = scene.reader.values_in(year).get(indicator.indicator_id, {}) if year else {}
        known = {a.code: values[a.code] for a in areas if a.code in values}
        if not is_telling(len(known), len(areas)):
            return {}
        return places(known, indicator.polarity, indicator.decimals)

    key = ("places", indicator.indicator_id, tuple(a.code for a in areas), year)
    return scene.reader.keep(key, rank)


def broken(
    scene: Scene, indicator_id: str, areas: Sequence[Area], year: int | None
) -> dict[str, Break]:
    """Return the break of each area that forbids comparing a year with the baseline."""
    if year is None:
        return {}
    plan = scene.reader.plan
    crossed = {a.code: blocking_break(plan.breaks_of(indicator_id, a.code), SINCE, year)
               for a in areas}  # fmt: skip
    return {code: found for code, found in crossed.items() if found is not None}


def moved(before: Place | None, now: Place | None) -> int | None:
    """Return how many places lie between two ranks, positive when upwards."""
    return None if before is None or now is None else before.rank - now.rank
