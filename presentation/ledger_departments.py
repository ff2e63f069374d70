"""Who answers for what: each department with its clauses, projects and lights, counted."""

from collections import Counter
from dataclasses import dataclass

from indicators.assessment import Light
from presentation.ledger import projects
from presentation.ledger_clauses import Link, department_link
from presentation.ledger_selection import Entry
from presentation.ledger_words import STAGES
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Count:
    """One department: clauses, named projects by status, linked indicators, their lights."""

    link: Link
    clauses: int
    stages: tuple[tuple[str, int], ...]
    indicators: int
    lights: tuple[tuple[Light, int], ...]


def departments(scene: Scene, entries: tuple[Entry, ...]) -> tuple[Count, ...]:
    """Count by department, most clauses first; a clause counts for each of its departments."""
    own: dict[str, list[Entry]] = {}
    for entry in entries:
        for name in entry.clause.departments:
            own.setdefault(name, []).append(entry)
    order = sorted(own, key=lambda name: -len(own[name]))
    return tuple(_count(scene, name, tuple(own[name])) for name in order)


def _count(scene: Scene, name: str, entries: tuple[Entry, ...]) -> Count:
    stages = Counter(p.stage for p in projects(entries))
    known = scene.reader.catalogue.indicators
    linked = {i for e in entries for i in e.clause.indicator_ids if i in known}
    lights = Counter(scene.assessment(i, c.code).light for i in linked for c in scene.cities)
    return Count(
        link=department_link(scene, name),
        clauses=len(entries),
        stages=tuple((stage, stages[stage]) for stage in STAGES),
        indicators=len(linked),
        lights=tuple((light, lights[light]) for light in Light),
    )
