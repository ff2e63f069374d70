"""Check a picture by its number: the release it came from, its figures, and what they are now."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from indicators.catalogue import Indicator
from presentation.briefing.evidence import Evidence, Figure, Verdict, evidence, whole_evidence
from presentation.briefing.number import WHOLE_PLACE, NumberProblem, PictureKey, read
from presentation.briefing.request import Focus, focused
from presentation.scene import Scene
from storage.reading import ReleaseReader
from storage.warehouse import Warehouse


class Finding(StrEnum):
    """What a check comes to."""

    NO_NUMBER = "no_number"
    """Not written as a check number is."""
    NO_RELEASE = "no_release"
    """The release is not kept here (any more)."""
    NO_PICTURE = "no_picture"
    """No picture of that release has this number: mistyped, or the picture was altered."""
    SAME = "same"
    """Every figure and light is the same today."""
    CHANGED = "changed"
    """Some are not."""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure then and now; None where there is none."""

    ref_area: str
    time_period: int
    before: Figure | None
    now: Figure | None


@dataclass(frozen=True, slots=True)
class Checked:
    """The answer; without a picture there is nothing but the finding.

    A picture without an indicator is the sheet of all lights.
    """

    finding: Finding
    scene: Focus | None = None
    indicator: Indicator | None = None
    then: Evidence | None = None
    changes: tuple[Change, ...] = ()
    lights: tuple[tuple[str, str, str], ...] = ()
    """City, status then, status now."""
    lights_of: tuple[str, ...] = ()
    """The indicator of each of these lights, on the sheet of all lights."""


Open = Callable[[Path], ReleaseReader]


def check(text: str, scene: Scene, warehouse: Path, opened: Open) -> Checked:
    """Say what a number stands for; `scene` is the release of today."""
    try:
        key, digest = read(text)
    except NumberProblem:
        return Checked(Finding.NO_NUMBER)
    path = _release(warehouse, key)
    if path is None:
        return Checked(Finding.NO_RELEASE)
    reader = scene.reader if path.stem == scene.reader.release_id else opened(path)
    found = _picture(Scene(reader, scene.t, key.year, _counting(key), scene.link), key)
    if found is None:
        return Checked(Finding.NO_PICTURE)
    focus, indicator = found
    then = whole_evidence(focus) if indicator is None else evidence(focus, indicator)
    if then.digest != digest:
        return Checked(Finding.NO_PICTURE)
    if indicator is None:
        return _lights_compared(scene, focus, then)
    return _compared(scene, focus, indicator, then)


def _counting(key: PictureKey) -> Literal["headline", "plan"]:
    return "plan" if key.in_plan_words else "headline"


def _release(warehouse: Path, key: PictureKey) -> Path | None:
    """Return the file of a release by its number; the digest says whether it is the one."""
    kept = Warehouse(warehouse)
    wanted = f"r{key.release}-"
    return next((kept.path(r) for r in kept.releases() if r.startswith(wanted)), None)


def _picture(scene: Scene, key: PictureKey) -> tuple[Focus, Indicator | None] | None:
    indicators = list(scene.reader.catalogue.indicators.values())
    cities = scene.reader.plan_cities
    codes = tuple(c.code for n, c in enumerate(cities) if key.cities >> n & 1)
    of_all = key.indicator == WHOLE_PLACE
    known = (
        of_all or key.indicator < len(indicators)
    ) and scene.year in scene.reader.years_looked_at
    if not known or not codes:
        return None
    return focused(scene, codes), None if of_all else indicators[key.indicator]


def _lights_compared(scene: Scene, focus: Focus, then: Evidence) -> Checked:
    """Hold all lights then against those of today's release; one that went has no status."""
    today = Scene(scene.reader, scene.t, focus.year, focus.counting, scene.link)
    now = whole_evidence(focused(today, focus.chosen))
    before, after = _by_light(then), _by_light(now)
    turned = [
        (indicator, city, old.status if old else "", new.status if new else "")
        for indicator, city in {**before, **after}
        for old, new in [(before.get((indicator, city)), after.get((indicator, city)))]
        if (old and (old.status, old.required_value)) != (new and (new.status, new.required_value))
    ]
    finding = Finding.CHANGED if turned else Finding.SAME
    lights = tuple((city, old, new) for _, city, old, new in turned)
    return Checked(finding, focus, None, then, (), lights, tuple(i for i, *_ in turned))


def _by_light(of: Evidence) -> dict[tuple[str, str], Verdict]:
    return {(i, v.ref_area): v for i, v in zip(of.names, of.verdicts, strict=True)}


def _compared(scene: Scene, focus: Focus, indicator: Indicator, then: Evidence) -> Checked:
    """Hold the figures then against those of today's release."""
    today = Scene(scene.reader, scene.t, focus.year, focus.counting, scene.link)
    if indicator.indicator_id not in today.reader.catalogue.indicators:
        missing = tuple(Change(f.ref_area, f.time_period, f, None) for f in then.figures)
        return Checked(Finding.CHANGED, focus, indicator, then, missing)
    entry = today.reader.catalogue.indicators[indicator.indicator_id]
    now = evidence(focused(today, focus.chosen), entry)
    before = {(f.ref_area, f.time_period): f for f in then.figures}
    after = {(f.ref_area, f.time_period): f for f in now.figures}
    changes = tuple(
        Change(*place, before.get(place), after.get(place))
        for place in sorted(before.keys() | after.keys())
        if _value(before.get(place)) != _value(after.get(place))
    )
    lights = tuple(
        (old.ref_area, old.status, new.status)
        for old, new in zip(then.verdicts, now.verdicts, strict=True)
        if (old.status, old.required_value) != (new.status, new.required_value)
    )
    finding = Finding.CHANGED if changes or lights else Finding.SAME
    return Checked(finding, focus, indicator, then, changes, lights)


def _value(figure: Figure | None) -> tuple[float, str] | None:
    return (figure.obs_value, figure.obs_status) if figure else None
