"""Plan files that contradict one another: one sentence each, all at once."""

from dataclasses import replace

import pytest

from indicators.areas import Role
from indicators.catalogue import Catalogue, Kind, Polarity
from indicators.plan import Alias, faults_of
from indicators.targets import contradicts
from tests.builders import (
    AT_LEAST,
    AT_MOST,
    AVERAGE,
    CHANGE,
    IMPROVE,
    SHARE,
    YEAR,
    a_break,
    a_plan,
    a_target,
    an_area,
    an_indicator,
)


def catalogue(**of_indicator):
    plan = a_plan()
    return Catalogue(plan.catalogue.goals, {SHARE: an_indicator(**of_indicator)})


def test_a_plan_without_contradictions_has_no_fault():
    assert faults_of(a_plan()) == []


@pytest.mark.parametrize(
    ("others", "says"),
    [
        ({"targets": (a_target(AT_MOST),)}, "at_most wants the opposite of higher"),
        ({"targets": (a_target(CHANGE, -5),)}, "change_at_most wants the opposite of higher"),
        ({"targets": (a_target(indicator_id="shrae"),)}, "shrae"),
        ({"targets": (a_target(ref_area="410100"),)}, "three cities"),
        ({"targets": (a_target(baseline_year=2020),)}, "baseline year must come before"),
        ({"targets": (a_target(target_year=20200),)}, "20200"),
        ({"targets": (a_target(baseline_year=215),)}, "215"),
        ({"targets": (a_target(value=None),)}, "needs a number"),
        ({"targets": (a_target(value=float("nan")),)}, "needs a number"),
        ({"targets": (a_target(value=float("inf")),)}, "needs a number"),
        ({"targets": (replace(a_target(IMPROVE), target_value=5),)}, "improve has none"),
        ({"targets": (a_target(), a_target(value=90))}, "stands twice"),
        ({"catalogue": catalogue(unit="斤")}, "unit '斤' is unknown"),
        ({"catalogue": catalogue(goal_id="G9")}, "goal 'G9' is not in goals.csv"),
        ({"catalogue": catalogue(expression="a **")}, "not a formula"),
        ({"catalogue": catalogue(expression="a / 2")}, "formula input a is not catalogued"),
        ({"breaks": (a_break(2016, indicator_id="other"),)}, "other is not in indicators.csv"),
        ({"breaks": (a_break(2016, ref_area="1405"),)}, "area 1405 is not in areas.csv"),
        ({"aliases": (Alias("占比例", "shrae", False),)}, "shrae is not catalogued"),
    ],
)
def test_a_contradiction_is_one_sentence(others, says):
    (fault,) = faults_of(a_plan(**others))
    assert says in fault
    assert "\n" not in fault


def test_all_faults_are_told_at_once():
    targets = (a_target(AT_MOST), a_target(indicator_id="x"), a_target(value=None))
    faults = faults_of(a_plan(targets=targets, breaks=(a_break(2016, indicator_id="y"),)))
    assert len(faults) == 4


@pytest.mark.parametrize(
    ("form", "polarity", "is_wrong"),
    [
        (AT_LEAST, Polarity.HIGHER, False),
        (AT_LEAST, Polarity.LOWER, True),
        (AT_MOST, Polarity.LOWER, False),
        (AT_MOST, Polarity.HIGHER, True),
        (CHANGE, Polarity.HIGHER, True),
        (AVERAGE, Polarity.LOWER, True),
        (YEAR, Polarity.LOWER, True),
        (IMPROVE, Polarity.HIGHER, False),
        (IMPROVE, Polarity.LOWER, False),
        (AT_MOST, Polarity.NONE, False),
    ],
)
def test_a_form_against_the_catalogues_direction_contradicts_it(form, polarity, is_wrong):
    assert contradicts(a_target(form), an_indicator(polarity=polarity)) is is_wrong


def test_roles_of_areas():
    nation = an_area("100000", Role.SHANXI)
    peer = an_area("410100", Role.CLUSTER)
    own = an_area("140500", Role.PLAN, Role.CLUSTER)
    plan = a_plan(areas=(nation, peer, own))
    assert plan.cities == (own,)
    assert plan.peers == (peer,)
    assert plan.cluster == (peer, own)


def test_breaks_of_a_series_are_its_own_and_those_of_every_area():
    own, every = a_break(2018, ref_area="140500"), a_break(2016)
    other = a_break(2017, ref_area="140400")
    plan = a_plan(breaks=(own, other, every, a_break(2015, indicator_id="x")))
    assert plan.breaks_of(SHARE, "140500") == (every, own)


def test_a_measure_shares_the_series_of_an_indicator_with_its_label():
    measure = an_indicator(indicator_id="m", kind=Kind.MEASURE)
    entries = {SHARE: an_indicator(), "m": measure}
    shared = Catalogue(a_plan().catalogue.goals, entries)
    assert shared.shared_series == {"m": SHARE}
    assert list(shared.indicators) == [SHARE]
    assert [i.indicator_id for i in shared.by_goal["G1"]] == [SHARE]
