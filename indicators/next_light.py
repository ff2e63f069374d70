"""How far it is to the next better light: the value that would have been enough.

The rules of `indicators.verdict` and `indicators.direction`, turned round. The value is that of the
year looked at, against the schedule of that year.
"""

from dataclasses import dataclass
from decimal import Decimal

from indicators.assessment import Assessment, Status
from indicators.catalogue import Indicator
from indicators.rounding import exact, prints_same, round_half_up
from indicators.targets import Target, TargetForm
from indicators.verdict import FAR_BEHIND_POINTS

_SMALLEST_LEAD = Decimal("0.1")
_WHOLE = 100


@dataclass(frozen=True, slots=True)
class NextLight:
    """The status within reach, and the value it asks for; `points` of lead for an average."""

    status: Status
    level: float | None
    points: float | None = None


def next_light(a: Assessment, target: Target, indicator: Indicator) -> NextLight | None:
    """Return the next better light; None when there is none, or no value to measure from.

    80 → 86 of 100 in 2018 is far behind; with 86.02 it would be 29.9 points behind only.
    """
    if a.obs_value is None or a.value_year is None:
        return None
    if target.form is TargetForm.IMPROVE:
        return _better_direction(a, indicator)
    if a.required_value is None or a.status in (Status.ACHIEVED, Status.ACHIEVED_LATE):
        return None
    average = target.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST
    if a.status is Status.MISSED:
        level = None if average else a.required_value
        return NextLight(Status.ACHIEVED_LATE, level, _behind(a) if average else None)
    if a.completion is None or a.schedule is None:
        return NextLight(Status.ACHIEVED, a.required_value) if not average else None
    status, share = _next_on_the_way(a)
    if average:
        if status is Status.ACHIEVED:
            return None
        return NextLight(status, None, float(share * 100 - exact(a.completion) * 100))
    start, wanted = exact(a.baseline_value or 0), exact(a.required_value)
    return NextLight(status, float(start + (wanted - start) * share))


def _next_on_the_way(a: Assessment) -> tuple[Status, Decimal]:
    """Return the next status and the share of the way it begins at."""
    schedule = exact(a.schedule or 0)
    if a.status is Status.FAR_BEHIND:
        share = schedule + (FAR_BEHIND_POINTS + _SMALLEST_LEAD) / 100
        return Status.BEHIND, max(share, Decimal(0))
    if a.status is Status.BEHIND:
        return Status.ON_SCHEDULE, schedule
    return Status.ACHIEVED, Decimal(1)


def _behind(a: Assessment) -> float | None:
    return None if a.lead is None else -a.lead


def _better_direction(a: Assessment, indicator: Indicator) -> NextLight | None:
    """Worse or unchanged: the baseline must be passed; improved: the peers' median must be.

    What prints like the baseline is unchanged, so passing it takes one step of the last digit
    printed: after 84 patents the 85th. A share of 100 % cannot rise, nothing cannot become less.
    """
    start, places = a.baseline_value, indicator.decimals
    if start is None or a.status is Status.IMPROVED_MARKEDLY:
        return None
    if a.status in (Status.WORSENED, Status.UNCHANGED):
        sign = indicator.polarity.sign
        if indicator.unit == "%" and sign > 0 and prints_same(start, _WHOLE, places):
            return None
        if sign < 0 and prints_same(start, 0, places):
            return None
        passed = round_half_up(start, places) + Decimal(sign).scaleb(-places)
        return NextLight(Status.IMPROVED, float(passed))
    if a.peer_median is None:
        return None
    step = exact(a.peer_median) * indicator.polarity.sign
    if indicator.unit != "%" and start > 0:
        step = step * exact(start) / 100
    return NextLight(Status.IMPROVED_MARKEDLY, float(exact(start) + step))
