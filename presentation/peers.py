"""The comparable cities behind a direction: their changes, and the words for a change.

The same rule as `indicators.direction` says who counts as comparable, so the median drawn is
the median of the assessment.
"""

from indicators.assessment import Assessment
from indicators.case import Point
from indicators.catalogue import Indicator
from indicators.direction import peer_changes
from indicators.observations import AreaSeries
from indicators.rounding import exact
from presentation.scene import Scene
from presentation.texts import Texts
from presentation.wording import Wording


def changes_of_peers(scene: Scene, assessment: Assessment) -> tuple[float, ...]:
    """Return the peers' changes over the assessment's years, positive when better."""
    a, plan = assessment, scene.reader.plan
    if a.change is None or a.baseline_year is None or a.value_year is None:
        return ()
    indicator = plan.catalogue.indicators[a.indicator_id]
    series = scene.reader.series(a.indicator_id)
    peers = []
    for peer in plan.peers:
        values = {y: o.obs_value for y, o in series.get(peer.code, {}).items()}
        peers.append(AreaSeries(peer.code, values, plan.breaks_of(a.indicator_id, peer.code)))
    start = Point(a.baseline_year, exact(a.baseline_value or 0))
    found = peer_changes(peers, start, a.value_year, indicator.unit, indicator.polarity)
    return tuple(sorted(float(change) for change in found))


def median_text(assessment: Assessment, indicator: Indicator, t: Texts) -> str:
    """Write the peers' median change; empty where there are too few peers."""
    if assessment.peer_median is None:
        return ""
    return Wording(assessment, indicator, None, t).median()
