"""Who answers for an indicator: the sections of the plan that name it, with their departments."""

from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from indicators.catalogue import Indicator
from presentation.ledger_clauses import Link, department_link
from presentation.ledger_words import is_named, section
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class Duty:
    """One section of the plan; `href` leads to its first clause about the indicator."""

    number: str
    title: Markup
    href: str
    departments: tuple[Link, ...]


def departments(found: tuple[Duty, ...]) -> tuple[Link, ...]:
    """Return the departments of all sections, each once, in the plan's order."""
    return tuple(dict.fromkeys(link for duty in found for link in duty.departments))


def duties(scene: Scene, indicator: Indicator) -> tuple[Duty, ...]:
    """Return the sections that name departments for an indicator, in the plan's order."""
    own = [c for c in scene.reader.plan.clauses if indicator.indicator_id in c.indicator_ids]
    found = []
    for number, group in groupby(own, key=lambda c: c.section_id):
        clauses = list(group)
        named = dict.fromkeys(d for c in clauses for d in c.departments if is_named(d))
        if named:
            href = scene.link("ledger", clause=clauses[0].clause_id)
            links = tuple(department_link(scene, d) for d in named)
            found.append(Duty(number, section(scene, clauses[0]), href, links))
    return tuple(found)
