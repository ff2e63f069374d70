"""The plan and its frame of reference: areas, catalogue, targets, breaks, clauses, events."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from indicators.areas import Area, Group, Role
from indicators.breaks import Break
from indicators.catalogue import Catalogue, Kind
from indicators.formulas import FormulaError, parse
from indicators.ledger import Clause, Event
from indicators.targets import Target, TargetForm, contradicts
from indicators.units import is_known

FIRST_YEAR, LAST_YEAR = 1949, 2100
"""Years that a figure or a target can be about."""


@dataclass(frozen=True, slots=True)
class Alias:
    """Another label that stands for a catalogue entry, or must not (`stands_for` empty)."""

    label: str
    stands_for: str
    only_reference_areas: bool


@dataclass(frozen=True)
class Plan:
    """Everything that gives figures their meaning; `areas` keep the order of display."""

    areas: tuple[Area, ...]
    catalogue: Catalogue
    targets: tuple[Target, ...]
    breaks: tuple[Break, ...]
    aliases: tuple[Alias, ...]
    clauses: tuple[Clause, ...]
    events: tuple[Event, ...]

    @cached_property
    def cities(self) -> tuple[Area, ...]:
        """The three cities of the plan; only these are assessed."""
        return tuple(a for a in self.areas if Role.PLAN in a.roles)

    @cached_property
    def cluster(self) -> tuple[Area, ...]:
        """The 29 prefecture cities of the cluster."""
        return tuple(a for a in self.areas if Role.CLUSTER in a.roles)

    @cached_property
    def peers(self) -> tuple[Area, ...]:
        """The cluster's 26 other prefecture cities."""
        return tuple(a for a in self.areas if a.is_peer)

    def members(self, group: Group) -> tuple[Area, ...]:
        """The cities of a group, the plan's own among them."""
        return self._groups[group]

    @cached_property
    def _groups(self) -> Mapping[Group, tuple[Area, ...]]:
        """The cities of each group: asked for many times a page, among thousands of areas."""
        return {g: tuple(a for a in self.areas if Role(g) in a.roles) for g in Group}

    def breaks_of(self, indicator_id: str, ref_area: str) -> tuple[Break, ...]:
        """Return the breaks of one series, oldest first."""
        own = (b for b in self.breaks if b.indicator_id == indicator_id and b.concerns(ref_area))
        return tuple(sorted(own, key=lambda b: b.first_year_after))


def faults_of(plan: Plan) -> list[str]:
    """Return one sentence for each way in which the plan files contradict one another."""
    checks = (_repetition_faults, _catalogue_faults, _target_faults, _reference_faults)
    return [fault for check in checks for fault in check(plan)]


def _catalogue_faults(plan: Plan) -> Iterator[str]:
    entries = plan.catalogue.entries
    for key, entry in entries.items():
        if not is_known(entry.unit):
            yield f"indicators.csv: {key}: unit {entry.unit!r} is unknown"
        if entry.kind is not Kind.MEASURE and entry.goal_id not in plan.catalogue.goals:
            yield f"indicators.csv: {key}: goal {entry.goal_id!r} is not in goals.csv"
        if not entry.expression:
            continue
        try:
            formula = parse(entry.expression)
        except FormulaError as error:
            yield f"indicators.csv: {key}: {error}"
            continue
        for name in sorted((formula.inputs | formula.sums) - entries.keys()):
            yield f"indicators.csv: {key}: formula input {name} is not catalogued"


def _target_faults(plan: Plan) -> Iterator[str]:
    cities = {a.code for a in plan.cities} | {"*"}
    seen: set[tuple[object, ...]] = set()
    for target in plan.targets:
        where = f"targets.csv: {target.indicator_id}, {target.ref_area}, {target.level.value}"
        indicator = plan.catalogue.indicators.get(target.indicator_id)
        if indicator is None:
            yield f"{where}: indicator is not in indicators.csv"
            continue
        if contradicts(target, indicator):
            yield f"{where}: {target.form.value} wants the opposite of {indicator.polarity.value}"
        if target.ref_area not in cities:
            yield f"{where}: targets are held against the plan's three cities only"
        yield from (f"{where}: {fault}" for fault in _year_faults(target))
        if not _has_its_number(target):
            yield f"{where}: every form but improve needs a number, improve has none"
        key = (target.indicator_id, target.ref_area, target.level, target.form, target.target_year)
        if key in seen:
            yield f"{where}: the same target stands twice"
        seen.add(key)


def _year_faults(target: Target) -> Iterator[str]:
    years = (target.baseline_year, target.target_year)
    impossible = [y for y in years if y is not None and not FIRST_YEAR <= y <= LAST_YEAR]
    for year in impossible:
        yield f"{year} is not a year between {FIRST_YEAR} and {LAST_YEAR}"
    start = target.baseline_year
    if not impossible and start is not None and start >= target.target_year:
        yield "the baseline year must come before the target year"


def _has_its_number(target: Target) -> bool:
    if target.form is TargetForm.IMPROVE:
        return target.target_value is None
    return target.target_value is not None and isfinite(target.target_value)


def _reference_faults(plan: Plan) -> Iterator[str]:
    entries, goals = plan.catalogue.entries, plan.catalogue.goals
    codes, clauses = {a.code for a in plan.areas}, {c.clause_id for c in plan.clauses}
    for gap in plan.breaks:
        if gap.indicator_id not in entries:
            yield f"breaks.csv: {gap.indicator_id} is not in indicators.csv"
        if gap.ref_area not in codes | {"*"}:
            yield f"breaks.csv: {gap.indicator_id}: area {gap.ref_area} is not in areas.csv"
    for alias in plan.aliases:
        if alias.stands_for and alias.stands_for not in entries:
            yield f"aliases.csv: {alias.label}: {alias.stands_for} is not catalogued"
    for clause in plan.clauses:
        for unknown in {*clause.indicator_ids} - entries.keys() | {*clause.goal_ids} - goals.keys():
            yield f"plan_clauses.csv: {clause.clause_id}: {unknown} is unknown"
    for event in plan.events:
        if event.clause_id not in clauses:
            yield f"project_events.csv: {event.project_id}: clause {event.clause_id} is unknown"


def _repetition_faults(plan: Plan) -> Iterator[str]:
    names = {
        "areas.csv": Counter(a.code for a in plan.areas),
        "plan_clauses.csv": Counter(c.clause_id for c in plan.clauses),
    }
    for file, counts in names.items():
        yield from (f"{file}: {name} stands twice" for name, n in counts.items() if n > 1)
