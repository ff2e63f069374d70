"""All indicators by goal with the three cities' lights, to choose one from."""

from dataclasses import dataclass

from indicators.assessment import Light
from indicators.catalogue import Goal, Indicator
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class IndexEntry:
    """One indicator with a light a city."""

    name: str
    href: str
    lights: tuple[tuple[Light, str], ...]


def index(scene: Scene) -> list[tuple[Goal, list[IndexEntry]]]:
    """Return the goals with their indicators, in catalogue order."""
    catalogue = scene.reader.catalogue
    return [
        (catalogue.goals[goal_id], [_entry(scene, i) for i in indicators])
        for goal_id, indicators in catalogue.by_goal.items()
    ]


def _entry(scene: Scene, indicator: Indicator) -> IndexEntry:
    href = scene.link("indicator", indicator=indicator.indicator_id)
    return IndexEntry(scene.name(indicator), href, lights_by_city(scene, indicator.indicator_id))


def lights_by_city(scene: Scene, indicator_id: str) -> tuple[tuple[Light, str], ...]:
    """Return each city's light with what it says, in the order of the cities."""
    lights = []
    for city in scene.cities:
        a = scene.assessment(indicator_id, city.code)
        status = scene.wording(a).status()
        said = scene.t("indicator.city_status", city=scene.name(city), status=status)
        lights.append((a.light, said))
    return tuple(lights)
