"""Why a light is another one than the year before, seen from one release.

Between releases a light can also turn because data, target or rule were revised; that is for
the comparison of releases. Here the figures are those known now, and only the year looked at
moves on.
"""

from enum import StrEnum

from indicators.assessment import Assessment
from indicators.targets import TargetForm


class Cause(StrEnum):
    """What is different, the first that applies."""

    LOST = "lost"
    """There is no light any more; the reason of the later assessment says why."""
    GAINED = "gained"
    """There was no light; the reason of the earlier assessment says why."""
    OTHER_TARGET = "other_target"
    """A stronger claim can be assessed now, or the one that spoke no longer can."""
    DUE = "due"
    """The target year has come: its own value decides, schedules no longer do.

    A direction has no schedule, so for it this is a later value like any other.
    """
    LATER_VALUE = "later_value"
    """A value of a later year than before."""


def cause_of(before: Assessment, after: Assessment, target_year: int | None) -> Cause | None:
    """Return why the light turned; None when shape and word are the same.

    `target_year` is that of the target behind the later assessment.
    """
    if before.status is after.status:
        return None
    if not after.is_assessable:
        return Cause.LOST
    if not before.is_assessable:
        return Cause.GAINED
    if before.target_number != after.target_number:
        return Cause.OTHER_TARGET
    due = target_year is not None and before.as_of < target_year <= after.as_of
    if due and after.form is not TargetForm.IMPROVE:
        return Cause.DUE
    return Cause.LATER_VALUE
