"""Achieved, missed, achieved late, stale: only the target year's value decides."""

import pytest

from indicators.assessment import Reason, Status
from indicators.lights import Lights
from tests.builders import AT_MOST, CHANGE, a_break, a_target, an_assessment, judged

TARGET = a_target()


def test_the_value_of_the_target_year_meets_the_target():
    seen = judged(TARGET, {2015: 80, 2020: 100}, 2020)
    assert (seen.status, seen.schedule, seen.completion, seen.lead) == (Status.ACHIEVED, 1, 1, 0)


def test_a_hair_below_the_target_is_missed():
    seen = judged(TARGET, {2015: 80, 2020: 99.999}, 2020)
    assert seen.status is Status.MISSED
    assert seen.lead == 0  # prints as zero, and still the target was not met


def test_met_earlier_and_lost_in_the_target_year_is_missed():
    assert judged(TARGET, {2015: 80, 2019: 101, 2020: 99}, 2021).status is Status.MISSED


def test_a_missed_target_keeps_its_completion_and_lead():
    seen = judged(TARGET, {2015: 80, 2020: 90}, 2020)
    assert (seen.status, seen.completion, seen.lead) == (Status.MISSED, 0.5, -50)


def test_missed_stays_missed_when_later_years_do_not_meet_it():
    seen = judged(TARGET, {2015: 80, 2020: 90, 2021: 95}, 2021)
    assert (seen.status, seen.value_year, seen.obs_value) == (Status.MISSED, 2020, 90)


def test_met_in_a_later_year_is_late_and_says_in_which_year():
    values = {2015: 80, 2020: 90, 2021: 95, 2022: 100, 2023: 104}
    seen = judged(TARGET, values, 2023)
    assert (seen.status, seen.late_year, seen.obs_value) == (Status.ACHIEVED_LATE, 2022, 100)


def test_a_later_year_counts_only_once_it_is_looked_at():
    values = {2015: 80, 2020: 90, 2022: 100}
    assert judged(TARGET, values, 2021).status is Status.MISSED
    assert judged(TARGET, values, 2022).status is Status.ACHIEVED_LATE


def test_met_late_and_lost_again_stays_achieved_late():
    values = {2015: 80, 2020: 90, 2021: 100, 2022: 70}
    seen = judged(TARGET, values, 2022)
    assert (seen.status, seen.late_year) == (Status.ACHIEVED_LATE, 2021)


def test_achieved_in_the_target_year_is_not_lost_afterwards():
    values = {2015: 80, 2020: 100, 2021: 70}
    assert judged(TARGET, values, 2021).status is Status.ACHIEVED


def test_only_a_late_achievement_has_a_late_year():
    assert judged(TARGET, {2015: 80, 2020: 100}, 2020).late_year is None


def test_the_light_is_frozen_after_the_deadline():
    values = {2015: 80, 2020: 90}
    assert [judged(TARGET, values, year).status for year in (2020, 2021, 2030)] == [
        Status.MISSED
    ] * 3


def test_a_missing_value_of_the_target_year_is_stale_with_the_last_known_one_beside_it():
    seen = judged(TARGET, {2015: 80, 2017: 88, 2018: 92}, 2020)
    assert (seen.status, seen.reason) == (Status.NOT_ASSESSABLE, Reason.STALE)
    assert (seen.value_year, seen.obs_value, seen.required_value) == (2018, 92, 100)
    assert (seen.completion, seen.schedule, seen.lead) == (None, None, None)


def test_a_later_value_does_not_stand_in_for_the_target_years():
    seen = judged(TARGET, {2015: 80, 2018: 92, 2021: 101}, 2021)
    assert (seen.reason, seen.value_year) == (Reason.STALE, 2018)


def test_with_later_values_only_it_is_stale_too():
    seen = judged(TARGET, {2015: 80, 2021: 101}, 2021)
    assert (seen.reason, seen.value_year) == (Reason.STALE, 2021)


def test_without_any_value_after_the_baseline_there_is_no_data():
    seen = judged(TARGET, {2014: 70, 2015: 80}, 2020)
    assert (seen.status, seen.reason) == (Status.NOT_ASSESSABLE, Reason.NO_DATA)


def test_before_the_target_year_nothing_is_stale():
    seen = judged(TARGET, {2015: 80, 2016: 84}, 2019)
    assert (seen.status, seen.value_year) == (Status.ON_SCHEDULE, 2016)


def test_a_level_without_baseline_is_still_met_or_missed():
    met = judged(TARGET, {2020: 100}, 2020)
    missed = judged(TARGET, {2020: 90}, 2020)
    assert (met.status, missed.status) == (Status.ACHIEVED, Status.MISSED)
    assert (met.completion, met.schedule, met.lead) == (None, None, None)
    assert (met.baseline_year, met.baseline_value) == (2015, None)


def test_a_level_without_a_baseline_year_is_still_met_or_missed():
    target = a_target(baseline_year=None)
    assert judged(target, {2020: 100}, 2020).status is Status.ACHIEVED
    assert judged(target, {2019: 100}, 2020).reason is Reason.STALE
    assert judged(target, {2019: 100}, 2019).reason is Reason.NO_BASELINE


def test_a_level_without_baseline_can_be_achieved_late():
    seen = judged(TARGET, {2020: 90, 2021: 100}, 2021)
    assert (seen.status, seen.late_year) == (Status.ACHIEVED_LATE, 2021)


def test_a_change_cannot_be_achieved_late_across_a_break():
    values = {2015: 100, 2020: 90, 2021: 75}
    target = a_target(CHANGE, -20)
    assert judged(target, values, 2021).status is Status.ACHIEVED_LATE
    assert judged(target, values, 2021, a_break(2021)).status is Status.MISSED


def test_a_level_can_be_achieved_late_across_a_break():
    values = {2015: 60, 2020: 50, 2021: 47}
    seen = judged(a_target(AT_MOST, 48), values, 2021, a_break(2021))
    assert seen.status is Status.ACHIEVED_LATE


@pytest.mark.parametrize("known", [True, False])
def test_the_last_known_light_is_that_of_the_stale_values_own_year(known):
    stale = an_assessment(
        Status.NOT_ASSESSABLE, as_of=2020, value_year=2018, target_number=0, reason=Reason.STALE
    )
    then = an_assessment(Status.BEHIND, as_of=2018, target_number=0)
    other = an_assessment(Status.ACHIEVED, as_of=2018, target_number=1)
    lights = Lights([stale, other, then] if known else [stale, other])
    assert lights.last_known(stale) == (then if known else None)


def test_an_assessable_light_needs_no_last_known_one():
    now = an_assessment(Status.MISSED, as_of=2020, value_year=2020, target_number=0)
    assert Lights([now]).last_known(now) is None
