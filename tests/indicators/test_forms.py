"""The forms of targets that are no plain level: cuts, average growth, single years, units."""

from decimal import Decimal

import pytest

from indicators.assessment import Reason, Status
from indicators.outlook import still_needed
from indicators.rounding import exact
from indicators.targets import TargetLevel
from indicators.trajectories import annual_rate
from tests.builders import AT_LEAST, AVERAGE, CHANGE, YEAR, a_target, judged

# --- a cumulative cut


def test_a_cut_is_resolved_to_the_level_of_the_target_year():
    seen = judged(a_target(CHANGE, -18), {2015: 50, 2018: 44.6})
    assert seen.required_value == 41
    assert (seen.completion, seen.lead, seen.status) == (0.6, 0, Status.ON_SCHEDULE)


def test_a_cut_is_met_by_the_exact_level():
    target = a_target(CHANGE, -20)
    assert judged(target, {2015: 50, 2020: 40}, 2020).status is Status.ACHIEVED
    assert judged(target, {2015: 50, 2020: 40.001}, 2020).status is Status.MISSED


def test_a_cut_of_seventy_five_per_cent_done_is_three_quarters_of_a_cut_to_nothing():
    seen = judged(a_target(CHANGE, -100), {2015: 40, 2018: 10})
    assert (seen.required_value, seen.completion) == (0, 0.75)


def test_a_cut_needs_its_baseline_even_in_the_target_year():
    seen = judged(a_target(CHANGE, -20), {2016: 50, 2020: 40}, 2020)
    assert (seen.reason, seen.required_value) == (Reason.NO_BASELINE, None)


def test_a_cut_in_per_cent_fits_any_unit():
    seen = judged(a_target(CHANGE, -20), {2015: 5000, 2018: 4400}, unit="吨")
    assert (seen.required_value, seen.lead) == (4000, 0)


# --- average growth

GROWTH = a_target(AVERAGE, 6.5, level=TargetLevel.NATION)
RATES = {2016: 7.0, 2017: 6.5, 2018: 6.1}


def test_worked_case_of_average_growth():
    seen = judged(GROWTH, RATES)
    needed = still_needed(seen, GROWTH)
    assert annual_rate(exact(seen.obs_value) / 100, 3) == pytest.approx(
        Decimal("6.5327"), abs=Decimal("5e-5")
    )
    assert seen.status is Status.ON_SCHEDULE
    assert (needed.a_year, needed.years) == (pytest.approx(6.4510, abs=5e-5), 2)
    assert needed.is_rate


def test_average_growth_is_told_in_index_values_from_100():
    seen = judged(GROWTH, RATES)
    assert (seen.baseline_year, seen.baseline_value) == (2015, 100)
    assert seen.obs_value == pytest.approx(107 * 1.065 * 1.061)
    assert seen.required_value == pytest.approx(100 * 1.065**5)


def test_average_growth_follows_its_own_geometric_schedule():
    seen = judged(GROWTH, RATES)
    assert seen.schedule == pytest.approx((1.065**3 - 1) / (1.065**5 - 1))
    assert seen.completion == pytest.approx((1.07 * 1.065 * 1.061 - 1) / (1.065**5 - 1))
    assert seen.lead == 0.3


def test_exactly_the_target_rate_every_year_is_exactly_on_schedule():
    for year in range(2016, 2020):
        seen = judged(GROWTH, dict.fromkeys(range(2016, 2021), 6.5), year)
        assert (seen.status, seen.lead) == (Status.ON_SCHEDULE, 0)


def test_exactly_the_target_rate_every_year_achieves_the_target():
    seen = judged(GROWTH, dict.fromkeys(range(2016, 2021), 6.5), 2020)
    assert (seen.status, seen.completion) == (Status.ACHIEVED, 1)


def test_average_growth_is_never_achieved_before_its_year():
    seen = judged(GROWTH, {2016: 30, 2017: 30})
    assert seen.completion > 1
    assert seen.status is Status.ON_SCHEDULE


def test_negative_growth_counts():
    seen = judged(GROWTH, {2016: 5, 2017: -3, 2018: 4})
    assert seen.obs_value == pytest.approx(105 * 0.97 * 1.04)
    assert seen.status is Status.FAR_BEHIND


def test_an_economy_smaller_than_at_the_start_is_far_behind():
    seen = judged(GROWTH, {2016: -1}, 2016)
    assert (seen.completion < 0, seen.status) == (True, Status.FAR_BEHIND)


def test_growth_needs_no_value_of_the_baseline_year():
    assert 2015 not in RATES
    assert judged(GROWTH, RATES).is_assessable


@pytest.mark.parametrize("missing", [2016, 2017])
def test_a_missing_year_of_growth_is_no_data(missing):
    rates = {year: rate for year, rate in RATES.items() if year != missing}
    assert judged(GROWTH, rates).reason is Reason.NO_DATA


