"""When something happened to each project, on one axis of years, no finer than it is known.

An event of a known day is a dot; one of a month or a year covers all of it; one without a date
is on no axis and only told.
"""

from calendar import isleap
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from indicators.ledger import Event
from indicators.projects import Project
from presentation.glosses import of_project
from presentation.ledger import STATUS_YEAR
from presentation.ledger_words import day, with_gloss
from presentation.scene import Scene

FIRST, LAST = 2015, 2023
"""Years on the axis; what was earlier or later is an arrow at its edge."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the axis: where it begins and how far it reaches, in per cent of the axis."""

    kind: str
    start: float
    width: float
    late: bool
    said: str


@dataclass(frozen=True, slots=True)
class Told:
    """The last event up to the plan's end, or the first after it."""

    day: str
    what: Markup
    late: bool


@dataclass(frozen=True, slots=True)
class Track:
    """One project with its marks; all its events stand in its clause."""

    name: Markup
    href: str
    stage: str
    status: str
    marks: tuple[Mark, ...]
    told: Told


@dataclass(frozen=True, slots=True)
class Tick:
    """The start of a year on the axis; the year looked at is current."""

    year: int
    start: float
    current: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """All projects of which an event is recorded, and how many there are without any."""

    ticks: tuple[Tick, ...]
    end: float
    tracks: tuple[Track, ...]
    without: int


def timeline(scene: Scene, projects: Iterable[Project]) -> Timeline:
    """Lay the events out; projects stay in the plan's order."""
    every = tuple(projects)
    known = [p for p in every if p.events]
    return Timeline(
        ticks=tuple(Tick(y, _at(y), y == scene.year) for y in range(FIRST, LAST + 1)),
        end=_at(STATUS_YEAR + 1),
        tracks=tuple(_track(scene, p) for p in known),
        without=len(every) - len(known),
    )


def _at(year: float) -> float:
    """Return a moment's place on the axis in per cent, within its edges.

    >>> _at(FIRST), _at(LAST + 1), _at(1999)
    (0.0, 100.0, 0.0)
    """
    share = (year - FIRST) / (LAST + 1 - FIRST)
    return round(100 * min(max(share, 0.0), 1.0), 2)


def _moment(when: tuple[int, ...]) -> float:
    """Return the beginning of a year, month or day as a year with its fraction."""
    try:
        found = date(*(*when, 1, 1)[:3])
    except ValueError:
        return float(when[0])
    days = 366 if isleap(found.year) else 365
    return found.year + (found.timetuple().tm_yday - 1) / days


def _track(scene: Scene, project: Project) -> Track:
    return Track(
        name=with_gloss(scene, project.name, of_project(project.project_id)),
        href=scene.link("ledger", clause=project.clause_id, part=None),
        stage=project.stage,
        status=scene.t(f"ledger.stage.{project.stage}"),
        marks=tuple(_mark(scene, e) for e in project.events if e.when),
        told=_told(scene, project.events),
    )


def _mark(scene: Scene, event: Event) -> Mark:
    when = event.when
    reach = {1: 1.0, 2: 1 / 12}.get(len(when), 0.0)
    start = _moment(when)
    kind = "before" if start + reach <= FIRST else "beyond" if start > LAST + 1 else "within"
    if kind == "within" and not reach:
        kind = "day"
    first = _at(start)
    late = when[0] > STATUS_YEAR
    return Mark(kind, first, round(_at(start + reach) - first, 2), late, day(scene.t, event))


def _told(scene: Scene, events: tuple[Event, ...]) -> Told:
    before = [e for e in events if not e.when or e.when[0] <= STATUS_YEAR]
    chosen = before[-1] if before else events[0]
    return Told(day(scene.t, chosen), scene.quoted(chosen.event), late=not before)
