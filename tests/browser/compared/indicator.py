"""One indicator: which numbers its page is to show where."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal

from tests.browser.compared import speeds
from tests.browser.compared.assessed import AVERAGE
from tests.browser.compared.case import Case, demand, years
from tests.browser.compared.exported import OURS, YEARS
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.tokens import Fact, difference, numbers_in

FIRST, END = 2015, 2020
LAGGING = ("bad", "poor")


def indicator(view: View) -> dict[str, Role]:
    """Return the page's roles for a view; what is chosen is the indicator."""

    def by_city(facts: Callable[[Case], Iterable[Fact]]) -> Callable[[Piece], Iterable[Fact]]:
        return lambda p: facts(view.case(view.chosen, p.city)) if p.city else []

    def cell(p: Piece) -> Iterable[Fact]:
        return _pace(view.case(view.chosen, p.city), p.cell)

    return {
        **FRAME,
        "finding": Role("h1", lambda _: finding(view)),
        "lead": Role(".page-heading .lead", lambda _: _lead(view)),
        "departments": Role(".page-heading .answering", lambda _: []),
        "card": Role(".card > p:not(.more)", by_city(_card)),
        "more": Role(".card .more", by_city(_more)),
        "tick": Role(".xaxislayer-above, .yaxislayer-above", why="the ticks of an axis"),
        "note": Role(".infolayer", by_city(lambda c: _notes(view, c))),
        "head": Role(
            ".figures:not(.small) thead", lambda _: [*years(*years_shown(view)), *due_year(view)]
        ),
        "firmness": Role(".figures:not(.small) sup", lambda p: _firmness(view, p)),
        "value": Role(".figures:not(.small) td [title]", lambda p: _value(view, p)),
        "absent": Role(".figures:not(.small) td:has(.absent)", lambda p: _value(view, p)),
        "target": Role(".figures:not(.small) td.number", by_city(lambda c: c.level())),
        "history": Role(".history", lambda p: _past(view, p)),
        "chart": Role("[role=figure]", by_city(_card)),
        "turns": Role(".by-city > div", by_city(_turns)),
        "opinion": Role(".opinions td", lambda p: _opinion(view.case(view.chosen, p.city), p.cell)),
        "pace": Role(".outlook .figures td", cell),
        "later": Role(".later li", lambda p: _later(view, p.city)),
        "key": Role(".outlook > .fineprint, .outlook > h2", lambda p: _key(view, p)),
        **_facts(view),
    }


def cases(view: View) -> list[Case]:
    return [view.case(view.chosen, c) for c in OURS]


def years_shown(view: View) -> range:
    """The years of chart and table."""
    start = min([FIRST, *(c.start_year for c in cases(view) if c.start_year)])
    return range(start, max(view.year, start) + 1)


def due_year(view: View) -> list[Fact]:
    """When the target is due; without one it is the end of the plan."""
    found = [speeds.due(c) for c in cases(view) if c.form]
    return years(found[0] if found else END)


def finding(view: View) -> Iterable[Fact]:
    """A city that lags alone is told by how much."""
    by_status = defaultdict(list)
    for case in cases(view):
        by_status[case.row["status"]].append(case)
    for alone in (found[0] for found in by_status.values() if len(found) == 1):
        if alone.light in LAGGING:
            yield from alone.gap() or alone.distance()


def _lead(view: View) -> Iterable[Fact]:
    targets = {tuple(c.target.items()): c for c in cases(view) if c.form}
    if any(not c.form for c in cases(view)):
        return []
    demands = [fact for case in targets.values() for fact in case.demand()]
    return [*years(max(speeds.due(c) for c in targets.values())), *demands]


def _card(case: Case) -> Iterable[Fact]:
    if not case.value_year:
        return case.reason()
    since = years(case.start_year + 1) if case.form == AVERAGE else []
    shown = [*since, *years(case.value_year), *(case.observed() if case.value is not None else [])]
    gap, distance = case.gap(), case.distance()
    return [*shown, *(gap if gap == distance else [*gap, *distance])]


