"""What the search page shows: what was found, by kind, the best first."""

from collections import defaultdict
from dataclasses import dataclass

from markupsafe import Markup

from indicators.areas import Area
from presentation.foreign import spoken
from presentation.forms import Form, form_of
from presentation.scene import Scene
from presentation.search_index import Entry, Kind, index
from presentation.search_match import ELSEWHERE, WORD, rank, without, words_of
from presentation.search_nearby import nearby
from presentation.search_results import Result, result

MOST = 12
"""Results shown of each kind; the ledger shows all clauses that contain a text."""
EXAMPLES = {"PM2.5": "", "城镇化": "zh", "road": "en", "tjgt": "zh-Latn", "shuili": "zh-Latn"}
"""Words that can be looked for, and the language of each."""


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
    nearby: tuple[tuple[Markup, str], ...]
    """Where nothing was found: parts of what was typed that find something, and their addresses."""
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
        nearby=() if groups else _nearby(scene, typed),
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
    city = _narrowing(scene, typed)
    groups = (_group(scene, kind, found[kind], city) for kind in kinds)
    return tuple(group for group in groups if group.results)


def _answer(scene: Scene, entry: Entry, typed: str) -> int | None:
    """Rank an entry; where cities are named beside something else, that is looked for as well."""
    answer = rank(entry, words_of(typed))
    if answer is not None:
        return answer
    if entry.kind is Kind.CITY:
        return ELSEWHERE if _is_named(scene.reader.areas[entry.key], typed) else None
    rest = _rest(scene, typed)
    return rank(entry, rest) if rest and rest != words_of(typed) else None


def _rest(scene: Scene, typed: str) -> tuple[str, ...]:
    """Return what is looked for beside the cities that are named."""
    return words_of(without(typed, [n for c in scene.cities for n in _names(c)]))


def _narrowing(scene: Scene, typed: str) -> Area | None:
    """Return the one city that is named beside something else."""
    named = [c for c in scene.cities if _is_named(c, typed)]
    return named[0] if len(named) == 1 and _rest(scene, typed) else None


def _names(city: Area) -> tuple[str, str, str]:
    return city.official_name, city.name.zh, city.name.en


def _is_named(city: Area, typed: str) -> bool:
    return any(name.casefold() in typed.casefold() for name in _names(city))


def _nearby(scene: Scene, typed: str) -> tuple[tuple[Markup, str], ...]:
    parts = nearby(index(scene.reader), typed) if words_of(typed) else ()
    return tuple((spoken(p, scene.language), scene.link("search", query=p)) for p in parts)


def _group(scene: Scene, kind: Kind, found: list[tuple[int, Entry]], city: Area | None) -> Group:
    ordered = sorted(found, key=lambda pair: pair[0])
    shown = [result(scene, entry, city) for _, entry in ordered[:MOST]]
    results = tuple(one for one in shown if one is not None)
    return Group(kind, scene.t(f"search.kind.{kind}"), results, max(len(ordered) - MOST, 0))
