"""The search page: what contains a word, counted in the plan's files; and the list of indicators.

Words are looked for in Chinese, where what is found is what contains them; letters, which are
also found as pinyin, are for the tests of search.
"""

import tomllib
from collections.abc import Iterable
from functools import cache
from urllib.parse import parse_qs, urlsplit

from tests.browser.compared.case import years
from tests.browser.compared.exported import OURS
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.plan_projects import (
    STAGES,
    projects,
    silent,
    split,
    stages,
    stages_there,
)
from tests.browser.compared.tokens import Fact, number, numbers_in
from tests.conftest import ROOT

MOST = 12
"""Results shown of each kind."""


def search(view: View) -> dict[str, Role]:
    """Return the page's roles; what is chosen is what was typed."""
    return {
        **FRAME,
        "finding": Role("h1", lambda _: [count(k, n) for k, n in found(view).items() if n]),
        "stage": Role(".found li:has(.stage) > small", lambda p: _of_stage(view, p)),
        "beside": Role(".found li > small", lambda p: _beside(view, p)),
        "name": Role(".found li", why="words of the plan"),
        "kind": Role(".found h2", lambda _: []),
        "more": Role(".found .more", lambda _: _more(view)),
    }


def index(view: View) -> dict[str, Role]:
    """Return the roles of the list of all indicators."""
    return {
        **FRAME,
        "lead": Role(".page-heading .lead", lambda _: years(view.year)),
        "goal": Role(".index h2", lambda p: [_goal(view, p)]),
        "name": Role(".index li, h1", lambda _: []),
    }


def found(view: View) -> dict[str, int]:
    """Count what contains the word, by kind."""
    known, word = view.exported, view.chosen
    here = [name for name in _ours(view).values() if name.removesuffix("市") in word]
    rest = word
    for name in here:
        rest = rest.replace(name, "").replace(name.removesuffix("市"), "")
    named = [[i["name_zh"], i["source_label"], further("indicator").get(i["indicator_id"], "")]
             for i in known.indicators.values()]  # fmt: skip
    cities = [[a["name_zh"]] for a in known.areas if a["ref_area"] in OURS]
    clauses = [[c["summary_zh"], c["section_title"]] for c in known.clauses]
    departments = {d for c in known.clauses for d in split(c["departments"])}
    of_clauses = [(c, projects(known, c)) for c in known.clauses]
    every = [p for c, own in of_clauses for p in (*own, *silent(c, own))]
    return {
        "indicators": _having(word, rest, named),
        "cities": max(_having(word, rest, cities), len(here)),
        "projects": _having(word, rest, ([p] for p in every)),
        "clauses": _having(word, rest, clauses),
        "departments": _having(
            word, rest, ([d, further("department").get(d, "")] for d in departments)
        ),
        "stages": _having(word, rest, ([further("stage")[s]] for s in _stages(view, here, rest))),
    }


def _ours(view: View) -> dict[str, str]:
    """Return the official names of our cities by code."""
    areas = {a["ref_area"]: a["name_zh"] for a in view.exported.areas}
    return {code: areas[code] for code in OURS}


def _stages(view: View, here: list[str], rest: str) -> list[str]:
    """Return the states that can be found: beside one city those that a project of it has."""
    if len(here) != 1 or not rest:
        return list(STAGES)
    counted = stages_there(view.exported, here[0])
    return [stage for stage in STAGES if counted[stage]]


def _having(word: str, rest: str, every: Iterable[Iterable[str]]) -> int:
    """Count what contains the word, or what is left of it without the cities that it names."""
    return sum(any(word in t or (rest and rest in t) for t in texts) for texts in every)


@cache
def further(kind: str) -> dict[str, str]:
    """Return the further words that lead to a thing: a list, read as it is."""
    words = (ROOT / "presentation" / "search_words.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(words)[kind]
    return table


def _more(view: View) -> Iterable[Fact]:
    """What is not listed of the kind of which there is more than is shown."""
    return [count(kind, n - MOST) for kind, n in found(view).items() if n > MOST]


def _of_stage(view: View, piece: Piece) -> Iterable[Fact]:
    """A stage has its projects; a project has its stage in words."""
    chosen = _chosen(piece)
    if not (stage := chosen.get("status")):
        return []
    code = chosen.get("city")
    every = stages_there(view.exported, _ours(view)[code]) if code else stages(view.exported)
    return [count("projects", every[stage])]


def _beside(view: View, piece: Piece) -> Iterable[Fact]:
    """A clause has its number, a department its clauses."""
    chosen = _chosen(piece)
    if department := chosen.get("dept"):
        own = (split(c["departments"]) for c in view.exported.clauses)
        return [count("clauses", sum(department in d for d in own))]
    return [Fact("number", number(n)) for n in numbers_in(chosen.get("clause", ""))]


def _chosen(piece: Piece) -> dict[str, str]:
    """Return what the link of a result leads to."""
    return {name: values[0] for name, values in parse_qs(urlsplit(piece.link).query).items()}


def _goal(view: View, piece: Piece) -> Fact:
    (at,) = (n for n, g in enumerate(view.exported.goals, 1)
             if g[f"phrase_{view.language}"] in piece.text)  # fmt: skip
    return count("goal", at)
