"""The ledger: counts of clauses, projects and lights; the words are those of the plan's files."""

from collections import Counter
from collections.abc import Iterable

from tests.browser.compared.case import years
from tests.browser.compared.exported import OURS, Row
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Expected, Piece, Role, View
from tests.browser.compared.plan_projects import NO_RECORD, STAGES, split, stages
from tests.browser.compared.tokens import Fact

END = 2020
AXIS = range(2015, 2024)


def ledger(view: View) -> dict[str, Role]:
    """Return the roles of the ledger's parts; what is chosen is a part or a department."""
    every = stages(view.exported)
    return {
        **FRAME,
        "finding": Role("h1", lambda _: _finding(every)),
        "subtitle": Role(".page-heading .lead", lambda _: _subtitle(view)),
        **{f"stage {s}": Role(f"#stage-{s}", _always(count(s, every[s]))) for s in STAGES},
        "stages": Role(".stages, .filters", lambda p: years(END) if p.where != "text" else []),
        "number": Role("a.number, .clauses h2 b", why="a clause's number in the plan"),
        "words": Role(
            ".clauses .what, .projects, .where, .timeline th a, .timeline td:last-child",
            why="words of the plan and the press",
        ),
        "day": Role(".timeline .track [title]", why="a day of those that are heard after it"),
        "days": Role(".timeline .track", lambda p: _days(view, p)),
        "axis": Role(".timeline .axis", lambda _: years(*AXIS)),
        "timeline": Role(".timeline thead", lambda _: years(END, END)),
        "linked": Role(".clauses .linked summary", lambda p: _linked(view, p)),
        "name": Role(".clauses .linked", lambda _: []),
        "office lights": Role(".offices .light", lambda p: [_office_light(view, p)]),
        "office": Role(".offices tbody td", lambda p: [_office(view, p)]),
        "offices": Role(".offices thead", lambda _: years(view.year)),
        "key": Role(".table-key", lambda p: _key(view, every, p)),
    }


def clause(view: View) -> dict[str, Role]:
    """Return the roles of one clause; what is chosen is its number."""
    number = "nav.trail [aria-current], nav.trail .around"
    return {
        "number": Role(number, why="numbers of clauses in the plan"),
        **FRAME,
        "title": Role("h1", why="the clause's number and words"),
        "finding": Role(".page-heading .lead", lambda _: _of_clause(view)),
        "words": Role(".one-projects", why="words of the press, and the days of events"),
        "name": Role(".about-clause, .one-lights", lambda _: []),
    }


def _of_clause(view: View) -> Iterable[Fact]:
    """How many of its projects stood where at the end of the plan."""
    (own,) = (c for c in view.exported.clauses if c["clause_id"] == view.chosen)
    return [*years(END), *(count(s, n) for s, n in stages(view.exported, [own]).items() if n)]


def _finding(every: Counter[str]) -> Iterable[Fact]:
    known = every.total() - every[NO_RECORD]
    return [*years(END), count("known", known), *(count(s, every[s]) for s in STAGES)]


def _subtitle(view: View) -> Iterable[Fact]:
    clauses = view.exported.clauses
    departments = {d for c in clauses for d in split(c["departments"])}
    named = {d for d in departments if not d.startswith(("(", "各"))}
    names = sum(len(set(split(c["named_projects"]))) for c in clauses)
    projects = stages(view.exported).total()
    counts = (len(clauses), len(named), projects, names, len(view.exported.events))
    return [*(count("heading", n) for n in counts), *years(view.year)]


def _always(fact: Fact) -> Expected:
    return lambda _: [fact]


def _key(view: View, every: Counter[str], piece: Piece) -> Iterable[Fact]:
    """The end of the plan as often as the words name it, and what is not in the table."""
    named = years(END) * piece.text.count(str(END))
    is_timeline = view.chosen == "timeline"
    return [*named, count("silent", every[NO_RECORD])] if is_timeline else named


def _days(view: View, piece: Piece) -> Iterable[Fact]:
    """The days of all events of a project; in English a month is a word."""
    own = [e["event_date"] for e in view.exported.events if e["project_zh"] in piece.row]
    parts = [day.split("-") for day in own]
    shown = [p[:1] + p[2:] if view.language == "en" else p for p in parts if p]
    return [count("day", int(n)) for p in shown for n in p if n]


def _linked(view: View, piece: Piece) -> Iterable[Fact]:
    (clause,) = (c for c in view.exported.clauses if c["clause_id"] == piece.row)
    own, places = indicators(view, [clause]), split(clause["cities"])
    here = [a["ref_area"] for a in view.exported.areas if a["name_zh"] in places]
    cities = [c for c in OURS if c in here] or OURS
    return [count("indicators", len(own)), *_lights(view, own, cities).values()]


def indicators(view: View, clauses: Iterable[Row]) -> set[str]:
    """Return the indicators that are linked to some clauses."""
    return {i for c in clauses for i in split(c["indicator_ids"])} & view.exported.indicators.keys()


def _lights(view: View, own: set[str], cities: Iterable[str] = OURS) -> dict[str, Fact]:
    found = Counter(view.case(i, c).light for i in own for c in cities)
    return {light: count(light, n) for light, n in found.items()}


def _department(view: View, line: int) -> list[Row]:
    """Return the clauses of the department in a line: most clauses first."""
    own: dict[str, list[Row]] = {}
    for clause in view.exported.clauses:
        for department in split(clause["departments"]):
            own.setdefault(department, []).append(clause)
    return sorted(own.values(), key=lambda clauses: -len(clauses))[line]


def _office(view: View, piece: Piece) -> Fact:
    clauses = _department(view, piece.line)
    found = stages(view.exported, clauses)
    cells = [len(clauses), *(found[s] for s in STAGES), len(indicators(view, clauses))]
    return count("office", cells[piece.cell - 1])


def _office_light(view: View, piece: Piece) -> Fact:
    return _lights(view, indicators(view, _department(view, piece.line)))[piece.light]
