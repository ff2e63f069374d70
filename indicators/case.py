"""One case to judge: an indicator, a target and a city's series as seen in one year."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from indicators.assessment import Assessment, Reason, Status
from indicators.breaks import blocking_break
from indicators.catalogue import Indicator
from indicators.observations import AreaSeries
from indicators.rounding import as_number, exact
from indicators.targets import Target, TargetForm


@dataclass(frozen=True, slots=True)
class Point:
    """A value and the year it describes."""

    year: int
    value: Decimal


@dataclass(frozen=True)
class Case:
    """Everything one assessment looks at.

    `own` ends with the year looked at; `baseline` is None when the series has no value for the
    target's baseline year.
    """

    indicator: Indicator
    target: Target
    own: AreaSeries
    as_of: int
    baseline: Point | None
    peers: Sequence[AreaSeries] = ()

    @property
    def is_due(self) -> bool:
        """From the target year on only that year's value decides."""
        return self.as_of >= self.target.target_year

    def points(self) -> list[Point]:
        """Return the values after the baseline year, oldest first."""
        start = self.target.baseline_year
        years = sorted(y for y in self.own.values if start is None or y > start)
        return [Point(y, exact(self.own.values[y])) for y in years]

    def deciding(self) -> Point | Assessment:
        """Return the value that decides, or the refusal that says why there is none.

        Before the target year the latest value counts, from then on only the target year's;
        if there are others but not that one, the last known value goes with the refusal.
        """
        points = self.points()
        if not points:
            return self.refuse(Reason.NO_DATA)
        if not self.is_due:
            return points[-1]
        due = self.target.target_year
        for point in points:
            if point.year == due:
                return point
        earlier = [p for p in points if p.year < due]
        return self.refuse(Reason.STALE, at=(earlier or points)[-1])

    def is_broken_at(self, year: int) -> bool:
        """Say whether a break forbids comparing the baseline with `year`."""
        start = self.target.baseline_year
        return start is not None and blocking_break(self.own.breaks, start, year) is not None

    def is_broken(self, found: Point | Assessment) -> bool:
        """Say whether a break lies between the baseline and the value that decides.

        From the target year on that year decides, whether its value is known yet or not.
        """
        if self.is_due:
            return self.is_broken_at(self.target.target_year)
        return isinstance(found, Point) and self.is_broken_at(found.year)

    def _baseline_year(self) -> int | None:
        """Return the target's baseline year, with a value or without; one year alone has none."""
        alone = self.target.form is TargetForm.YEAR_AT_LEAST
        return None if alone else self.target.baseline_year

    def refuse(
        self, reason: Reason, *, at: Point | None = None, required: Decimal | None = None
    ) -> Assessment:
        """Return the assessment that gives no light and says why."""
        return self.answer(Status.NOT_ASSESSABLE, reason=reason, at=at, required=required)

    def answer(
        self,
        status: Status,
        *,
        reason: Reason | None = None,
        at: Point | None = None,
        required: Decimal | None = None,
        done: Decimal | None = None,
        schedule: Decimal | None = None,
        lead: Decimal | None = None,
    ) -> Assessment:
        """Return the assessment with the case's keys and baseline filled in."""
        return Assessment(
            indicator_id=self.indicator.indicator_id,
            ref_area=self.own.ref_area,
            as_of=self.as_of,
            status=status,
            target_level=self.target.level,
            form=self.target.form,
            reason=reason,
            value_year=at.year if at else None,
            obs_value=as_number(at.value if at else None),
            baseline_year=self._baseline_year(),
            baseline_value=as_number(self.baseline.value if self.baseline else None),
            required_value=as_number(required),
            completion=as_number(done),
            schedule=as_number(schedule),
            lead=as_number(lead),
        )
