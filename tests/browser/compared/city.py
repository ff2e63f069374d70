"""The city page: which numbers it is to show where."""

from collections.abc import Iterable
from decimal import Decimal

from tests.browser.compared.assessed import IMPROVE
from tests.browser.compared.case import Case, years
from tests.browser.compared.counting import behind, lights, turned
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.places import GROUPS, SINCE, Standing
from tests.browser.compared.tokens import Fact, rounded

FRONT = {"cluster": 10, "shanxi": 3}
FEWEST_YEARS = 3


def city(view: View) -> dict[str, Role]:
    """Return the page's roles for a view; what is chosen is the city."""

    def of(piece: Piece) -> Case:
        return view.case(piece.indicator, view.chosen)

    return {
        **FRAME,
        "finding": Role("h1", lambda _: _finding(view)),
        "lights": Role(".tally b", lambda p: [count(p.light, lights(view, view.chosen)[p.light])]),
        "sentences": Role(".city-said", lambda _: _sentences(view)),
        "turned": Role(".turned", lambda _: _turned(view)),
        "line": Role(".ranked p b", lambda p: of(p).dated(of(p).compared())),
        "detail": Role(".ranked p small", lambda p: of(p).distance()),
        "key": Role(".strip-key", lambda _: [count("peers", len(view.exported.peers))]),
        "drawn": Role(".drawn td", lambda p: _drawn(of(p), p.cell)),
        "drawn name": Role(".drawn th", lambda _: []),
        "places": Role(".bullets .places-of", lambda p: _places(view, of(p))),
        "year": Role(".bullets p > small", lambda p: years(of(p).observed_year() or 0)),
        "figure": Role(".bullets p > b", lambda p: of(p).observed()),
        "against": Role(".bullets .detail", lambda p: _against(of(p))),
        "note": Role(".bullets .note", lambda p: of(p).reason()),
        "name": Role(".bullets a, .ranked a, .unassessed a", lambda _: []),
        "without": Role(".unassessed h2", lambda _: [count("none", _none(view))]),
        "last light": Role(".unassessed small:has(.light)", lambda _: []),
        "latest": Role(".unassessed p small", lambda p: _latest(of(p))),
        "reason": Role(".unassessed p", lambda p: of(p).reason()),
    }


def _none(view: View) -> int:
    return lights(view, view.chosen)["none"]


def _finding(view: View) -> Iterable[Fact]:
    found = lights(view, view.chosen)
    counts = [count(kind, found[kind]) for kind in ("good", "bad", "none")]
    last = behind(view.cases(view.chosen))[:1]
    about = [*years(view.year), count("indicators", len(view.exported.indicators))]
    return [*about, *counts, *(fact for case in last for fact in case.how_far())]


def _turned(view: View) -> Iterable[Fact]:
    better, worse, _ = turned(view, view.chosen)
    return [count("turned", n) for n in (better, worse) if n]


def _sentences(view: View) -> Iterable[Fact]:
    return [*_front(view), *_moves(view), *_at_best(view)]


def _front(view: View) -> Iterable[Fact]:
    for group in GROUPS:
        size, front = len(view.exported.members(group)), FRONT[group]
        found = []
        for standing in _standings(view, group):
            places = standing.ranks(standing.year)
            if view.chosen in places:
                found.append((places[view.chosen], len(places)))
        first = sum(rank <= front for rank, _ in found)
        last = sum(rank > of - front for rank, of in found)
        yield from (
            count(f"{group} front", n) for n in (size, len(found), first, front, last, front)
        )


def _moves(view: View) -> Iterable[Fact]:
    moves = []
    for standing in _standings(view, "cluster"):
        before, now = standing.ranks(SINCE), standing.ranks(standing.year)
        if view.chosen in before and view.chosen in now and not standing.broken(view.chosen):
            moves.append((before[view.chosen], now[view.chosen]))
    up = max(moves, key=lambda m: m[0] - m[1])
    down = min(moves, key=lambda m: m[0] - m[1])
    return [*years(SINCE), *(count("move", n) for n in (*up, *down))]


def _at_best(view: View) -> Iterable[Fact]:
    found = [_best(view.case(i, view.chosen)) for i in view.exported.indicators]
    known = [best for best in found if best]
    return [
        count("comparable", len(known)),
        count("at best", sum(year == latest for year, latest in known)),
    ]


def _standings(view: View, group: str) -> Iterable[Standing]:
    for indicator in view.exported.indicators:
        standing = Standing(view.exported, indicator, group, view.year)
        if standing.sign:
            yield standing


def _best(case: Case) -> tuple[int, int] | None:
    """The city's own best year and its latest one, since the last break."""
    values = case.values
    standing = Standing(case.exported, case.indicator, "cluster", case.as_of)
    cuts = [y for y in values if case.exported.broken(case.indicator, case.city, y - 1, y)]
    cuts += [y for y in range(min(values, default=0), max(values, default=0) + 1)
             if case.exported.broken(case.indicator, case.city, y - 1, y)]  # fmt: skip
    known = {y: v for y, v in values.items() if y >= max(cuts, default=0)}
    if not standing.sign or len(known) < FEWEST_YEARS:
        return None
    best = max(known, key=lambda y: (rounded(known[y], case.decimals) * standing.sign, y))
    return best, max(values)


def _places(view: View, case: Case) -> Iterable[Fact]:
    year = case.observed_year() or 0
    for group in GROUPS:
        places = Standing(view.exported, case.indicator, group, view.year).ranks(year)
        if case.city in places:
            yield from (count(group, n) for n in (places[case.city], len(places)))
    best = _best(case)
    if best and best[0] != best[1]:
        yield from years(best[0])


def _against(case: Case) -> Iterable[Fact]:
    if case.form == IMPROVE:
        return case.distance()
    done = case.cell("completion")
    if done is None:
        return [*case.demand(), *case.distance()]
    lead = case.lead() if case.cell("schedule") != 1 else []
    return [*case.demand(), Fact("done", done * Decimal(100), 1), *lead]


def _drawn(case: Case, cell: int) -> Iterable[Fact]:
    """Way done and schedule; or the change, then of the peers worst, median, best, how many."""
    if case.form != IMPROVE:
        share = case.cell("completion" if cell == 1 else "schedule")
        return [] if share is None else [Fact("share", share * Decimal(100), 1)]
    own, middle = case.change(), case.median()
    if not (own and middle):
        return []
    changes = sorted(case.peers_changes, reverse=_is_lower_better(case))
    ends = [Fact("end", change, own[0].places) for change in (changes[0], changes[-1])]
    return [[*own, ends[0], *middle, ends[1], count("peers", len(changes))][cell - 1]]


def _is_lower_better(case: Case) -> bool:
    return case.exported.indicators[case.indicator]["polarity"] == "lower"


def _latest(case: Case) -> Iterable[Fact]:
    """The last figure known; its year stands beside it, or before it as where figures end."""
    facts = case.observed()
    if not facts or [*years(case.observed_year() or 0)] == case.reason():
        return facts
    return [*years(case.observed_year() or 0), *facts]
