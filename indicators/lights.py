"""All lights of a release: find the assessment behind each one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from indicators.assessment import Assessment
from indicators.targets import TargetLevel


class Lights:
    """Assessments by indicator, city and year looked at."""

    def __init__(self, assessments: Iterable[Assessment]) -> None:
        self.assessments = tuple(assessments)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years looked at, oldest first."""
        return tuple(sorted({a.as_of for a in self.assessments}))

    @cached_property
    def _by_key(self) -> Mapping[tuple[str, str, int], Sequence[Assessment]]:
        found: dict[tuple[str, str, int], list[Assessment]] = defaultdict(list)
        for a in self.assessments:
            found[a.indicator_id, a.ref_area, a.as_of].append(a)
        return found

    def every(self, indicator_id: str, ref_area: str, as_of: int) -> Sequence[Assessment]:
        """Return one assessment a target, strongest claim first; empty when none is kept."""
        return self._by_key.get((indicator_id, ref_area, as_of), ())

    def headline(self, indicator_id: str, ref_area: str, as_of: int) -> Assessment:
        """Return the assessment that gives the light; raises KeyError for an unknown one."""
        return next(a for a in self._by_key[indicator_id, ref_area, as_of] if a.headline)

    def in_plan_words(self, indicator_id: str, ref_area: str, as_of: int) -> Assessment:
        """Return the assessment against the plan's own words, the headline where it has none."""
        rows = self._by_key[indicator_id, ref_area, as_of]
        own = next((a for a in rows if a.target_level is TargetLevel.PLAN), None)
        return own or self.headline(indicator_id, ref_area, as_of)

    def last_known(self, assessment: Assessment) -> Assessment | None:
        """Return what the same target said in the year of a stale value, if it said anything."""
        year = assessment.value_year
        if assessment.is_assessable or year is None or year >= assessment.as_of:
            return None
        rows = self.every(assessment.indicator_id, assessment.ref_area, year)
        same = (a for a in rows if a.target_number == assessment.target_number)
        return next((a for a in same if a.is_assessable), None)
