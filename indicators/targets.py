"""Targets: who set them, in which form, and which way is better.

Out of scope: whether a target is met (`indicators.progress`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indicators.breaks import EVERY_AREA
from indicators.catalogue import Indicator, Polarity
from indicators.language import Bilingual
from indicators.units import conversion

_NO_NOTE = Bilingual("", "")


class TargetForm(StrEnum):
    """What a target demands."""

    AT_LEAST = "at_least"
    """A level in the target year, from below."""
    AT_MOST = "at_most"
    """A level in the target year, from above."""
    CHANGE_AT_MOST = "change_at_most"
    """Cumulative change since the baseline year in per cent, at most this much."""
    ANNUAL_AVERAGE_AT_LEAST = "annual_average_at_least"
    """Geometric mean of the yearly growth rates since the baseline year."""
    YEAR_AT_LEAST = "year_at_least"
    """The value of that single year."""
    IMPROVE = "improve"
    """A direction only: the plan's words 明显增强, 显著提高 …"""

    @property
    def is_level(self) -> bool:
        """A level can be met or missed without knowing where the way began."""
        return self in (TargetForm.AT_LEAST, TargetForm.AT_MOST)


class TargetLevel(StrEnum):
    """Level of government that set a target, in the order of its claim on a city."""

    CITY = "city"
    PROVINCE = "province"
    NATION = "nation"
    PLAN = "plan"


class Nature(StrEnum):
    """约束性 or 预期性."""

    BINDING = "binding"
    EXPECTED = "expected"


@dataclass(frozen=True, slots=True)
class Target:
    """One target as its source states it; `ref_area` `*` means each of the plan's cities."""

    indicator_id: str
    ref_area: str
    level: TargetLevel
    set_by: Bilingual
    form: TargetForm
    target_year: int
    target_value: float | None
    unit: str
    baseline_year: int | None
    nature: Nature
    source_title: str = ""
    quote: str = ""
    note: Bilingual = _NO_NOTE

    @property
    def is_reference(self) -> bool:
        """A target of a higher level is a reference for a city, never its own (参照)."""
        return self.level in (TargetLevel.PROVINCE, TargetLevel.NATION)

    def concerns(self, ref_area: str) -> bool:
        """Say whether the target is held against this city."""
        return self.ref_area in (EVERY_AREA, ref_area)

    @property
    def claim(self) -> tuple[int, bool, bool]:
        """Sort key for the headline: city (a single-year target last), province, nation, plan."""
        order = list(TargetLevel).index(self.level)
        return (order, self.form is TargetForm.YEAR_AT_LEAST, self.ref_area == EVERY_AREA)


def direction_of(form: TargetForm) -> Polarity:
    """Return the direction a form demands; `improve` takes the catalogue's own.

    >>> direction_of(TargetForm.CHANGE_AT_MOST).value
    'lower'
    """
    if form is TargetForm.IMPROVE:
        return Polarity.NONE
    falling = form in (TargetForm.AT_MOST, TargetForm.CHANGE_AT_MOST)
    return Polarity.LOWER if falling else Polarity.HIGHER


def contradicts(target: Target, indicator: Indicator) -> bool:
    """Say whether the form wants the opposite of what the catalogue calls better."""
    wanted = direction_of(target.form)
    return Polarity.NONE not in (wanted, indicator.polarity) and wanted is not indicator.polarity


def unit_fits(target: Target, indicator: Indicator) -> bool:
    """Say whether the target's number can be held against the indicator's values.

    Cumulative and average changes are per cent; an average is taken of rates in per cent.
    """
    match target.form:
        case TargetForm.IMPROVE:
            return True
        case TargetForm.CHANGE_AT_MOST:
            return target.unit == "%"
        case TargetForm.ANNUAL_AVERAGE_AT_LEAST:
            return target.unit == "%" and indicator.unit == "%"
        case _:
            return conversion(target.unit, indicator.unit) is not None


def targets_for(targets: Iterable[Target], indicator_id: str, ref_area: str) -> list[Target]:
    """Return the targets held against one city, strongest claim first."""
    own = (t for t in targets if t.indicator_id == indicator_id and t.concerns(ref_area))
    return sorted(own, key=lambda t: t.claim)
