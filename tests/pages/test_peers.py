"""The peers page: places, ties, missing figures, breaks, convergence, best neighbours."""

from statistics import fmean, pstdev

import pytest

from indicators.areas import Group
from presentation.figures import figure
from storage.reading import ReleaseReader
from tests.conftest import the_row
from tests.pages.conftest import Visit
from tests.pages.shown import Node, Shown

OURS = {"140500": "晋城", "140400": "长治", "140800": "运城"}
TELLING = (
    "gdp_per_capita", "pm25", "waste_treatment", "hospital_beds_per_1000", "so2_industrial",
    "gdp_share_of_cluster", "urbanisation_rate", "road_passengers", "industrial_profits",
)  # fmt: skip


def listed(shown: Shown) -> list[Node]:
    return [
        r for r in shown.page.one("div", class_="ladder").all("tr") if r.attributes.get("data-city")
    ]


def cells(row: Node) -> list[str]:
    return [c.text for c in row.children if isinstance(c, Node) and c.tag in ("td", "th")]


@pytest.mark.parametrize("indicator", TELLING)
@pytest.mark.parametrize("group", list(Group))
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_page_speaks_one_language_and_has_a_finding(
    visit: Visit, indicator: str, group: Group, lang: str
) -> None:
    for year in (2016, 2020):
        shown = visit(f"peers?id={indicator}&among={group}&year={year}&lang={lang}")
        assert len(shown.title) > 10
        assert shown.foreign_words() == set()


def test_without_an_indicator_a_telling_one_is_shown(visit: Visit) -> None:
    assert visit("peers").title == (
        "人均地区生产总值：2020年在城市群29市中，晋城第6、长治第11、运城第27； "
        "与2015年相比，晋城升 1 位，长治降 1 位，运城位次不变。"
    )


@pytest.mark.parametrize("year", [2018, 2020])
def test_figures_and_places_are_those_of_the_export(
    visit: Visit, rows: dict[str, list[dict[str, str]]], release: ReleaseReader, year: int
) -> None:
    codes = [a.code for a in release.plan.cluster]
    series = [r for r in rows["series"] if r["indicator_id"] == "average_wage"]
    values = {c: float(the_row(series, ref_area=c, time_period=year)["obs_value"]) for c in codes}
    table = listed(visit(f"peers?id=average_wage&year={year}"))
    assert len(table) == 29
    for row in table:
        code = row.attributes["data-city"]
        rank, _, _, _, _, now, _ = cells(row)
        assert now == figure(values[code], 0)
        assert int(rank) == 1 + sum(v > values[code] for v in values.values())


def test_shanxi_is_chosen_in_the_address_and_has_eleven_cities(visit: Visit) -> None:
    shown = visit("peers?id=average_wage&among=shanxi")
    assert len(listed(shown)) == 11
    assert "在山西11市中" in shown.title
    assert shown.link("group-cluster") == "./peers?id=average_wage"
    assert "among=shanxi" in shown.link("peers-after")


def test_our_three_are_marked_in_their_colours(visit: Visit) -> None:
    own = [r for r in listed(visit("peers")) if r.attributes.get("class") == "own"]
    assert {r.attributes["data-city"] for r in own} == set(OURS)
    assert all(any(r.all("span", class_="city")) for r in own)


def test_cities_that_print_alike_share_a_place(visit: Visit) -> None:
    shown = visit("peers?id=waste_treatment")
    first = [cells(r) for r in listed(shown) if cells(r)[5] == "100.0"]
    assert {c[0] for c in first} == {"1"}
    assert "晋城、长治、运城并列第1" in shown.title
    rest = [cells(r)[0] for r in listed(shown)][len(first)]
    assert int(rest) == len(first) + 1


def test_a_city_without_a_figure_is_named_and_has_no_place(visit: Visit) -> None:
    shown = visit("peers?id=so2_industrial&year=2018")
    assert "运城没有数据" in shown.title
    assert "140800" not in {r.attributes["data-city"] for r in listed(shown)}
    assert "没有2018年数据：运城、蚌埠、阜阳、宿州。" in shown.page.one("div", class_="ladder").text


def test_jiyuan_is_on_the_map_without_a_place(visit: Visit) -> None:
    shown = visit("peers")
    (jiyuan,) = (p for p in shown.page.all("path", class_="area") if "济源" in p.text)
    assert jiyuan.attributes["data-shade"] == "none"
    assert len(list(shown.page.all("path", class_="area"))) == 30
    assert "419001" not in {r.attributes["data-city"] for r in listed(shown)}


def test_a_break_blocks_the_change_and_says_so(visit: Visit) -> None:
    shown = visit("peers?id=hospital_beds_per_1000")
    assert "2017年起口径有变，与2015年不可比。" in shown.title
    assert {cells(r)[6] for r in listed(shown)} == {"口径有变"}
    assert not any(shown.page.one("div", class_="ladder").all("path", class_="stem"))
    assert "2017年起口径有变，三市是趋同还是分化不能比较" in shown.page.one("p", class_="lead").text


def test_a_break_of_one_city_blocks_that_city_only(visit: Visit) -> None:
    shown = visit("peers?id=primary_value_added")
    changes = {r.attributes["data-city"]: cells(r)[6] for r in listed(shown)}
    assert [code for code, text in changes.items() if text == "口径有变"] == ["140400"]
    assert "长治2019年口径有变，不可比" in shown.title


