"""The way to a target, year by year: what charts draw and lights are held against."""

from decimal import Decimal
from itertools import pairwise

import pytest

from indicators.trajectories import GrowthPath, LinearPath, annual_rate, growth_index, required_at

LINE = LinearPath(2015, Decimal(80), 2020, Decimal(100))
GROWTH = GrowthPath(2015, 2020, Decimal("6.5"))


@pytest.mark.parametrize(
    ("year", "schedule", "required"),
    [(2015, 0, 80), (2016, "0.2", 84), (2018, "0.6", 92), (2020, 1, 100), (2023, 1, 100)],
)
def test_the_line_takes_equal_steps_and_stays_at_its_end(year, schedule, required):
    assert LINE.schedule(year) == Decimal(schedule)
    assert required_at(LINE, year) == required


def test_the_line_may_fall():
    line = LinearPath(2015, Decimal(100), 2020, Decimal(10))
    assert required_at(line, 2018) == 46


def test_growth_takes_growing_steps_and_stays_at_its_end():
    years = range(2015, 2021)
    wanted = [required_at(GROWTH, year) for year in years]
    assert wanted[0] == 100
    assert [later / earlier for earlier, later in pairwise(wanted)] == [
        pytest.approx(Decimal("1.065"), rel=Decimal("1e-20"))
    ] * 5
    assert GROWTH.schedule(2020) == GROWTH.schedule(2025) == 1
    assert GROWTH.target_value == wanted[-1]


def test_an_index_chains_the_rates_of_its_years():
    assert growth_index({}) == 100
    assert growth_index({2017: Decimal(-50), 2016: Decimal(100)}) == 100


def test_a_yearly_rate_undoes_its_own_compounding():
    assert annual_rate(Decimal("1.21"), 2) == pytest.approx(10)
    assert annual_rate(Decimal("0.5"), 1) == -50
