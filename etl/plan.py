"""Read data/plan into one checked `Plan`. Out of scope: figures."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from etl.plan_files import Row, read_rows
from etl.problems import PlanProblem
from indicators.areas import Area, AreaLevel, Role
from indicators.breaks import Break, Comparability
from indicators.catalogue import Catalogue, Domain, Goal, Indicator, Kind, Polarity
from indicators.language import Bilingual
from indicators.ledger import Clause, Event, EventStatus
from indicators.plan import Alias, Plan, faults_of
from indicators.targets import Nature, Target, TargetForm, TargetLevel

T = TypeVar("T")

COUNTED = frozenset({"人", "张", "个", "件", "辆"})
"""Units of what is counted one by one: half a person is never printed."""


def plan_paths(data: Path) -> list[Path]:
    """Return the plan files of a data folder, sorted; they belong to a release's fingerprint."""
    return sorted((data / "plan").glob("*.csv"))


def read_plan(data: Path) -> Plan:
    """Read and check `data/plan`; raises `PlanProblem` with every fault found."""
    folder = data / "plan"
    if not folder.is_dir():
        raise PlanProblem([f"{folder}: no plan files here; is --data the right folder?"])
    faults: list[str] = []

    def every(name: str, build: Callable[[Row], T]) -> tuple[T, ...]:
        built, found = _build(folder / name, build)
        faults.extend(found)
        return built

    goals = every("goals.csv", _goal)
    entries = every("indicators.csv", _indicator) + every("measures.csv", _measure)
    plan = Plan(
        areas=every("areas.csv", _area),
        catalogue=Catalogue(
            _by(lambda g: g.goal_id, goals, "goals.csv", faults),
            _by(lambda e: e.indicator_id, entries, "indicators.csv", faults),
        ),
        targets=every("targets.csv", target_from),
        breaks=every("breaks.csv", _break),
        aliases=every("aliases.csv", _alias),
        clauses=every("plan_clauses.csv", _clause),
        events=every("project_events.csv", _event),
    )
    faults += faults_of(plan)
    if faults:
        raise PlanProblem(faults)
    return plan


def _build(path: Path, build: Callable[[Row], T]) -> tuple[tuple[T, ...], list[str]]:
    built: list[T] = []
    faults: list[str] = []
    for row in read_rows(path):
        try:
            built.append(build(row))
        except ValueError as error:
            faults.append(f"{path.name}, line {row.line}, {error}")
    return tuple(built), faults


def _by(
    name_of: Callable[[T], str], items: tuple[T, ...], file: str, faults: list[str]
) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for item in items:
        if name_of(item) in found:
            faults.append(f"{file}: {name_of(item)} stands twice")
        found[name_of(item)] = item
    return found


def _area(row: Row) -> Area:
    official = row.text("name_zh")
    level = row.parsed("level", AreaLevel)
    short = official.removesuffix("市") if level is AreaLevel.CITY else official
    return Area(
        code=row.text("ref_area"),
        official_name=official,
        name=Bilingual(short, row.text("name_en")),
        level=level,
        roles=frozenset(row.each("roles", Role)),
    )


def _goal(row: Row) -> Goal:
    return Goal(
        goal_id=row.text("goal_id"),
        phrase=row.bilingual("phrase"),
        short=row.bilingual("short"),
        domain=row.parsed("domain", Domain),
    )


def _indicator(row: Row) -> Indicator:
    return Indicator(
        indicator_id=row.text("indicator_id"),
        name=row.bilingual("name"),
        domain=row.parsed("domain", Domain),
        goal_id=row.text("goal_id"),
        unit=row.text("unit"),
        decimals=row.parsed("decimals", int),
        polarity=row.parsed("polarity", Polarity),
        kind=row.parsed("kind", Kind),
        source_label=row.text("source_label"),
        scope=row.text("scope"),
        expression=row.text("expression"),
        note=row.bilingual("note"),
    )


def _measure(row: Row) -> Indicator:
    unit = row.text("unit")
    return Indicator(
        indicator_id=row.text("measure_id"),
        name=Bilingual(row.text("source_label"), row.text("name_en")),
        domain=None,
        goal_id=None,
        unit=unit,
        decimals=0 if unit in COUNTED else 1,
        polarity=Polarity.NONE,
        kind=Kind.MEASURE,
        source_label=row.text("source_label"),
        scope=row.text("scope"),
        expression="",
        note=Bilingual("", ""),
    )


def target_from(row: Row) -> Target:
    """Read one line of a targets file; the English columns may be missing."""
    return Target(
        indicator_id=row.text("indicator_id"),
        ref_area=row.text("ref_area"),
        level=row.parsed("level", TargetLevel),
        set_by=Bilingual(row.text("set_by"), row.text("set_by_en")),
        form=row.parsed("form", TargetForm),
        target_year=row.parsed("target_year", int),
        target_value=row.optional("target_value", float),
        unit=row.text("unit"),
        baseline_year=row.optional("baseline_year", int),
        nature=row.parsed("nature", Nature),
        source_title=row.text("source_title"),
        quote=row.text("quote"),
        note=Bilingual(row.text("note"), row.text("note_en")),
    )


def _break(row: Row) -> Break:
    return Break(
        indicator_id=row.text("indicator_id"),
        ref_area=row.text("ref_area"),
        first_year_after=row.parsed("first_year_after", int),
        kind=row.text("kind"),
        comparable=row.parsed("comparable", Comparability),
        explanation=row.bilingual("explanation"),
    )


def _alias(row: Row) -> Alias:
    only = row.text("applies_to") == "reference"
    return Alias(row.text("label"), row.text("stands_for"), only)


def _clause(row: Row) -> Clause:
    return Clause(
        clause_id=row.text("clause_id"),
        section_id=row.text("section_id"),
        section_title=row.text("section_title"),
        summary=row.text("summary_zh"),
        named_projects=row.each("named_projects", str),
        departments=row.each("departments", str),
        cities=row.each("cities", str),
        domains=row.each("domain", Domain),
        goal_ids=row.each("goals", str),
        indicator_ids=row.each("indicator_ids", str),
    )


def _event(row: Row) -> Event:
    return Event(
        project_id=row.text("project_id"),
        clause_id=row.text("clause_id"),
        project=row.text("project_zh"),
        cities=row.each("cities", str),
        event_date=row.text("event_date"),
        event=row.text("event_zh"),
        status_at_2020_end=row.parsed("status_at_2020_end", EventStatus),
        source_title=row.text("source_title"),
        source_url=row.text("source_url"),
    )
