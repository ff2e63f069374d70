"""Small builders of domain values: a test states only what its case is about.

The defaults describe one ordinary case: a share in per cent, better when higher, 80 in 2015,
with 100 wanted in 2020 by the city itself.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from indicators.areas import Area, AreaLevel, Role
from indicators.assessment import Assessment, Status
from indicators.breaks import EVERY_AREA, Break, Comparability
from indicators.catalogue import Catalogue, Domain, Goal, Indicator, Kind, Polarity
from indicators.headline import assess_all
from indicators.language import Bilingual
from indicators.observations import AreaSeries
from indicators.plan import Plan
from indicators.progress import assess
from indicators.targets import Nature, Target, TargetForm, TargetLevel

CITY = "140500"
SHARE = "share"
NOTHING = Bilingual("", "")

AT_LEAST = TargetForm.AT_LEAST
AT_MOST = TargetForm.AT_MOST
CHANGE = TargetForm.CHANGE_AT_MOST
AVERAGE = TargetForm.ANNUAL_AVERAGE_AT_LEAST
YEAR = TargetForm.YEAR_AT_LEAST
IMPROVE = TargetForm.IMPROVE
FALLING = (AT_MOST, CHANGE)


def an_indicator(**others: Any) -> Indicator:
    """A published share in per cent, printed with one decimal, better when higher."""
    usual = Indicator(
        indicator_id=SHARE, name=Bilingual("占比", "Share"), domain=Domain.ECONOMY, goal_id="G1",
        unit="%", decimals=1, polarity=Polarity.HIGHER, kind=Kind.PUBLISHED, source_label="占比",
        scope="全市", expression="", note=NOTHING,
    )  # fmt: skip
    return replace(usual, **others)


def a_target(form: TargetForm = AT_LEAST, value: float | None = 100, **others: Any) -> Target:
    """A target of the city for 2020 with its baseline in 2015; `improve` has no number."""
    usual = Target(
        indicator_id=SHARE, ref_area=EVERY_AREA, level=TargetLevel.CITY,
        set_by=Bilingual("晋城市", "Jincheng"), form=form, target_year=2020,
        target_value=None if form is IMPROVE else value, unit="" if form is IMPROVE else "%",
        baseline_year=2015, nature=Nature.EXPECTED,
    )  # fmt: skip
    return replace(usual, **others)


def a_break(
    first_year_after: int, comparable: Comparability = Comparability.NO, **others: Any
) -> Break:
    """A break of the share in every area."""
    usual = Break(SHARE, EVERY_AREA, first_year_after, "definition", comparable, NOTHING)
    return replace(usual, **others)


def a_series(values: Mapping[int, float], *breaks: Break, ref_area: str = CITY) -> AreaSeries:
    """Values by year of one city."""
    return AreaSeries(ref_area, values, breaks)


def peers(
    *changes: float, start: float = 50, years: tuple[int, int] = (2015, 2018)
) -> list[AreaSeries]:
    """Comparable cities that moved by so many points between two years."""
    first, last = years
    return [
        a_series({first: start, last: start + step}, ref_area=f"41{number:04}")
        for number, step in enumerate(changes)
    ]


def judged(
    target: Target,
    values: Mapping[int, float],
    as_of: int = 2018,
    *breaks: Break,
    others: Iterable[AreaSeries] = (),
    **of_indicator: Any,
) -> Assessment:
    """Hold values against one target; the indicator's polarity follows the target's form."""
    usual = {"polarity": Polarity.LOWER if target.form in FALLING else Polarity.HIGHER}
    indicator = an_indicator(**(usual | of_indicator))
    return assess(indicator, target, a_series(values, *breaks), as_of, list(others))


def judged_against_all(
    targets: list[Target], values: Mapping[int, float], as_of: int = 2018, **of_indicator: Any
) -> list[Assessment]:
    """Hold values against several targets, strongest claim first."""
    return assess_all(an_indicator(**of_indicator), targets, a_series(values), as_of)


def headline_of(assessments: Iterable[Assessment]) -> Assessment:
    """The one that gives the light; fails when it is not exactly one."""
    (only,) = (a for a in assessments if a.headline)
    return only


def an_assessment(status: Status = Status.ON_SCHEDULE, **others: Any) -> Assessment:
    """One row that says something about the share in 2018."""
    usual = Assessment(indicator_id=SHARE, ref_area=CITY, as_of=2018, status=status)
    return replace(usual, **others)


def an_area(code: str = CITY, *roles: Role, **others: Any) -> Area:
    """A city, one of the plan's unless roles are given."""
    usual = Area(
        code, "晋城市", Bilingual("晋城", "Jincheng"), AreaLevel.CITY,
        frozenset(roles or {Role.PLAN}),
    )  # fmt: skip
    return replace(usual, **others)


def a_plan(**others: Any) -> Plan:
    """A plan with one city, one goal, one indicator and one target."""
    goal = Goal("G1", Bilingual("目标", "Goal"), Bilingual("目标", "Goal"), Domain.ECONOMY)
    usual = Plan(
        areas=(an_area(),),
        catalogue=Catalogue({"G1": goal}, {SHARE: an_indicator()}),
        targets=(a_target(),),
        breaks=(), aliases=(), clauses=(), events=(),
    )  # fmt: skip
    return replace(usual, **others)
