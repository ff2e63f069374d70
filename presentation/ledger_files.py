"""The ledger as files: what is shown, as sheets of a workbook and as one long table."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

import pyarrow as pa

from presentation.ledger import STATUS_YEAR, conditions, projects
from presentation.ledger_selection import Entry, Selection
from presentation.ledger_words import department_text, place_text
from presentation.scene import Scene

_CLAUSES = ("clause", "section", "summary", "domains", "departments", "cities", "goals")
_PROJECTS = ("clause", "project", "named", "status", "date", "event", "source", "address")
_RECORDS = ("clause_id", "section_title", "summary", "departments", "cities", "project_id",
            "project", "status_at_2020_end", "event_date", "event", "source_title",
            "source_url")  # fmt: skip
_BETWEEN = "；"


class Table(NamedTuple):
    """One sheet: its name, its head, its rows of texts."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


def sheets(scene: Scene, wanted: Selection, entries: Sequence[Entry]) -> tuple[Table, ...]:
    """Return what the workbook holds: where it comes from, clauses, projects, lights."""
    t = scene.t
    return (
        Table(t("ledger.sheet.about"), (), tuple(_about(scene, wanted, entries))),
        Table(t("ledger.sheet.clauses"), _head(scene, _CLAUSES), tuple(_clauses(scene, entries))),
        Table(t("ledger.sheet.projects"), _head(scene, _PROJECTS), tuple(_events(scene, entries))),
        Table(t("ledger.sheet.lights"), _light_head(scene), tuple(_lights(scene, entries))),
    )


def records(entries: Iterable[Entry]) -> pa.Table:
    """Return one row an event; projects and clauses without any have one row, too."""
    rows = list(_records(entries))
    columns = zip(*rows, strict=True) if rows else ([] for _ in _RECORDS)
    return pa.table(dict(zip(_RECORDS, map(list, columns), strict=True)))


def _about(scene: Scene, wanted: Selection, entries: Sequence[Entry]) -> Iterator[tuple[str, str]]:
    t, info = scene.t, scene.reader.info
    yield t("nav.ledger"), conditions(scene, wanted) or t("ledger.all.dept")
    yield t("ledger.sheet.clauses"), str(len(entries))
    yield t("ledger.sheet.projects"), str(len(projects(entries)))
    yield t("year.label"), str(scene.year)
    yield t("ledger.column.status"), t("ledger.sheet.status", year=STATUS_YEAR)
    yield t("ledger.sheet.release"), info.release_id
    yield t("ledger.sheet.day"), scene.reader.data_as_of.isoformat()


def _head(scene: Scene, names: Iterable[str]) -> tuple[str, ...]:
    return tuple(scene.t(f"ledger.column.{name}") for name in names)


def _clauses(scene: Scene, entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    t, goals = scene.t, scene.reader.catalogue.goals
    for entry in entries:
        c = entry.clause
        yield (
            c.clause_id,
            c.section_title,
            c.summary,
            _BETWEEN.join(t(f"goals.domain_{d}") for d in c.domains),
            _BETWEEN.join(department_text(t, d) for d in c.departments),
            _BETWEEN.join(place_text(scene, name) for name in c.cities),
            _BETWEEN.join(goals[g].short(t.language) for g in c.goal_ids),
        )


def _events(scene: Scene, entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    for p in chain.from_iterable(e.projects for e in entries):
        status = scene.t(f"ledger.stage.{p.stage}")
        first = (p.clause_id, p.name, _BETWEEN.join(p.named), status)
        if not p.events:
            yield (*first, "", "", "", "")
        for e in p.events:
            yield (*first, e.event_date, e.event, e.source_title, e.source_url)


def _light_head(scene: Scene) -> tuple[str, ...]:
    first = _head(scene, ("clause", "indicator"))
    return (*first, *(scene.name(city) for city in scene.cities))


def _lights(scene: Scene, entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    known = scene.reader.catalogue.indicators
    for entry in entries:
        for i in entry.clause.indicator_ids:
            if i not in known:
                continue
            said = (scene.wording(scene.assessment(i, c.code)).status() for c in scene.cities)
            yield entry.clause.clause_id, scene.name(known[i]), *said


def _records(entries: Iterable[Entry]) -> Iterator[tuple[str, ...]]:
    for entry in entries:
        c = entry.clause
        first = (c.clause_id, c.section_title, c.summary, ";".join(c.departments),
                 ";".join(c.cities))  # fmt: skip
        if not entry.projects:
            yield (*first, *[""] * 7)
        for p in entry.projects:
            own = (*first, p.project_id, p.name, p.stage)
            if not p.events:
                yield (*own, "", "", "", "")
            for e in p.events:
                yield (*own, e.event_date, e.event, e.source_title, e.source_url)
