"""Domain values as flat rows and back: nothing is lost on the way."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from indicators.areas import Area, AreaLevel, Role
from indicators.assessment import Assessment, Reason, Status
from indicators.catalogue import Domain, Goal, Indicator
from indicators.language import Bilingual
from indicators.ledger import Clause, Event, EventStatus
from indicators.observations import Observation, ObsStatus, Vintage
from indicators.sources import Source, SourceKind
from indicators.targets import TargetLevel
from storage.records import flat, restored
from storage.release import ReleaseInfo, RowCounts
from storage.tables import ASSESSMENT
from tests.builders import (
    AVERAGE,
    IMPROVE,
    a_break,
    a_target,
    an_area,
    an_assessment,
    an_indicator,
)

MOMENT = datetime.fromisoformat("2026-01-02T03:04:05")
PLAIN = (str, int, float, bool, date, datetime)
BOTH = Bilingual("中文“引号”,;", "English, 'quotes'")
CLAUSE = Clause(
    "2.1-01", "2.1", "标题", "摘要", ("甲", "乙"), ("部门",), ("晋城市", "长治市"),
    (Domain.ECONOMY, Domain.ECOLOGY), ("G1",), ("gdp", "pm25"),
)  # fmt: skip
EVENT = Event("P01", "2.1-01", "项目", (), "2016-06", "开工", EventStatus.COMPLETED, "报", "")
SOURCE = Source(
    "city_yearbook/2015", "年鉴", "统计局", SourceKind.YEARBOOK, 30, "2016", date(2017, 1, 31),
    "事实数据", "", "0" * 64,
)  # fmt: skip
FULL = an_assessment(
    Status.IMPROVED, headline=True, target_level=TargetLevel.PLAN, form=IMPROVE, target_number=0,
    reason=Reason.FEW_PEERS, value_year=2018, obs_value=-1.5, baseline_year=2015,
    baseline_value=0.0, required_value=1e-12, completion=-0.25, schedule=0.6, lead=-85.0,
    change=3.0, peer_median=0.1, peer_count=4,
)  # fmt: skip


@pytest.mark.parametrize(
    "item",
    [
        an_area(),
        an_area("100000", Role.CLUSTER, Role.PLAN, Role.SHANXI),
        Area("140000", "山西省", BOTH, AreaLevel.PROVINCE, frozenset()),
        Goal("G5", BOTH, BOTH, Domain.ECOLOGY),
        an_indicator(),
        an_indicator(domain=None, goal_id=None, note=BOTH, expression="a / b * 100"),
        a_target(),
        a_target(AVERAGE, 6.5, level=TargetLevel.NATION, note=BOTH),
        a_target(IMPROVE, baseline_year=None),
        a_break(2018),
        a_break(2018, ref_area="140500", explanation=BOTH),
        CLAUSE,
        replace(CLAUSE, named_projects=(), domains=(), indicator_ids=()),
        EVENT,
        replace(EVENT, cities=("晋城市",), status_at_2020_end=EventStatus.UNKNOWN),
        SOURCE,
        Observation(2020, 46.0, ObsStatus.ESTIMATED, "derived"),
        Vintage(
            "140500", 2015, 1040.2416, ObsStatus.PROVISIONAL, "city_yearbook/2015", 7, "年鉴",
            date(2017, 1, 31), 30, False,
        ),
        FULL,
        an_assessment(Status.NOT_ASSESSABLE, reason=Reason.NO_TARGET),
        ReleaseInfo("r1-0123abcd", "0" * 64, MOMENT, 4, 1, 2, 1),
        RowCounts(4, 1, 2, 1),
    ],
    ids=lambda item: type(item).__name__,
)  # fmt: skip
def test_a_value_comes_back_as_it_was(item):
    row = flat(item)
    assert restored(type(item), row) == item
    assert all(value is None or type(value) in PLAIN for value in row.values())


def test_names_stand_in_two_columns():
    row = flat(an_indicator(name=BOTH))
    assert (row["name_zh"], row["name_en"]) == (BOTH.zh, BOTH.en)
    assert "name" not in row


def test_lists_are_joined_in_order_and_sets_sorted():
    assert flat(CLAUSE)["cities"] == "晋城市;长治市"
    assert flat(an_area("1", Role.SHANXI, Role.CLUSTER))["roles"] == "cluster;shanxi"


def test_further_columns_are_ignored():
    row = flat(an_indicator()) | {"position": 3}
    assert restored(Indicator, row) == an_indicator()


def test_an_assessment_has_no_column_that_the_table_lacks():
    assert set(flat(FULL)) == set(ASSESSMENT.c.keys())
    assert set(Assessment.__dataclass_fields__) == set(ASSESSMENT.c.keys())
