"""The table of speeds on the indicator page, and how far it is to the next light."""

from collections.abc import Iterable
from dataclasses import dataclass

from indicators.areas import Area
from indicators.assessment import Assessment
from indicators.catalogue import Indicator
from indicators.next_light import next_light
from indicators.observations import AreaSeries
from indicators.pace import Step, pace
from indicators.targets import TargetForm
from presentation.figures import signed, value, with_unit
from presentation.scene import Scene

RATES = (TargetForm.ANNUAL_AVERAGE_AT_LEAST, TargetForm.YEAR_AT_LEAST)
"""Forms whose yearly step is a growth rate itself."""


@dataclass(frozen=True, slots=True)
class PaceRow:
    """One city's speeds a year since its baseline year; empty where it cannot be said."""

    city: Area
    needed: str
    is_past: bool
    done: str
    own_best: str
    peers_best: str
    to_next: str
    since: int | None = None


def pace_rows(scene: Scene, indicator: Indicator) -> tuple[PaceRow, ...]:
    """Return a row a city."""
    return tuple(
        _row(scene, indicator, scene.assessment(indicator.indicator_id, c.code))
        for c in scene.cities
    )


def one_start(rows: Iterable[PaceRow]) -> int | None:
    """Return the baseline year of all speeds shown; None when they have no single one."""
    found = {r.since for r in rows if r.since is not None}
    return found.pop() if len(found) == 1 else None


def _row(scene: Scene, indicator: Indicator, a: Assessment) -> PaceRow:
    target, city = scene.reader.target_of(a), scene.reader.areas[a.ref_area]
    peers = [_series(scene, indicator, p.code) for p in scene.reader.plan.peers]
    found = (
        pace(a, target, indicator, _series(scene, indicator, a.ref_area), peers) if target else None
    )
    if found is None:
        return PaceRow(city, "", False, "", "", "", _next(scene, a, indicator))
    rate = target is not None and target.form in RATES

    def said(size: float | None) -> str:
        return "" if size is None else step_words(scene, indicator, size, is_rate=rate)

    needed = said(found.needed)
    if needed and indicator.unit != "%" and a.baseline_value:
        step = (found.needed or 0) * a.baseline_value / 100
        text = with_unit(signed(step, indicator.decimals + 1), indicator.unit, scene.t)
        needed = scene.t("pace.both", share=needed, step=text)
    return PaceRow(
        city=city,
        needed=needed,
        is_past=found.is_past,
        done=said(found.done),
        own_best=_own(scene, found.own_best, said),
        peers_best=_peer(scene, found.peers_best, said),
        to_next=_next(scene, a, indicator),
        since=a.baseline_year,
    )


def step_words(scene: Scene, indicator: Indicator, size: float, *, is_rate: bool) -> str:
    """Write a yearly step: a rate, points, or per cent of the baseline."""
    if is_rate:
        return with_unit(signed(size, 2), "%", scene.t)
    if indicator.unit == "%":
        return scene.t("change.points", change=signed(size, indicator.decimals + 1))
    return with_unit(signed(size, 1), "%", scene.t)


def _own(scene: Scene, step: Step | None, said) -> str:
    return scene.t("pace.own", step=said(step.size), year=step.year) if step else ""


def _peer(scene: Scene, step: Step | None, said) -> str:
    if step is None:
        return ""
    name = scene.name(scene.reader.areas[step.ref_area])
    return scene.t("pace.peer", step=said(step.size), city=name)


def _next(scene: Scene, a: Assessment, indicator: Indicator) -> str:
    """Say which light comes next and what it would have taken."""
    target = scene.reader.target_of(a)
    found = next_light(a, target, indicator) if target and a.is_assessable else None
    if found is None:
        return scene.t("pace.no_next") if a.is_assessable else ""
    status = scene.t(f"status.{found.status}", year="").strip("（） ()")
    if found.level is None:
        points = signed(found.points or 0, 1)
        return scene.t("pace.next_points", status=status, points=points)
    gap = found.level - (a.obs_value or 0)
    places = indicator.decimals
    text = signed(gap, places)
    text = (
        scene.t("change.points", change=text)
        if indicator.unit == "%"
        else with_unit(text, indicator.unit, scene.t)
    )
    return scene.t(
        "pace.next", status=status, gap=text, level=value(found.level, indicator, scene.t)
    )


def _series(scene: Scene, indicator: Indicator, code: str) -> AreaSeries:
    own = scene.reader.series(indicator.indicator_id).get(code, {})
    breaks = scene.reader.plan.breaks_of(indicator.indicator_id, code)
    return AreaSeries(code, {y: o.obs_value for y, o in own.items()}, breaks)
