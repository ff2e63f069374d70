"""The plan's words: better or worse than at the baseline, and than the comparable cities."""

import pytest

from indicators.assessment import Reason, Status
from indicators.catalogue import Polarity
from tests.builders import IMPROVE, a_series, a_target, judged, peers

WORDS = a_target(IMPROVE)
STILL = peers(0, 0, 0, 0, 0)


def moved(before, after, others=STILL, **of_indicator):
    return judged(WORDS, {2015: before, 2018: after}, others=others, **of_indicator)


def test_more_than_the_median_of_the_peers_is_marked():
    seen = moved(50, 52, peers(-1, 0, 1, 3, 4))
    assert (seen.status, seen.change, seen.peer_median) == (Status.IMPROVED_MARKEDLY, 2, 1)
    assert seen.peer_count == 5
    assert seen.distance_to_peers == 1


def test_exactly_the_median_is_not_more_than_it():
    assert moved(50, 51, peers(-1, 0, 1, 3, 4)).status is Status.IMPROVED


def test_the_median_of_an_even_number_lies_between_the_middle_two():
    seen = moved(50, 52.5, peers(0, 1, 2, 3, 4, 5))
    assert (seen.peer_median, seen.status) == (2.5, Status.IMPROVED)


def test_better_but_less_than_the_peers_is_improved():
    assert moved(50, 51, peers(2, 2, 2, 2, 2)).status is Status.IMPROVED


def test_worse_than_before_is_worsened_even_when_the_peers_fell_more():
    seen = moved(50, 49, peers(-5, -5, -5, -5, -5))
    assert (seen.status, seen.change) == (Status.WORSENED, -1)


def test_printing_the_same_is_unchanged_upwards_and_downwards():
    assert moved(50, 50).status is Status.UNCHANGED
    assert moved(50.01, 50.04).status is Status.UNCHANGED
    assert moved(50.04, 50.01).status is Status.UNCHANGED


def test_half_is_rounded_up_when_comparing_what_is_printed():
    assert moved(50, 50.04).status is Status.UNCHANGED
    assert moved(50, 50.05).status is Status.IMPROVED_MARKEDLY  # prints 50.1
    assert moved(50.05, 50.1).status is Status.UNCHANGED


def test_the_decimals_of_the_catalogue_decide_what_is_the_same():
    assert moved(50.01, 50.04, decimals=2).status is Status.IMPROVED_MARKEDLY
    assert moved(50, 50.4, decimals=0).status is Status.UNCHANGED


def test_lower_is_better_where_the_catalogue_says_so():
    seen = moved(50, 45, peers(-1, -2, -3, -4, -5), polarity=Polarity.LOWER)
    assert (seen.status, seen.change, seen.peer_median) == (Status.IMPROVED_MARKEDLY, 5, 3)
    assert moved(45, 50, polarity=Polarity.LOWER).status is Status.WORSENED


def test_an_indicator_without_polarity_has_no_target_in_words():
    seen = moved(50, 60, polarity=Polarity.NONE)
    assert (seen.status, seen.reason) == (Status.NOT_ASSESSABLE, Reason.NO_TARGET)


def test_a_quantity_changes_in_per_cent_of_its_baseline():
    seen = moved(200, 250, peers(10, 10, 10, 10, 10), unit="亿元")
    assert (seen.change, seen.peer_median) == (25, 20)


@pytest.mark.parametrize(("before", "after", "step"), [(0, 3, 3), (-4, 2, 6), (-4, -5, -1)])
def test_a_quantity_from_zero_or_less_changes_in_its_own_unit(before, after, step):
    seen = moved(before, after, unit="亿元")
    assert seen.change == step
    assert seen.status is (Status.IMPROVED if step > 0 else Status.WORSENED)


def test_peers_are_measured_as_the_city_is():
    """Beside a change in its own unit, a peer's per cent would say nothing."""
    negative = peers(1, 1, 1, 1, 1, start=-10)
    assert moved(-4, 2, STILL + negative, unit="亿元").peer_count == 5
    assert moved(50, 60, STILL + negative, unit="亿元").peer_count == 5
    assert moved(50, 60, STILL + negative, unit="%").peer_count == 10


def test_fewer_than_five_peers_leave_it_at_improved():
    seen = moved(50, 90, peers(0, 0, 0, 0))
    assert (seen.status, seen.reason) == (Status.IMPROVED, Reason.FEW_PEERS)
    assert (seen.peer_count, seen.peer_median, seen.distance_to_peers) == (4, None, None)
    assert seen.is_assessable


@pytest.mark.parametrize(("after", "status"), [(50, Status.UNCHANGED), (40, Status.WORSENED)])
def test_few_peers_are_no_reason_where_nothing_improved(after, status):
    seen = moved(50, after, peers(0))
    assert (seen.status, seen.reason) == (status, None)


def test_without_peers_the_change_is_still_known():
    seen = moved(50, 60, [])
    assert (seen.status, seen.change, seen.peer_count) == (Status.IMPROVED, 10, 0)


def test_a_peer_needs_both_years():
    lacking = [a_series({2015: 50}), a_series({2018: 50}), a_series({2014: 50, 2017: 60})]
    assert moved(50, 60, STILL + lacking).peer_count == 5


def test_peers_are_compared_over_the_citys_own_years():
    values = {2015: 50, 2017: 53}
    others = [a_series({2015: 50, 2017: 51, 2018: 70}, ref_area=str(n)) for n in range(5)]
    seen = judged(WORDS, values, 2018, others=others)
    assert (seen.value_year, seen.peer_median) == (2017, 1)
    assert seen.status is Status.IMPROVED_MARKEDLY


def test_before_its_year_the_latest_value_counts_and_there_is_no_schedule():
    seen = judged(WORDS, {2015: 50, 2016: 40, 2017: 60}, 2018, others=STILL)
    assert (seen.value_year, seen.baseline_value, seen.obs_value) == (2017, 50, 60)
    assert (seen.schedule, seen.completion, seen.lead, seen.required_value) == (None,) * 4


def test_from_its_year_on_only_that_years_value_counts():
    values = {2015: 50, 2019: 60, 2020: 49, 2021: 70}
    assert judged(WORDS, values, 2021).status is Status.WORSENED
    values.pop(2020)
    seen = judged(WORDS, values, 2021)
    assert (seen.reason, seen.value_year) == (Reason.STALE, 2019)


def test_without_the_baseline_years_value_there_is_no_direction():
    assert judged(WORDS, {2014: 50, 2016: 60}).reason is Reason.NO_BASELINE
    assert judged(WORDS, {2016: 50, 2020: 60}, 2020).reason is Reason.NO_BASELINE


def test_with_the_baseline_alone_there_is_no_data():
    assert judged(WORDS, {2015: 50}).reason is Reason.NO_DATA
    assert judged(WORDS, {2015: 50}, 2020).reason is Reason.NO_DATA
