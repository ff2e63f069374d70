"""Breaks in series: what they block, and what they leave standing."""

import pytest

from indicators.assessment import Reason, Status
from indicators.breaks import Comparability, blocking_break
from tests.builders import AT_MOST, AVERAGE, CHANGE, IMPROVE, a_break, a_target, judged, peers

CAUTION = Comparability.CAUTION
VALUES = {2015: 80, 2017: 90, 2018: 92}


@pytest.mark.parametrize(
    ("first_year_after", "is_blocked"),
    [(2014, False), (2015, False), (2016, True), (2018, True), (2019, False)],
)
def test_a_break_blocks_the_path_when_it_lies_between_baseline_and_value(
    first_year_after, is_blocked
):
    seen = judged(a_target(), VALUES, 2018, a_break(first_year_after))
    assert (seen.reason is Reason.SERIES_BREAK) is is_blocked
    assert seen.is_assessable is not is_blocked


def test_a_break_leaves_the_value_and_the_level_wanted_to_be_shown():
    seen = judged(a_target(), VALUES, 2018, a_break(2018))
    assert (seen.value_year, seen.obs_value, seen.required_value) == (2018, 92, 100)
    assert (seen.completion, seen.schedule, seen.lead) == (None, None, None)


def test_a_break_marked_caution_blocks_nothing():
    broken = a_break(2018, CAUTION)
    assert judged(a_target(), VALUES, 2018, broken) == judged(a_target(), VALUES)


def test_one_blocking_break_among_cautious_ones_blocks():
    seen = judged(a_target(), VALUES, 2018, a_break(2016, CAUTION), a_break(2017))
    assert seen.reason is Reason.SERIES_BREAK


def test_the_first_blocking_break_is_the_one_named():
    breaks = [a_break(2018), a_break(2016, CAUTION), a_break(2017)]
    assert blocking_break(breaks, 2015, 2018) == breaks[2]


@pytest.mark.parametrize(("value", "status"), [(100, Status.ACHIEVED), (99, Status.MISSED)])
def test_a_level_is_still_met_or_missed_in_the_target_year(value, status):
    seen = judged(a_target(), {2015: 80, 2020: value}, 2020, a_break(2017))
    assert (seen.status, seen.required_value) == (status, 100)
    assert (seen.completion, seen.schedule, seen.lead) == (None, None, None)


def test_a_level_met_at_the_baseline_before_a_break_is_not_far_behind_but_broken():
    values = {2015: 100, 2018: 90, 2020: 90}
    assert judged(a_target(), values, 2018, a_break(2017)).reason is Reason.SERIES_BREAK
    assert judged(a_target(), values, 2020, a_break(2017)).status is Status.MISSED


@pytest.mark.parametrize("target", [a_target(CHANGE, -20), a_target(AVERAGE, 6), a_target(IMPROVE)])
def test_a_change_across_a_break_says_nothing_in_the_target_year_either(target):
    values = dict.fromkeys(range(2015, 2021), 10)
    assert judged(target, values, 2020, a_break(2018)).reason is Reason.SERIES_BREAK
    assert judged(target, values, 2017, a_break(2018)).is_assessable


def test_in_the_target_year_a_break_is_named_before_a_missing_value():
    seen = judged(a_target(CHANGE, -20), {2015: 50, 2018: 45}, 2020, a_break(2019))
    assert seen.reason is Reason.SERIES_BREAK


def test_a_level_whose_target_years_value_is_missing_is_stale_in_spite_of_a_break():
    seen = judged(a_target(AT_MOST, 48), {2015: 60, 2018: 50}, 2020, a_break(2019))
    assert (seen.reason, seen.value_year) == (Reason.STALE, 2018)


def test_a_break_ahead_of_the_latest_value_does_not_block_it():
    seen = judged(a_target(), {2015: 80, 2017: 88}, 2018, a_break(2018))
    assert (seen.status, seen.value_year) == (Status.ON_SCHEDULE, 2017)


def test_a_peer_with_a_break_is_no_peer():
    broken = peers(0, 0, 0, 0, 0, 0)
    broken[0] = type(broken[0])("410000", broken[0].values, (a_break(2016),))
    seen = judged(a_target(IMPROVE), {2015: 50, 2018: 52}, others=broken)
    assert seen.peer_count == 5


def test_a_level_met_late_behind_a_break_has_no_way_to_it():
    seen = judged(a_target(), {2015: 80, 2020: 95, 2021: 101}, 2021, a_break(2021))
    assert (seen.status, seen.late_year) == (Status.ACHIEVED_LATE, 2021)
    assert (seen.completion, seen.schedule, seen.lead) == (None, None, None)
