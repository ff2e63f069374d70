"""Lights that turn, in words: shape and word before and after, for uploads and for releases."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from indicators.assessment import LIGHT_OF, Light, Status
from presentation.differences import Named, named

if TYPE_CHECKING:
    from etl.comparison import LightDifference
    from etl.lights import LightChange
    from presentation.scene import Scene

_ORDER = (Light.GOOD, Light.FAIR, Light.POOR, Light.BAD)
_WORSE, _BETTER = -1, 1


@dataclass(frozen=True, slots=True)
class LightLine:
    """One light before → after; `years` are those looked at, `step` is −1 when worse, 1 better."""

    indicator: Named
    code: str
    city: str
    years: str
    before: tuple[Light, str]
    after: tuple[Light, str]
    step: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class CityLights:
    """The lights that turn in one city, the worse ones first, with their numbers."""

    code: str
    city: str
    lines: tuple[LightLine, ...]
    better: int
    worse: int


def turning(scene: Scene, changes: Iterable[LightChange | LightDifference]) -> list[LightLine]:
    """Write lights that turn, worse ones first; one that turns alike in several years once."""
    found = sorted(changes, key=lambda c: (_key(c), c.as_of))
    lines = [(_line(scene, list(alike)), key[0]) for key, alike in groupby(found, _key)]
    order = {i: n for n, i in enumerate(scene.reader.catalogue.indicators)}
    rank = {_WORSE: 0, _BETTER: 1, 0: 2}
    lines.sort(key=lambda item: (rank[item[0].step], order.get(item[1], 999), item[0].years))
    return [line for line, _ in lines]


def by_city(scene: Scene, lines: Iterable[LightLine]) -> tuple[CityLights, ...]:
    """Return every city with the lights that turn in it, be there any or not."""
    listed = list(lines)
    return tuple(_city(c.code, scene.name(c), listed) for c in scene.cities)


def _city(code: str, city: str, every: list[LightLine]) -> CityLights:
    lines = tuple(line for line in every if line.code == code)
    steps = [line.step for line in lines]
    return CityLights(code, city, lines, steps.count(_BETTER), steps.count(_WORSE))


def _key(change: LightChange | LightDifference) -> tuple[str, ...]:
    reason = str(getattr(change, "reason", ""))
    return change.indicator_id, change.ref_area, change.before, change.after, reason


def _line(scene: Scene, alike: list[LightChange | LightDifference]) -> LightLine:
    first = alike[0]
    before, after = mark(scene, first.before), mark(scene, first.after)
    reason = str(getattr(first, "reason", ""))
    area = scene.reader.areas.get(first.ref_area)
    return LightLine(
        indicator=named(scene, first.indicator_id),
        code=first.ref_area,
        city=scene.name(area) if area else first.ref_area,
        years=_years(scene, [c.as_of for c in alike]),
        before=before,
        after=after,
        step=_step(before[0], after[0]),
        reason=scene.t(f"difference.reason.{reason}") if reason else "",
    )


def mark(scene: Scene, status: str) -> tuple[Light, str]:
    """Return shape and word of a status; none at all is a year that was not looked at."""
    if not status:
        return Light.NONE, scene.t("difference.no_light")
    if status == Status.ACHIEVED_LATE:
        return Light.GOOD, scene.t("difference.achieved_late")
    return LIGHT_OF[Status(status)], scene.t(f"status.{status}")


def _step(before: Light, after: Light) -> int:
    if Light.NONE in (before, after) or before == after:
        return 0
    return _BETTER if _ORDER.index(after) < _ORDER.index(before) else _WORSE


def _years(scene: Scene, years: list[int]) -> str:
    """Write years in a row as a span."""
    spans: list[list[int]] = []
    for year in sorted(set(years)):
        if spans and year == spans[-1][-1] + 1:
            spans[-1].append(year)
        else:
            spans.append([year])
    return scene.t("list.comma").join(
        str(s[0]) if len(s) == 1 else scene.t("year.span", first=s[0], last=s[-1]) for s in spans
    )
