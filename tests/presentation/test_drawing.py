"""Where values, trends and names lie in the pictures that the pages draw themselves."""

import re

import pytest

from presentation.axes import axis_of
from presentation.map_labels import Label, fitting
from presentation.sparkline import tiny

YEARS = range(2015, 2021)


def points(svg: str) -> list[tuple[float, float]]:
    path = re.search(r'd="([^"]*)"', svg)
    assert path
    found = re.findall(r"[ML]([\d.]+) ([\d.]+)", path[1])
    return [(float(x), float(y)) for x, y in found]


def test_ends_of_a_scale_keep_their_distance_from_the_edge() -> None:
    axis = axis_of([10, 20, 30], 100, 6)
    assert (axis.at(10), axis.at(20), axis.at(30)) == (6, 50, 94)


def test_one_city_that_dwarfs_the_others_asks_for_a_logarithmic_scale() -> None:
    axis = axis_of([10, 100, 1000], 100, 0)
    assert axis.is_log
    assert axis.at(100) == 50
    assert not axis_of([-10, 100, 1000], 100, 0).is_log, "there is no logarithm of a negative value"


def test_equal_values_lie_in_the_middle() -> None:
    assert axis_of([5, 5], 100).at(5) == 50


def test_a_trend_rises_where_the_values_do() -> None:
    drawn = points(tiny({y: float(y) for y in YEARS}, YEARS))
    assert len(drawn) == 6
    assert [y for _, y in drawn] == sorted((y for _, y in drawn), reverse=True)
    assert [x for x, _ in drawn] == sorted(x for x, _ in drawn)


def test_a_trend_breaks_where_a_year_is_missing_and_keeps_its_place_without_values() -> None:
    broken = tiny({2015: 1.0, 2016: 2.0, 2018: 3.0}, YEARS)
    assert re.search(r'd="([^"]*)"', broken)[1].count("M") == 2  # type: ignore[index]
    assert points(tiny({2015: 1.0}, YEARS)) == []


@pytest.mark.parametrize(("apart", "kept"), [(10, ["a"]), (40, ["a", "b"])])
def test_of_two_names_that_would_touch_the_first_stays(apart: float, kept: list[str]) -> None:
    names = [Label("a", "安阳市", 0, 0, 10), Label("b", "鹤壁市", apart, 2, 10)]
    assert [label.key for label in fitting(names)] == kept


def test_a_name_below_another_does_not_touch_it() -> None:
    names = [Label("a", "Anyang", 0, 0, 10), Label("b", "Hebi", 0, 12, 10)]
    assert len(fitting(names)) == 2
