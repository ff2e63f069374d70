"""Met at the baseline: the target must be kept, and there is no way to go."""

import pytest

from indicators.assessment import Status
from tests.builders import AT_MOST, CHANGE, a_target, judged


@pytest.mark.parametrize("baseline", [100, 101.5])
def test_a_target_met_at_the_baseline_and_kept_is_achieved(baseline):
    assert judged(a_target(), {2015: baseline, 2018: 100}).status is Status.ACHIEVED


def test_there_is_a_schedule_but_neither_completion_nor_lead():
    for value in (105, 95):
        seen = judged(a_target(), {2015: 100, 2018: value})
        assert (seen.completion, seen.schedule, seen.lead) == (None, 0.6, None)
        assert (seen.required_value, seen.baseline_value) == (100, 100)


def test_lost_before_the_target_year_is_far_behind_however_little():
    assert judged(a_target(), {2015: 100, 2018: 99.99}).status is Status.FAR_BEHIND


def test_lost_and_won_back_is_achieved():
    values = {2015: 100, 2017: 99, 2018: 100}
    assert judged(a_target(), values, 2018).status is Status.ACHIEVED


def test_lost_in_the_target_year_is_missed():
    assert judged(a_target(), {2015: 100, 2020: 99}, 2020).status is Status.MISSED


def test_lost_in_the_target_year_and_won_back_is_late():
    seen = judged(a_target(), {2015: 100, 2020: 99, 2021: 100}, 2021)
    assert (seen.status, seen.late_year) == (Status.ACHIEVED_LATE, 2021)


def test_kept_in_the_target_year_is_achieved():
    assert judged(a_target(), {2015: 100, 2020: 100}, 2020).status is Status.ACHIEVED


def test_falling_targets_are_kept_downwards():
    target = a_target(AT_MOST, 48)
    assert judged(target, {2015: 40, 2018: 48}).status is Status.ACHIEVED
    assert judged(target, {2015: 40, 2018: 48.01}).status is Status.FAR_BEHIND


def test_a_cut_of_zero_means_not_to_rise():
    target = a_target(CHANGE, 0)
    assert judged(target, {2015: 50, 2018: 50}).status is Status.ACHIEVED
    assert judged(target, {2015: 50, 2018: 50.1}).status is Status.FAR_BEHIND


def test_a_permitted_rise_is_kept():
    target = a_target(CHANGE, 10)
    assert judged(target, {2015: 50, 2018: 55}).status is Status.ACHIEVED
    assert judged(target, {2015: 50, 2018: 55.1}).status is Status.FAR_BEHIND


def test_a_cut_from_zero_has_no_way_to_go():
    target = a_target(CHANGE, -20)
    assert judged(target, {2015: 0, 2018: 0}).status is Status.ACHIEVED
    assert judged(target, {2015: 0, 2018: 1}).status is Status.FAR_BEHIND
