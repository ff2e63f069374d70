"""What the ledger page shows above its list: the finding, the parts, the filters, the counts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from indicators.ledger import EventStatus
from indicators.projects import NO_RECORD, Project
from presentation.ledger_selection import Entry, Selection, selected
from presentation.ledger_words import STAGES, department_text, is_named
from presentation.scene import Scene
from presentation.tabs import Tab

PARTS = (None, "timeline", "departments")
STATUS_YEAR = 2020
"""The year at whose end the sources say where a project stood."""


@dataclass(frozen=True, slots=True)
class Stage:
    """How many projects have a status; the link shows only these, or all again."""

    stage: str
    name: str
    count: int
    href: str
    current: bool


@dataclass(frozen=True, slots=True)
class Head:
    """Everything above the list."""

    title: Markup
    subtitle: str
    parts: tuple[Tab, ...]
    stages: tuple[Stage, ...]
    has_entries: bool


def head(scene: Scene, wanted: Selection, part: str | None, entries: tuple[Entry, ...]) -> Head:
    """Put together what stands above the list; `entries` are what is wanted."""
    every = projects(entries)
    return Head(
        title=_title(scene, wanted, entries, every),
        subtitle=_subtitle(scene, entries, every),
        parts=_parts(scene, part),
        stages=_stages(scene, wanted),
        has_entries=bool(entries),
    )


def projects(entries: Iterable[Entry]) -> tuple[Project, ...]:
    """Return the projects of these clauses, in order."""
    return tuple(project for entry in entries for project in entry.projects)


def conditions(scene: Scene, wanted: Selection) -> str:
    """Name what the clauses are narrowed to."""
    t = scene.t
    named = []
    if wanted.department:
        named.append(department_text(t, wanted.department))
    if wanted.city:
        named.append(scene.name(wanted.city))
    if wanted.domain:
        named.append(t(f"goals.domain_{wanted.domain}"))
    if wanted.stage:
        named.append(t(f"ledger.stage.{wanted.stage}"))
    if wanted.text:
        named.append(t("target.words", quote=wanted.text))
    return t("list.comma").join(named)


def _title(
    scene: Scene, wanted: Selection, entries: tuple[Entry, ...], every: tuple[Project, ...]
) -> Markup:
    if not entries:
        return scene.t.markup("ledger.nothing")
    found = _finding(scene, entries, every)
    if not wanted.is_narrowed:
        return found
    return scene.t.markup("ledger.about", conditions=conditions(scene, wanted), finding=found)


def _finding(scene: Scene, entries: tuple[Entry, ...], every: tuple[Project, ...]) -> Markup:
    """Say how many projects were finished, then where the others stood."""
    t, counts = scene.t, Counter(p.stage for p in every)
    known = len(every) - counts[NO_RECORD]
    if not known:
        key = "ledger.finding_nothing" if every else "ledger.finding_no_project"
        return t.markup(key, clauses=len(entries), count=len(every))
    begun = [s for s in STAGES[1:] if counts[s] and s != NO_RECORD]
    said = t("list.comma").join(t(f"ledger.rest.{s}", count=counts[s]) for s in begun)
    silent = t("ledger.rest.no_record", count=counts[NO_RECORD]) if counts[NO_RECORD] else ""
    rest = t("list.semicolon").join(part for part in (said, silent) if part)
    first = t.markup(
        "ledger.finding" if rest else "ledger.finding_alone",
        year=STATUS_YEAR,
        known=known,
        completed=Markup("<b>{}</b>").format(counts[EventStatus.COMPLETED.value]),
    )
    if not rest:
        return first
    return first + Markup("<br>") + t.markup("ledger.others", rest=rest)


def _subtitle(scene: Scene, entries: tuple[Entry, ...], every: tuple[Project, ...]) -> str:
    return scene.t(
        "ledger.subtitle",
        clauses=len(entries),
        departments=len({d for e in entries for d in e.clause.departments if is_named(d)}),
        projects=len(every),
        named=len({(p.clause_id, name) for p in every for name in p.named}),
        events=sum(len(p.events) for p in every),
        year=scene.year,
    )


def _parts(scene: Scene, chosen: str | None) -> tuple[Tab, ...]:
    return tuple(
        Tab(
            f"part-{part or 'clauses'}",
            scene.t(f"ledger.part.{part or 'clauses'}"),
            scene.link("ledger", part=part, clause=None),
            part == chosen,
        )
        for part in PARTS
    )


def _stages(scene: Scene, wanted: Selection) -> tuple[Stage, ...]:
    """Count every status, also those that are not wanted now, so that one can go on to them."""
    of_any = selected(scene.reader.plan, replace(wanted, stage=None))
    counts = Counter(p.stage for p in projects(of_any))
    return tuple(
        Stage(
            stage,
            scene.t(f"ledger.stage.{stage}"),
            counts[stage],
            scene.link("ledger", stage=None if stage == wanted.stage else stage),
            stage == wanted.stage,
        )
        for stage in STAGES
    )
