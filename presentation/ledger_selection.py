"""Which clauses of the plan are looked at: by department, city, domain, status and text."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from indicators.areas import Area
from indicators.catalogue import Domain
from indicators.ledger import Clause
from indicators.plan import Plan
from indicators.projects import Project, projects_by_clause


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted; what is empty does not matter. `words` are further words of each clause."""

    department: str | None = None
    city: Area | None = None
    domain: Domain | None = None
    stage: str | None = None
    text: str = ""
    words: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is left out."""
        return any((self.department, self.city, self.domain, self.stage, self.text))


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause with those of its projects that are looked at."""

    clause: Clause
    projects: tuple[Project, ...]


def selected(plan: Plan, wanted: Selection) -> tuple[Entry, ...]:
    """Return the clauses in the plan's order.

    A status asks for clauses that have such a project, and shows only those. A city asks for
    clauses that name it, and leaves out projects and events that are known to be elsewhere.
    """
    projects = projects_by_clause(plan.clauses, plan.events)
    found = (_entry(c, projects[c.clause_id], wanted) for c in plan.clauses)
    return tuple(entry for entry in found if entry is not None)


def _entry(clause: Clause, projects: tuple[Project, ...], wanted: Selection) -> Entry | None:
    if wanted.department and wanted.department not in clause.departments:
        return None
    if wanted.domain and wanted.domain not in clause.domains:
        return None
    if wanted.city and wanted.city.official_name not in clause.cities:
        return None
    if wanted.text and not _says(clause, projects, wanted):
        return None
    if wanted.city:
        projects = tuple(_there(projects, wanted.city.official_name))
    if wanted.stage:
        projects = tuple(p for p in projects if p.stage == wanted.stage)
        if not projects:
            return None
    return Entry(clause, projects)


def _there(projects: Iterable[Project], city: str) -> Iterator[Project]:
    """Leave out projects, and events of projects, that are known to be elsewhere."""
    for project in projects:
        if not project.cities or city in project.cities:
            own = (e for e in project.events if not e.cities or city in e.cities)
            yield replace(project, events=tuple(own))


def _says(clause: Clause, projects: tuple[Project, ...], wanted: Selection) -> bool:
    """Say whether every word of the text stands somewhere in the clause or its projects."""
    parts = [clause.clause_id, clause.section_title, clause.summary, *clause.departments]
    parts += [*clause.named_projects, wanted.words.get(clause.clause_id, "")]
    for project in projects:
        parts += [project.name, *(e.event for e in project.events)]
    said = "\n".join(parts).casefold()
    return all(word in said for word in wanted.text.casefold().split())
