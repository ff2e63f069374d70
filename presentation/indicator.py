"""What the indicator page says: the finding, a card a city, and the way around."""

from dataclasses import dataclass
from itertools import groupby

from indicators.areas import Area
from indicators.assessment import Assessment, Light, Status
from indicators.catalogue import Goal, Indicator
from indicators.outlook import still_needed
from indicators.targets import Target, TargetForm
from presentation.casing import within
from presentation.figures import signed, with_unit
from presentation.foreign import marked
from presentation.scene import Scene
from presentation.texts import Texts
from presentation.wording import Wording


@dataclass(frozen=True, slots=True)
class Card:
    """What is said about one city above its chart."""

    city: Area
    light: Light
    status: str
    finding: str
    schedule: str
    needed: str
    last_known: tuple[Light, str] | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The indicator before or after this one in the catalogue."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class IndicatorHead:
    """Finding and cards; the chart, the table and the facts are put together elsewhere."""

    indicator: Indicator
    goal: Goal
    title: str
    subtitle: str
    cards: tuple[Card, ...]
    before: Neighbour | None
    after: Neighbour | None


def indicator_head(scene: Scene, indicator: Indicator) -> IndicatorHead:
    """Say by rule how the three cities stand on one indicator."""
    found = [scene.assessment(indicator.indicator_id, c.code) for c in scene.cities]
    words = [scene.wording(a) for a in found]
    order = list(scene.reader.catalogue.indicators)
    at = order.index(indicator.indicator_id)
    return IndicatorHead(
        indicator=indicator,
        goal=scene.reader.catalogue.goals[indicator.goal_id or ""],
        title=_title(scene, indicator, words),
        subtitle=marked(_subtitle(scene, indicator, words), scene.language),
        cards=tuple(_card(scene, w) for w in words),
        before=_neighbour(scene, order[at - 1]) if at else None,
        after=_neighbour(scene, order[at + 1]) if at + 1 < len(order) else None,
    )


def short_title(scene: Scene, indicator: Indicator) -> str:
    """Return the finding without by how much, for a place that has no room for it."""
    found = [scene.assessment(indicator.indicator_id, c.code) for c in scene.cities]
    return _title(scene, indicator, [scene.wording(a) for a in found], detailed=False)


def _title(
    scene: Scene, indicator: Indicator, words: list[Wording], *, detailed: bool = True
) -> str:
    """Group the cities by what is said of them; a lone laggard is told by how much."""
    t = scene.t
    ordered = sorted(words, key=lambda w: list(Status).index(w.assessment.status))
    parts = []
    for status, group in groupby(ordered, key=Wording.status):
        members = list(group)
        said_of = {m.assessment.ref_area for m in members}
        names = scene.listed([scene.name(c) for c in scene.cities if c.code in said_of])
        alone = members[0] if len(members) == 1 else None
        lagging = alone is not None and alone.assessment.light in (Light.BAD, Light.POOR)
        told = detailed and lagging
        detail = (alone.gap() or alone.distance()) if alone is not None and told else ""
        key = "indicator.part_by" if detail else "indicator.part"
        parts.append(t(key, cities=names, status=status.lower(), detail=detail))
    name = scene.name(indicator)
    return t("indicator.title", indicator=name, parts=t("list.semicolon").join(parts))


def _subtitle(scene: Scene, indicator: Indicator, words: list[Wording]) -> str:
    """Say what is better and what is demanded of whom; cities with one target share it."""
    t = scene.t
    polarity = t(f"polarity.{indicator.polarity}")
    by_target: dict[Target | None, list[Wording]] = {}
    for w in words:
        by_target.setdefault(w.target, []).append(w)
    if None in by_target:
        return t("indicator.no_target", polarity=polarity)
    parts = []
    for group in by_target.values():
        cities = {w.assessment.ref_area for w in group}
        names = scene.listed([scene.name(c) for c in scene.cities if c.code in cities])
        key = "indicator.demand" if len(by_target) == 1 else "indicator.demand_on"
        parts.append(t(key, cities=names, **_demand(t, group[0])))
    year = max(target.target_year for target in by_target if target is not None)
    demands = t("list.sentences").join(parts)
    return t("indicator.subtitle", polarity=polarity, year=year, demands=demands)


def _demand(t: Texts, words: Wording) -> dict[str, str]:
    nature = words.target.nature if words.target else ""
    return {
        "target": words.demand(),
        "nature": t(f"nature.{nature}"),
        "by": within(words.set_by(), t.language),
    }


def _card(scene: Scene, words: Wording) -> Card:
    a = words.assessment
    known = scene.reader.lights.last_known(a)
    return Card(
        city=scene.reader.areas[a.ref_area],
        light=a.light,
        status=words.status(),
        finding=_finding(scene, words),
        schedule=words.lead() if a.form is not TargetForm.ANNUAL_AVERAGE_AT_LEAST else "",
        needed=_needed(scene, a, words),
        last_known=_last_known(scene, known) if known else None,
    )


def _finding(scene: Scene, words: Wording) -> str:
    a = words.assessment
    if a.value_year is None:
        return words.reason()
    parts = dict.fromkeys(p for p in (words.gap(), words.distance()) if p)
    detail = within(scene.t("list.semicolon").join(parts), scene.language)
    key = "indicator.finding" if detail else "indicator.value"
    year: object = a.value_year
    if a.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST and a.baseline_year is not None:
        year = scene.t("year.span", first=a.baseline_year + 1, last=a.value_year)
    return scene.t(key, year=year, value=words.observed(), detail=detail)


def _needed(scene: Scene, a: Assessment, words: Wording) -> str:
    """Say what each remaining year must bring; nothing once the target year has come."""
    target = words.target
    needed = still_needed(a, target) if target is not None and a.is_assessable else None
    if needed is None or a.as_of >= (target.target_year if target else 0):
        return ""
    places = words.indicator.decimals + (0 if needed.is_rate else 1)
    unit = "%" if needed.is_rate else words.indicator.unit
    text = with_unit(signed(needed.a_year, 2 if needed.is_rate else places), unit, scene.t)
    if unit == "%" and not needed.is_rate:
        text = scene.t("change.points", change=signed(needed.a_year, places))
    return scene.t("indicator.needed", years=needed.years, a_year=text)


def _last_known(scene: Scene, known: Assessment) -> tuple[Light, str]:
    status = scene.wording(known).status()
    return known.light, scene.t("indicator.last_known", year=known.as_of, status=status)


def _neighbour(scene: Scene, indicator_id: str) -> Neighbour:
    indicator = scene.reader.catalogue.indicators[indicator_id]
    return Neighbour(scene.name(indicator), scene.link("indicator", indicator=indicator_id))
