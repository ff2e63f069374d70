"""What the city page shows: the finding, what changed, strengths and lags, every indicator."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Area
from indicators.assessment import Assessment, Light, Reason
from presentation.city_bullets import Bullet, Section, in_two_columns, sections
from presentation.city_standing import sentences
from presentation.ranking import Ranked, best, worst
from presentation.readings import Reading, how_far, in_full, observed
from presentation.scene import Scene
from presentation.sparkline import sparkline
from presentation.tabs import Tab, city_tabs, counting_tabs
from presentation.turning import turned

LISTED = 6
TREND_YEARS = 6


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator's name as a link."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """One line of strengths or lags."""

    light: Light
    status: str
    name: str
    href: str
    trend: Markup
    figure: str
    detail: str


@dataclass(frozen=True, slots=True)
class Unassessed:
    """One indicator without a light: why, the last figure, and the last light if there was one."""

    name: str
    href: str
    reason: str
    figure: str
    last: tuple[Light, str] | None


@dataclass(frozen=True, slots=True)
class City:
    """Everything on the page, ready to be put into its template."""

    city: Area
    title: Markup
    sentences: tuple[str, ...]
    tabs: tuple[Tab, ...]
    countings: tuple[Tab, ...]
    counts: tuple[tuple[Light, int], ...]
    better: tuple[Named, ...]
    worse: tuple[Named, ...]
    strengths: tuple[Ranking, ...]
    lags: tuple[Ranking, ...]
    columns: tuple[tuple[Section, ...], ...]
    unassessed: tuple[Unassessed, ...]

    @property
    def bullets(self) -> tuple[Bullet, ...]:
        """Every indicator with a light, in the order of the page."""
        return tuple(b for column in self.columns for s in column for b in s.bullets)


def city(scene: Scene, code: str) -> City:
    """Put the page of one of the three cities together."""
    indicators = scene.reader.catalogue.indicators
    scene.reader.read_ahead(indicators)
    every = [scene.assessment(i, code) for i in indicators]
    counts = Counter(a.light for a in every)
    better, worse = turned(scene, code)
    return City(
        city=scene.reader.areas[code],
        title=_title(scene, code, every),
        sentences=sentences(scene, code),
        tabs=city_tabs(scene, "city", code),
        countings=counting_tabs(scene, "city"),
        counts=tuple((light, counts[light]) for light in Light),
        better=tuple(_named(scene, i) for i in better),
        worse=tuple(_named(scene, i) for i in worse),
        strengths=tuple(_ranking(scene, r) for r in best(every, LISTED)),
        lags=tuple(_ranking(scene, r) for r in worst(every, LISTED)),
        columns=in_two_columns(sections(scene, every)),
        unassessed=tuple(_unassessed(scene, a) for a in every if not a.is_assessable),
    )


def _title(scene: Scene, code: str, every: list[Assessment]) -> Markup:
    """Say how many lights are of which kind, then what is furthest ahead and behind."""
    counts = Counter(a.light for a in every)
    first = scene.t.markup(
        "city.finding",
        year=scene.year,
        city=scene.name(scene.reader.areas[code]),
        indicators=len(every),
        good=Markup("<b>{}</b>").format(counts[Light.GOOD]),
        bad=Markup("<b>{}</b>").format(counts[Light.BAD]),
        none=counts[Light.NONE],
    )
    ends = {"best": best(every, 1), "worst": worst(every, 1)}
    key = "_".join(name for name, found in ends.items() if found) or "neither"
    indicators = scene.reader.catalogue.indicators
    said = {"by": how_far(scene.wording(ends["worst"][0].assessment)) if ends["worst"] else ""}
    for name, found in ends.items():
        said[name] = scene.within(indicators[found[0].assessment.indicator_id]) if found else ""
    return first + Markup("<br>") + scene.t.markup(f"city.{key}", **said)


def _named(scene: Scene, indicator_id: str) -> Named:
    indicator = scene.reader.catalogue.indicators[indicator_id]
    return Named(scene.name(indicator), scene.link("indicator", indicator=indicator_id))


def _ranking(scene: Scene, ranked: Ranked) -> Ranking:
    a = ranked.assessment
    words = scene.wording(a)
    named = _named(scene, a.indicator_id)
    years = range(scene.year - TREND_YEARS + 1, scene.year + 1)
    values = scene.values(a.indicator_id, a.ref_area)
    trend = sparkline(values, a.ref_area, years)
    shown = words.compared()
    if a.value_year != scene.year:
        shown = scene.t("city.latest", year=a.value_year, figure=shown)
    return Ranking(a.light, words.status(), named.name, named.href, trend, shown, words.detail())


def _unassessed(scene: Scene, a: Assessment) -> Unassessed:
    words, now = scene.wording(a), observed(scene, a)
    known = scene.reader.lights.last_known(a)
    last = (known.light, scene.wording(known).status()) if known else None
    named = _named(scene, a.indicator_id)
    return Unassessed(named.name, named.href, words.reason(), _latest(scene, a, now), last)


def _latest(scene: Scene, a: Assessment, now: Reading | None) -> str:
    """Write the last figure; its year unless the reason has just named it."""
    if now is None:
        return ""
    shown = in_full(scene, a, now)
    if a.reason is Reason.STALE and now.year == a.value_year:
        return shown
    return scene.t("city.latest", year=now.year, figure=shown)
