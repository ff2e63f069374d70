"""The comparison with other cities: which numbers the page is to show where."""

from collections import defaultdict
from collections.abc import Iterable

from tests.browser.compared.case import years
from tests.browser.compared.exported import OURS
from tests.browser.compared.frame import FRAME, count
from tests.browser.compared.looking import Piece, Role, View
from tests.browser.compared.places import GROUPS, SINCE, Standing
from tests.browser.compared.tokens import Fact, rounded

SHADES = 5


def peers(view: View) -> dict[str, Role]:
    """Return the page's roles for a view; what is chosen is group and indicator."""
    group, _, indicator = view.chosen.partition(" ")
    s = Standing(view.exported, indicator, group, view.year)
    then = years(SINCE)
    return {
        **{name: role for name, role in FRAME.items() if name != "header"},
        "groups": Role("#group-cluster, #group-shanxi", lambda p: [_size(view, p)]),
        "header": FRAME["header"],
        "finding": Role("h1", lambda _: [*_places(s), *_moves(s)]),
        "lead": Role(".page-heading .lead", lambda _: _lead(s)),
        "head": Role(".ladder thead", lambda p: [*then, *then, *then, *years(s.year, s.year)]
                     if p.where == "text" else then),
        "break": Role(".ladder td small", why="the words of plan/breaks.csv for a break"),
        "cell": Role(".ladder tbody td.number", lambda p: _cell(s, p)),
        "key": Role(".ladder .fineprint", lambda _: _key(s)),
        "label": Role(".shaded text", lambda _: []),
        "map": Role(".shaded path, .shaded svg", lambda p: _on_the_map(s, p)),
        "shade": Role(".shades", lambda _: _shades(s)),
        "scatter": Role(".scatter", lambda p: _scatter(s, p)),
        "spread": Role(".spread", lambda p: _spread(s, p)),
        "scatter table": Role("#peers-scatter", lambda _: _scatter_table(s)),
        "spread table": Role("#peers-spread", lambda _: _spread_table(s)),
        "best": Role(".best dl", lambda _: _best(s)),
        "comparable": Role(".best .fineprint", lambda _: [count("of", len(s.changes()))]),
        "own": Role(".best li", lambda p: _own(s, p)),
        "all": Role(".places h2, .places > .fineprint", lambda _: [*then, *years(view.year)]),
        "step": Role(".places td", lambda p: _step(view, group, p)),
        "name": Role(".places th", lambda p: _other_year(view, group, p)),
        "why not": Role(".aside section:not(:has(svg)) .fineprint", lambda _: _drift(s)),
        "spread key": Role(".aside .fineprint", lambda _: []),
    }  # fmt: skip


def _size(view: View, piece: Piece) -> Fact:
    sizes = {str(n): n for n in (len(view.exported.members(g)) for g in GROUPS)}
    return count("group", next(n for text, n in sizes.items() if text in piece.text))


def _places(s: Standing) -> Iterable[Fact]:
    """Cities of which the same is said are named together; without a figure only since when."""
    if not s.year:
        return years(SINCE)
    places = s.ranks(s.year)
    if not places:
        return [*years(s.year), count("known", len(s.known(s.year)))]
    own = {places[c] for c in OURS if c in places}
    return [*years(s.year), count("group", len(places)), *(count("place", n) for n in own)]


def _moves(s: Standing) -> Iterable[Fact]:
    before, now = s.ranks(SINCE), s.ranks(s.year)
    if not now:
        return []
    if not before:
        return [*years(SINCE), count("known then", len(s.known(SINCE)))]
    ranked = [c for c in OURS if c in now]
    gaps = {s.broken(c) for c in ranked}
    if len(gaps) == 1 and None not in gaps:
        return years(SINCE, gaps.pop())
    said: dict[tuple[str, int], list[str]] = defaultdict(list)
    for c in ranked:
        broken = s.broken(c)
        if broken:
            said["broken in", broken].append(c)
        elif c not in before:
            said["not known in", SINCE].append(c)
        elif before[c] != now[c]:
            said["up" if before[c] > now[c] else "down", abs(before[c] - now[c])].append(c)
    return [*years(SINCE), *(count(*words) for words in said)]


def _lead(s: Standing) -> Iterable[Fact]:
    """What is said of the spread; which year is shown where that asked for is hardly known."""
    return [*_drift(s), *(years(s.as_of, s.year) if s.year not in (0, s.as_of) else [])]


def _drift(s: Standing) -> Iterable[Fact]:
    """The coefficient of variation then and now, or why it cannot be compared."""
    cuts = [c for city in OURS if (c := s.broken(city))]
    if cuts:
        return years(min(cuts))
    if any(c not in s.known(y) for c in OURS for y in (SINCE, s.year)):
        return years(SINCE, s.year)
    ends = [s.spread(SINCE), s.spread(s.year)]
    known = [Fact("spread", end, 1) for end in ends if end is not None]
    return [*years(SINCE, s.year), *known] if len(known) == len(ends) else []


