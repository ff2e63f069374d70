"""What must hold for any figures at all, however large, small, negative or few."""

import math

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from indicators.assessment import Assessment, Reason, Status
from indicators.breaks import Comparability
from indicators.catalogue import Polarity
from indicators.headline import assess_all
from indicators.outlook import still_needed
from indicators.progress import assess
from indicators.targets import TargetForm, TargetLevel, targets_for
from tests.builders import (
    AT_LEAST,
    AT_MOST,
    AVERAGE,
    CITY,
    SHARE,
    a_break,
    a_series,
    a_target,
    an_indicator,
    judged,
)

settings.register_profile("suite", deadline=None, derandomize=True, database=None)
settings.load_profile("suite")

ANY = st.floats()  # nan, infinities, the largest and the smallest
YEARS = st.integers(2000, 2030)
VALUES = st.dictionaries(YEARS, ANY, max_size=12)
UNITS = st.sampled_from(["%", "亿元", "万亿元", "万人", "", "no unit"])
BREAKS = st.lists(st.builds(a_break, YEARS, st.sampled_from(Comparability)), max_size=2)
INDICATORS = st.builds(
    an_indicator, unit=UNITS, polarity=st.sampled_from(Polarity), decimals=st.integers(0, 4)
)
TARGETS = st.builds(
    a_target,
    st.sampled_from(TargetForm),
    st.none() | ANY,
    unit=UNITS,
    level=st.sampled_from(TargetLevel),
    baseline_year=st.none() | YEARS,
    target_year=YEARS,
)
SERIES = st.builds(lambda values, breaks: a_series(values, *breaks), VALUES, BREAKS)
# Figures as a yearbook prints them: up to two decimals.
FIGURES = st.integers(-(10**8), 10**8).map(lambda n: n / 100)


def holds_together(seen: Assessment) -> None:
    """What every assessment must be, whatever went in."""
    numbers = (
        seen.obs_value, seen.baseline_value, seen.required_value, seen.completion, seen.schedule,
        seen.lead, seen.change, seen.peer_median,
    )  # fmt: skip
    assert all(math.isfinite(n) for n in numbers if n is not None)
    assert seen.is_assessable is (seen.reason in (None, Reason.FEW_PEERS))
    assert seen.value_year is None or seen.value_year <= seen.as_of
    assert seen.schedule is None or 0 <= seen.schedule <= 1


@given(INDICATORS, TARGETS, SERIES, YEARS, st.lists(SERIES, max_size=7))
@settings(max_examples=400)
@example(an_indicator(), a_target(), a_series({2015: 5e-324, 2018: 1e308}), 2018, [])
@example(an_indicator(), a_target(value=1e308), a_series({2015: -1e308, 2018: 0}), 2018, [])
@example(
    an_indicator(),
    a_target(AVERAGE, 1e308),
    a_series(dict.fromkeys(range(2000, 2031), 1e308)),
    2030,
    [],
)
def test_every_input_gets_an_answer(indicator, target, own, as_of, others):
    holds_together(assess(indicator, target, own, as_of, others))


@given(
    st.sampled_from(TargetForm), st.integers(1, 9999), st.integers(1, 9999), st.integers(1, 9999)
)
def test_every_year_gets_an_answer(form, baseline, due, as_of):
    target = a_target(form, 5, baseline_year=baseline, target_year=due)
    own = a_series({baseline: 1, due: 2, as_of: 3})
    holds_together(assess(an_indicator(), target, own, as_of))


def test_growth_beyond_all_numbers_gets_an_answer():
    target = a_target(AVERAGE, 1e308, baseline_year=1, target_year=9999)
    holds_together(judged(target, dict.fromkeys(range(2, 10), 1e308), 9))


@given(TARGETS, SERIES, YEARS)
def test_what_is_still_needed_is_a_number_or_nothing(target, own, as_of):
    needed = still_needed(assess(an_indicator(), target, own, as_of), target)
    assert needed is None or needed.years > 0


@given(INDICATORS, st.lists(TARGETS, max_size=6), SERIES, YEARS)
def test_exactly_one_target_is_the_headline(indicator, targets, own, as_of):
    ordered = targets_for(targets, SHARE, CITY)
    seen = assess_all(indicator, ordered, own, as_of)
    (headline,) = (a for a in seen if a.headline)
    assert len(seen) == max(1, len(targets))
    assert headline.is_assessable or not any(a.is_assessable for a in seen)


@given(FIGURES, FIGURES, FIGURES, FIGURES, st.integers(2016, 2019))
def test_a_better_value_never_has_a_lower_lead(baseline, wanted, one, other, year):
    assume(baseline < wanted)
    worse, better = (
        judged(a_target(AT_LEAST, wanted), {2015: baseline, year: value}, year)
        for value in sorted((one, other))
    )
    assert worse.lead <= better.lead
    assert worse.completion <= better.completion


@given(FIGURES, FIGURES, FIGURES, st.integers(2016, 2020))
def test_a_falling_series_is_judged_like_its_mirror_image(baseline, wanted, value, year):
    rising = judged(a_target(AT_LEAST, wanted), {2015: baseline, year: value}, year)
    falling = judged(a_target(AT_MOST, -wanted), {2015: -baseline, year: -value}, year)
    assert falling.completion == rising.completion
    assert (falling.lead, falling.status) == (rising.lead, rising.status)


@given(FIGURES, FIGURES, FIGURES, st.integers(-3, 4))
def test_another_scale_changes_nothing(baseline, wanted, value, power):
    """Thousands or millions: the same way, as long as the same digits are printed."""

    def scaled(figure):
        return float(f"{figure}e{power}")

    plain = judged(a_target(value=wanted), {2015: baseline, 2018: value}, decimals=1)
    target = a_target(value=scaled(wanted))
    other = judged(target, {2015: scaled(baseline), 2018: scaled(value)}, decimals=1 - power)
    assert (other.status, other.lead) == (plain.status, plain.lead)


@given(st.integers(-400, 1500), st.integers(-400, 400), st.integers(2016, 2019))
def test_the_straight_line_is_always_exactly_on_schedule(baseline, step, year):
    assume(step)
    form = AT_LEAST if step > 0 else AT_MOST
    target = a_target(form, (baseline + 5 * step) / 10)
    values = {y: (baseline + (y - 2015) * step) / 10 for y in range(2015, 2021)}
    assert judged(target, values, year).status is Status.ON_SCHEDULE
    assert judged(target, values, year).lead == 0
    assert judged(target, values, 2020).status is Status.ACHIEVED


@given(st.integers(1, 300).map(lambda n: n / 10), st.integers(2016, 2019))
def test_the_target_rate_every_year_is_always_exactly_on_schedule(rate, year):
    values = dict.fromkeys(range(2016, 2021), rate)
    assert judged(a_target(AVERAGE, rate), values, year).lead == 0
    assert judged(a_target(AVERAGE, rate), values, 2020).status is Status.ACHIEVED
