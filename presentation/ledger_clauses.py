"""The clauses as the ledger lists them: by section, each with its projects and its lights."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from indicators.areas import Area
from indicators.assessment import Light
from indicators.ledger import Clause, Event
from indicators.projects import Project
from presentation.glosses import of_project
from presentation.ledger_selection import Entry, Selection
from presentation.ledger_words import day, department, place, section, with_gloss
from presentation.scene import Scene

ALL = 3
"""Cities of the plan."""


@dataclass(frozen=True, slots=True)
class Link:
    """A name that leads somewhere."""

    name: Markup | str
    href: str


@dataclass(frozen=True, slots=True)
class Happened:
    """One event; without an address its source is a title only."""

    day: str
    what: Markup
    source: Markup
    href: str
    late: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One project with its status at the end of 2020 and its events."""

    key: str
    name: Markup
    stage: str
    status: str
    events: tuple[Happened, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """One indicator with the lights of the cities, and what a screen reader says of them."""

    name: str
    href: str
    label: str
    lights: tuple[tuple[Area, Light, str], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One clause; `cities` have codes where they are the plan's, `silent` projects no event."""

    clause: Clause
    href: str
    summary: Markup
    cities: tuple[tuple[str, Markup], ...]
    lines: tuple[Line, ...]
    silent: tuple[Markup, ...]
    linked: tuple[Linked, ...]
    tally: tuple[tuple[Light, int], ...]

    @property
    def all_three(self) -> bool:
        """Whether the plan means all of its cities."""
        return sum(bool(code) for code, _ in self.cities) == ALL

    @property
    def listed(self) -> tuple[tuple[str, Markup], ...]:
        """The places to be named one by one, beside all three cities or instead of them."""
        return tuple(c for c in self.cities if not (self.all_three and c[0]))


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the plan with the departments that answer for it."""

    number: str
    title: Markup
    departments: tuple[Link, ...]
    rows: tuple[Row, ...]


def sections(scene: Scene, wanted: Selection, entries: Iterable[Entry]) -> tuple[Section, ...]:
    """Group the clauses by section; all clauses of a section have the same departments."""
    found = []
    cities = (wanted.city,) if wanted.city else scene.cities
    for number, group in groupby(entries, key=lambda e: e.clause.section_id):
        own = tuple(group)
        first = own[0].clause
        named = dict.fromkeys(d for e in own for d in e.clause.departments)
        links = tuple(department_link(scene, d) for d in named)
        rows = tuple(row(scene, entry, cities) for entry in own)
        found.append(Section(number, section(scene, first), links, rows))
    return tuple(found)


def department_link(scene: Scene, name: str) -> Link:
    """Return the way to a department's own list."""
    only = {"city": None, "domain": None, "stage": None, "text": None, "part": None}
    return Link(department(scene, name), scene.link("ledger", department=name, clause=None, **only))


def row(scene: Scene, entry: Entry, cities: tuple[Area, ...], *, glossed: bool = False) -> Row:
    """Put one clause together, with the lights of these cities.

    The long list has no room for glosses of projects; a page of one clause has.
    """
    clause = entry.clause
    concerned = tuple(c for c in cities if c.official_name in clause.cities)
    known = scene.reader.catalogue.indicators
    linked = tuple(_linked(scene, i, concerned) for i in clause.indicator_ids if i in known)
    counts = Counter(light for one in linked for _, light, _ in one.lights)
    codes = {c.official_name: c.code for c in scene.cities}
    return Row(
        clause=clause,
        href=scene.link("ledger", clause=clause.clause_id),
        summary=scene.quoted(clause.summary),
        cities=tuple((codes.get(name, ""), place(scene, name)) for name in clause.cities),
        lines=tuple(_line(scene, p, glossed) for p in entry.projects if p.events),
        silent=tuple(scene.quoted(p.name) for p in entry.projects if not p.events),
        linked=linked,
        tally=tuple((light, counts[light]) for light in Light if counts[light]),
    )


def _line(scene: Scene, project: Project, glossed: bool) -> Line:
    gloss = of_project(project.project_id) if glossed else ""
    return Line(
        key=project.project_id,
        name=with_gloss(scene, project.name, gloss),
        stage=project.stage,
        status=scene.t(f"ledger.stage.{project.stage}"),
        events=tuple(_happened(scene, e) for e in project.events),
    )


def _happened(scene: Scene, event: Event) -> Happened:
    address = event.source_url if event.source_url.startswith(("http://", "https://")) else ""
    late = event.when > (2020, 12, 31)
    what, source = scene.quoted(event.event), scene.quoted(event.source_title)
    return Happened(day(scene.t, event), what, source, address, late)


def _linked(scene: Scene, indicator_id: str, cities: tuple[Area, ...]) -> Linked:
    indicator = scene.reader.catalogue.indicators[indicator_id]
    lights = []
    for city in cities:
        a = scene.assessment(indicator_id, city.code)
        lights.append((city, a.light, scene.wording(a).status()))
    return Linked(
        name=scene.name(indicator),
        href=scene.link("indicator", indicator=indicator_id),
        label=_label(scene, lights),
        lights=tuple(lights),
    )


def _label(scene: Scene, lights: list[tuple[Area, Light, str]]) -> str:
    """Say the light of each city, or of all three at once."""
    t, statuses = scene.t, {status for _, _, status in lights}
    if len(lights) == ALL and len(statuses) == 1:
        return t("indicator.city_status", city=t("ledger.all.city"), status=statuses.pop())
    named = ((scene.name(city), status) for city, _, status in lights)
    return t("list.comma").join(
        t("indicator.city_status", city=city, status=status) for city, status in named
    )
