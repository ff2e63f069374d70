"""From several sources to one value a key: winners, vintages, derived indicators.

One small release holds all the cases; each test looks at its own corner of it.
"""

from dataclasses import replace

import pytest

from indicators.observations import ObsStatus
from tests.crafted import Line, a_folder, for_every_city_of_the_cluster

JINCHENG, CHANGZHI, YUNCHENG, TAIYUAN, SHANXI = "140500", "140400", "140800", "140100", "140000"
GDP, PEOPLE = "地区生产总值(当年价)", "常住人口"
CENSUS_ALL, CENSUS_TOWN = "常住人口(普查)", "城镇常住人口(普查)"
RATE = "常住人口城镇化率"


def gdp(value, year, area=JINCHENG, note=""):
    return Line(value, year, area, label=GDP, unit="亿元", note=note)


def people(value, year, area=JINCHENG, note=""):
    return Line(value, year, area, label=PEOPLE, unit="万人", note=note)


def value_added(sector, value, year=2015, note=""):
    return Line(value, year, label=f"第{sector}产业增加值", note=note)


def census(label, value, year, area=JINCHENG):
    return Line(value, year, area, label=label, unit="人")


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """Sources that contradict and complete one another."""
    folder = a_folder(tmp_path_factory.mktemp("winners"))
    folder.source(
        "yearbook/first",
        Line(1, 2015), Line(10, 2016), Line(100, 2017), Line(7, 2018, note="初步数"),
        gdp(900, 2015), gdp(950, 2016, note="初步数"), gdp(990, 2017), gdp(980, 2018), gdp(1, 2019),
        people(220, 2015), people(221, 2016), people(0, 2018), people(3, 2019, CHANGZHI),
        gdp(12000, 2015, SHANXI), people(3500, 2015, SHANXI),
        gdp(13000, 2017, SHANXI), people(3500, 2017, SHANXI),
        value_added("一", 4), value_added("二", 56), value_added("三", 40),
        value_added("一", 4, 2016, "初步数"), value_added("二", 56, 2016),
        value_added("三", 40, 2016),
        value_added("一", 4, 2017), value_added("三", 40, 2017),
    )  # fmt: skip
    folder.source("yearbook/later", Line(2, 2015), released_on="2018-01-31")
    folder.source("strong", Line(20, 2016), priority=40, released_on="2010-01-31")
    folder.source("b-twin", Line(200, 2017), released_on="2019-01-31")
    folder.source("a-twin", Line(300, 2017), released_on="2019-01-31")
    folder.source("final", Line(8, 2018, note="最终核实数"), released_on="2020-01-31")
    folder.source("model", people(222, 2017), kind="model_estimate", priority=10)
    folder.source(
        "bulletins/city",
        Line(50.0, 2020, label=RATE, unit="%"), Line(48.0, 2019, label=RATE, unit="%"),
        kind="bulletin", priority=20,
    )  # fmt: skip
    folder.source(
        "census", census(CENSUS_ALL, 2_000_000, 2020), census(CENSUS_TOWN, 1_200_000, 2020),
        census(CENSUS_ALL, 2_100_000, 2010), kind="census", priority=50,
    )  # fmt: skip
    folder.source(
        "bulletins/province", Line(30000, 2015, SHANXI, label="人均地区生产总值", unit="元"),
        Line(99000, 2016, SHANXI, label="人均地区生产总值", unit="元"),
        kind="bulletin", priority=20,
    )  # fmt: skip
    folder.source("equal", Line(37000, 2017, SHANXI, label="人均地区生产总值", unit="元"))
    cluster = for_every_city_of_the_cluster(gdp(10, 2011))
    without_one = [
        line for line in for_every_city_of_the_cluster(gdp(10, 2012)) if line.area != YUNCHENG
    ]
    *others, last = for_every_city_of_the_cluster(gdp(10, 2013))
    provisional = [*others, replace(last, note="初步数")]
    outside = Line(10, 2011, TAIYUAN, "太原市", label=GDP)
    folder.source("cluster", *cluster, *without_one, *provisional, outside)
    folder.build()
    reader = folder.reader()
    yield reader
    reader.close()


def the_value(reader, indicator, year, area=JINCHENG):
    return reader.series(indicator)[area][year]


# --- winners


def test_at_equal_priority_the_later_release_wins(reader):
    winner = the_value(reader, "fiscal_revenue", 2015)
    assert (winner.obs_value, winner.source_id) == (2, "yearbook/later")


def test_the_higher_priority_wins_however_old(reader):
    assert the_value(reader, "fiscal_revenue", 2016).source_id == "strong"