def test_too_few_figures_give_no_ranks(visit: Visit) -> None:
    shown = visit("peers?id=gdp_share_of_cluster&among=shanxi")
    assert "只有 3 市有数据，不足一半，不排位次" in shown.title
    assert {cells(r)[0] for r in listed(shown)} == {"–"}
    before = visit("peers?id=pm25").title
    assert "2015年有数据的只有 3 市，不足一半，位次无从比较。" in before


def test_a_year_that_hardly_anybody_publishes_is_replaced_and_named(visit: Visit) -> None:
    shown = visit("peers?id=broadband_per_100")
    assert "2019年在城市群" in shown.title
    assert "2020年有数据的不足一半，以下为2019年" in shown.page.one("p", class_="lead").text


def test_estimates_are_marked(visit: Visit) -> None:
    own = {r.attributes["data-city"]: r for r in listed(visit("peers?id=pm25"))}
    assert [s.text for s in own["140500"].all("sup")] == ["E"]


def test_the_convergence_is_that_of_the_three_cities(visit: Visit, release: ReleaseReader) -> None:
    series = release.series("gdp_per_capita")
    spread = []
    for year in (2015, 2020):
        values = [series[c][year].obs_value for c in OURS]
        spread.append(figure(pstdev(values) / fmean(values) * 100, 1))
    lead = visit("peers").page.one("p", class_="lead").text
    assert f"三市在趋同：差距（变异系数）由2015年的 {spread[0]}% 降到2020年的 {spread[1]}%" in lead
    apart = visit("peers?id=pm25").page.one("p", class_="lead").text
    assert apart.startswith("三市在分化")


def test_the_tables_behind_the_drawings_have_what_is_drawn(
    visit: Visit, release: ReleaseReader
) -> None:
    page = visit("peers").page
    series = release.series("gdp_per_capita")
    rows = [cells(r) for r in page.one("table", id="peers-spread").all("tr")][1:]
    assert [r[0] for r in rows] == [str(y) for y in range(2015, 2021)]
    values = [series[c][2018].obs_value for c in OURS]
    assert rows[3][1] == f"{figure(pstdev(values) / fmean(values) * 100, 1)}%"
    named = {r[0]: r[1:] for r in map(cells, page.one("table", id="peers-scatter").all("tr"))}
    group = [series[a.code][2020].obs_value for a in release.plan.cluster]
    assert named["最小"][1] == figure(min(group), 0)
    assert named["最大"][1] == figure(max(group), 0)
    assert named["长治"] == [figure(series["140400"][y].obs_value, 0) for y in (2015, 2020)]


def test_the_best_neighbour_is_none_of_our_three(visit: Visit, release: ReleaseReader) -> None:
    best = visit("peers").page.one("section", class_="best")
    level, change = (d.text for d in best.all("dd"))
    assert level == "郑州 93,925 元"
    series = release.series("gdp_per_capita")
    grown = {
        a.name.zh: series[a.code][2020].obs_value / series[a.code][2015].obs_value - 1
        for a in release.plan.peers
    }
    winner = max(grown, key=lambda name: grown[name])
    assert change == f"{winner} +{grown[winner] * 100:.1f}%"


def test_an_indicator_without_figures_says_so(visit_small: Visit) -> None:
    shown = visit_small("peers?id=gdp&year=2016")
    assert shown.title == "地区生产总值：2015年以后没有各市数据，无从比较。"
    assert not any(shown.page.all("div", class_="ladder"))
    assert any(shown.page.all("section", class_="places"))


def test_an_unknown_indicator_offers_all(visit: Visit) -> None:
    shown = visit("peers?id=nothing")
    assert "没有“nothing”这项指标" in shown.page.one("p", class_="lead").text
    assert len(list(shown.page.one("section", class_="places").all("a"))) == 46


def test_the_table_of_all_indicators_says_where_the_three_stood_and_stand(
    visit: Visit,
) -> None:
    shown = visit("peers")
    table = shown.page.one("section", class_="places")
    assert [r.one("th").text for r in table.all("tr", class_="current")] == ["人均地区生产总值"]
    current = table.one("tr", class_="current")
    assert [c.text for c in current.all("td")] == ["7 6", "10 11", "27 27", "29"]
    ways = [i.attributes["data-way"] for i in current.all("i", class_="step")]
    assert ways == ["up", "down", "same"]


@pytest.mark.parametrize("group", list(Group))
def test_the_table_agrees_with_each_indicators_own_page(
    visit: Visit, release: ReleaseReader, group: Group
) -> None:
    table = visit(f"peers?among={group}").page.one("section", class_="places")
    by_name = {i.name.zh: i.indicator_id for i in release.catalogue.indicators.values()}
    said = {
        r.one("a").text: [s.text for s in r.all("span", class_="now")]
        for r in table.all("tr")
        if any(r.all("a"))
    }
    for name in ("发明专利授权数", "公路货运量", "单位GDP二氧化碳排放"):
        page = visit(f"peers?id={by_name[name]}&among={group}")
        rank = {r.attributes["data-city"]: cells(r)[0] for r in listed(page)}
        assert said[name] == [rank.get(code, "–") for code in OURS]