def _more(case: Case) -> Iterable[Fact]:
    """The lead; what is still needed; the last light known."""
    facts = [] if case.form == AVERAGE else case.lead()
    left = speeds.remaining(case) if case.is_assessable and case.form else None
    if left is not None and case.as_of < speeds.due(case):
        places = 2 if case.form == AVERAGE else case.decimals + 1
        spare = count("years left", speeds.due(case) - case.value_year)
        facts = [*facts, spare, Fact("needed", left, places)]
    return [*facts, *_last_known(case)]


def _last_known(case: Case) -> Iterable[Fact]:
    """What the same target said in the year of a value that is too old."""
    if case.is_assessable or not 0 < case.value_year < case.as_of or case.value_year not in YEARS:
        return []
    rows = case.exported.assessments[case.indicator, case.city, case.value_year]
    same = [r for r in rows if all(r[k] == case.row[k] for k in ("target_level", "form"))]
    known = any(r["status"] != "not_assessable" for r in same)
    return years(case.value_year) if known else []


def _notes(view: View, case: Case) -> Iterable[Fact]:
    """The chart's own labels: the first and the last value, and the target."""
    known = [y for y in years_shown(view) if y in case.values]
    ends = sorted({known[0], known[-1]}) if known else []
    facts = [Fact("end", case.values[y], case.decimals) for y in ends]
    if not case.form or not case.target["target_value"] or case.wanted is None:
        return facts
    return [*facts, Fact("target", case.level()[0].value, case.decimals)]


def _value(view: View, piece: Piece) -> Iterable[Fact] | None:
    """A figure of the table; what is heard on it is its source, in the source's own words."""
    if piece.where != "text":
        return None
    year = int(piece.column)
    assert year <= max(view.year, years_shown(view)[0])
    places = int(view.exported.indicators[view.chosen]["decimals"])
    value = view.exported.series[view.chosen, _area(view, piece)].get(year)
    return [] if value is None else [Fact("value", value, places)]


def _firmness(view: View, piece: Piece) -> Iterable[Fact]:
    """The letter beside a figure is its exported status; another one is told as missing."""
    status = view.exported.firmness[view.chosen, _area(view, piece), int(piece.column)]
    is_right = piece.where != "text" or piece.text == status
    return [] if is_right else [count(f"status {status}", 0)]


def _area(view: View, piece: Piece) -> str:
    if piece.city:
        return piece.city
    return next(
        a["ref_area"] for a in view.exported.areas
        if piece.row in (a["name_en"], a["name_zh"], a["name_zh"].removesuffix("省"))
    )  # fmt: skip


def _past(view: View, piece: Piece) -> Iterable[Fact]:
    """A year's light has the colour of the export."""
    year = next(y for y in YEARS if str(y) in piece.text)
    light = view.case(view.chosen, piece.city, year).light
    return years(year) if light == piece.light and year <= view.year else []


def _turns(case: Case) -> Iterable[Fact]:
    """Each year whose status is another one than the year before, with why."""
    facts = []
    for year in range(YEARS[1], case.as_of + 1):
        before, now = (Case(case.exported, case.indicator, case.city, y) for y in (year - 1, year))
        if before.row["status"] != now.row["status"]:
            facts += [*years(year), *now.why_turned()]
    return facts or years(YEARS[0])


def _pace(case: Case, cell: int) -> Iterable[Fact]:
    if cell == 5:
        return speeds.next_light(case)
    if not speeds.has_pace(case):
        return []
    column = (speeds.needed, speeds.done, speeds.own_best, speeds.peers_best)
    return column[cell - 1](case)


def _opinion(case: Case, cell: int) -> Iterable[Fact]:
    found = speeds.opinion(case)
    if found is None:
        return case.how_far() if case.is_assessable and cell == 1 else []
    ratio, projected, share = found
    places = 1 if case.form == AVERAGE else case.decimals
    return {
        1: case.lead(),
        2: [Fact("growth ratio", ratio)],
        3: [*years(speeds.due(case)), Fact("projected", projected, places), Fact("share", share)],
        5: [count("tolerance", 5)] if _is_tolerated(case, ratio) else [],
    }.get(cell, [])


