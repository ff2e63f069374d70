"""What the goals page shows: each of the plan's goals with its indicators, cities side by side."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Area
from indicators.assessment import Assessment, Light
from indicators.catalogue import Domain, Goal, Indicator
from presentation.figures import unit
from presentation.goals_cases import Case, alike, case
from presentation.goals_finding import finding
from presentation.goals_targets import Held, held
from presentation.peers import median_text
from presentation.scene import Scene
from presentation.tabs import Tab, counting_tabs, domain_tabs


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator with what is held against it, and the three cities."""

    indicator_id: str
    name: str
    unit: str
    href: str
    targets: tuple[Held, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One goal: the plan's words, each city's lights by colour, and the rows."""

    number: int
    goal: Goal
    tallies: tuple[tuple[tuple[Light, int], ...], ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Goals:
    """Everything on the page, ready to be put into its template."""

    title: Markup
    subtitle: str
    domains: tuple[Tab, ...]
    countings: tuple[Tab, ...]
    cities: tuple[Area, ...]
    since: int
    groups: tuple[Group, ...]


def goals(scene: Scene, domain: Domain | None) -> Goals:
    """Put the page together for one domain, or for all of them."""
    catalogue = scene.reader.catalogue
    scene.reader.read_ahead(catalogue.indicators)
    chosen = [g for g in catalogue.goals.values() if domain in (None, g.domain)]
    numbers = {goal_id: n for n, goal_id in enumerate(catalogue.goals, 1)}
    every = {g.goal_id: [assessed(scene, i) for i in catalogue.by_goal[g.goal_id]] for g in chosen}
    since = usual_baseline(a for rows in every.values() for cases in rows for a in cases)
    return Goals(
        title=finding(scene, domain, every),
        subtitle=_subtitle(scene, chosen, every),
        domains=domain_tabs(scene, "goals", domain),
        countings=counting_tabs(scene, "goals"),
        cities=scene.cities,
        since=since,
        groups=tuple(_group(scene, numbers[g.goal_id], g, every[g.goal_id], since) for g in chosen),
    )


def assessed(scene: Scene, indicator: Indicator) -> tuple[Assessment, ...]:
    """Return what is said about an indicator in each city."""
    return tuple(scene.assessment(indicator.indicator_id, c.code) for c in scene.cities)


def usual_baseline(assessments: Iterable[Assessment]) -> int:
    """Return the baseline year that most have; only other ones are printed."""
    years = Counter(a.baseline_year for a in assessments if a.baseline_year is not None)
    return max(years, key=lambda year: (years[year], year), default=0)


def _subtitle(
    scene: Scene, chosen: list[Goal], every: dict[str, list[tuple[Assessment, ...]]]
) -> str:
    rows = [cases for found in every.values() for cases in found]
    ids = {cases[0].indicator_id for cases in rows}
    targets = scene.reader.plan.targets
    numeric = {x.indicator_id for x in targets if x.target_value is not None} & ids
    return scene.t(
        f"goals.subtitle_{scene.counting}",
        goals=len(chosen),
        indicators=len(rows),
        numeric=len(numeric),
        peers=len(scene.reader.plan.peers),
    )


def _group(
    scene: Scene, number: int, goal: Goal, every: list[tuple[Assessment, ...]], since: int
) -> Group:
    tallies = []
    for column in zip(*every, strict=True):
        counts = Counter(a.light for a in column)
        tallies.append(tuple((light, counts[light]) for light in Light if counts[light]))
    return Group(number, goal, tuple(tallies), tuple(_row(scene, cases, since) for cases in every))


def _row(scene: Scene, cases: tuple[Assessment, ...], since: int) -> Row:
    indicator = scene.reader.catalogue.indicators[cases[0].indicator_id]
    medians = {median_text(a, indicator, scene.t) for a in cases if a.change is not None}
    shared = medians.pop() if len(medians) == 1 else ""
    return Row(
        indicator_id=indicator.indicator_id,
        name=scene.name(indicator),
        unit=unit(indicator.unit, scene.t),
        href=scene.link("indicator", indicator=indicator.indicator_id),
        targets=held(scene, cases, shared),
        cases=alike(scene, (case(scene, a, since, shared) for a in cases), indicator.unit),
    )
