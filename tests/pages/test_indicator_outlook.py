"""Below the indicator's table: why lights turned, how fast, other rules, what came later."""

import pytest

from indicators.assessment import Status
from presentation.figures import figure
from storage.reading import ReleaseReader
from tests.crafted import Folder, Line
from tests.pages.conftest import Visit, visitor
from tests.pages.shown import Node, Shown

CITIES = ("140500", "140400", "140800")


def table_rows(shown: Shown, title: str) -> dict[str, list[str]]:
    region = shown.page.one("div", class_="scroll", **{"aria-label": title})
    body = region.one("tbody")
    return {r.one("th").text: [td.text for td in r.all("td")] for r in body.all("tr")}


def turns(shown: Shown) -> list[list[Node]]:
    (by_city,) = shown.page.all("div", class_="by-city")
    return [list(city.all("li")) for city in by_city.children if isinstance(city, Node)]


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("year", [2016, 2018, 2020])
def test_every_indicator_has_its_outlook_in_one_language(
    visit: Visit, release: ReleaseReader, lang: str, year: int
) -> None:
    every = list(release.catalogue.indicators)
    share = (year - 2016) // 2 + 3 * (lang == "en")
    for indicator in every[share::6]:
        shown = visit(f"indicator?id={indicator}&year={year}&lang={lang}")
        assert shown.foreign_words() == set(), indicator
        assert len(turns(shown)) == 3


@pytest.mark.parametrize("indicator", ["pm25", "gdp_growth", "road_freight", "tertiary_share"])
def test_the_turns_are_those_of_the_release(
    visit: Visit, release: ReleaseReader, indicator: str
) -> None:
    for code, listed in zip(CITIES, turns(visit(f"indicator?id={indicator}")), strict=True):
        status = {
            y: release.lights.headline(indicator, code, y).status for y in release.years_looked_at
        }
        turned = [str(y) for y in range(2017, 2021) if status[y] is not status[y - 1]]
        assert [li.one("b").text for li in listed] == turned


def test_a_turn_says_why(visit: Visit) -> None:
    _, _, yuncheng = turns(visit("indicator?id=pm25"))
    assert [li.one("small").text for li in yuncheng] == [
        "2017年 72.2 μg/m³，2016年 65.0；落后时序 90.4 个点",
        "2018年 60.0 μg/m³，2017年 72.2；落后时序 8.0 个点",
        "2019年 61.0 μg/m³，2018年 60.0；落后时序 36.4 个点",
        "目标到期，只看2020年：57.0 μg/m³，累计 −13.9%，要求 −18%",
    ]
    jincheng, *_ = turns(visit("indicator?id=gdp_growth"))
    assert jincheng[-1].one("small").text == "改按另一个目标评估（晋城市自定）：比目标低 0.1 个点"


def test_2018_knows_nothing_of_later_turns(visit: Visit) -> None:
    years = {li.one("b").text for c in turns(visit("indicator?id=pm25&year=2018")) for li in c}
    assert years == {"2017", "2018"}


def test_which_ecology_target_a_city_missed_and_what_it_would_have_taken(visit: Visit) -> None:
    rows = table_rows(visit("indicator?id=pm25"), "要多快，最快有多快")
    assert rows["运城"] == [
        "−3.6%（−2.38 μg/m³）", "−2.8%", "−18.4%（2018年）", "–",
        "到“逾期完成”：−2.7 μg/m³（54.3 μg/m³）",
    ]  # fmt: skip
    assert rows["晋城"][-1] == "没有更好的灯"


def test_the_speed_of_the_past_is_that_of_the_series(visit: Visit, release: ReleaseReader) -> None:
    series = release.series("tertiary_share")["140400"]
    done = (series[2018].obs_value - series[2015].obs_value) / 3
    rows = table_rows(visit("indicator?id=tertiary_share&year=2018"), "要多快，最快有多快")
    assert rows["长治"][1] == f"{figure(done, 2)} 个点"
    assert rows["长治"][0] == "+7.04 个点"


def test_other_rules_stand_beside_the_light_with_one_sentence(visit: Visit) -> None:
    rows = table_rows(visit("indicator?id=pm25"), "换几种算法看")
    assert rows["运城"] == [
        "未完成 完成进度差 22.8 个点", "76%，进展适中",
        "2020年 57.0 μg/m³，走完 77%：有进展，须加快", "好于基期",
        "方向对了，但不够快；只看方向看不出快慢。",
    ]  # fmt: skip


def test_a_direction_has_no_other_rules(visit: Visit) -> None:
    shown = visit("indicator?id=average_wage")
    assert not any(shown.page.all("table", class_="opinions"))
    assert table_rows(shown, "要多快，最快有多快")["晋城"][0] == "–"


def test_the_page_leads_to_the_other_cities(visit: Visit) -> None:
    assert visit("indicator?id=pm25&year=2018").link("to-peers") == "./peers?id=pm25&year=2018"


def test_nothing_is_said_of_later_years_without_figures(visit: Visit) -> None:
    assert not any(visit("indicator?id=tertiary_share").page.all("ul", class_="later"))


def test_what_came_after_the_target_year_is_told_once_it_is_due(folder: Folder) -> None:
    folder.source("late", Line(120, 2020), Line(131.5, 2021))
    folder.build()
    reader = folder.reader()
    try:
        visit = visitor(reader)
        due = visit("indicator?id=fiscal_revenue&year=2020").page
        assert due.one("ul", class_="later").text == "晋城 2021年 131.5 亿元"
        early = visit("indicator?id=fiscal_revenue&year=2018").page
        assert not any(early.all("ul", class_="later"))
        assert reader.lights.headline("fiscal_revenue", "140500", 2020).status is not None
    finally:
        reader.close()


def test_an_indicator_without_a_target_shows_nothing_later_either(visit: Visit) -> None:
    early = visit("indicator?id=road_passengers&year=2018").page
    assert not any(early.all("ul", class_="later"))
    assert "2019" not in [th.text for th in early.all("th")]
    assert "2020 年目标" in [th.text for th in early.all("th")]


@pytest.mark.parametrize("status", [Status.MISSED, Status.ACHIEVED])
def test_the_speed_table_has_a_row_for_each_city(visit: Visit, status: Status) -> None:
    name = {"missed": "hospital_beds_per_1000", "achieved": "waste_treatment"}[status.value]
    assert list(table_rows(visit(f"indicator?id={name}"), "要多快，最快有多快")) == [
        "晋城", "长治", "运城",
    ]  # fmt: skip


def test_an_indicator_names_who_answers_for_it_with_the_ways_there(visit: Visit) -> None:
    links = {a.text: a.attributes["href"] for a in visit("indicator?id=pm25").page.all("a")}
    assert "省环保厅" in links
    assert any(text.startswith("2.4.3 ") and "clause=2.4.3-" in links[text] for text in links)


@pytest.mark.parametrize(
    ("indicator", "said"),
    [
        ("pm25", "责任部门：省环保厅"),
        ("exports", "责任部门：省商务厅、省经信委、省外事侨务办等部门"),
    ],
)
def test_who_answers_for_an_indicator_stands_below_its_heading(
    visit: Visit, indicator: str, said: str
) -> None:
    answering = visit(f"indicator?id={indicator}").page.one("p", class_="answering")
    assert answering.text == said
    assert all(
        "dept=" in a.attributes["href"] or a.attributes["href"] == "#duties"
        for a in answering.all("a")
    )


def test_nobody_is_named_where_the_plan_names_nobody(visit: Visit) -> None:
    assert not list(visit("indicator?id=average_wage").page.all("p", class_="answering"))
