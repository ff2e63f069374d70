"""Why a light turns, how far the next one is, how fast it went, what other rules say."""

from dataclasses import replace

import pytest

from indicators.assessment import Reason, Status
from indicators.catalogue import Polarity
from indicators.next_light import next_light
from indicators.opinions import Difference, Eurostat, UnitedNations, opinions
from indicators.pace import pace
from indicators.turning import Cause, cause_of
from tests.builders import (
    AVERAGE,
    CHANGE,
    IMPROVE,
    YEAR,
    a_break,
    a_series,
    a_target,
    an_assessment,
    an_indicator,
    judged,
    peers,
)

GOAL = a_target()


@pytest.mark.parametrize(
    ("value", "status"),
    [(86, Status.BEHIND), (70, Status.BEHIND), (90, Status.ON_SCHEDULE), (93, Status.ACHIEVED)],
)
@pytest.mark.parametrize("year", [2016, 2018])
def test_the_value_named_is_enough_for_the_next_light(
    value: float, status: Status, year: int
) -> None:
    seen = judged(GOAL, {2015: 80, year: value}, year)
    found = next_light(seen, GOAL, an_indicator())
    if seen.status is Status.ACHIEVED:
        assert found is None
        return
    assert found is not None
    assert found.level is not None
    assert judged(GOAL, {2015: 80, year: found.level}, year).status is found.status
    if year == 2018:
        assert found.status is status


def test_a_missed_target_can_only_be_achieved_late() -> None:
    seen = judged(GOAL, {2015: 80, 2020: 98}, 2020)
    found = next_light(seen, GOAL, an_indicator())
    assert found is not None
    assert (found.status, found.level) == (Status.ACHIEVED_LATE, 100)


def test_what_is_reached_has_no_next_light() -> None:
    assert next_light(judged(GOAL, {2015: 80, 2018: 101}), GOAL, an_indicator()) is None
    assert next_light(judged(GOAL, {2018: 101}), GOAL, an_indicator()) is None


def test_a_direction_asks_to_pass_the_baseline_and_then_for_the_peers_median() -> None:
    words, others = a_target(IMPROVE), peers(1, 2, 3, 4, 5)
    worse = judged(words, {2015: 50, 2018: 49}, others=others)
    better = judged(words, {2015: 50, 2018: 51}, others=others)
    markedly = judged(words, {2015: 50, 2018: 54}, others=others)
    steps = [next_light(a, words, an_indicator()) for a in (worse, better, markedly)]
    assert [(s.status, s.level) if s else None for s in steps] == [
        (Status.IMPROVED, 50.1),
        (Status.IMPROVED_MARKEDLY, 53),
        None,
    ]


@pytest.mark.parametrize("polarity", [Polarity.HIGHER, Polarity.LOWER])
@pytest.mark.parametrize("value", [49, 50, 50.04, 51])
def test_passing_the_baseline_takes_the_least_step_that_is_printed(
    value: float, polarity: Polarity
) -> None:
    words, others = a_target(IMPROVE), peers(1, 2, 3, 4, 5)
    seen = judged(words, {2015: 50.04, 2018: value}, others=others, polarity=polarity)
    found = next_light(seen, words, an_indicator(polarity=polarity))
    if found is None or found.status is not Status.IMPROVED:
        assert seen.status in (Status.IMPROVED, Status.IMPROVED_MARKEDLY)
        return
    then = judged(words, {2015: 50.04, 2018: found.level}, others=others, polarity=polarity)
    assert then.change is not None
    assert 0 < then.change <= 0.15
    assert then.status in (Status.IMPROVED, Status.IMPROVED_MARKEDLY)


@pytest.mark.parametrize(("start", "polarity"), [(100, Polarity.HIGHER), (0, Polarity.LOWER)])
def test_all_of_it_cannot_become_more_and_nothing_not_less(start: int, polarity: Polarity) -> None:
    words = a_target(IMPROVE)
    seen = judged(words, {2015: start, 2018: start}, others=peers(1, 2, 3, 4, 5), polarity=polarity)
    assert seen.status is Status.UNCHANGED
    assert next_light(seen, words, an_indicator(polarity=polarity)) is None


