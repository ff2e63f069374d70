"""What is said about one indicator in one city against one target in one year looked at."""

from dataclasses import dataclass
from enum import StrEnum

from indicators.targets import TargetForm, TargetLevel


class Status(StrEnum):
    """The word behind a light."""

    ACHIEVED = "achieved"
    ACHIEVED_LATE = "achieved_late"
    IMPROVED_MARKEDLY = "improved_markedly"
    ON_SCHEDULE = "on_schedule"
    IMPROVED = "improved"
    BEHIND = "behind"
    UNCHANGED = "unchanged"
    WORSENED = "worsened"
    FAR_BEHIND = "far_behind"
    MISSED = "missed"
    NOT_ASSESSABLE = "not_assessable"


class Light(StrEnum):
    """The five lights; several words share one shape and colour."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"
    BAD = "bad"
    NONE = "none"


LIGHT_OF: dict[Status, Light] = {
    Status.ACHIEVED: Light.GOOD,
    Status.ACHIEVED_LATE: Light.GOOD,
    Status.IMPROVED_MARKEDLY: Light.GOOD,
    Status.ON_SCHEDULE: Light.FAIR,
    Status.IMPROVED: Light.FAIR,
    Status.BEHIND: Light.POOR,
    Status.UNCHANGED: Light.POOR,
    Status.WORSENED: Light.POOR,
    Status.FAR_BEHIND: Light.BAD,
    Status.MISSED: Light.BAD,
    Status.NOT_ASSESSABLE: Light.NONE,
}


class Reason(StrEnum):
    """Why there is no light, in the order in which reasons are tried; or what holds it back."""

    UNIT_MISMATCH = "unit_mismatch"
    NO_TARGET = "no_target"
    NOT_DUE = "not_due"
    NO_BASELINE = "no_baseline"
    SERIES_BREAK = "series_break"
    STALE = "stale"
    NO_DATA = "no_data"
    FEW_PEERS = "few_peers"
    """An improvement that cannot be called marked: fewer than five peers to compare with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """One indicator × city × year looked at × target.

    `completion` and `schedule` are ratios, `lead` is in percentage points, `required_value` is
    the level resolved for the target year. For average growth `obs_value`, `baseline_value`
    and `required_value` are index values (baseline year = 100). `change` and `peer_median` are
    points for indicators in per cent, else per cent, positive when better. Whatever does not
    apply is None.
    """

    indicator_id: str
    ref_area: str
    as_of: int
    status: Status
    target_level: TargetLevel | None = None
    form: TargetForm | None = None
    target_number: int | None = None
    reason: Reason | None = None
    headline: bool = False
    value_year: int | None = None
    obs_value: float | None = None
    baseline_year: int | None = None
    baseline_value: float | None = None
    required_value: float | None = None
    completion: float | None = None
    schedule: float | None = None
    lead: float | None = None
    change: float | None = None
    peer_median: float | None = None
    peer_count: int | None = None

    @property
    def light(self) -> Light:
        """Shape and colour of the status."""
        return LIGHT_OF[self.status]

    @property
    def is_assessable(self) -> bool:
        """Whether a light could be given at all."""
        return self.status is not Status.NOT_ASSESSABLE

    @property
    def compares_with_baseline(self) -> bool:
        """Whether the value stands on a way from the baseline: none leads across a break."""
        alone = self.form is not None and self.form.is_level and self.schedule is None
        return self.is_assessable and not alone

    @property
    def late_year(self) -> int | None:
        """The year in which a missed target was met after all."""
        return self.value_year if self.status is Status.ACHIEVED_LATE else None

    @property
    def distance_to_peers(self) -> float | None:
        """Change minus the peers' median: how a direction is ranked, in points or per cent."""
        if self.change is None or self.peer_median is None:
            return None
        return self.change - self.peer_median
