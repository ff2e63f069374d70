"""The overview: counts, matrix with trends, what turned since the year before and why."""

from collections import Counter

import pytest

from indicators.assessment import Light
from storage.reading import ReleaseReader
from tests.pages.conftest import Visit
from tests.pages.shown import Node, Shown

CITIES = ("140500", "140400", "140800")
ORDER = (Light.GOOD, Light.FAIR, Light.POOR, Light.BAD)


def lights(release: ReleaseReader, year: int) -> dict[tuple[str, str], Light]:
    every = release.catalogue.indicators
    return {(i, c): release.lights.headline(i, c, year).light for i in every for c in CITIES}


def changes(shown: Shown) -> list[Node]:
    return list(shown.page.one("section", class_="changes").all("li"))


@pytest.mark.parametrize("year", [2016, 2018, 2020])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_headline_counts_the_lights_of_the_release(
    visit: Visit, release: ReleaseReader, year: int, lang: str
) -> None:
    shown = visit(f"?year={year}&lang={lang}")
    counts = Counter(lights(release, year).values())
    bold = [int(b.text) for b in shown.page.one("h1").all("b")]
    assert bold == [counts[Light.GOOD], counts[Light.BAD]]
    assert f"{counts[Light.NONE]} " in shown.title
    assert shown.foreign_words() == set()


def test_the_headline_in_full(visit: Visit) -> None:
    assert visit("").title == (
        "截至 2020 年，46 项指标 × 3 市：48 项次达标或明显改善，12 项次未完成，38 项次不可评估； "
        "三市都没有完成的是地区生产总值增速、第三产业增加值占比和每千人医院床位。"
    )


def test_before_the_target_year_a_bad_light_is_far_behind(visit: Visit) -> None:
    assert "项次严重滞后" in visit("?year=2018").title
    assert "未完成" not in visit("?year=2018").title


def test_every_cell_leads_to_its_indicator_and_has_a_trend(
    visit: Visit, release: ReleaseReader
) -> None:
    shown = visit("?year=2018")
    matrix = shown.page.one("table", class_="matrix").one("tbody")
    cells = [(row.attributes["data-city"], c) for row in matrix.all("tr") for c in row.all("a")]
    assert len(cells) == 46 * 3
    known = lights(release, 2018)
    wanted = Counter(known.values())
    assert Counter(Light(c.attributes["data-light"]) for _, c in cells) == wanted
    for city, cell in cells:
        name = cell.attributes["href"].partition("id=")[2].partition("&")[0]
        assert name in release.catalogue.indicators
        assert cell.one("svg", class_="tiny")
        assert known[name, city] == cell.attributes["data-light"]


@pytest.mark.parametrize("year", [2017, 2019, 2020])
def test_all_lights_that_turned_are_listed_with_a_reason(
    visit: Visit, release: ReleaseReader, year: int
) -> None:
    now, before = lights(release, year), lights(release, year - 1)
    turned = [key for key in now if now[key] is not before[key]]
    listed = changes(visit(f"?year={year}"))
    assert len(listed) == len(turned)
    assert all(li.one("small").text for li in listed)
    steps = Counter(
        tuple(m.attributes["data-light"] for m in li.all("span", class_="light")) for li in listed
    )
    assert steps == Counter((before[key].value, now[key].value) for key in turned)


def test_a_reason_names_the_values_the_target_or_what_is_missing(visit: Visit) -> None:
    said = {(li.one("a").text, li.one("small").text) for li in changes(visit("?year=2020"))}
    assert ("地区生产总值增速", "改按另一个目标评估（晋城市自定）：比目标低 0.1 个点") in said
    assert ("公路货运量", "数据只到2016年") in said
    assert (
        "PM2.5年均浓度",
        "目标到期，只看2020年：46.0 μg/m³，累计 −19.0%，要求 −18%",
    ) in said
    assert any(
        name == "公园绿地面积" and why.startswith("与2015年相比：到2020年变化 +52.3%")
        for name, why in said
    )


def test_the_counts_beside_each_city_are_those_of_the_list(visit: Visit) -> None:
    shown = visit("?year=2020")
    noted = [c.one("small").text for c in shown.page.all("article", class_="city-lights")]
    columns = shown.page.one("section", class_="changes").all("h3")
    assert len(list(columns)) == len(noted) == 3
    heads = [h.text for h in shown.page.one("section", class_="changes").all("h4")]
    assert noted[0] == "灯色比上年 5 项转好、5 项转差"
    assert heads[:2] == ["转差 5 项", "转好 5 项"]


def test_the_first_year_has_nothing_to_compare_with(visit: Visit) -> None:
    assert not any(visit("?year=2016").page.all("section", class_="changes"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_without_figures_nothing_turns(visit_small: Visit, lang: str) -> None:
    shown = visit_small(f"?lang={lang}&year=2016")
    assert len(list(shown.page.one("table", class_="matrix").all("a"))) == 138
    assert shown.foreign_words() == set()
