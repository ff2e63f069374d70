"""What the overview shows: the finding, each city's lights, the matrix, worst and best."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Area
from indicators.assessment import Assessment, Light, Status
from indicators.catalogue import Goal
from presentation.overview_matrix import Cell, columns, row
from presentation.ranking import Ranked, best, worst
from presentation.scene import Scene
from presentation.sparkline import sparkline
from presentation.turning import turned

LISTED = 5
TREND_YEARS = 6


@dataclass(frozen=True, slots=True)
class Share:
    """How many lights of one colour a city has."""

    light: Light
    count: int
    label: str


@dataclass(frozen=True, slots=True)
class CityLights:
    """One city's lights, and how many turned since the year before."""

    city: Area
    href: str
    shares: tuple[Share, ...]
    better: int
    worse: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the lists of worst and best."""

    light: Light
    status: str
    name: str
    city: Area
    href: str
    trend: Markup
    figure: str
    detail: str


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything on the page, ready to be put into its template."""

    title: Markup
    subtitle: str
    cities: tuple[CityLights, ...]
    goals: tuple[tuple[Goal, float], ...]
    """Each with its share of the matrix's width, in per cent."""
    matrix: dict[str, dict[str, tuple[Cell, ...]]]
    worst: tuple[Line, ...]
    best: tuple[Line, ...]


def overview(scene: Scene) -> Overview:
    """Put the page together for the year looked at."""
    catalogue = scene.reader.catalogue
    scene.reader.read_ahead(catalogue.indicators)
    every = [scene.assessment(i, c.code) for i in catalogue.indicators for c in scene.cities]
    return Overview(
        title=_title(scene, every),
        subtitle=_subtitle(scene),
        cities=tuple(_city(scene, city) for city in scene.cities),
        goals=columns(scene),
        matrix={c.code: row(scene, c) for c in scene.cities},
        worst=tuple(_line(scene, r) for r in worst(every, LISTED)),
        best=tuple(_line(scene, r) for r in best(every, LISTED)),
    )


def _title(scene: Scene, every: Iterable[Assessment]) -> Markup:
    """Say how many lights are of which kind in all, and what none of the three did."""
    every = tuple(every)
    counts = Counter(a.light for a in every)
    bad = Counter(a.indicator_id for a in every if a.light is Light.BAD)
    shared = [i for i, count in bad.items() if count == len(scene.cities)]
    first = scene.t.markup(
        "overview.finding",
        year=scene.year,
        indicators=len(scene.reader.catalogue.indicators),
        cities=len(scene.cities),
        good=Markup("<b>{}</b>").format(counts[Light.GOOD]),
        bad=Markup("<b>{}</b>").format(counts[Light.BAD]),
        bad_word=_short(scene, Light.BAD),
        none=counts[Light.NONE],
    )
    return first + Markup("<br>") + _shared(scene, shared)


def _shared(scene: Scene, shared: list[str]) -> Markup:
    if not shared:
        return scene.t.markup("overview.none_shared")
    indicators = scene.reader.catalogue.indicators
    names = [scene.within(indicators[i]) for i in shared]
    last = scene.t("list.and").join(names[-2:])
    text = scene.t("list.comma").join([*names[:-2], last])
    due = any(scene.assessment(i, scene.cities[0].code).status is Status.MISSED for i in shared)
    return scene.t.markup("overview.shared_missed" if due else "overview.shared_behind", names=text)


def _subtitle(scene: Scene) -> str:
    targets = () if scene.counting == "plan" else scene.reader.plan.targets
    numeric = {x.indicator_id for x in targets if x.target_value is not None}
    return scene.t(
        "overview.subtitle",
        goals=len(scene.reader.catalogue.goals),
        numeric=len(numeric),
        peers=len(scene.reader.plan.peers),
        day=scene.reader.data_as_of.isoformat(),
        release=scene.reader.info.short_id,
    )


def _city(scene: Scene, city: Area) -> CityLights:
    counts = Counter(scene.lights_of(city.code).values())
    better, worse = turned(scene, city.code)
    shares = tuple(Share(x, counts[x], _short(scene, x)) for x in Light)
    href = scene.link("city", city=city.code)
    return CityLights(city, href, shares, len(better), len(worse))


def _short(scene: Scene, light: Light) -> str:
    """Name a light in few words; once targets are due nothing is on schedule any more."""
    due = scene.year >= max(t.target_year for t in scene.reader.plan.targets)
    ending = "_due" if due and light in (Light.FAIR, Light.BAD) else ""
    return scene.t(f"light.short_{light}{ending}")


def _dated(scene: Scene, a: Assessment, figure: str) -> str:
    """Put the year before a figure that is not of the year looked at."""
    if a.value_year == scene.year:
        return figure
    return scene.t("city.latest", year=a.value_year, figure=figure)


def _line(scene: Scene, ranked: Ranked) -> Line:
    a = ranked.assessment
    words = scene.wording(a)
    city = scene.reader.areas[a.ref_area]
    years = range(scene.year - TREND_YEARS + 1, scene.year + 1)
    return Line(
        light=a.light,
        status=words.status(),
        name=scene.name(words.indicator),
        city=city,
        href=scene.link("indicator", indicator=a.indicator_id),
        trend=sparkline(scene.values(a.indicator_id, a.ref_area), a.ref_area, years),
        figure=_dated(scene, a, words.compared()),
        detail=words.detail(),
    )
