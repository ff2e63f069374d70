"""One light for each indicator and city: whose target speaks."""

from itertools import permutations

import pytest

from indicators.assessment import Reason, Status
from indicators.lights import Lights
from indicators.targets import TargetLevel, targets_for
from tests.builders import (
    AT_LEAST,
    CITY,
    IMPROVE,
    SHARE,
    YEAR,
    a_target,
    an_assessment,
    headline_of,
    judged_against_all,
)

OWN = a_target(level=TargetLevel.CITY)
OWN_YEAR = a_target(YEAR, 95, level=TargetLevel.CITY)
PROVINCE = a_target(level=TargetLevel.PROVINCE)
NATION = a_target(level=TargetLevel.NATION)
WORDS = a_target(IMPROVE, level=TargetLevel.PLAN)
EVERY = [OWN, OWN_YEAR, PROVINCE, NATION, WORDS]
VALUES = {2015: 80, 2018: 92, 2020: 96}


def test_claims_are_put_in_order_however_they_are_listed():
    assert all(targets_for(listed, SHARE, CITY) == EVERY for listed in permutations(EVERY))


def test_a_target_for_the_city_itself_comes_before_one_for_each_city():
    named = a_target(ref_area=CITY)
    assert targets_for([OWN, named], SHARE, CITY) == [named, OWN]


def test_targets_of_other_cities_and_indicators_are_left_out():
    others = [a_target(ref_area="140400"), a_target(indicator_id="other")]
    assert targets_for([*others, OWN], SHARE, CITY) == [OWN]


def test_the_citys_own_number_speaks_first():
    assert headline_of(judged_against_all(EVERY, VALUES)).target_level is TargetLevel.CITY


@pytest.mark.parametrize(
    ("targets", "speaks"),
    [
        ([PROVINCE, NATION, WORDS], TargetLevel.PROVINCE),
        ([NATION, WORDS], TargetLevel.NATION),
        ([WORDS], TargetLevel.PLAN),
    ],
)
def test_without_it_the_next_higher_government_speaks(targets, speaks):
    assert headline_of(judged_against_all(targets, VALUES)).target_level is speaks


def test_a_single_years_target_speaks_only_after_the_citys_other_number():
    seen = judged_against_all([OWN, OWN_YEAR, NATION], VALUES, 2020)
    assert headline_of(seen).form is AT_LEAST


def test_a_single_years_target_comes_before_the_nations_once_it_is_due():
    targets = [OWN_YEAR, NATION]
    assert headline_of(judged_against_all(targets, VALUES, 2018)).target_level is TargetLevel.NATION
    assert headline_of(judged_against_all(targets, VALUES, 2020)).form is YEAR


def test_the_first_that_can_be_assessed_speaks():
    without_number = a_target(value=None)
    seen = judged_against_all([without_number, NATION, WORDS], VALUES)
    assert [a.headline for a in seen] == [False, True, False]
    assert headline_of(seen).target_number == 1


def test_when_none_can_be_assessed_the_first_says_why():
    seen = judged_against_all([OWN, NATION], {2018: 92})
    assert headline_of(seen) is seen[0]
    assert headline_of(seen).reason is Reason.NO_BASELINE


def test_without_any_target_one_row_says_so():
    (only,) = judged_against_all([], VALUES)
    assert (only.status, only.reason) == (Status.NOT_ASSESSABLE, Reason.NO_TARGET)
    assert only.headline
    assert (only.target_level, only.form, only.target_number) == (None, None, None)


def test_every_target_is_assessed_and_numbered_by_claim():
    seen = judged_against_all(EVERY, VALUES, 2020)
    assert [a.target_number for a in seen] == [0, 1, 2, 3, 4]
    assert [a.target_level for a in seen] == [t.level for t in EVERY]


def test_numbers_of_province_and_nation_are_references_and_say_so():
    assert [t.is_reference for t in EVERY] == [False, False, True, True, False]


def test_counting_by_the_plans_words_takes_its_own_target_and_else_the_headline():
    number = an_assessment(headline=True, target_level=TargetLevel.NATION)
    words = an_assessment(Status.IMPROVED, target_level=TargetLevel.PLAN)
    other = an_assessment(headline=True, indicator_id="other", target_level=TargetLevel.CITY)
    lights = Lights([number, words, other])
    assert lights.headline(SHARE, CITY, 2018) is number
    assert lights.in_plan_words(SHARE, CITY, 2018) is words
    assert lights.in_plan_words("other", CITY, 2018) is other
    assert lights.years == (2018,)
    assert list(lights.every(SHARE, CITY, 2018)) == [number, words]
    assert list(lights.every(SHARE, CITY, 1999)) == []
