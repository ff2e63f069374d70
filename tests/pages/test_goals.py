"""The goals page: every goal and city, with the figures of the release."""

from collections import Counter

import pytest

from indicators.assessment import Light
from indicators.catalogue import Domain
from presentation.figures import figure
from storage.reading import ReleaseReader
from tests.pages.conftest import Visit
from tests.pages.shown import Node, Shown

CITIES = ("140500", "140400", "140800")
RATES = ("年均 6.01%", "年均 5.89%")
VIEWS = [
    f"goals?domain={domain}&year={year}&lang={lang}&count={count}"
    for domain in ("", *Domain)
    for year in (2016, 2020)
    for lang in ("zh", "en")
    for count in ("headline", "plan")
]


def row(shown: Shown, indicator_id: str) -> Node:
    """The table's row of one indicator."""
    (found,) = (r for r in shown.page.all("tr") if any(r.all("a", id=f"goals-{indicator_id}")))
    return found


def cells(shown: Shown, indicator_id: str) -> dict[str, Node]:
    """A row's three cells by city."""
    cases = row(shown, indicator_id).all("div", class_="case")
    return dict(zip(CITIES, cases, strict=True))


def text_of(cell: Node, name: str) -> str:
    return " ".join(node.text for node in cell.all(class_=name))


def lights_shown(shown: Shown) -> Counter[str]:
    every = (light for case in shown.page.all("div", class_="case")
             for light in case.all("span", class_="light"))  # fmt: skip
    return Counter(light.attributes["data-light"] for light in every)


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_shows_its_goals_its_indicators_and_no_foreign_word(
    visit: Visit, release: ReleaseReader, address: str
) -> None:
    shown = visit(address)
    domain = address.split("domain=")[1].split("&")[0]
    goals = [g for g in release.catalogue.goals.values() if domain in ("", g.domain)]
    ids = [i.indicator_id for g in goals for i in release.catalogue.by_goal[g.goal_id]]
    assert len(list(shown.page.all("tr", class_="goal"))) == len(goals)
    links = [a.attributes["id"] for a in shown.page.all("a") if a.attributes["id"][:6] == "goals-"]
    assert links == [f"goals-{i}" for i in ids]
    assert sum(lights_shown(shown).values()) == 3 * len(ids)
    assert shown.foreign_words() == set()


@pytest.mark.parametrize("year", [2016, 2018, 2020])
@pytest.mark.parametrize("counting", ["headline", "plan"])
def test_the_lights_are_those_of_the_release(
    visit: Visit, release: ReleaseReader, year: int, counting: str
) -> None:
    find = release.lights.headline if counting == "headline" else release.lights.in_plan_words
    expected = {
        (i, c): find(i, c, year).light for i in release.catalogue.indicators for c in CITIES
    }
    shown = visit(f"goals?year={year}&count={counting}")
    for (indicator_id, city), light in expected.items():
        cell = cells(shown, indicator_id)[city]
        assert cell.one("span", class_="light").attributes["data-light"] == light
    tallies = Counter[str]()
    for goal in shown.page.all("tr", class_="goal"):
        for light_node in goal.all("span", class_="light"):
            tallies[light_node.attributes["data-light"]] += int(light_node.text)
    assert tallies == Counter(str(light) for light in expected.values())


@pytest.mark.parametrize("year", [2016, 2020])
def test_figures_are_the_series_of_the_release(
    visit: Visit, release: ReleaseReader, year: int
) -> None:
    """Where a cell names no year, its figure is that of the year looked at."""
    shown = visit(f"goals?year={year}")
    checked = 0
    for indicator_id, indicator in release.catalogue.indicators.items():
        for city, cell in cells(shown, indicator_id).items():
            text = text_of(cell, "now")
            if not text or any(cell.all(class_="year-now")):
                continue
            value = release.series(indicator_id)[city][year]
            firmness = "" if value.obs_status == "A" else value.obs_status
            # Beside an average rate, which carries its own unit, a figure carries its unit, too.
            has_rate = any(c.all(class_="rate") for c in cells(shown, indicator_id).values())
            number = text.removesuffix(firmness).removesuffix("%" if has_rate else "")
            places = len(number.partition(".")[2])
            assert places >= indicator.decimals
            assert number == figure(value.obs_value, places)
            assert text.endswith(firmness)
            checked += 1
    assert checked > 90


