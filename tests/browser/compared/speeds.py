"""Yearly speeds and second opinions, worked out from the export alone (docs/method.md)."""

from decimal import Decimal

from tests.browser.compared.assessed import AVERAGE, IMPROVE, SINGLE
from tests.browser.compared.case import Case, years
from tests.browser.compared.tokens import Fact, rounded

RATES = (AVERAGE, SINGLE)


def step(case: Case, size: Decimal) -> Fact:
    """A yearly step as it is printed: a rate, points, or per cent of the baseline."""
    if case.form in RATES:
        return Fact("step", size, 2)
    return Fact("step", size, case.decimals + 1 if case.is_percent else 1)


def due(case: Case) -> int:
    return int(case.target["target_year"])


def is_past(case: Case) -> bool:
    return case.as_of >= due(case)


def remaining(case: Case) -> Decimal | None:
    """What each remaining year must bring in the unit, or as a rate; None when nothing is left."""
    if case.value is None or case.wanted is None or not case.value_year:
        return None
    left = due(case) - case.value_year
    falling = case.form in ("at_most", "change_at_most")
    is_met = case.value <= case.wanted if falling else case.value >= case.wanted
    if left <= 0 or is_met:
        return None
    if case.form == AVERAGE:
        return Decimal((float(case.wanted / case.value) ** (1 / left) - 1) * 100)
    return (case.wanted - case.value) / left


def needed(case: Case) -> list[Fact]:
    """The step a year still asked for; from the target year on the one from the start."""
    if case.form == SINGLE:
        return [step(case, Decimal(case.target["target_value"]))]
    if case.wanted is None:
        return []
    if case.form == AVERAGE:
        found = Decimal(case.target["target_value"]) if is_past(case) else remaining(case)
        return [] if found is None else [step(case, found)]
    if case.start is None:
        return []
    if is_past(case):
        found = (case.wanted - case.start) / (due(case) - case.start_year)
    else:
        found = remaining(case)
    if found is None:
        return []
    if case.is_percent:
        return [step(case, found)]
    return [
        step(case, found / case.start * 100),
        Fact("step in the unit", found, case.decimals + 1),
    ]


def mean(case: Case, area: str) -> Decimal | None:
    """The mean yearly step of an area over the case's years."""
    own = case.exported.series.get((case.indicator, area), {})
    first, last = case.start_year, case.value_year
    if case.exported.broken(case.indicator, area, first, last):
        return None
    if case.form == AVERAGE:
        rates = [own.get(y) for y in range(first + 1, last + 1)]
        known = [r for r in rates if r is not None]
        if len(known) < len(rates):
            return None
        index = 1.0
        for rate in known:
            index *= 1 + float(rate) / 100
        return Decimal((index ** (1 / (last - first)) - 1) * 100)
    if first not in own or last not in own:
        return None
    return measured(case, (own[last] - own[first]) / (last - first), own[first])


def measured(case: Case, size: Decimal, start: Decimal | None) -> Decimal | None:
    """A step in points, or in per cent of a baseline."""
    if case.is_percent:
        return size
    return size / start * 100 if start and start > 0 else None


def done(case: Case) -> list[Fact]:
    if case.form == SINGLE:
        return [step(case, case.value)] if case.value is not None else []
    found = mean(case, case.city)
    return [] if found is None else [step(case, found)]


def best(case: Case, steps: dict[object, Decimal]) -> object | None:
    """The best of some steps, the first of several alike."""
    lower = case.exported.indicators[case.indicator]["polarity"] == "lower"
    choose = min if lower else max
    return choose(steps, key=lambda key: steps[key]) if steps else None


def own_best(case: Case) -> list[Fact]:
    """The best year of the city's own."""
    values = case.values
    if case.form in RATES:
        steps: dict[object, Decimal] = dict(values)
    else:
        steps = {}
        for year in sorted(values):
            cut = case.exported.broken(case.indicator, case.city, year - 1, year)
            if year - 1 not in values or cut:
                continue
            size = measured(case, values[year] - values[year - 1], values.get(case.start_year))
            if size is not None:
                steps[year] = size
    year = best(case, steps)
    return [] if year is None else [step(case, steps[year]), *years(int(str(year)))]


