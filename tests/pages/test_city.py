"""The city page: its finding, its ends, and every indicator with a light or a reason."""

from collections import Counter

import pytest

from indicators.areas import Group
from indicators.assessment import Light
from indicators.rounding import round_half_up
from presentation.figures import figure
from presentation.peers import changes_of_peers
from presentation.ranking import best, worst
from presentation.scene import Scene
from presentation.texts import texts
from storage.reading import ReleaseReader
from tests.pages.conftest import Visit
from tests.pages.shown import Node, Shown

CITIES = ("140500", "140400", "140800")
VIEWS = [
    f"city?city={city}&year={year}&lang={lang}&count={count}"
    for city in CITIES
    for year in (2016, 2020)
    for lang in ("zh", "en")
    for count in ("headline", "plan")
]


def lines(shown: Shown, part: str) -> list[Node]:
    return [li for section in shown.page.all("section", class_=part) for li in section.all("li")]


def names(found: list[Node]) -> list[str]:
    return [next(li.all("a", class_="light")).text for li in found]


def is_dated(figure_line: Node) -> bool:
    """Whether the figure is of another year than the one looked at."""
    return any("places-of" not in n.attributes.get("class", "") for n in figure_line.all("small"))


@pytest.mark.parametrize("address", VIEWS)
def test_every_indicator_stands_once_with_a_light_or_a_reason(visit: Visit, address: str) -> None:
    shown = visit(address)
    listed = names(lines(shown, "bullets")) + names(lines(shown, "unassessed"))
    assert len(listed) == len(set(listed)) == 46
    assert all(li.one("p").text for li in lines(shown, "unassessed"))
    assert shown.foreign_words() == set()


@pytest.mark.parametrize("city", CITIES)
@pytest.mark.parametrize("year", [2016, 2018, 2020])
def test_the_counts_are_those_of_the_release(
    visit: Visit, release: ReleaseReader, city: str, year: int
) -> None:
    lights = Counter(
        release.lights.headline(i, city, year).light for i in release.catalogue.indicators
    )
    shown = visit(f"city?city={city}&year={year}")
    tally = shown.page.one("div", class_="tally")
    counted = {li.attributes["data-light"]: int(li.one("b").text) for li in tally.all("li")}
    assert counted == {light: lights[light] for light in Light}
    assert f"{lights[Light.GOOD]} 项达标或明显改善" in shown.title
    assert f"{lights[Light.NONE]} 项不可评估" in shown.title


def test_without_a_city_the_first_one_is_shown(visit: Visit) -> None:
    assert "晋城" in visit("city").title
    assert visit("city").page.one("a", id="city-140500").attributes["aria-current"] == "true"


@pytest.mark.parametrize("city", CITIES)
def test_strengths_and_lags_are_the_ranking_of_the_city_alone(
    visit: Visit, release: ReleaseReader, city: str
) -> None:
    every = [release.lights.headline(i, city, 2020) for i in release.catalogue.indicators]
    strengths, lags = visit(f"city?city={city}").page.all("section", class_="ranked")
    for section, ranked in ((strengths, best(every, 6)), (lags, worst(every, 6))):
        expected = [release.catalogue.indicators[r.assessment.indicator_id].name.zh for r in ranked]
        assert names(list(section.all("li"))) == expected
        assert len(expected) == 6


@pytest.mark.parametrize("city", CITIES)
def test_all_that_was_missed_stands_before_what_merely_lags(
    visit: Visit, release: ReleaseReader, city: str
) -> None:
    missed = {
        indicator.name.zh
        for i, indicator in release.catalogue.indicators.items()
        if release.lights.headline(i, city, 2020).light is Light.BAD
    }
    _, lags = visit(f"city?city={city}").page.all("section", class_="ranked")
    assert set(names(list(lags.all("li")))[: len(missed)]) == missed


@pytest.mark.parametrize("year", [2016, 2020])
def test_figures_are_the_series_of_the_release(
    visit: Visit, release: ReleaseReader, year: int
) -> None:
    shown = visit(f"city?city=140800&year={year}")
    by_name = {i.name.zh: i for i in release.catalogue.indicators.values()}
    checked = 0
    for li in lines(shown, "bullets"):
        indicator = by_name[li.one("a").text]
        first = next(li.all("p"))
        text = first.one("b").text.removesuffix(" E")
        if is_dated(first) or text.startswith("年均"):
            continue
        value = release.series(indicator.indicator_id)["140800"][year].obs_value
        number = text.replace("%", " ").split()[0]
        assert number == figure(value, len(number.partition(".")[2]))
        checked += 1
    assert checked > 25


def test_a_known_city_in_full(visit: Visit) -> None:
    shown = visit("city?city=140500")
    (share,) = (li for li in lines(shown, "bullets") if li.one("a").text == "第三产业增加值占比")
    assert [p.text for p in share.all("p")] == [
        "42.5% 城市群 24/29 · 山西 10/11 · 最好在2018年", "参照全国：不低于 56%，完成 16.2%",
    ]  # fmt: skip
    (wages,) = (li for li in lines(shown, "bullets") if li.one("a").text == "在岗职工平均工资")
    assert [p.text for p in wages.all("p")] == [
        "73,443 元 城市群 8/29 · 山西 6/11 · 历年最好", "变化 +34.2%，同类城市中位数 +54.9%",
    ]  # fmt: skip
    (roads,) = (li for li in lines(shown, "unassessed") if li.one("a").text == "公路货运量")
    assert roads.one("p").text == "数据只到2016年 5,990 万吨 当时：明显改善"