def test_a_missing_year_of_growth_is_no_data_in_the_target_year_too():
    assert judged(GROWTH, {2016: 7, 2018: 7, 2019: 7, 2020: 7}, 2020).reason is Reason.NO_DATA


def test_growth_of_the_target_year_missing_is_stale():
    seen = judged(GROWTH, RATES, 2020)
    assert (seen.reason, seen.value_year, seen.obs_value) == (Reason.STALE, 2018, None)


def test_average_growth_missed_and_made_up_for_is_late():
    rates = dict.fromkeys(range(2016, 2021), 6.0) | {2021: 9.0}
    assert judged(GROWTH, rates, 2020).status is Status.MISSED
    seen = judged(GROWTH, rates, 2021)
    assert (seen.status, seen.late_year) == (Status.ACHIEVED_LATE, 2021)


def test_a_latest_year_of_growth_before_the_year_looked_at_has_its_own_schedule():
    seen = judged(GROWTH, {2016: 6.5, 2017: 6.5}, 2019)
    assert (seen.value_year, seen.lead) == (2017, 0)


def test_an_average_of_zero_must_be_kept():
    target = a_target(AVERAGE, 0)
    assert judged(target, {2016: 1, 2017: -0.5}).status is Status.ON_SCHEDULE
    assert judged(target, {2016: 1, 2017: -2}).status is Status.FAR_BEHIND
    assert judged(target, dict.fromkeys(range(2016, 2021), 0), 2020).status is Status.ACHIEVED


def test_a_tolerated_decline_must_be_kept():
    target = a_target(AVERAGE, -2)
    seen = judged(target, {2016: -1, 2017: -2})
    assert (seen.status, seen.completion, seen.lead) == (Status.ON_SCHEDULE, None, None)
    assert judged(target, {2016: -11}, 2016).status is Status.FAR_BEHIND


def test_average_growth_without_a_baseline_year_is_no_baseline():
    assert judged(a_target(AVERAGE, 6.5, baseline_year=None), RATES).reason is Reason.NO_BASELINE


# --- a single year

PLAN_FOR_THE_YEAR = a_target(YEAR, 6.2, baseline_year=2019)


def test_a_single_years_target_is_not_due_before():
    seen = judged(PLAN_FOR_THE_YEAR, {2018: 9, 2019: 7}, 2019)
    assert (seen.status, seen.reason) == (Status.NOT_ASSESSABLE, Reason.NOT_DUE)
    assert (seen.required_value, seen.value_year) == (6.2, None)


@pytest.mark.parametrize(
    ("value", "status"),
    [(6.2, Status.ACHIEVED), (6.19, Status.MISSED), (-1, Status.MISSED)],
)
def test_a_single_years_value_meets_its_target_or_misses_it(value, status):
    seen = judged(PLAN_FOR_THE_YEAR, {2019: 7, 2020: value}, 2020)
    assert (seen.status, seen.obs_value) == (status, value)
    assert (seen.baseline_value, seen.completion, seen.schedule, seen.lead) == (None,) * 4


def test_a_single_years_target_cannot_be_met_late():
    values = {2020: 5, 2021: 9}
    assert judged(PLAN_FOR_THE_YEAR, values, 2021).status is Status.MISSED


def test_a_single_years_value_missing_is_stale_or_no_data():
    target = a_target(YEAR, 6.2, baseline_year=None)
    assert judged(target, {2019: 7}, 2020).reason is Reason.STALE
    assert judged(target, {}, 2020).reason is Reason.NO_DATA


# --- units


def test_a_target_in_another_unit_of_the_same_quantity_is_converted():
    target = a_target(AT_LEAST, 0.1, unit="万亿元")
    seen = judged(target, {2015: 800, 2018: 920}, unit="亿元")
    assert (seen.required_value, seen.lead) == (1000, 0)


def test_a_target_in_another_quantity_is_a_unit_mismatch():
    seen = judged(a_target(unit="万人"), {2015: 800, 2018: 920}, unit="亿元")
    assert (seen.status, seen.reason) == (Status.NOT_ASSESSABLE, Reason.UNIT_MISMATCH)
    assert (seen.required_value, seen.value_year) == (None, None)


def test_dollars_are_never_converted_to_yuan():
    seen = judged(a_target(unit="亿美元"), {2015: 800, 2018: 920}, unit="亿元")
    assert seen.reason is Reason.UNIT_MISMATCH


@pytest.mark.parametrize("form", [CHANGE, AVERAGE])
def test_a_change_that_is_not_in_per_cent_is_a_unit_mismatch(form):
    seen = judged(a_target(form, -5, unit="亿元"), {2015: 800, 2018: 920}, unit="亿元")
    assert seen.reason is Reason.UNIT_MISMATCH


def test_average_growth_of_a_level_is_a_unit_mismatch():
    seen = judged(a_target(AVERAGE, 6.5), {2015: 800, 2016: 920}, unit="亿元")
    assert seen.reason is Reason.UNIT_MISMATCH
