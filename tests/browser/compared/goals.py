"""The goals: which numbers the page is to show where."""

from collections import Counter
from collections.abc import Iterable

from tests.browser.compared.assessed import AVERAGE
from tests.browser.compared.case import Case, years
from tests.browser.compared.exported import OURS
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.tokens import Fact

NAMED, TREND = 3, 6


def goals(view: View) -> dict[str, Role]:
    """Return the page's roles for a view; what is chosen is the domain."""
    since = usual_start(view)
    span = years(since, view.year)
    of = view.of
    return {
        **FRAME,
        "finding": Role("h1", lambda _: [*years(view.year), *_finding(view), *_shared(view)]),
        "subtitle": Role(".page-heading .lead", lambda _: _subtitle(view)),
        "span": Role(".goals thead", lambda _: span * len(OURS)),
        "tally": Role(".goals .goal td .light", lambda p: [_tally(view, p)]),
        "goal": Role(".goals .goal th", why="the goal's place in the plan, and its words"),
        "demand": Role(".goals .held", lambda p: _held(view, p)),
        "before": Role(".case .before", lambda p: _start(of(p))),
        "now": Role(".case .now, .case .rate", lambda p: of(p).observed()),
        "distance": Role(".case .distance", lambda p: _distance(view, of(p))),
        "year before": Role(".case .year-before", lambda p: years(of(p).start_year)),
        "year now": Role(".case .year-now", lambda p: years(of(p).observed_year() or 0)),
        "key": Role(".table-key", lambda _: [*span, count("trend", TREND)]),
        "name": Role(".goals th", lambda _: []),
    }


def chosen(view: View) -> list[str]:
    """Return the indicators of the domain, or all."""
    goals = {g["goal_id"] for g in view.exported.goals if view.chosen in ("", g["domain"])}
    return [i for i, row in view.exported.indicators.items() if row["goal_id"] in goals]


def rows(view: View) -> list[list[Case]]:
    """Return for each indicator the three cities' cases."""
    return [[view.case(i, c) for c in OURS] for i in chosen(view)]


def usual_start(view: View) -> int:
    """Return the baseline year that most have."""
    found = Counter(c.start_year for cases in rows(view) for c in cases if c.start_year)
    return max(found, key=lambda year: (found[year], year))


def _finding(view: View) -> Iterable[Fact]:
    if view.chosen:
        good = Counter(c.city for cases in rows(view) for c in cases if c.light == "good")
        counts = [count(f"good in {city}", good[city]) for city in OURS]
        return [count("indicators", len(chosen(view))), *counts]
    shares = []
    for goal in view.exported.goals:
        own = [c.light for cases in rows(view) for c in cases
               if view.exported.indicators[c.indicator]["goal_id"] == goal["goal_id"]]  # fmt: skip
        known = [light for light in own if light != "none"]
        if len(known) * 2 > len(own):
            shares.append((known.count("good"), len(known)))
    shares.sort(key=lambda share: share[0] / share[1])
    return [count("share", n) for share in (shares[0], shares[-1]) for n in share]


def _shared(view: View) -> Iterable[Fact]:
    good = sum(all(c.light == "good" for c in cases) for cases in rows(view))
    bad = sum(all(c.light == "bad" for c in cases) for cases in rows(view))
    return [count("shared", n) for n, least in ((good, 0), (bad, NAMED)) if n > least]


def _subtitle(view: View) -> Iterable[Fact]:
    own, targets = chosen(view), view.exported.targets
    numeric = [i for i in own if any(r["target_value"] for r in targets.get(i, []))]
    goals = {view.exported.indicators[i]["goal_id"] for i in own}
    counts = (len(goals), len(own), len(numeric), len(view.exported.peers))
    return [count("heading", n) for n in counts]


def _tally(view: View, piece: Piece) -> Fact:
    """The column is that of the city: the row's heading spans two."""
    city = OURS[piece.cell - 1]
    goal = view.exported.goals[int(piece.row[0]) - 1]["goal_id"]
    own = [view.case(i, city).light for i, row in view.exported.indicators.items()
           if row["goal_id"] == goal]  # fmt: skip
    return count(piece.light, own.count(piece.light))


def _held(view: View, piece: Piece) -> Iterable[Fact]:
    """Each different demand once; the peers' median where it is the same for all."""
    cases = [view.case(piece.indicator, c) for c in OURS]
    median = shared_median(cases)
    found = {tuple(c.demand()) for c in cases}
    return [*(fact for demand in found for fact in demand), *median]


def shared_median(cases: list[Case]) -> list[Fact]:
    """Return the peers' median, if all directions among the cases have the same."""
    found = {tuple(c.median()) for c in cases if c.median() or _is_judged(c)}
    return list(found.pop()) if len(found) == 1 else []


def _is_judged(case: Case) -> bool:
    return case.form == "improve" and case.is_assessable


def _start(case: Case) -> Iterable[Fact]:
    if case.form == AVERAGE or case.start is None:
        return []
    return [Fact("baseline", case.start, case.decimals)]


def _distance(view: View, case: Case) -> Iterable[Fact]:
    if not _is_judged(case):
        return case.how_far()
    shared = shared_median([view.case(case.indicator, c) for c in OURS])
    return case.change() if shared else case.distance()
