"""The plan's named projects and their stage at the end of 2020, from the plan's files alone."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping

from tests.browser.compared.exported import Exported, Row

NO_RECORD = "no_record"
STAGES = (
    "completed", "under_construction", "preliminary", "not_started", "unknown", NO_RECORD,
)  # fmt: skip


def split(cell: str) -> list[str]:
    """Read a list of a plan's file."""
    return [part for part in cell.split(";") if part]


def stages(exported: Exported, clauses: Iterable[Row] | None = None) -> Counter[str]:
    """Count the projects of some clauses by stage; a name without an event has no record."""
    found: Counter[str] = Counter()
    for clause in exported.clauses if clauses is None else clauses:
        own = projects(exported, clause)
        found += Counter(own.values())
        found[NO_RECORD] += len(silent(clause, own))
    return found


def stages_there(exported: Exported, city: str) -> Counter[str]:
    """Count the projects of the clauses that name a city, without those known to be elsewhere."""
    found: Counter[str] = Counter()
    for clause in exported.clauses:
        if city not in split(clause["cities"]):
            continue
        known = projects(exported, clause)
        there = [name for name in known if city in (places(exported, clause, name) or {city})]
        found += Counter(known[name] for name in there)
        found[NO_RECORD] += len(silent(clause, known))
    return found


def places(exported: Exported, clause: Row, project: str) -> set[str]:
    """Return the cities that any event of a project names."""
    every = [e for e in exported.events if e["clause_id"] == clause["clause_id"]]
    return {c for e in every if e["project_zh"] == project for c in split(e["cities"])}


def projects(exported: Exported, clause: Row) -> Mapping[str, str]:
    """Return the stage of each project of a clause of which an event is known, by its name."""
    own = [e for e in exported.events if e["clause_id"] == clause["clause_id"]]
    return {e["project_zh"]: e["status_at_2020_end"] for e in reversed(own)}


def silent(clause: Row, known: Iterable[str]) -> list[str]:
    """Return the plan's names that no known project answers.

    A project answers the name that shares most pairs of neighbouring characters with it, two at
    least, and every name that stands in it whole (docs/method.md).
    """
    names = split(clause["named_projects"])
    answered = set()
    for project in known:
        shared = {name: len(pairs(name) & pairs(project)) for name in names}
        most = max(shared.values(), default=0)
        answered |= {n for n in names if pairs(n) <= pairs(project)}
        answered |= set([n for n in names if shared[n] == most >= 2][:1])
    return [name for name in names if name not in answered]


def pairs(name: str) -> set[str]:
    """Return neighbouring characters, with and without what stands in brackets."""
    forms = [re.sub(r"[^\w]", "", form) for form in (name, re.sub(r"\([^)]*\)", "", name))]
    return {form[at : at + 2] for form in forms for at in range(len(form) - 1)}