def peers_best(case: Case) -> list[Fact]:
    """The fastest of the peers over the same years."""
    if case.form == SINGLE:
        every = {p: case.exported.series.get((case.indicator, p), {}).get(case.value_year)
                 for p in case.exported.peers}  # fmt: skip
    else:
        every = {p: mean(case, p) for p in case.exported.peers}
    found: dict[object, Decimal] = {p: size for p, size in every.items() if size is not None}
    leader = best(case, found)
    return [] if leader is None else [step(case, found[leader])]


def has_pace(case: Case) -> bool:
    """Whether speeds can be told: a light, a value, and a year it began in."""
    if not case.is_assessable or not case.form:
        return False
    if case.form == SINGLE:
        return case.is_percent and bool(case.value_year)
    start = int(case.target["baseline_year"] or 0) or case.start_year
    return bool(start) and case.value_year > start


def opinion(case: Case) -> tuple[Decimal, Decimal, Decimal] | None:
    """Eurostat's ratio, the UN's projected value and its share of the way, the two in per cent."""
    if case.cell("completion") is None or not case.value_year:
        return None
    start, value, wanted = (float(x or 0) for x in (case.start, case.value, case.wanted))
    if min(start, value, wanted) <= 0 or start == wanted:
        return None
    passed, span = case.value_year - case.start_year, due(case) - case.start_year
    so_far = (value / start) ** (1 / passed)
    ratio = (so_far - 1) / ((wanted / start) ** (1 / span) - 1)
    projected = value * so_far ** max(span - passed, 0)
    share = (projected - start) / (wanted - start)
    return Decimal(ratio * 100), Decimal(projected), Decimal(share * 100)


FAR_BEHIND = Decimal("-29.9")
"""The smallest lead that is no longer far behind."""


def next_light(case: Case) -> list[Fact]:
    """How far it is to the next light, and the level it begins at; of an average the points."""
    if not case.is_assessable or case.value is None:
        return []
    status, schedule, done = case.row["status"], case.cell("schedule"), case.cell("completion")
    if case.form == IMPROVE:
        return to_level(case, _next_direction(case))
    if case.wanted is None or status == "achieved":
        return []
    if status == "missed":
        return case.lead() if case.form == AVERAGE else to_level(case, case.wanted)
    if schedule is None or done is None:
        return to_level(case, case.wanted)
    if status == "far_behind":
        share = max(schedule + FAR_BEHIND / 100, Decimal(0))
    else:
        share = schedule if status == "behind" else Decimal(1)
    if case.form == AVERAGE:
        return [] if share == 1 else [Fact("points", (share - done) * 100, 1)]
    start = case.start or Decimal(0)
    return to_level(case, start + (case.wanted - start) * share)


def to_level(case: Case, level: Decimal | None) -> list[Fact]:
    if level is None or case.value is None:
        return []
    gap = Fact("to the next light", level - case.value, case.decimals)
    return [gap, Fact("next light", level, case.decimals)]


def _next_direction(case: Case) -> Decimal | None:
    """One printed digit past the baseline for what is no better, else the peers' median's level."""
    start, status = case.start, case.row["status"]
    if start is None or status == "improved_markedly":
        return None
    if status in ("worsened", "unchanged"):
        lower = case.exported.indicators[case.indicator]["polarity"] == "lower"
        printed = rounded(start, case.decimals)
        if case.is_percent and not lower and printed == 100:
            return None
        if lower and printed == 0:
            return None
        return printed + Decimal(-1 if lower else 1).scaleb(-case.decimals)
    if case.peers_median is None:
        return None
    points = case.is_percent or start <= 0
    return start + (case.peers_median if points else case.peers_median * start / 100)
