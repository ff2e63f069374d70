"""One light for each indicator and city: which of several targets speaks."""

from collections.abc import Sequence
from dataclasses import replace

from indicators.assessment import Assessment, Reason, Status
from indicators.catalogue import Indicator
from indicators.observations import AreaSeries
from indicators.progress import assess
from indicators.targets import Target


def assess_all(
    indicator: Indicator,
    targets: Sequence[Target],
    own: AreaSeries,
    as_of: int,
    peers: Sequence[AreaSeries] = (),
) -> list[Assessment]:
    """Assess one city against all its targets and mark exactly one as the headline.

    `targets` come strongest claim first (`targets_for`). The headline is the first that could
    be assessed, else the first. Without any target the answer is one row that says so.
    """
    if not targets:
        none = Assessment(
            indicator_id=indicator.indicator_id,
            ref_area=own.ref_area,
            as_of=as_of,
            status=Status.NOT_ASSESSABLE,
            reason=Reason.NO_TARGET,
            headline=True,
        )
        return [none]
    found = [
        replace(assess(indicator, target, own, as_of, peers), target_number=number)
        for number, target in enumerate(targets)
    ]
    speaks = next((n for n, a in enumerate(found) if a.is_assessable), 0)
    found[speaks] = replace(found[speaks], headline=True)
    return found