def test_a_fall_among_peers_is_turned_round() -> None:
    words = a_target(IMPROVE)
    others = peers(-5, -10, -15, -20, -25, start=100)
    tonnes = an_indicator(unit="吨", polarity=Polarity.LOWER)
    seen = judged(words, {2015: 200, 2018: 190}, others=others, unit="吨", polarity=Polarity.LOWER)
    found = next_light(seen, words, tonnes)
    assert found is not None
    assert found.level == 170


def test_an_average_is_told_in_points_of_its_way() -> None:
    average = a_target(AVERAGE, 6.5)
    seen = judged(average, {2016: 5, 2017: 5, 2018: 5})
    found = next_light(seen, average, an_indicator())
    assert found is not None
    assert found.status is Status.ON_SCHEDULE
    assert found.points == pytest.approx(-(seen.lead or 0), abs=0.05)


def test_the_speed_needed_is_the_remaining_step_and_afterwards_that_of_the_whole_way() -> None:
    own = a_series({2015: 80, 2016: 83, 2018: 90, 2019: 91, 2020: 96})
    before = pace(judged(GOAL, {2015: 80, 2018: 90}), GOAL, an_indicator(), own, [])
    after = pace(judged(GOAL, {2015: 80, 2020: 96}, 2020), GOAL, an_indicator(), own, [])
    assert before is not None
    assert after is not None
    assert (before.needed, before.is_past, before.done) == (5, False, pytest.approx(10 / 3))
    assert (after.needed, after.is_past, after.done) == (4, True, 3.2)
    assert after.own_best is not None
    assert (after.own_best.year, after.own_best.size) == (2020, 5)
    assert before.own_best is not None
    assert before.own_best.year == 2016, "what came later is not known yet"


def test_speeds_of_amounts_are_per_cent_of_each_citys_own_baseline() -> None:
    cut = a_target(CHANGE, -20)
    tonnes = an_indicator(unit="吨", polarity=Polarity.LOWER)
    values = {2015: 200, 2019: 190, 2020: 170}
    seen = judged(cut, values, 2020, unit="吨")
    others = [a_series({2015: 50, 2020: 25}, ref_area="a"), a_series({2015: 900, 2020: 800})]
    found = pace(seen, cut, tonnes, a_series(values), others)
    assert found is not None
    assert (found.needed, found.done) == (-4, -3)
    assert found.own_best is not None
    assert (found.own_best.year, found.own_best.size) == (2020, -10)
    assert found.peers_best is not None
    assert (found.peers_best.ref_area, found.peers_best.size) == ("a", -10)


def test_no_speed_goes_across_a_break() -> None:
    values = {2015: 80, 2016: 81, 2017: 95, 2018: 96}
    level = judged(GOAL, values, 2020, a_break(2017))
    own = a_series(values, a_break(2017))
    seen = judged(GOAL, {**values, 2020: 97}, 2020, a_break(2017))
    assert level.reason is not None
    found = pace(seen, GOAL, an_indicator(), own, [a_series({2015: 1, 2020: 9}, a_break(2017))])
    assert found is not None
    assert found.done is None
    assert found.own_best is not None
    assert found.own_best.size == 1
    assert found.peers_best is None


def test_an_average_is_compared_by_mean_rates() -> None:
    average = a_target(AVERAGE, 6.5)
    rates = {2016: 7.0, 2017: 6.5, 2018: 6.1}
    other = a_series({2016: 8, 2017: 8, 2018: 8}, ref_area="a")
    found = pace(judged(average, rates), average, an_indicator(), a_series(rates), [other])
    assert found is not None
    assert found.needed == pytest.approx(6.451, abs=0.001)
    assert found.done == pytest.approx(6.5327, abs=0.001)
    assert found.peers_best is not None
    assert found.peers_best.size == pytest.approx(8)


