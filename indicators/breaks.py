"""Breaks in series: years after which a figure no longer means the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from indicators.language import Bilingual


class Comparability(StrEnum):
    """Whether the two sides of a break may be compared."""

    NO = "no"
    CAUTION = "caution"


EVERY_AREA = "*"


@dataclass(frozen=True, slots=True)
class Break:
    """One break; `ref_area` `*` means every area, `kind` is the SDMX-like reason."""

    indicator_id: str
    ref_area: str
    first_year_after: int
    kind: str
    comparable: Comparability
    explanation: Bilingual

    def concerns(self, ref_area: str) -> bool:
        """Say whether the break is one of this area."""
        return self.ref_area in (EVERY_AREA, ref_area)

    def lies_between(self, earlier: int, later: int) -> bool:
        """Say whether a comparison of the two years crosses the break.

        >>> b = Break("x", "*", 2019, "unit", Comparability.NO, Bilingual("", ""))
        >>> b.lies_between(2015, 2018), b.lies_between(2015, 2019), b.lies_between(2019, 2020)
        (False, True, False)
        """
        return earlier < self.first_year_after <= later


def blocking_break(breaks: Iterable[Break], earlier: int, later: int) -> Break | None:
    """Return the first break that forbids comparing the two years, None when they compare.

    A break marked `caution` is shown but blocks nothing.
    """
    crossed = (b for b in breaks if b.comparable is Comparability.NO)
    return min(
        (b for b in crossed if b.lies_between(earlier, later)),
        key=lambda b: b.first_year_after,
        default=None,
    )
