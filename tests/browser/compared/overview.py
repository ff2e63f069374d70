"""The overview: which numbers it is to show where."""

from collections import Counter
from collections.abc import Iterable

from tests.browser.compared.case import years
from tests.browser.compared.counting import lights, turned
from tests.browser.compared.exported import OURS
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.tokens import Fact


def overview(view: View) -> dict[str, Role]:
    """Return the page's roles for a view."""
    of = view.of
    return {
        **FRAME,
        "finding": Role("h1", lambda _: _finding(view)),
        "subtitle": Role(".page-heading .lead", lambda _: _subtitle(view)),
        "turned": Role(".city-lights h2 small", lambda p: _turned(view, p)),
        "lights": Role(".counts b", lambda p: [count(p.light, lights(view, p.city)[p.light])]),
        "goal": Role(".matrix thead th", lambda p: [count("goal", p.cell)]),
        "cell": Role(".matrix a", lambda p: of(p).distance()),
        "line": Role(".lines p b", lambda p: of(p).dated(of(p).compared())),
        "detail": Role(".lines p small", lambda p: of(p).distance()),
        "name": Role(".lines a, .changes a", lambda _: []),
        "changes": Role(".changes h2", lambda _: years(view.year - 1, view.year)),
        "group": Role(".changes h4", lambda p: [_group(view, p)]),
        "why": Role(".changes li small", lambda p: of(p).why_turned()),
    }


def _finding(view: View) -> Iterable[Fact]:
    every: Counter[str] = sum((lights(view, c) for c in OURS), Counter())
    known = [count("indicators", len(view.exported.indicators)), count("cities", len(OURS))]
    return [*years(view.year), *known, *(count(k, every[k]) for k in ("good", "bad", "none"))]


def _subtitle(view: View) -> Iterable[Fact]:
    targets = view.exported.targets
    numeric = [i for i, rows in targets.items() if any(r["target_value"] for r in rows)]
    if view.exported.counting == "plan":
        numeric = []
    return [
        count("goals", len(view.exported.goals)),
        count("with a number", len(numeric)),
        count("peers", len(view.exported.peers)),
    ]


def _turned(view: View, piece: Piece) -> Iterable[Fact]:
    better, worse, _ = turned(view, piece.city)
    return [count("better", better), count("worse", worse)]


def _group(view: View, piece: Piece) -> Fact:
    better, worse, gone = turned(view, piece.city)
    words = {"转好": better, "Better": better, "转差": worse, "Worse": worse}
    return count("turned", next((n for w, n in words.items() if w in piece.text), gone))
