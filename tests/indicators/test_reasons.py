"""Why there is no light: the first reason that applies, in the agreed order."""

import pytest

from indicators.assessment import LIGHT_OF, Light, Reason, Status
from tests.builders import AT_LEAST, AVERAGE, CHANGE, IMPROVE, YEAR, a_break, a_target, judged

WRONG_UNIT = {"unit": "万人"}


def test_the_order_of_reasons_is_the_order_of_the_words():
    """Every case below adds what the one before lacks, and names the next reason."""
    reasons = [
        judged(a_target(YEAR, 5, **WRONG_UNIT), {}, 2018).reason,
        judged(a_target(YEAR, None), {}, 2018).reason,
        judged(a_target(YEAR, 5), {}, 2018).reason,
        judged(a_target(CHANGE, -5), {}, 2020, a_break(2018)).reason,
        judged(a_target(CHANGE, -5), {2015: 5, 2018: 4}, 2020, a_break(2018)).reason,
        judged(a_target(CHANGE, -5), {2015: 5, 2018: 4}, 2020).reason,
        judged(a_target(CHANGE, -5), {2015: 5}, 2020).reason,
    ]
    assert reasons == list(Reason)[:7]


@pytest.mark.parametrize("form", [AT_LEAST, CHANGE, AVERAGE, YEAR])
def test_a_number_that_is_not_stated_is_no_target(form):
    seen = judged(a_target(form, None), {2015: 80, 2018: 92})
    assert (seen.status, seen.reason) == (Status.NOT_ASSESSABLE, Reason.NO_TARGET)


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_a_target_that_is_no_number_is_no_target(number):
    assert judged(a_target(value=number), {2015: 80, 2018: 92}).reason is Reason.NO_TARGET


def test_a_value_that_is_no_number_counts_as_missing():
    seen = judged(a_target(), {2015: 80, 2017: 88, 2018: float("nan")})
    assert (seen.value_year, seen.lead) == (2017, 0)
    assert judged(a_target(), {2015: float("inf"), 2018: 88}).reason is Reason.NO_BASELINE


@pytest.mark.parametrize("form", [AT_LEAST, CHANGE, IMPROVE])
def test_without_the_baseline_years_value_there_is_no_way(form):
    """The way never slides to another year in silence."""
    seen = judged(a_target(form, -5 if form is CHANGE else 100), {2014: 80, 2016: 81, 2018: 92})
    assert (seen.reason, seen.baseline_year, seen.baseline_value) == (
        Reason.NO_BASELINE, 2015, None,
    )  # fmt: skip


def test_a_level_without_baseline_still_says_what_is_wanted():
    assert judged(a_target(), {2018: 92}).required_value == 100


@pytest.mark.parametrize("form", [AT_LEAST, IMPROVE])
def test_in_the_baseline_year_itself_there_is_no_data_yet(form):
    assert judged(a_target(form), {2015: 80}, 2015).reason is Reason.NO_DATA


def test_before_the_baseline_year_there_is_no_data_yet():
    """The baseline is known, if only later than the year looked at: nothing is lacking."""
    assert judged(a_target(), {2014: 70, 2015: 80, 2016: 81}, 2014).reason is Reason.NO_DATA


def test_every_word_has_a_light_and_only_one_has_none():
    assert set(LIGHT_OF) == set(Status)
    assert [s for s, light in LIGHT_OF.items() if light is Light.NONE] == [Status.NOT_ASSESSABLE]


@pytest.mark.parametrize(
    ("light", "words"),
    [
        (Light.GOOD, {"achieved", "achieved_late", "improved_markedly"}),
        (Light.FAIR, {"on_schedule", "improved"}),
        (Light.POOR, {"behind", "unchanged", "worsened"}),
        (Light.BAD, {"far_behind", "missed"}),
    ],
)
def test_words_of_one_light(light, words):
    assert {status.value for status, of in LIGHT_OF.items() if of is light} == words