def test_before_the_target_year_a_bar_says_how_far_from_schedule(visit: Visit) -> None:
    shown = visit("city?city=140500&year=2018")
    (share,) = (li for li in lines(shown, "bullets") if li.one("a").text == "第三产业增加值占比")
    assert share.one("p", class_="detail").text == (
        "参照全国：不低于 56%，完成 20.7%，落后时序 39.3 个点"
    )
    bar, tick = share.one("path", class_="bar"), share.one("path", class_="due")
    assert end_of(bar) < start_of(tick)


def test_the_finding_names_the_two_ends_of_the_ranking(visit: Visit) -> None:
    assert "走在最前的是工业二氧化硫排放量" in visit("city?city=140500").title
    assert "差距最大的是第三产业增加值占比（比目标低 13.5 个点）" in visit("city?city=140500").title
    early = visit("city?city=140500&year=2017").title
    assert "差距最大的是PM2.5年均浓度（落后时序 111.4 个点）" in early


def start_of(path: Node) -> float:
    return float(path.attributes["d"].removeprefix("M").split()[0])


def end_of(path: Node) -> float:
    return float(path.attributes["d"].partition("H")[2])


@pytest.mark.parametrize("city", CITIES)
def test_a_dot_lies_right_of_the_median_where_the_light_says_markedly_improved(
    visit: Visit, city: str
) -> None:
    strips = [
        li for li in lines(visit(f"city?city={city}"), "bullets") if any(li.all(class_="stem"))
    ]
    assert len(strips) > 15
    for li in strips:
        light = li.one("a").attributes["data-light"]
        stem, middle = li.one("path", class_="stem"), start_of(li.one("path", class_="due"))
        assert (start_of(stem) >= middle - 0.05) is (light == "good"), li.text


def test_the_peers_drawn_are_those_of_the_assessment(release: ReleaseReader) -> None:
    scene = Scene(release, texts("zh"), 2020, "headline", lambda *_, **__: "")  # type: ignore[arg-type]
    for indicator_id in release.catalogue.indicators:
        for city in CITIES:
            a = release.lights.headline(indicator_id, city, 2020)
            changes = changes_of_peers(scene, a)
            assert len(changes) == (a.peer_count or 0)
            if a.peer_median is not None:
                below = sum(c < a.peer_median for c in changes)
                above = sum(c > a.peer_median for c in changes)
                assert max(below, above) <= len(changes) / 2


def test_a_ranked_figure_of_another_year_names_it(visit: Visit) -> None:
    first = lines(visit("city?city=140800&year=2018"), "ranked")[0]
    assert first.one("b").text == "2016年 61,590 吨 / 目标 ≤ 95,622 吨"


def test_what_turned_since_the_year_before_is_named(visit: Visit, release: ReleaseReader) -> None:
    order = (Light.GOOD, Light.FAIR, Light.POOR, Light.BAD)
    better = []
    for i, indicator in release.catalogue.indicators.items():
        now, before = (release.lights.headline(i, "140400", y).light for y in (2020, 2019))
        if Light.NONE not in (now, before) and order.index(now) < order.index(before):
            better.append(indicator.name.zh)
    first = next(visit("city?city=140400").page.one("div", class_="turned").all("p"))
    assert [a.text for a in first.all("a")] == better
    assert f"比上年转好 {len(better)} 项" in first.text
    assert not any(visit("city?year=2016").page.all("div", class_="turned"))


def test_tabs_lead_to_the_other_cities_and_keep_the_view(visit: Visit) -> None:
    shown = visit("city?city=140400&year=2018&lang=en")
    assert shown.link("city-140800") == "./city?year=2018&city=140800&lang=en"
    assert shown.link("counting-plan") == "./city?year=2018&city=140400&count=plan&lang=en"


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_city_without_figures_says_so(visit_small: Visit, lang: str) -> None:
    shown = visit_small(f"city?lang={lang}&city=140800&year=2016")
    assert len(lines(shown, "unassessed")) == 46
    assert len(list(shown.page.all("p", class_="empty"))) == 5
    assert shown.foreign_words() == set()


@pytest.mark.parametrize("city", CITIES)
def test_places_and_own_best_years_are_those_of_the_series(
    visit: Visit, release: ReleaseReader, city: str
) -> None:
    by_name = {i.name.zh: i for i in release.catalogue.indicators.values()}
    groups = (release.plan.cluster, release.plan.members(Group.SHANXI))
    checked = 0
    for li in lines(visit(f"city?city={city}"), "bullets"):
        indicator = by_name[li.one("a").text]
        series = release.series(indicator.indicator_id)
        sign = indicator.polarity.sign
        said = next(li.all("small", class_="places-of"), None)
        if said is None or not sign:
            continue
        own = series[city].get(2020)
        if own is None or is_dated(next(li.all("p"))):
            continue
        for group, word in zip(groups, ("城市群", "山西"), strict=True):
            known = [
                series[a.code][2020].obs_value for a in group if 2020 in series.get(a.code, {})
            ]
            shown = [part for part in said.text.split(" · ") if part.startswith(word)]
            if len(known) * 2 < len(group):
                assert shown == []
                continue
            places = indicator.decimals
            mine = round_half_up(own.obs_value, places) * sign
            rank = 1 + sum(round_half_up(v, places) * sign > mine for v in known)
            assert shown == [f"{word} {rank}/{len(known)}"]
            checked += 1
    assert checked > 40


def test_the_summary_counts_places_moves_and_best_years(visit: Visit) -> None:
    said = [s.text for s in visit("city?city=140500").page.one("p", class_="city-said").all("span")]
    assert said == [
        "城市群29市中，排得出位次的 43 项里 15 项在前10，25 项在后10；"
        "山西11市中，43 项里 15 项在前3，6 项在后3。",
        "与2015年相比，位次上升最多的是地区生产总值增速（27→1），下降最多的是教育支出占比（6→29）。",
        "43 项可与自己的历年相比，其中 27 项为历年最好。",
    ]
