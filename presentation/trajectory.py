"""The chart of one city's way to a target: values, the path required, references, breaks.

First the chart as facts (`Trajectory`, testable without drawing), then as a Plotly figure in
the project's own style: direct labels instead of a legend, no default chrome.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from indicators.assessment import Assessment
from indicators.breaks import Break, Comparability
from indicators.catalogue import Indicator
from indicators.observations import Observation, ObsStatus
from indicators.rounding import exact
from indicators.targets import Target, TargetForm
from indicators.trajectories import LinearPath, required_at
from presentation.axes import Span
from presentation.scene import Scene

FIRST_YEAR = 2015
TOO_FAR = 3
"""A reference this many times beyond the cities' range would flatten them; the table has it."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A grey line beside the city's own: province or nation."""

    name: str
    values: Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Everything drawn in one chart; `required` is the path, `wanted` the target's level."""

    city: str
    years: range
    observations: Mapping[int, Observation]
    required: Mapping[int, float]
    wanted: float | None
    wanted_year: int
    references: tuple[Reference, ...]
    breaks: tuple[Break, ...]

    @property
    def runs(self) -> list[list[Observation]]:
        """The values in unbroken runs: a missing year or a break leaves a gap."""
        cuts = {b.first_year_after for b in self.breaks if b.comparable is Comparability.NO}
        runs: list[list[Observation]] = []
        for year in sorted(self.observations):
            connected = year - 1 in self.observations and year not in cuts
            if not connected:
                runs.append([])
            runs[-1].append(self.observations[year])
        return runs

    def span(self) -> tuple[float, float]:
        """Return the lowest and highest value drawn."""
        drawn = [o.obs_value for o in self.observations.values()]
        drawn += [*self.required.values(), *([] if self.wanted is None else [self.wanted])]
        drawn += [v for r in self.references for v in r.values.values()]
        return (min(drawn), max(drawn)) if drawn else (0.0, 1.0)


def trajectories(scene: Scene, indicator: Indicator) -> tuple[Trajectory, ...]:
    """Return one chart a city, as seen in the year looked at."""
    found = [scene.assessment(indicator.indicator_id, city.code) for city in scene.cities]
    starts = [a.baseline_year for a in found if a.baseline_year is not None]
    targets = [scene.reader.target_of(a) for a in found]
    ends = [t.target_year for t in targets if t is not None]
    years = range(min([FIRST_YEAR, *starts]), max([scene.year, *ends]) + 1)
    references = _references(scene, indicator, years)
    return tuple(
        _trajectory(scene, indicator, a, t, years, references)
        for a, t in zip(found, targets, strict=True)
    )


def _trajectory(
    scene: Scene,
    indicator: Indicator,
    assessment: Assessment,
    target: Target | None,
    years: range,
    references: tuple[Reference, ...],
) -> Trajectory:
    series = scene.reader.series(indicator.indicator_id).get(assessment.ref_area, {})
    seen = {y: o for y, o in series.items() if y in years and y <= scene.year}
    breaks = scene.reader.plan.breaks_of(indicator.indicator_id, assessment.ref_area)
    required, wanted = _required(assessment, target)
    return Trajectory(
        city=assessment.ref_area,
        years=years,
        observations=seen,
        required=required,
        wanted=wanted,
        wanted_year=target.target_year if target else _last_due(scene),
        references=references,
        breaks=tuple(b for b in breaks if years[0] < b.first_year_after <= scene.year),
    )


def _required(a: Assessment, target: Target | None) -> tuple[dict[int, float], float | None]:
    """Return the path and the level in the indicator's own unit.

    An average growth is drawn as the rate demanded in each year, not as its index.
    """
    if target is None or target.target_value is None or a.required_value is None:
        return {}, None
    if target.form is TargetForm.ANNUAL_AVERAGE_AT_LEAST and target.baseline_year is not None:
        years = range(target.baseline_year + 1, target.target_year + 1)
        return dict.fromkeys(years, target.target_value), target.target_value
    if a.completion is None or a.baseline_year is None or a.baseline_value is None:
        return {}, a.required_value
    start, due = a.baseline_year, target.target_year
    path = LinearPath(start, exact(a.baseline_value), due, exact(a.required_value))
    return {y: float(required_at(path, y)) for y in range(start, due + 1)}, a.required_value


def _last_due(scene: Scene) -> int:
    """Return when the plan's last target is due: before it nothing is "after the target year"."""
    return max((t.target_year for t in scene.reader.plan.targets), default=scene.year)


def _references(scene: Scene, indicator: Indicator, years: range) -> tuple[Reference, ...]:
    """Return province and nation where they can be drawn at the cities' scale."""
    series = scene.reader.series(indicator.indicator_id)
    own = [o.obs_value for c in scene.cities for o in series.get(c.code, {}).values()]
    limit = max(map(abs, own), default=0) * TOO_FAR
    found = []
    for area in scene.reader.plan.areas:
        values = {
            y: o.obs_value
            for y, o in series.get(area.code, {}).items()
            if area.is_reference and y in years and y <= scene.year
        }
        if len(values) > 1 and max(map(abs, values.values())) <= limit:
            found.append(Reference(scene.name(area), values))
    return tuple(found)


def common_span(charts: Sequence[Trajectory]) -> Span:
    """Return one scale for charts that stand side by side, with air at both ends."""
    spans = [c.span() for c in charts if c.observations] or [(0.0, 1.0)]
    low, high = min(s[0] for s in spans), max(s[1] for s in spans)
    air = (high - low) * 0.16 or abs(high) * 0.1 or 1.0
    return Span(low - air, high + air, low)


def is_estimate(observation: Observation) -> bool:
    """Estimates are drawn as open circles."""
    return observation.obs_status is ObsStatus.ESTIMATED
