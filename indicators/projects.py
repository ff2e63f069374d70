"""The plan's named projects and what is known of each (台账).

The plan names its projects in a clause; events come from the press and from offices, which
write the same project a little differently. Out of scope: what an event means for a figure.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from indicators.ledger import Clause, Event, EventStatus

NO_RECORD = "no_record"
"""Stands where a status would for a named project without any event."""

_LEAST = 2
_NOT_A_SIGN = re.compile(r"[^\w]")


@dataclass(frozen=True, slots=True)
class Project:
    """One project of a clause; `named` are the plan's own names for it.

    Without an event `project_id` is empty and there is no status. With events that belong to no
    name of the plan `named` is empty: something was done, but not what the plan names.
    """

    clause_id: str
    project_id: str
    name: str
    named: tuple[str, ...]
    cities: tuple[str, ...]
    status: EventStatus | None
    events: tuple[Event, ...]

    @property
    def stage(self) -> str:
        """The status, or that nothing was found."""
        return self.status.value if self.status else NO_RECORD


def projects_by_clause(
    clauses: Iterable[Clause], events: Iterable[Event]
) -> Mapping[str, tuple[Project, ...]]:
    """Return the projects of every clause, in the order in which the plan names them."""
    found: dict[str, dict[str, list[Event]]] = {}
    for event in events:
        found.setdefault(event.clause_id, {}).setdefault(event.project_id, []).append(event)
    return {c.clause_id: _projects(c, found.get(c.clause_id, {})) for c in clauses}


def _projects(clause: Clause, found: Mapping[str, list[Event]]) -> tuple[Project, ...]:
    known = [_known(clause, key, events) for key, events in found.items()]
    answered = {name for project in known for name in project.named}
    open_ones = [
        Project(clause.clause_id, "", name, (name,), (), None, ())
        for name in clause.named_projects
        if name not in answered
    ]
    order = {name: at for at, name in enumerate(clause.named_projects)}
    last = len(order)
    every = (*known, *open_ones)
    return tuple(sorted(every, key=lambda p: order[p.named[0]] if p.named else last))


def _known(clause: Clause, project_id: str, events: list[Event]) -> Project:
    first = events[0]
    return Project(
        clause_id=clause.clause_id,
        project_id=project_id,
        name=first.project,
        named=_answered(clause.named_projects, first.project),
        cities=tuple(dict.fromkeys(city for e in events for city in e.cities)),
        status=first.status_at_2020_end,
        events=tuple(sorted(events, key=lambda e: e.when or (9999,))),
    )


def _answered(names: Iterable[str], project: str) -> tuple[str, ...]:
    """Return the plan's names that a project answers.

    That is the name which shares most neighbouring characters with it, at least two pairs, and
    every name that stands in it whole.
    """
    own = _pairs(project)
    shared = {name: len(_pairs(name) & own) for name in names}
    most = max(shared.values(), default=0)
    nearest = next((n for n, count in shared.items() if count == most and most >= _LEAST), None)
    return tuple(n for n in shared if n == nearest or _pairs(n) <= own)


def _pairs(name: str) -> frozenset[str]:
    """Return all neighbouring characters, also as they stand when brackets are left out.

    >>> sorted(_pairs("太(原)焦"))
    ['原焦', '太原', '太焦']
    """
    forms = (_NOT_A_SIGN.sub("", name), _NOT_A_SIGN.sub("", re.sub(r"\([^)]*\)", "", name)))
    return frozenset(form[at : at + 2] for form in forms for at in range(len(form) - 1))
