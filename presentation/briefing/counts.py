"""How many lights of which kind: by city, and by goal and city; and the sentences on them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from indicators.assessment import Assessment, Light
from indicators.catalogue import Goal
from presentation.briefing.request import Request
from presentation.citations import official
from presentation.sentences import called

LIGHTS = tuple(Light)


def by_city(request: Request) -> Mapping[str, Counter[Light]]:
    """Return each chosen city's lights."""
    found = request.assessments.values()
    return {
        c.code: Counter(a.light for a in found if a.ref_area == c.code)
        for c in request.scene.cities
    }


def by_goal(request: Request) -> Mapping[str, tuple[tuple[Light, ...], ...]]:
    """Return goal → for each city its lights, in the briefing's order; only goals that occur."""
    found: dict[str, tuple[tuple[Light, ...], ...]] = {}
    for goal_id in request.scene.reader.catalogue.goals:
        own = [i for i in request.indicators if i.goal_id == goal_id]
        if own:
            columns = zip(*(request.of(i) for i in own), strict=True)
            found[goal_id] = tuple(tuple(a.light for a in column) for column in columns)
    return found


def goal(request: Request, goal_id: str) -> Goal:
    """Return a goal by its identifier."""
    return request.scene.reader.catalogue.goals[goal_id]


def summary(request: Request) -> list[str]:
    """Say how many each city reached, and what all of them missed or reached."""
    scene, t = request.scene, request.scene.t
    said = [t("briefing.summary", year=scene.year, count=len(request.indicator_ids))]
    for city in scene.cities:
        counts = by_city(request)[city.code]
        name = called(scene, city)
        numbers = {light.value: counts[light] for light in LIGHTS}
        said.append(t("briefing.summary_city", city=name, **numbers))
    for key, light in (("reached", Light.GOOD), ("failed", Light.BAD)):
        names = [scene.name(i) for i in request.indicators if _all(request.of(i), light)]
        if names and len(scene.cities) > 1:
            listed = t("list.comma").join(names)
            said.append(t(f"briefing.all_{key}", names=listed, count=len(names)))
    return [official(text, t) for text in said]


def _all(found: Iterable[Assessment], light: Light) -> bool:
    return all(a.light is light for a in found)
