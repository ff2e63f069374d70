"""One clause of the plan by itself: its place, its neighbours, its projects, its indicators."""

from collections import Counter
from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Area
from indicators.ledger import Clause
from indicators.projects import projects_by_clause
from presentation.glosses import of_clause
from presentation.ledger import STATUS_YEAR
from presentation.ledger_clauses import Link, Row, department_link, row
from presentation.ledger_selection import Entry
from presentation.ledger_words import STAGES, section, with_gloss
from presentation.scene import Scene


@dataclass(frozen=True, slots=True)
class One:
    """Everything on the page of one clause."""

    clause: Clause
    title: Markup
    finding: str
    section: Link
    departments: tuple[Link, ...]
    goals: tuple[Link, ...]
    row: Row
    cities: tuple[Area, ...]
    overview: str
    all_href: str
    before: Link | None
    after: Link | None


def one(scene: Scene, clause_id: str) -> One:
    """Put the page of a clause together, whatever the list is narrowed to."""
    plan = scene.reader.plan
    order = [c.clause_id for c in plan.clauses]
    at = order.index(clause_id)
    clause = plan.clauses[at]
    own = projects_by_clause([clause], plan.events)[clause_id]
    entry = Entry(clause, own)
    counts = Counter(p.stage for p in own)
    parts = [scene.t(f"ledger.one.{s}", count=counts[s]) for s in STAGES if counts[s]]
    key = "ledger.one.finding" if parts else "ledger.one.no_project"
    said = scene.t("list.comma").join(parts)
    catalogue = scene.reader.catalogue
    return One(
        clause=clause,
        title=with_gloss(scene, clause.summary, of_clause(clause_id)),
        finding=scene.t(key, year=STATUS_YEAR, parts=said),
        section=Link(
            section(scene, clause), f"{scene.link('ledger', clause=None)}#s-{clause.section_id}"
        ),
        departments=tuple(department_link(scene, d) for d in clause.departments),
        goals=tuple(
            Link(catalogue.goals[g].phrase(scene.language), scene.link("goals", domain=None))
            for g in clause.goal_ids
        ),
        row=row(scene, entry, scene.cities, glossed=True),
        cities=tuple(c for c in scene.cities if c.official_name in clause.cities),
        overview=scene.link("overview"),
        all_href=scene.link("ledger", clause=None),
        before=_neighbour(scene, order[at - 1]) if at else None,
        after=_neighbour(scene, order[at + 1]) if at + 1 < len(order) else None,
    )


def _neighbour(scene: Scene, clause_id: str) -> Link:
    return Link(clause_id, scene.link("ledger", clause=clause_id))
