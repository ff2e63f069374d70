"""Lights that are other ones than the year before, and why, in words."""

from dataclasses import dataclass

from indicators.assessment import Assessment, Light
from indicators.targets import TargetForm
from indicators.turning import Cause, cause_of
from presentation.figures import figure
from presentation.readings import how_far
from presentation.scene import Scene

_ORDER = (Light.GOOD, Light.FAIR, Light.POOR, Light.BAD)


@dataclass(frozen=True, slots=True)
class Turn:
    """One light before → after; `step` is 1 when better, −1 when worse, 0 when it came or went."""

    indicator_id: str
    ref_area: str
    year: int
    before: tuple[Light, str]
    after: tuple[Light, str]
    step: int
    why: str


def turn(scene: Scene, indicator_id: str, code: str, year: int) -> Turn | None:
    """Return what turned between a year and the one before; None when it is the same word."""
    if year - 1 not in scene.reader.years_looked_at:
        return None
    before, after = (scene.assessment(indicator_id, code, y) for y in (year - 1, year))
    target = scene.reader.target_of(after)
    cause = cause_of(before, after, target.target_year if target else None)
    if cause is None:
        return None
    words = [scene.wording(a).status() for a in (before, after)]
    lights = (before.light, words[0]), (after.light, words[1])
    return Turn(
        indicator_id, code, year, *lights, _step(before, after), _why(scene, cause, before, after)
    )


def turns_of(scene: Scene, code: str) -> list[Turn]:
    """Return all of a city's turns in the year looked at, in catalogue order."""

    def find() -> list[Turn]:
        found = (turn(scene, i, code, scene.year) for i in scene.reader.catalogue.indicators)
        return [t for t in found if t is not None]

    key = ("turns", code, scene.year, scene.counting, scene.language)
    return scene.reader.keep(key, find)


def turned(scene: Scene, code: str) -> tuple[list[str], list[str]]:
    """Return the indicators whose light is better, and worse, than the year before."""
    turns = turns_of(scene, code)
    better = [t.indicator_id for t in turns if t.step > 0]
    return better, [t.indicator_id for t in turns if t.step < 0]


def history(scene: Scene, indicator_id: str, code: str) -> list[Turn]:
    """Return the turns of one light up to the year looked at, the oldest first."""
    years = [y for y in scene.reader.years_looked_at if y <= scene.year]
    found = (turn(scene, indicator_id, code, y) for y in years)
    return [t for t in found if t is not None]


def _step(before: Assessment, after: Assessment) -> int:
    if Light.NONE in (before.light, after.light) or before.light is after.light:
        return 0
    return 1 if _ORDER.index(after.light) < _ORDER.index(before.light) else -1


def _why(scene: Scene, cause: Cause, before: Assessment, after: Assessment) -> str:
    t, words = scene.t, scene.wording(after)
    match cause:
        case Cause.LOST:
            return words.reason()
        case Cause.GAINED:
            return t("turn.gained", reason=scene.wording(before).reason(), far=how_far(words))
        case Cause.OTHER_TARGET:
            return t("turn.other_target", by=words.set_by(), far=how_far(words))
        case Cause.DUE:
            return t("turn.due", year=after.value_year, value=words.observed(), far=how_far(words))
    return _later(scene, before, after)


def _later(scene: Scene, before: Assessment, after: Assessment) -> str:
    """Say both values; an index of average growth is told by its lead alone."""
    t, words = scene.t, scene.wording(after)
    if after.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST or before.obs_value is None:
        return t("turn.average", year=after.value_year, value=words.observed(), far=how_far(words))
    if after.form is TargetForm.IMPROVE:  # the light follows the change since the baseline
        now, earlier = scene.wording(after), scene.wording(before)
        return t(
            "turn.later_change",
            since=after.baseline_year,
            year=after.value_year,
            change=now.distance(),
            before_year=before.value_year,
            before=earlier.distance(),
        )
    return t(
        "turn.later_value",
        year=after.value_year,
        value=words.observed(),
        before_year=before.value_year,
        before=figure(before.obs_value, words.indicator.decimals),
        far=how_far(words),
    )
