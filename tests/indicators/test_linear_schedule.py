"""A level on its way: completion, schedule and lead before the target year."""

import pytest

from indicators.assessment import Status
from tests.builders import AT_LEAST, AT_MOST, a_target, judged

WORKED_CASES = [
    # form, baseline 2015, value 2018, target 2020, completion, lead, status
    (AT_LEAST, 80, 92, 100, 0.6, 0, Status.ON_SCHEDULE),
    (AT_LEAST, 80, 90, 100, 0.5, -10, Status.BEHIND),
    (AT_MOST, 60, 52, 48, 0.66667, 6.7, Status.ON_SCHEDULE),
    (AT_MOST, 60, 58, 48, 0.16667, -43.3, Status.FAR_BEHIND),
    (AT_MOST, 60, 61, 48, -0.08333, -68.3, Status.FAR_BEHIND),
    (AT_LEAST, 0, 24, 50, 0.48, -12, Status.BEHIND),
    (AT_LEAST, -2, 1, 6.5, 0.35294, -24.7, Status.BEHIND),
]


@pytest.mark.parametrize(
    ("form", "baseline", "value", "wanted", "completion", "lead", "status"), WORKED_CASES
)
def test_worked_case(form, baseline, value, wanted, completion, lead, status):
    seen = judged(a_target(form, wanted), {2015: baseline, 2018: value})
    assert seen.completion == pytest.approx(completion, abs=5e-6)
    assert seen.schedule == 0.6
    assert seen.lead == lead
    assert seen.status is status


@pytest.mark.parametrize(
    ("form", "baseline", "value", "wanted", "points"),
    [
        (AT_MOST, 60, 52, 48, 6.667),
        (AT_MOST, 60, 58, 48, -43.333),
        (AT_MOST, 60, 61, 48, -68.333),
        (AT_LEAST, -2, 1, 6.5, -24.706),
    ],
)
def test_completion_minus_schedule_is_the_lead_before_rounding(
    form, baseline, value, wanted, points
):
    seen = judged(a_target(form, wanted), {2015: baseline, 2018: value})
    assert (seen.completion - seen.schedule) * 100 == pytest.approx(points, abs=5e-4)


def test_a_series_on_the_straight_line_is_on_schedule_rising_or_falling():
    rising = judged(a_target(AT_LEAST, 100), {2015: 10, 2018: 64})
    falling = judged(a_target(AT_MOST, 10), {2015: 100, 2018: 46})
    assert (rising.completion, rising.lead) == (0.6, 0)
    assert (falling.completion, falling.lead) == (0.6, 0)


def test_a_baseline_of_zero_has_a_way_to_go():
    assert judged(a_target(value=50), {2015: 0, 2018: 30}).lead == 0


def test_a_target_of_zero_can_be_approached():
    seen = judged(a_target(AT_MOST, 0), {2015: 40, 2018: 10})
    assert (seen.completion, seen.status) == (0.75, Status.ON_SCHEDULE)


def test_a_negative_target_can_be_approached():
    seen = judged(a_target(AT_MOST, -10), {2015: 10, 2018: -2})
    assert (seen.completion, seen.lead) == (0.6, 0)


@pytest.mark.parametrize(
    ("value", "lead", "status"),
    [
        (92.01, 0.1, Status.ON_SCHEDULE),
        (92, 0, Status.ON_SCHEDULE),
        (91.992, 0, Status.ON_SCHEDULE),  # -0.04 is rounded before it is compared
        (91.99, -0.1, Status.BEHIND),  # -0.05: halves away from zero
        (86.012, -29.9, Status.BEHIND),
        (86.01, -30, Status.FAR_BEHIND),  # -29.95
        (86, -30, Status.FAR_BEHIND),
        (80, -60, Status.FAR_BEHIND),
    ],
)
def test_the_rounded_lead_decides(value, lead, status):
    seen = judged(a_target(), {2015: 80, 2018: value})
    assert (seen.lead, seen.status) == (lead, status)


def test_a_lead_of_zero_is_never_minus_zero():
    assert str(judged(a_target(), {2015: 80, 2018: 91.992}).lead) == "0.0"


def test_going_backwards_visibly_is_far_behind_however_early():
    seen = judged(a_target(AT_MOST, 48), {2015: 60, 2016: 60.06}, 2016)
    assert seen.lead == -20.5
    assert seen.status is Status.FAR_BEHIND


def test_going_backwards_too_little_to_print_is_judged_by_the_lead():
    seen = judged(a_target(AT_MOST, 48), {2015: 60, 2016: 60.04}, 2016)
    assert seen.completion < 0
    assert (seen.lead, seen.status) == (-20.3, Status.BEHIND)


def test_how_many_decimals_are_printed_decides_whether_backwards_is_visible():
    target, values = a_target(AT_MOST, 48), {2015: 60, 2016: 60.04}
    assert judged(target, values, 2016, decimals=2).status is Status.FAR_BEHIND


def test_a_value_of_an_earlier_year_is_held_against_its_own_years_schedule():
    seen = judged(a_target(), {2015: 80, 2017: 88}, 2018)
    assert (seen.value_year, seen.schedule, seen.lead) == (2017, 0.4, 0)


def test_values_after_the_year_looked_at_are_not_looked_at():
    values = {2015: 80, 2016: 84, 2017: 100, 2020: 70}
    assert judged(a_target(), values, 2016) == judged(a_target(), {2015: 80, 2016: 84}, 2016)


def test_values_before_the_baseline_year_play_no_part():
    values = {2014: 20, 2015: 80, 2018: 92}
    assert judged(a_target(), values).lead == 0


def test_missing_years_in_between_do_not_matter():
    assert judged(a_target(), {2015: 80, 2018: 92}).status is Status.ON_SCHEDULE


def test_a_target_met_early_is_achieved_with_its_completion():
    seen = judged(a_target(), {2015: 80, 2018: 101})
    assert (seen.status, seen.completion, seen.lead) == (Status.ACHIEVED, 1.05, 45)


def test_a_value_equal_to_the_target_meets_it():
    assert judged(a_target(), {2015: 80, 2018: 100}).status is Status.ACHIEVED
    assert judged(a_target(AT_MOST, 48), {2015: 60, 2018: 48}).status is Status.ACHIEVED


def test_a_value_that_only_prints_like_the_target_does_not_meet_it():
    seen = judged(a_target(), {2015: 80, 2018: 99.96})
    assert seen.status is Status.ON_SCHEDULE


def test_a_target_met_and_lost_again_before_its_year_is_judged_by_the_latest_value():
    values = {2015: 80, 2017: 100, 2018: 90}
    assert judged(a_target(), values, 2017).status is Status.ACHIEVED
    assert judged(a_target(), values, 2018).status is Status.BEHIND


def test_the_answer_carries_what_it_was_made_from():
    seen = judged(a_target(), {2015: 80, 2018: 92})
    assert (seen.indicator_id, seen.ref_area, seen.as_of) == ("share", "140500", 2018)
    assert (seen.baseline_year, seen.baseline_value) == (2015, 80)
    assert (seen.value_year, seen.obs_value, seen.required_value) == (2018, 92, 100)
    assert seen.reason is None
    assert seen.headline is False