def test_a_single_year_is_compared_with_that_year_of_the_peers() -> None:
    single = a_target(YEAR, 6.2)
    rates = {2018: 7.4, 2020: 6.1}
    others = [a_series({2020: 6.6, 2019: 9.0}, ref_area="a")]
    found = pace(judged(single, rates, 2020), single, an_indicator(), a_series(rates), others)
    assert found is not None
    assert (found.needed, found.done) == (6.2, 6.1)
    assert found.peers_best is not None
    assert found.peers_best.size == 6.6


def test_without_a_light_there_is_no_speed() -> None:
    seen = judged(GOAL, {2018: 90})
    assert seen.reason is Reason.NO_BASELINE
    assert pace(seen, GOAL, an_indicator(), a_series({2018: 90}), []) is None


@pytest.mark.parametrize(
    ("value", "eurostat", "nations"),
    [
        (92, Eurostat.SIGNIFICANT, UnitedNations.ON_TRACK),
        (89, Eurostat.MODERATE, UnitedNations.FAIR),
        (84, Eurostat.INSUFFICIENT, UnitedNations.FAIR),
        (80.5, Eurostat.INSUFFICIENT, UnitedNations.STAGNATION),
        (78, Eurostat.AWAY, UnitedNations.STAGNATION),
    ],
)
def test_the_words_of_the_other_rules(
    value: float, eurostat: Eurostat, nations: UnitedNations
) -> None:
    said = opinions(judged(GOAL, {2015: 80, 2018: value}), GOAL)
    assert said is not None
    assert (said.eurostat, said.united_nations) == (eurostat, nations)


@pytest.mark.parametrize(
    ("start", "value", "end", "why"),
    [
        (80, 93, 100, Difference.AGREE),
        (80, 79, 100, Difference.AGREE),
        (10, 50, 100, Difference.RISING),
        (100, 46, 10, Difference.FALLING),
        (80, 91.3, 100, Difference.TOLERANCE),
        (80, 85, 100, Difference.PACE),
    ],
)
def test_one_sentence_says_why_they_differ(
    start: float, value: float, end: float, why: Difference
) -> None:
    target = a_target(value=end) if end > start else a_target(CHANGE, (end / start - 1) * 100)
    said = opinions(judged(target, {2015: start, 2018: value}), target)
    assert said is not None
    assert said.difference is why


def test_the_other_rules_fail_at_zero_and_say_nothing() -> None:
    to_fifty = a_target(value=50)
    assert opinions(judged(to_fifty, {2015: 0, 2018: 24}), to_fifty) is None
    assert opinions(judged(GOAL, {2015: 100, 2018: 103}), GOAL) is None, "met at the baseline"
    words = a_target(IMPROVE)
    assert opinions(judged(words, {2015: 1, 2018: 2}), words) is None


def test_in_the_target_year_nothing_is_left_to_project() -> None:
    said = opinions(judged(GOAL, {2015: 80, 2020: 97}, 2020), GOAL)
    assert said is not None
    assert said.projected == 97


def test_the_first_cause_that_applies_is_named() -> None:
    lit = an_assessment(Status.BEHIND, as_of=2018, target_number=1, value_year=2018)
    dark = an_assessment(Status.NOT_ASSESSABLE, as_of=2019)
    later = an_assessment(Status.ON_SCHEDULE, as_of=2019, target_number=1, value_year=2019)
    due = an_assessment(Status.MISSED, as_of=2020, target_number=1, value_year=2020)
    other = an_assessment(Status.MISSED, as_of=2020, target_number=0, value_year=2020)
    assert cause_of(lit, dark, 2020) is Cause.LOST
    assert cause_of(dark, later, 2020) is Cause.GAINED
    assert cause_of(lit, later, 2020) is Cause.LATER_VALUE
    assert cause_of(later, due, 2020) is Cause.DUE
    assert cause_of(later, replace(due, form=IMPROVE), 2020) is Cause.LATER_VALUE
    assert cause_of(later, other, 2020) is Cause.OTHER_TARGET
    assert cause_of(lit, lit, 2020) is None
