"""Below the indicator's table: why its lights turned, how fast, other rules, what came later."""

from dataclasses import dataclass

from indicators.areas import Area
from indicators.catalogue import Indicator
from presentation.figures import value
from presentation.indicator_opinions import OpinionRow, opinion_rows
from presentation.indicator_pace import PaceRow, one_start, pace_rows
from presentation.scene import Scene
from presentation.turning import Turn, history


@dataclass(frozen=True, slots=True)
class Later:
    """One city's values after the target year."""

    city: Area
    values: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """Everything in these sections; an empty one is not shown."""

    turns: tuple[tuple[Area, list[Turn]], ...]
    paces: tuple[PaceRow, ...]
    opinions: tuple[OpinionRow, ...]
    later: tuple[Later, ...]
    target_year: int
    is_past: bool
    first_year: int
    since: int | None


def outlook(scene: Scene, indicator: Indicator, target_year: int) -> Outlook:
    """Put the sections together for the year looked at."""
    paces = pace_rows(scene, indicator)
    return Outlook(
        turns=tuple((c, history(scene, indicator.indicator_id, c.code)) for c in scene.cities),
        paces=paces,
        opinions=opinion_rows(scene, indicator),
        later=_later(scene, indicator, target_year) if scene.year >= target_year else (),
        target_year=target_year,
        is_past=scene.year >= target_year,
        first_year=min(scene.reader.years_looked_at),
        since=one_start(paces),
    )


def _later(scene: Scene, indicator: Indicator, target_year: int) -> tuple[Later, ...]:
    """Return what happened after the target year; it changes no light that was looked at then."""
    series = scene.reader.series(indicator.indicator_id)
    found = []
    for city in scene.cities:
        own = series.get(city.code, {})
        values = [
            scene.t("city.latest", year=y, figure=value(own[y].obs_value, indicator, scene.t))
            for y in sorted(own)
            if y > target_year
        ]
        if values:
            found.append(Later(city, scene.t("list.sentences").join(values)))
    return tuple(found)
