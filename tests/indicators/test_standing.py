"""Places among cities: ties, unknown figures, breaks; and whether cities draw together."""

import pytest

from indicators.catalogue import Polarity
from indicators.convergence import Drift, broken_between, drift, variation
from indicators.standing import changes_between, is_telling, places
from tests.builders import a_break, a_series, an_indicator

HIGHER, LOWER, NEITHER = Polarity.HIGHER, Polarity.LOWER, Polarity.NONE


def ranks(values: dict[str, float], polarity: Polarity = HIGHER, decimals: int = 1) -> list[object]:
    return [(area, p.rank) for area, p in places(values, polarity, decimals).items()]


def test_the_best_comes_first_in_the_good_direction() -> None:
    values = {"a": 3.0, "b": 1.0, "c": 2.0}
    assert ranks(values, HIGHER) == [("a", 1), ("c", 2), ("b", 3)]
    assert ranks(values, LOWER) == [("b", 1), ("c", 2), ("a", 3)]


def test_where_neither_is_better_the_largest_comes_first() -> None:
    assert ranks({"a": 1.0, "b": 2.0}, NEITHER) == [("b", 1), ("a", 2)]


def test_values_that_print_alike_share_a_place_and_the_next_one_is_left_out() -> None:
    found = places({"a": 100.0, "b": 99.96, "c": 99.94, "d": 90.0}, HIGHER, 1)
    assert [(p.rank, p.shared) for p in found.values()] == [
        (1, True), (1, True), (3, False), (4, False),
    ]  # fmt: skip


def test_a_place_says_among_how_many() -> None:
    assert {p.of for p in places({"a": 1.0, "b": 2.0}, HIGHER, 0).values()} == {2}
    assert places({}, HIGHER, 0) == {}


@pytest.mark.parametrize(("known", "size", "telling"), [(15, 29, True), (14, 29, False),
                                                        (6, 11, True), (5, 11, False)])  # fmt: skip
def test_places_need_half_of_the_group(known: int, size: int, telling: bool) -> None:
    assert is_telling(known, size) is telling


def test_changes_are_positive_when_better_and_need_both_years() -> None:
    series = [
        a_series({2015: 50, 2020: 45}, ref_area="a"),
        a_series({2015: 50}, ref_area="b"),
        a_series({2020: 50}, ref_area="c"),
    ]
    tonnes = an_indicator(unit="吨", polarity=LOWER)
    assert changes_between(series, 2015, 2020, tonnes) == {"a": 10}
    points = an_indicator(unit="%", polarity=HIGHER)
    assert changes_between(series, 2015, 2020, points) == {"a": -5}


def test_a_break_that_forbids_the_comparison_leaves_a_city_out() -> None:
    series = [
        a_series({2015: 50, 2020: 55}, a_break(2018), ref_area="a"),
        a_series({2015: 50, 2020: 55}, a_break(2015), ref_area="b"),
    ]
    assert set(changes_between(series, 2015, 2020, an_indicator())) == {"b"}


def test_a_baseline_of_zero_has_no_percentage_but_has_points() -> None:
    series = [a_series({2015: 0, 2020: 5}, ref_area="a")]
    assert changes_between(series, 2015, 2020, an_indicator(unit="吨")) == {}
    assert changes_between(series, 2015, 2020, an_indicator(unit="%")) == {"a": 5}


def test_growth_of_all_alike_leaves_the_spread_as_it_was() -> None:
    first, last = variation([40, 50, 60]), variation([80, 100, 120])
    assert first is not None
    assert last == pytest.approx(first)
    assert drift(first, last or 0) is Drift.STEADY


def test_the_spread_of_values_that_are_not_all_positive_is_not_said() -> None:
    assert variation([0, 1, 2]) is None
    assert variation([3]) is None


def test_a_smaller_spread_converges_and_a_larger_one_diverges() -> None:
    assert drift(12.3, 12.2) is Drift.CONVERGING
    assert drift(12.2, 12.3) is Drift.DIVERGING
    assert drift(12.24, 12.21) is Drift.STEADY, "both print 12.2"


def test_one_city_with_a_break_is_enough_to_forbid_the_comparison() -> None:
    assert broken_between([(), (a_break(2019),), (a_break(2017),)], 2015, 2020) == 2017
    assert broken_between([(), (a_break(2019),)], 2015, 2018) is None