def _is_tolerated(case: Case, ratio: Decimal) -> bool:
    """Both compound rules let 5 % go, the schedule does not."""
    rising = (case.wanted or 0) > (case.start or 0)
    in_time = (case.cell("lead") or 0) >= 0
    return ratio >= 95 and not in_time and (ratio < 100 or not rising)


def _later(view: View, city: str) -> Iterable[Fact]:
    """Figures after the target year, shown from that year on."""
    own = view.exported.series.get((view.chosen, city), {})
    places = int(view.exported.indicators[view.chosen]["decimals"])
    last = due_year(view)[0].value
    assert view.year >= last
    return [f for y in sorted(own) if y > last for f in (*years(y), Fact("later", own[y], places))]


def _key(view: View, piece: Piece) -> Iterable[Fact]:
    """What speeds are measured by, where the unit is not per cent; the year after which."""
    if any(word in piece.text for word in ("速度", "Speeds")):
        found = {c.start_year for c in cases(view) if speeds.has_pace(c)}
        return years(*found) if len(found) == 1 and not cases(view)[0].is_percent else []
    return due_year(view) if any(c.isdigit() for c in piece.text) else []


def _facts(view: View) -> dict[str, Role]:
    """What stands behind an indicator; quotations from sources are theirs."""
    targets, breaks = view.exported.targets[view.chosen], view.exported.breaks[view.chosen]
    cuts = {int(b["first_year_after"]) for b in breaks}

    def about(p: Piece) -> Iterable[Fact]:
        """A target's demand, or the year of a break."""
        every = [*(demand(x) for x in targets), *(years(y) for y in cuts)]
        tokens = numbers_in(p.text, view.exported.names)
        return next((f for f in every if difference(tokens, f) == ([], [])), [])

    return {
        "quotation": Role(".facts .quoted, .facts .note, .facts [lang=zh]", why="a source's words"),
        "clause": Role(".facts a", why="the number of a section of the plan"),
        "light": Role(".facts .light", lambda p: _any_reason(view, p)),
        "demand": Role(".facts .fact > p", about),
        "vintages": Role(
            ".facts details summary", lambda _: [count("cases", len(_vintages(view)))]
        ),
        "released": Role(".facts table td:last-child", why="the day of a publication"),
        "vintage": Role(".facts table", lambda _: _published(view)),
        "formula": Role(
            ".facts section > p", lambda p: formula(view, view.chosen) if "×" in p.text else []
        ),
    }


def formula(view: View, indicator_id: str) -> list[Fact]:
    """The numbers of a formula; a sum over the cluster says of how many cities."""
    expression = view.exported.indicators[indicator_id]["expression"]
    facts = [Fact("formula", Decimal(n)) for n in re.findall(r"\b[0-9]+\b", expression)]
    cluster = count("cluster", len(view.exported.members("cluster")))
    return [*facts, cluster] if "cluster" in expression else facts


def _any_reason(view: View, piece: Piece) -> Iterable[Fact]:
    """Why a target that may not count has no light, or no better one."""
    rows = [r for c in OURS for r in view.exported.assessments[view.chosen, c, view.year]]
    if any(r["reason"] == "few_peers" for r in rows) and "5" in piece.text:
        return [count("fewest peers", 5)]
    ends = {r["value_year"] or str(view.year) for r in rows if r["reason"] == "stale"}
    return next((years(y) for y in ends if y in piece.text), [])


def _vintages(view: View) -> list[tuple[str, int]]:
    """Years of our cities for which more than one value was published."""
    return [(c, y) for (i, c, y), values in view.exported.vintages.items()
            if i == view.chosen and c in OURS and len(values) > 1]  # fmt: skip


def _published(view: View) -> Iterable[Fact]:
    places = max(int(view.exported.indicators[view.chosen]["decimals"]), 2)
    for city, year in _vintages(view):
        yield from years(year)
        for value in view.exported.vintages[view.chosen, city, year]:
            yield Fact("published", value, places)