def _cell(s: Standing, piece: Piece) -> Iterable[Fact]:
    place = s.ranks(s.year).get(piece.city)
    before = s.ranks(SINCE).get(piece.city)
    values = [s.known(year).get(piece.city) for year in (SINCE, s.year)]
    change = s.changes().get(piece.city)
    column = {
        0: place and count("place", place),
        1: before and count("place then", before),
        4: values[0] is not None and Fact("then", values[0], s.decimals),
        5: values[1] is not None and Fact("now", values[1], s.decimals),
        6: change is not None and Fact("change", change, s.change_places),
    }
    fact = column[piece.cell]
    return [fact] if fact else []


def _key(s: Standing) -> Iterable[Fact]:
    missing = len(s.known(s.year)) < len(s.members)
    return years(SINCE, s.year, *([s.year] if missing else []))


def _on_the_map(s: Standing, piece: Piece) -> Iterable[Fact]:
    """A city is known by its name in what a pointer reads."""
    if piece.where != "text":
        return [count("group", len(s.members))]
    name, _, _ = piece.text.replace("：", ":").partition(":")
    names = {n: a["ref_area"] for a in s.exported.areas for n in (a["name_en"], a["name_zh"][:-1])}
    value, place = (found.get(names[name]) for found in (s.known(s.year), s.ranks(s.year)))
    facts = [] if value is None else [Fact("value", value, s.decimals)]
    return [*facts, count("place", place)] if place else facts


def _shades(s: Standing) -> Iterable[Fact]:
    """The ends of each fifth, from better to worse; once where both print alike."""
    places, values = s.ranks(s.year), s.known(s.year)
    found = defaultdict(list)
    for city, place in places.items():
        found[(place - 1) * SHADES // len(places)].append(values[city])
    for own in found.values():
        ends = [Fact("end", edge, s.decimals) for edge in (min(own), max(own))]
        alike = rounded(min(own), s.decimals) == rounded(max(own), s.decimals)
        yield from ends[:1] if alike else ends


def _scatter(s: Standing, piece: Piece) -> Iterable[Fact]:
    shown = [SINCE, s.year] if s.known(SINCE) else [s.year]
    if piece.where != "text":
        return years(SINCE, s.year)
    told = [y for y in shown if s.is_telling(y)]
    return [*years(*shown), *(Fact("median", s.median(y), s.decimals) for y in told)]


def _spread(s: Standing, piece: Piece) -> Iterable[Fact]:
    if piece.where != "text":
        return _drift(s)
    known = {y: v for y in range(SINCE, s.year + 1) if (v := s.spread(y)) is not None}
    axis = sorted({*known, *(y for y in range(SINCE, s.year + 1) if s.has_spread(y))})
    ends = [Fact("spread", known[y], 1) for y in (min(known), max(known))]
    return [*years(*axis), *ends]


def _scatter_table(s: Standing) -> Iterable[Fact]:
    """Of each line: how many cities, lowest, median, highest, and our three."""
    for year in (y for y in (SINCE, s.year) if s.known(y)):
        known = s.known(year)
        yield from [*years(year), count("known", len(known))]
        told = [min(known.values()), max(known.values()), *(known[c] for c in OURS if c in known)]
        told += [s.median(year)] if s.is_telling(year) else []
        yield from (Fact("figure", value, s.decimals) for value in told)


def _spread_table(s: Standing) -> Iterable[Fact]:
    """Of each year the spread of the three; that of the group is worked out here."""
    for year in range(SINCE, s.year + 1):
        three, group = s.spread(year), s.spread_of_all(year)
        if three is None and group is None:
            continue
        yield from years(year)
        yield from (Fact("spread", value, 1) for value in (three, group) if value is not None)


def _best(s: Standing) -> Iterable[Fact]:
    facts = years(s.year, SINCE)
    places, moved = s.ranks(s.year), s.change_ranks()
    for found, values, digits in (
        (places, s.known(s.year), s.decimals), (moved, s.changes(), s.change_places),
    ):  # fmt: skip
        others = {c: n for c, n in found.items() if c not in OURS}
        first = [c for c, n in others.items() if n == min(others.values())]
        if first:
            facts.append(Fact("best", values[first[0]], digits))
        if len(first) > 3:
            facts.append(count("and others", len(first)))
    return facts


def _own(s: Standing, piece: Piece) -> Iterable[Fact]:
    broken, change = s.broken(piece.city), s.changes().get(piece.city)
    if broken:
        return years(broken)
    if change is None:
        return []
    place = count("place", s.change_ranks()[piece.city])
    return [Fact("change", change, s.change_places), place]


def _step(view: View, group: str, piece: Piece) -> Iterable[Fact]:
    s = Standing(view.exported, piece.indicator, group, view.year)
    before, now = s.ranks(SINCE), s.ranks(s.year)
    if piece.cell > len(OURS):
        return [count("known", len(now))] if now else []
    city = OURS[piece.cell - 1]
    broken = s.broken(city)
    if piece.where == "text":
        return [count("place", p[city]) for p in (before, now) if city in p]
    if broken:
        return years(broken)
    if city not in before or city not in now or before[city] == now[city]:
        return []
    return [count("moved", abs(before[city] - now[city]))]


def _other_year(view: View, group: str, piece: Piece) -> Iterable[Fact]:
    if not piece.indicator:
        return []
    year = Standing(view.exported, piece.indicator, group, view.year).year
    return years(year) if year and year != view.year else []
