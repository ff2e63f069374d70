"""The overview's matrix: a light with its trend for each indicator, by goal and city."""

from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Area
from indicators.assessment import Assessment, Light
from indicators.catalogue import Goal
from presentation.scene import Scene
from presentation.sparkline import tiny
from presentation.trajectory import FIRST_YEAR

HEADING = 3
"""Room of a goal's heading, in lights."""
GOALS_WIDTH = 92
"""Per cent of the matrix that goals take; the rest is for the cities' names."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One light of the matrix with its trend."""

    light: Light
    href: str
    label: str
    trend: Markup


def columns(scene: Scene) -> tuple[tuple[Goal, float], ...]:
    """Give each goal room for its heading, and more with more indicators: one line of lights."""
    catalogue = scene.reader.catalogue
    parts = {g: HEADING + len(catalogue.by_goal[i]) for i, g in catalogue.goals.items()}
    whole = sum(parts.values())
    return tuple((goal, round(GOALS_WIDTH * part / whole, 2)) for goal, part in parts.items())


def row(scene: Scene, city: Area) -> dict[str, tuple[Cell, ...]]:
    """Return a city's lights by goal, in the catalogue's order."""
    by_goal = scene.reader.catalogue.by_goal
    return {
        goal: tuple(_cell(scene, scene.assessment(i.indicator_id, city.code)) for i in indicators)
        for goal, indicators in by_goal.items()
    }


def _cell(scene: Scene, assessment: Assessment) -> Cell:
    words = scene.wording(assessment)
    label = scene.t(
        "overview.cell",
        indicator=scene.name(words.indicator),
        status=words.status(),
        detail=words.distance(),
    )
    href = scene.link("indicator", indicator=assessment.indicator_id)
    return Cell(assessment.light, href, label, _trend(scene, assessment))


def _trend(scene: Scene, a: Assessment) -> Markup:
    years = range(FIRST_YEAR, scene.year + 1)
    key = ("tiny", a.indicator_id, a.ref_area, scene.year)
    return scene.reader.keep(key, lambda: tiny(scene.values(a.indicator_id, a.ref_area), years))
