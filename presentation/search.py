"""What the search page shows: what was found, by kind, the best first."""

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup, escape

from indicators.assessment import Light
from indicators.projects import projects_by_clause
from presentation.foreign import spoken
from presentation.forms import Form, form_of
from presentation.ledger_words import department, with_gloss
from presentation.scene import Scene
from presentation.search_index import Entry, Kind, index
from presentation.search_match import ELSEWHERE, WORD, rank, without, words_of

MOST = 12
"""Results shown of each kind; the ledger shows all clauses that contain a text."""
EXAMPLES = {"PM2.5": "", "城镇化": "zh", "road": "en", "tjgt": "zh-Latn", "shuili": "zh-Latn"}
"""Words that can be looked for, and the language of each."""


@dataclass(frozen=True, slots=True)
class Result:
    """One thing found: its name, where it leads, and what stands beside it."""

    name: Markup
    href: str
    beside: str
    lights: tuple[tuple[Light, str], ...] = ()
    stage: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """All that was found of one kind."""

    kind: Kind
    title: str
    results: tuple[Result, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Search:
    """Everything on the page."""

    title: Markup | str
    lead: str
    form: Form
    query: str
    groups: tuple[Group, ...]
    examples: tuple[tuple[str, str, str], ...]


def search(scene: Scene, typed: str) -> Search:
    """Look for what was typed; without anything typed, say what can be."""
    groups = _groups(scene, typed)
    title, lead = _title(scene, typed, groups)
    return Search(
        title=title,
        lead=lead,
        form=form_of(scene.link("search", query=None)),
        query=typed,
        groups=groups,
        examples=tuple((e, lang, scene.link("search", query=e)) for e, lang in EXAMPLES.items()),
    )


def _title(scene: Scene, typed: str, groups: tuple[Group, ...]) -> tuple[Markup | str, str]:
    t, query = scene.t, spoken(typed, scene.language)
    if not words_of(typed):
        return t("search.empty"), t("search.empty_lead")
    if not groups:
        return t.markup("search.nothing", query=query), t("search.nothing_lead")
    counted = (t(f"search.count.{g.kind}", count=len(g.results) + g.more) for g in groups)
    return t.markup("search.title", query=query, found=t("list.comma").join(counted)), ""


def _groups(scene: Scene, typed: str) -> tuple[Group, ...]:
    found: dict[Kind, list[tuple[int, Entry]]] = defaultdict(list)
    for entry in index(scene.reader) if words_of(typed) else ():
        answer = _answer(scene, entry, typed)
        if answer is not None:
            found[entry.kind].append((answer, entry))
    kinds = [kind for kind in Kind if found[kind]]
    if min((answer for answer, _ in found[Kind.CITY]), default=ELSEWHERE) <= WORD:
        # Whoever types a city means the city, and not what is named after it.
        kinds.sort(key=lambda kind: kind is not Kind.CITY)
    return tuple(_group(scene, kind, found[kind]) for kind in kinds)


def _answer(scene: Scene, entry: Entry, typed: str) -> int | None:
    """Rank an entry; where a city is named beside something else, that is looked for as well."""
    answer = rank(entry, words_of(typed))
    if answer is not None:
        return answer
    names = [n for c in scene.cities for n in (c.official_name, c.name.zh, c.name.en)]
    rest = words_of(without(typed, names))
    if not rest or rest == words_of(typed):
        return None
    if entry.kind is Kind.CITY:
        own = scene.reader.areas[entry.key].name
        said = typed.casefold()
        return ELSEWHERE if own.zh in said or own.en.casefold() in said else None
    return rank(entry, rest)


def _group(scene: Scene, kind: Kind, found: list[tuple[int, Entry]]) -> Group:
    ordered = sorted(found, key=lambda pair: pair[0])
    shown = tuple(_result(scene, entry) for _, entry in ordered[:MOST])
    return Group(kind, scene.t(f"search.kind.{kind}"), shown, max(len(ordered) - MOST, 0))


def _result(scene: Scene, entry: Entry) -> Result:
    match entry.kind:
        case Kind.INDICATOR:
            return _indicator(scene, entry)
        case Kind.CITY:
            city = scene.reader.areas[entry.key]
            return Result(escape(scene.name(city)), scene.link("city", city=entry.key), "")
        case Kind.DEPARTMENT:
            clauses = scene.reader.plan.clauses
            count = sum(entry.key in c.departments for c in clauses)
            href = scene.link("ledger", department=entry.key, city=None, domain=None)
            name = department(scene, entry.key)
            return Result(name, href, scene.t("search.count.clause", count=count))
        case Kind.STAGE:
            return _stage(scene, entry)
    href = scene.link("ledger", clause=entry.key)
    name = with_gloss(scene, entry.zh, entry.en)
    if entry.project is None:
        return Result(name, href, entry.key)
    stage = entry.project.stage
    at = f"#project-{entry.project.project_id}" if entry.project.project_id else ""
    status = scene.t(f"ledger.stage.{stage}")
    return Result(name, f"{href}{at}", status, stage=stage)


def _indicator(scene: Scene, entry: Entry) -> Result:
    lights = []
    for city in scene.cities:
        a = scene.assessment(entry.key, city.code)
        status = scene.wording(a).status()
        said = scene.t("indicator.city_status", city=scene.name(city), status=status)
        lights.append((a.light, said))
    indicator = scene.reader.catalogue.indicators[entry.key]
    goal = scene.reader.catalogue.goals[indicator.goal_id or ""].short(scene.language)
    href = scene.link("indicator", indicator=entry.key)
    return Result(escape(scene.name(indicator)), href, goal, tuple(lights))


def _stage(scene: Scene, entry: Entry) -> Result:
    plan = scene.reader.plan
    projects = projects_by_clause(plan.clauses, plan.events).values()
    count = sum(p.stage == entry.key for of_clause in projects for p in of_clause)
    name = escape(scene.t(f"ledger.stage.{entry.key}"))
    href = scene.link("ledger", stage=entry.key, department=None, city=None, domain=None)
    return Result(name, href, scene.t("search.count.project", count=count), stage=entry.key)
