"""Verdicts: a value held against a level, along a path or on its own.

Before the target year a value is compared with the schedule of its own year; from then on the
target year's value is met, met later, or missed.
"""

from decimal import Decimal

from indicators.assessment import Assessment, Status
from indicators.case import Case, Point
from indicators.catalogue import Polarity
from indicators.rounding import prints_same
from indicators.targets import TargetForm, direction_of
from indicators.trajectories import GrowthPath, Trajectory, completion, lead

FAR_BEHIND_POINTS = Decimal(-30)


def judge_along(case: Case, found: Point, path: Trajectory) -> Assessment:
    """Judge a value on its way: its own year's schedule, never the year looked at."""
    done, schedule = completion(path, found.value), path.schedule(found.year)
    ahead = lead(done, schedule)
    at = found
    if case.is_due:
        status = verdict(case, found, path.target_value)
        if status is Status.ACHIEVED_LATE:
            at = _late(case, path.target_value) or found
            if case.is_broken_at(at.year):  # a level is met all the same, but there is no way to it
                return case.answer(status, at=at, required=path.target_value)
            done = completion(path, at.value)
            ahead = lead(done, schedule)
    elif meets(case, found.value, path.target_value) and not isinstance(path, GrowthPath):
        status = Status.ACHIEVED
    else:
        backwards = done < 0 and not prints_same(
            found.value, path.baseline_value, case.indicator.decimals
        )
        status = by_lead(ahead, backwards=backwards)
    return case.answer(
        status, at=at, required=path.target_value, done=done, schedule=schedule, lead=ahead
    )


def by_lead(ahead: Decimal, *, backwards: bool) -> Status:
    """Return the word for a rounded lead; `backwards` is further off than at the start."""
    if ahead <= FAR_BEHIND_POINTS or backwards:
        return Status.FAR_BEHIND
    return Status.ON_SCHEDULE if ahead >= 0 else Status.BEHIND


def judge_kept(case: Case, found: Point, path: Trajectory) -> Assessment:
    """Judge a target that was met at the baseline: it must be kept, there is no way to go.

    The schedule is that of every target of these years; completion and lead are empty.
    """
    wanted = path.target_value
    goes_nowhere = isinstance(path, GrowthPath) and wanted == path.baseline_value
    schedule = None if goes_nowhere else path.schedule(found.year)
    if case.is_due:
        return judge_level(case, found, wanted, schedule)
    if not meets(case, found.value, wanted):
        status = Status.FAR_BEHIND
    elif case.target.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST:
        status = Status.ON_SCHEDULE
    else:
        status = Status.ACHIEVED
    return case.answer(status, at=found, required=wanted, schedule=schedule)


def judge_level(
    case: Case, found: Point, wanted: Decimal, schedule: Decimal | None = None
) -> Assessment:
    """Judge a level from the target year on, without a way to it."""
    status = verdict(case, found, wanted)
    at = _late(case, wanted) if status is Status.ACHIEVED_LATE else found
    return case.answer(status, at=at, required=wanted, schedule=schedule)


def verdict(case: Case, found: Point, wanted: Decimal) -> Status:
    """Return what holds from the target year on: achieved, achieved late or missed."""
    if meets(case, found.value, wanted):
        return Status.ACHIEVED
    return Status.ACHIEVED_LATE if _late(case, wanted) else Status.MISSED


def _late(case: Case, wanted: Decimal) -> Point | None:
    later = (p for p in case.points() if p.year > case.target.target_year)
    comparable = (p for p in later if case.target.form.is_level or not case.is_broken_at(p.year))
    return next((p for p in comparable if meets(case, p.value, wanted)), None)


def meets(case: Case, value: Decimal, wanted: Decimal) -> bool:
    """Compare unrounded, in the form's own direction."""
    if direction_of(case.target.form) is Polarity.LOWER:
        return value <= wanted
    return value >= wanted
