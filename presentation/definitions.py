"""What is measured: every indicator of each goal, and the measures their formulas use."""

from dataclasses import dataclass

from indicators.breaks import Break
from indicators.catalogue import Goal, Indicator, Kind, Polarity
from indicators.formulas import parse
from presentation.figures import unit
from presentation.goals_targets import one_held
from presentation.indicator_facts import formula_text
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Definition:
    """One indicator, or one measure; `label` is a quotation from the sources."""

    indicator_id: str
    name: str
    href: str
    formula: str
    formula_kind: str
    notes: tuple[str, ...]
    unit: str
    polarity: Polarity
    label: str
    scope: str
    targets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """One input of formulas, and the names of the indicators computed from it."""

    measure_id: str
    name: str
    unit: str
    label: str
    scope: str
    used_by: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One goal with its definitions."""

    number: int
    goal: Goal
    definitions: tuple[Definition, ...]


def definitions(scene: Scene, wanted: str) -> tuple[Part, ...]:
    """Return the goals whose indicators contain the text wanted, in either language."""
    catalogue = scene.reader.catalogue
    parts = []
    for number, (goal_id, goal) in enumerate(catalogue.goals.items(), 1):
        own = [i for i in catalogue.by_goal[goal_id] if contains(i, wanted)]
        if own:
            parts.append(Part(number, goal, tuple(_definition(scene, i) for i in own)))
    return tuple(parts)


def measures(scene: Scene, wanted: str) -> tuple[Measure, ...]:
    """Return the inputs of formulas that contain the text wanted."""
    entries = scene.reader.catalogue.entries.values()
    own = [e for e in entries if e.kind is Kind.MEASURE and contains(e, wanted)]
    return tuple(_measure(scene, e) for e in own)


def contains(entry: Indicator, wanted: str) -> bool:
    """Look for a text in names, identifier and source label; the case does not matter."""
    text = f"{entry.name.zh} {entry.name.en} {entry.indicator_id} {entry.source_label}"
    return wanted.strip().casefold() in text.casefold()


def _definition(scene: Scene, indicator: Indicator) -> Definition:
    derived = indicator.kind is Kind.DERIVED
    breaks = [b for b in scene.reader.plan.breaks if b.indicator_id == indicator.indicator_id]
    note = [indicator.note(scene.language)] if indicator.note.zh else []
    return Definition(
        indicator_id=indicator.indicator_id,
        name=scene.name(indicator),
        href=scene.link("indicator", indicator=indicator.indicator_id),
        formula=formula_text(scene, indicator),
        formula_kind="derived" if derived else "also" if indicator.expression else "published",
        notes=(*note, *dict.fromkeys(_break(scene, b) for b in breaks)),
        unit=unit(indicator.unit, scene.t),
        polarity=indicator.polarity,
        label=indicator.source_label,
        scope=_scope(scene, indicator),
        targets=_targets(scene, indicator),
    )


def _break(scene: Scene, gap: Break) -> str:
    return scene.t(
        "catalogue.break",
        year=gap.first_year_after,
        explanation=gap.explanation(scene.language),
        comparable=scene.t(f"break.{gap.comparable}"),
    )


def _scope(scene: Scene, entry: Indicator) -> str:
    return scene.t(f"catalogue.scope.{entry.scope}") if entry.scope else ""


def _targets(scene: Scene, indicator: Indicator) -> tuple[str, ...]:
    """Return every target once: who set it, what it demands, whether it is binding."""
    found: dict[str, None] = {}
    for city in scene.cities:
        for a in scene.reader.lights.every(indicator.indicator_id, city.code, scene.year):
            words = scene.wording(a)
            if words.target is None:
                continue
            held = one_held(words)
            number = words.target.target_value is not None
            nature = scene.t(f"nature.{words.target.nature}")
            key = "catalogue.target" if number else "catalogue.direction"
            found[scene.t(key, by=held.by, demand=held.demand, nature=nature)] = None
    return tuple(found)


def _measure(scene: Scene, entry: Indicator) -> Measure:
    users = [
        i
        for i in scene.reader.catalogue.indicators.values()
        if i.expression and entry.indicator_id in _inputs(i)
    ]
    return Measure(
        measure_id=entry.indicator_id,
        name=scene.name(entry),
        unit=unit(entry.unit, scene.t),
        label=entry.source_label,
        scope=_scope(scene, entry),
        used_by=tuple(
            (scene.name(i), scene.link("indicator", indicator=i.indicator_id)) for i in users
        ),
    )


def _inputs(indicator: Indicator) -> frozenset[str]:
    formula = parse(indicator.expression)
    return formula.inputs | formula.sums
