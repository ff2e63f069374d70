"""Directional targets: the plan's words 明显增强, 显著提高, judged against comparable cities.

A direction has no schedule. The change since the baseline is compared with the median change
of the peers over the same years: more than half of the comparable cities is "marked".
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from math import isfinite, nan
from statistics import median

from indicators.assessment import Assessment, Reason, Status
from indicators.breaks import blocking_break
from indicators.case import Case, Point
from indicators.catalogue import Polarity
from indicators.observations import AreaSeries
from indicators.rounding import as_number, exact, prints_same

FEWEST_PEERS = 5


def change(before: Decimal, after: Decimal, unit: str, polarity: Polarity) -> Decimal:
    """Return the change in the good direction: points for %, else per cent of the baseline.

    A baseline of zero or less has no percentage: the change is then in the indicator's unit.

    >>> change(Decimal(50), Decimal(45), "μg/m³", Polarity.LOWER)
    Decimal('10.0')
    >>> change(Decimal("42.5"), Decimal(45), "%", Polarity.HIGHER)
    Decimal('2.5')
    """
    step = (after - before) * polarity.sign
    if unit == "%" or before <= 0:
        return step
    return step / before * 100


def assess_direction(case: Case, start: Point, found: Point) -> Assessment:
    """Judge the change from `start` to `found`; both years compare."""
    unit, polarity = case.indicator.unit, case.indicator.polarity
    own = change(start.value, found.value, unit, polarity)
    others = peer_changes(case.peers, start, found.year, unit, polarity)
    middle = median(others) if others else None
    status, reason = Status.IMPROVED, None
    if prints_same(start.value, found.value, case.indicator.decimals):
        status = Status.UNCHANGED
    elif own < 0:
        status = Status.WORSENED
    elif len(others) < FEWEST_PEERS:
        reason = Reason.FEW_PEERS
    elif middle is not None and own > middle:
        status = Status.IMPROVED_MARKEDLY
    compared = middle if len(others) >= FEWEST_PEERS else None
    return replace(
        case.answer(status, reason=reason, at=found),
        change=as_number(own),
        peer_median=as_number(compared),
        peer_count=len(others),
    )


def peer_changes(
    peers: Iterable[AreaSeries], start: Point, year: int, unit: str, polarity: Polarity
) -> list[Decimal]:
    """Return the peers' changes over the same years, measured as the city's own change is.

    Left out: peers without both years, with a break between them, or whose baseline cannot be
    put in the city's measure (per cent beside a baseline of zero or less).
    """
    found = []
    for peer in peers:
        before, after = peer.values.get(start.year, nan), peer.values.get(year, nan)
        known = isfinite(before) and isfinite(after)
        if not known or blocking_break(peer.breaks, start.year, year):
            continue
        if unit != "%" and (before <= 0) != (start.value <= 0):
            continue
        found.append(change(exact(before), exact(after), unit, polarity))
    return found