def test_a_known_row_in_full(visit: Visit) -> None:
    cell = cells(visit("goals?domain=ecology"), "pm25")["140500"]
    assert text_of(cell, "before") == "56.8E"
    assert text_of(cell, "now") == "46.0"
    assert text_of(cell, "distance") == "累计 −19.0%，要求 −18%"
    assert cell.one("span", class_="light").text == "达标"


def test_before_the_target_year_the_distance_is_that_from_the_schedule(visit: Visit) -> None:
    cell = cells(visit("goals?year=2018"), "tertiary_share")["140500"]
    assert text_of(cell, "distance") == "落后时序 39.3 个点"
    assert cell.one("span", class_="light").text == "严重滞后"


def test_a_year_is_named_where_it_is_not_the_one_of_the_heading(visit: Visit) -> None:
    shown = visit("goals")
    stale = cells(shown, "broadband_per_100")["140500"]
    assert (text_of(stale, "now"), text_of(stale, "year-now")) == ("33.7", "2019年")
    census = cells(shown, "urbanisation_rate")["140500"]
    assert (text_of(census, "before"), text_of(census, "year-before")) == ("51.0", "2010年")


def test_a_target_says_who_set_it_and_a_higher_level_is_a_reference(visit: Visit) -> None:
    shown = visit("goals")
    held = row(shown, "tertiary_share").one("td", class_="held").text
    assert held == "不低于 56% 参照全国"
    both = row(shown, "gdp_growth").one("td", class_="held").text
    assert "晋城：" in both
    assert "晋城市自定" in both
    assert "长治、运城：年均 ≥ 6.5%" in both.replace("： ", "：")


def test_growth_against_an_average_is_shown_as_an_average(visit: Visit) -> None:
    assert text_of(cells(visit("goals"), "gdp_growth")["140400"], "rate") == "年均 6.01%"
    alone = cells(visit("goals?count=plan"), "gdp_growth")["140400"]
    assert (text_of(alone, "before"), text_of(alone, "now")) == ("−2.9", "5.1")


def test_the_finding_counts_what_the_table_shows(visit: Visit, release: ReleaseReader) -> None:
    good = Counter(
        c
        for i in release.catalogue.indicators.values()
        if i.domain is Domain.ECONOMY
        for c in CITIES
        if release.lights.headline(i.indicator_id, c, 2020).light is Light.GOOD
    )
    title = visit("goals?domain=economy").title
    assert f"晋城 {good['140500']}、长治 {good['140400']}、运城 {good['140800']} 项" in title
    assert "都没有完成的是地区生产总值增速和第三产业增加值占比" in title


@pytest.mark.parametrize("year", [2016, 2018, 2020])
def test_a_goal_half_of_which_cannot_be_judged_is_neither_best_nor_worst(
    visit: Visit, year: int
) -> None:
    assert "城际互联互通" not in visit(f"goals?year={year}").title


def test_tabs_and_switch_keep_the_rest_of_the_view(visit: Visit) -> None:
    shown = visit("goals?domain=ecology&year=2018&lang=en")
    assert shown.link("domain-economy") == "./goals?year=2018&domain=economy&lang=en"
    assert shown.link("domain-all") == "./goals?year=2018&lang=en"
    assert shown.link("counting-plan") == "./goals?year=2018&domain=ecology&count=plan&lang=en"
    assert shown.link("goals-pm25") == "./indicator?id=pm25&year=2018&domain=ecology&lang=en"
    assert shown.page.one("a", id="domain-ecology").attributes["aria-current"] == "true"


def test_the_plans_words_alone_leave_out_every_number_set_elsewhere(visit: Visit) -> None:
    shown = visit("goals?count=plan")
    by = {p.text for td in shown.page.all("td", class_="held") for p in td.all("small")}
    assert by == {"方案原文"}
    assert "只按方案原文" in shown.page.one("p", class_="lead").text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_release_with_almost_no_figures_is_shown_without_them(
    visit_small: Visit, lang: str
) -> None:
    shown = visit_small(f"goals?lang={lang}&year=2016")
    assert len(list(shown.page.all("tr", class_="goal"))) == 8
    assert lights_shown(shown)["none"] >= 3 * 46 - 1
    assert shown.foreign_words() == set()


def test_beside_an_average_rate_every_figure_of_the_row_has_its_unit(visit: Visit) -> None:
    found = cells(visit("goals?year=2020"), "gdp_growth").values()
    assert [text_of(c, "now") or text_of(c, "rate") for c in found] == ["6.1%", *RATES]