def test_a_complete_tie_is_settled_by_name_so_that_every_build_agrees(reader):
    assert the_value(reader, "fiscal_revenue", 2017).source_id == "a-twin"


def test_a_final_figure_takes_the_place_of_a_provisional_one(reader):
    winner = the_value(reader, "fiscal_revenue", 2018)
    assert (winner.obs_value, winner.obs_status) == (8, ObsStatus.NORMAL)


def test_losers_stay_as_vintages(reader):
    found = reader.vintages("fiscal_revenue", JINCHENG)
    assert [(v.time_period, v.obs_value, v.is_winner) for v in found] == [
        (2015, 2, True), (2015, 1, False),
        (2016, 20, True), (2016, 10, False),
        (2017, 300, True), (2017, 200, False), (2017, 100, False),
        (2018, 8, True), (2018, 7, False),
    ]  # fmt: skip
    assert [v.obs_status.value for v in found][-2:] == ["A", "P"]
    assert found[1].citation == "中国城市统计年鉴2016"


# --- derived


def test_a_ratio_of_two_figures_is_derived(reader):
    derived = the_value(reader, "gdp_per_capita", 2015)
    assert derived.obs_value == pytest.approx(900 / 220 * 10000)
    assert (derived.source_id, derived.obs_status) == ("derived", ObsStatus.NORMAL)


@pytest.mark.parametrize(("year", "status"), [(2015, "A"), (2016, "P"), (2017, "E")])
def test_a_derived_value_is_as_firm_as_its_weakest_input(reader, year, status):
    assert the_value(reader, "gdp_per_capita", year).obs_status.value == status


def test_without_all_inputs_nothing_is_derived(reader):
    assert 2019 not in reader.series("gdp_per_capita")[JINCHENG]
    assert CHANGZHI not in reader.series("gdp_per_capita")
    assert 2017 not in reader.series("tertiary_share")[JINCHENG]


def test_a_division_by_zero_gives_no_value(reader):
    assert 2018 not in reader.series("gdp_per_capita")[JINCHENG]


def test_the_province_is_derived_like_a_city(reader):
    """From better sources than the bulletin's own figure, which only stands in where they lack."""
    first = the_value(reader, "gdp_per_capita", 2015, SHANXI)
    second = the_value(reader, "gdp_per_capita", 2016, SHANXI)
    assert first.obs_value == pytest.approx(12000 / 3500 * 10000)
    assert (second.obs_value, second.source_id) == (99000, "bulletins/province")


def test_a_published_figure_as_trusted_as_the_inputs_stays(reader):
    assert the_value(reader, "gdp_per_capita", 2017, SHANXI).source_id == "equal"


def test_a_published_series_feeds_the_measure_of_the_same_label(reader):
    assert the_value(reader, "primary_value_added", 2015).obs_value == 4
    assert the_value(reader, "tertiary_share", 2015).obs_value == 40
    assert the_value(reader, "tertiary_share", 2016).obs_status.value == "P"


def test_the_census_beats_the_bulletin_and_the_bulletin_stands_elsewhere(reader):
    derived = the_value(reader, "urbanisation_rate", 2020)
    assert (derived.obs_value, derived.source_id) == (60, "derived")
    assert the_value(reader, "urbanisation_rate", 2019).source_id == "bulletins/city"
    assert 2010 not in reader.series("urbanisation_rate")[JINCHENG]


def test_the_bulletins_figure_that_lost_stays_as_a_vintage(reader):
    found = {v.time_period: v.obs_value for v in reader.vintages("urbanisation_rate", JINCHENG)}
    assert found == {2019: 48, 2020: 50}


def test_a_share_of_the_cluster_needs_all_of_its_cities(reader):
    shares = reader.series("gdp_share_of_cluster")
    assert shares[JINCHENG][2011].obs_value == pytest.approx(100 / 29)
    assert 2012 not in shares[JINCHENG]
    assert TAIYUAN not in shares


def test_a_sum_is_as_firm_as_its_weakest_part(reader):
    assert the_value(reader, "gdp_share_of_cluster", 2011).obs_status.value == "A"
    assert the_value(reader, "gdp_share_of_cluster", 2013).obs_status.value == "P"


def test_sources_of_a_derived_indicator_are_those_of_its_inputs(reader):
    found = {s.source_id for s in reader.sources_of("gdp_per_capita")}
    assert found == {"yearbook/first", "cluster", "model"}


def test_the_data_date_is_the_latest_release_among_what_is_shown(reader):
    assert reader.data_as_of.isoformat() == "2020-01-31"
