"""What is still needed a year."""

import pytest

from indicators.outlook import still_needed
from tests.builders import AT_MOST, AVERAGE, CHANGE, IMPROVE, a_target, judged


def needed(target, values, as_of=2018):
    return still_needed(judged(target, values, as_of), target)


@pytest.mark.parametrize(
    ("target", "values", "step"),
    [
        (a_target(), {2015: 80, 2018: 90}, 5),
        (a_target(AT_MOST, 48), {2015: 60, 2018: 58}, -5),
        (a_target(CHANGE, -20), {2015: 50, 2018: 45}, -2.5),
        (a_target(value=6.5), {2015: -2, 2018: 1}, 2.75),
    ],
)
def test_an_equal_step_in_each_remaining_year(target, values, step):
    left = needed(target, values)
    assert (left.a_year, left.years, left.is_rate) == (step, 2, False)


def test_remaining_years_are_counted_from_the_values_own_year():
    left = needed(a_target(), {2015: 80, 2016: 84}, 2018)
    assert (left.a_year, left.years) == (4, 4)


def test_average_growth_needs_a_rate_even_when_it_must_only_be_kept():
    left = needed(a_target(AVERAGE, 6.5), {2016: 6.5}, 2016)
    assert (left.a_year, left.years) == (pytest.approx(6.5), 4)


@pytest.mark.parametrize("value", [100, 101])
def test_nothing_is_needed_once_the_target_is_met(value):
    assert needed(a_target(), {2015: 80, 2018: value}) is None


def test_nothing_can_be_done_from_the_target_year_on():
    assert needed(a_target(), {2015: 80, 2020: 90}, 2020) is None
    assert needed(a_target(), {2015: 80, 2020: 90}, 2022) is None


def test_a_stale_value_leaves_the_question_open_from_its_own_year():
    """The last known value is shown beside the refusal; so is what it would have needed."""
    assert needed(a_target(), {2015: 80, 2018: 90}, 2020).a_year == 5


@pytest.mark.parametrize("values", [{}, {2015: 80}])
def test_without_a_value_nothing_can_be_said(values):
    assert needed(a_target(), values) is None


def test_a_direction_has_no_number_to_reach():
    assert needed(a_target(IMPROVE), {2015: 80, 2018: 90}) is None
