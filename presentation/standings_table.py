"""All indicators with the places of our three then and now, to choose one from."""

from dataclasses import dataclass

from indicators.areas import Area, Group
from indicators.catalogue import Domain, Indicator
from indicators.standing import Place
from presentation.scene import Scene
from presentation.standings import SINCE, broken, moved, places_in, shown_year


@dataclass(frozen=True, slots=True)
class Step:
    """One city's places; `way` is up, down, same, or none where they do not compare."""

    city: Area
    before: str
    now: str
    way: str
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One indicator; `year` only where it is not the year looked at."""

    name: str
    href: str
    current: bool
    year: str
    known: int
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """The indicators of one domain."""

    name: str
    entries: tuple[Entry, ...]


def all_places(scene: Scene, group: Group, chosen: str) -> tuple[Part, ...]:
    """Return every indicator of the catalogue by domain."""
    indicators = scene.reader.catalogue.indicators.values()
    areas = scene.reader.plan.members(group)
    return tuple(
        Part(
            scene.t(f"goals.domain_{domain}"),
            tuple(_entry(scene, i, areas, chosen) for i in indicators if i.domain is domain),
        )
        for domain in Domain
    )


def _entry(scene: Scene, indicator: Indicator, areas: tuple[Area, ...], chosen: str) -> Entry:
    year = shown_year(scene, indicator.indicator_id, areas)
    now = places_in(scene, indicator, areas, year)
    before = places_in(scene, indicator, areas, SINCE)
    gaps = broken(scene, indicator.indicator_id, scene.cities, year)
    steps = []
    for city in scene.cities:
        then, here = before.get(city.code), now.get(city.code)
        step = None if city.code in gaps else moved(then, here)
        way = "none" if step is None else "up" if step > 0 else "down" if step < 0 else "same"
        title = scene.t(f"peers.way_{way}", places=abs(step or 0))
        if city.code in gaps:
            title = scene.t("peers.moved_broken", year=gaps[city.code].first_year_after)
        steps.append(Step(city, _rank(then), _rank(here), way, title))
    return Entry(
        name=scene.name(indicator),
        href=scene.link("peers", indicator=indicator.indicator_id),
        current=indicator.indicator_id == chosen,
        year=str(year) if year is not None and year != scene.year else "",
        known=len(now),
        steps=tuple(steps),
    )


def _rank(place: Place | None) -> str:
    return "" if place is None else str(place.rank)
