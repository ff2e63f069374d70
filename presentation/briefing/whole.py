"""The sheet of all lights: every indicator of the catalogue by goal, the chosen cities beside it.

It always shows the whole catalogue, so that its check number can say what it shows.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from indicators.assessment import Assessment, Light
from presentation.briefing.evidence import whole_number
from presentation.briefing.request import WHOLE, Request
from presentation.briefing.sheet import stamp
from presentation.citations import official
from presentation.scene import Scene
from presentation.sentences import called


@dataclass(frozen=True, slots=True)
class Column:
    """One city and how many lights of each kind it has."""

    city: str
    name: str
    counts: tuple[tuple[Light, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """One goal: each of its indicators with a light a city."""

    goal: str
    rows: tuple[tuple[str, tuple[Light, ...]], ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """Everything on the sheet, as plain values; `lines` say the same in sentences."""

    indicator_id: str
    name: str
    title: str
    demand: str
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    legend: tuple[tuple[Light, str], ...]
    lines: tuple[str, ...]
    source: str
    stamp: str
    number: str


def whole(request: Request) -> Whole:
    """Put the sheet together."""
    scene, t = request.scene, request.scene.t
    catalogue = scene.reader.catalogue
    scene.reader.read_ahead(catalogue.indicators)
    number = whole_number(scene)
    columns = tuple(_column(scene, c.code, scene.name(c)) for c in scene.cities)
    return Whole(
        indicator_id=WHOLE,
        name=t("briefing.whole"),
        title=_title(scene, columns),
        demand=t("briefing.whole_lead", count=len(catalogue.indicators), year=scene.year),
        columns=columns,
        blocks=_blocks(scene),
        legend=tuple((light, t(f"light.{light}")) for light in Light),
        lines=tuple(_line(scene, column) for column in columns),
        source=t("briefing.whole_source"),
        stamp=stamp(scene, number=number),
        number=number,
    )


def _column(scene: Scene, city: str, name: str) -> Column:
    counts = Counter(scene.lights_of(city).values())
    return Column(city, name, tuple((light, counts[light]) for light in Light))


def _title(scene: Scene, columns: Sequence[Column]) -> str:
    """Say of each city how many lights are good and how many bad."""
    t = scene.t

    def counted(light: Light) -> str:
        parts = (
            t("briefing.whole_part", city=c.name, count=dict(c.counts)[light]) for c in columns
        )
        return t("list.comma").join(parts)

    said = {"good": counted(Light.GOOD), "bad": counted(Light.BAD)}
    return t("briefing.whole_title", year=scene.year, **said)


def _blocks(scene: Scene) -> tuple[Block, ...]:
    def lights(indicator_id: str) -> tuple[Light, ...]:
        found: list[Assessment] = [scene.assessment(indicator_id, c.code) for c in scene.cities]
        return tuple(a.light for a in found)

    catalogue = scene.reader.catalogue
    return tuple(
        Block(
            catalogue.goals[goal].short(scene.language),
            tuple((scene.name(i), lights(i.indicator_id)) for i in own),
        )
        for goal, own in catalogue.by_goal.items()
        if own
    )


def _line(scene: Scene, column: Column) -> str:
    numbers = {light.value: count for light, count in column.counts}
    city = called(scene, scene.reader.areas[column.city])
    return official(scene.t("briefing.summary_city", city=city, **numbers), scene.t)
