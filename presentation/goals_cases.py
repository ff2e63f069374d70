"""One city's figures for one indicator, as they stand in a row of the goals page."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from indicators.areas import Area
from indicators.assessment import Assessment, Light
from presentation.figures import with_unit
from presentation.peers import median_text
from presentation.readings import Reading, baseline, how_far, observed
from presentation.scene import Scene
from presentation.sparkline import sparkline
from presentation.wording import Wording

TREND_YEARS = 6


@dataclass(frozen=True, slots=True)
class Case:
    """One city's figures for one indicator; years only where they are not the usual ones."""

    city: Area
    light: Light
    status: str
    before: Reading | None
    now: Reading | None
    year_before: str
    year_now: str
    distance: str
    trend: Markup


def case(scene: Scene, a: Assessment, since: int, shared: str) -> Case:
    """Put one cell together; `shared` is the median that the row says for all its cities."""
    words = scene.wording(a)
    before, now = baseline(scene, a), observed(scene, a)
    years = range(scene.year - TREND_YEARS + 1, scene.year + 1)
    return Case(
        city=scene.reader.areas[a.ref_area],
        light=a.light,
        status=words.status(),
        before=before,
        now=now,
        year_before=_year(scene, before, since),
        year_now=_year(scene, now, scene.year),
        distance=_distance(words, shared),
        trend=sparkline(scene.values(a.indicator_id, a.ref_area), a.ref_area, years),
    )


def alike(scene: Scene, cases: Iterable[Case], symbol: str) -> tuple[Case, ...]:
    """Return the cells of a row; beside a rate, which carries its unit, the others carry theirs."""
    found = tuple(cases)
    if not any(c.now and c.now.is_rate for c in found):
        return found
    return tuple(
        replace(c, before=_in_full(scene, c.before, symbol), now=_in_full(scene, c.now, symbol))
        for c in found
    )


def _in_full(scene: Scene, reading: Reading | None, symbol: str) -> Reading | None:
    if reading is None or reading.is_rate:
        return reading
    return replace(reading, text=with_unit(reading.text, symbol, scene.t))


def _distance(words: Wording, shared: str) -> str:
    """Say how far a city is; the peers' median only where the row does not say it for all."""
    if words.assessment.change is None:
        return how_far(words)
    median = median_text(words.assessment, words.indicator, words.t)
    if shared or not median:
        return words.t("distance.alone", change=words.changed())
    return words.t("goals.change_median", change=words.changed(), median=median)


def _year(scene: Scene, reading: Reading | None, usual: int) -> str:
    """Name a figure's year where it is not the one the column's heading says."""
    if reading is None or reading.year == usual:
        return ""
    return scene.t("goals.year", year=reading.year)
