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
from tests.browser.compared.plan_projects import STAGES, projects, silent, split, stages
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
    named = [[i["name_zh"], i["source_label"], further("indicator").get(i["indicator_id"], "")]
             for i in known.indicators.values()]  # fmt: skip
    cities = [[a["name_zh"]] for a in known.areas if a["ref_area"] in OURS]
    clauses = [[c["summary_zh"], c["section_title"]] for c in known.clauses]
    departments = {d for c in known.clauses for d in split(c["departments"])}
    of_clauses = [(c, projects(known, c)) for c in known.clauses]
    every = [p for c, own in of_clauses for p in (*own, *silent(c, own))]
    return {
        "indicators": _having(word, named),
        "cities": _having(word, cities),
        "projects": _having(word, ([p] for p in every)),
        "clauses": _having(word, clauses),
        "departments": _having(word, ([d, further("department").get(d, "")] for d in departments)),
        "stages": _having(word, ([further("stage")[s]] for s in STAGES)),
    }


def _having(word: str, every: Iterable[Iterable[str]]) -> int:
    return sum(any(word in text for text in texts) for texts in every)


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
    stage = _chosen(piece).get("status")
    return [count("projects", stages(view.exported)[stage])] if stage else []


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
