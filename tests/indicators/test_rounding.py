"""Rounding half up in decimal arithmetic, at any magnitude."""

from decimal import Decimal

import pytest

from indicators.assessment import Status
from indicators.rounding import decimals_to_see, exact, prints_same, round_half_up
from tests.builders import a_target, judged


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (0.05, 1, "0.1"),
        (-0.05, 1, "-0.1"),
        (2.5, 0, "3"),
        (-2.5, 0, "-3"),
        (1.005, 2, "1.01"),  # a binary float lies below
        (2.675, 2, "2.68"),
        (-0.04, 1, "0.0"),
        (1e22, 1, "1e22"),
        (-1e300, 1, "-1e300"),
        (5e-324, 4, "0"),
    ],
)
def test_rounds_half_away_from_zero(value, decimals, expected):
    assert round_half_up(value, decimals) == Decimal(expected)
    assert str(round_half_up(value, decimals)) != "-0.0"


def test_a_number_is_the_decimal_that_a_person_would_write():
    assert exact(0.1) + exact(0.2) == Decimal("0.3")
    assert exact(Decimal("1.10")) == Decimal("1.10")


def test_printing_the_same_depends_on_the_places():
    assert prints_same(59.96, 60.04, 1)
    assert not prints_same(59.94, 60.04, 1)
    assert prints_same(59.94, 60.04, 0)


@pytest.mark.parametrize(
    ("value", "target", "decimals", "places"),
    [(94.96, 95, 1, 2), (94.9996, 95, 1, 4), (95, 95, 1, 1), (90, 95, 0, 0), (95 - 1e-9, 95, 1, 6)],
)
def test_as_many_digits_as_it_takes_to_see_that_a_target_was_not_met(
    value, target, decimals, places
):
    assert decimals_to_see(value, target, decimals) == places


def test_the_noise_of_a_computed_figure_does_not_decide_whether_a_target_is_met():
    seen = judged(a_target(value=57), {2015: 50, 2020: 57 / 100 * 100}, 2020)
    assert (57 / 100 * 100 < 57, seen.status) == (True, Status.ACHIEVED)


def test_a_lead_that_is_exactly_a_half_is_rounded_up_whatever_the_schedule():
    """A third of the time is no finite decimal: 102.18333… % − 33.33333… % is exactly 68.85."""
    target = a_target(value=360_360_000, baseline_year=2017)
    assert judged(target, {2017: 0, 2018: 368_227_860 * 1.0}, 2018).lead == 68.9
