"""Search: what is typed in Chinese, by pinyin or in English leads to what is meant."""

import re
from urllib.parse import quote

import pytest

from indicators.language import Language
from presentation.glosses import glosses
from presentation.ledger_words import STAGES
from presentation.search import EXAMPLES
from presentation.search_index import Kind, index
from presentation.texts import texts
from storage.reading import ReleaseReader
from tests.foreign import CHINESE
from tests.pages.conftest import Visit
from tests.pages.shown import Node, Shown

LANGUAGES = ("zh", "en")


def found(shown: Shown) -> dict[str, list[str]]:
    """What was found, by the heading it stands under."""
    groups = shown.page.all("section")
    return {g.one("h2").text: [next(li.all("a")).text for li in g.all("li")] for g in groups}


def search(visit: Visit, typed: str, lang: str = "zh") -> dict[str, list[str]]:
    return found(visit(f"search?q={quote(typed)}&lang={lang}"))


def leads_to(node: Node) -> str:
    """Return the address of the first link in it, as a visit takes it."""
    return next(node.all("a")).attributes["href"].removeprefix("./")


@pytest.mark.parametrize(
    ("typed", "group", "first"),
    [
        ("PM2.5", "指标", "PM2.5年均浓度"),
        ("pm2", "指标", "PM2.5年均浓度"),
        ("城镇化", "指标", "常住人口城镇化率"),
        ("dqsczz", "指标", "地区生产总值"),
        ("urbanisation", "指标", "常住人口城镇化率"),
        ("primary pupil", "指标", "小学生师比"),
        ("gdp_growth", "指标", "地区生产总值增速"),
        ("tjgt", "项目", "太焦高铁(郑太高铁太原至焦作段)"),
        ("TaiJiao", "项目", "太焦高铁(郑太高铁太原至焦作段)"),
        ("平安城市", "项目", "平安城市"),
        ("P01", "项目", "太焦高铁(郑太高铁太原至焦作段)"),
        ("high-speed railway", "项目", "太焦高铁(郑太高铁太原至焦作段)"),
        ("sponge", "条款", "建设海绵城市,加强排水防涝"),
        ("2.1.1-04", "条款", "全力实施太焦高铁、运三铁路、邢和铁路"),
        ("污染 联防联控", "条款", "建大气、水、土壤污染联防联控机制和平台"),
        ("slt", "部门", "省水利厅"),
        ("sslt", "部门", "省水利厅"),
        ("Water Resources", "部门", "省水利厅"),
        ("zhang zhi", "城市", "长治"),
        ("changzhi", "城市", "长治"),
        ("空气", "指标", "PM2.5年均浓度"),
        ("air quality", "指标", "PM2.5年均浓度"),
        ("未完成", "台账：项目进展", "在建"),
        ("unfinished", "台账：项目进展", "在建"),
        ("已完成", "台账：项目进展", "已完成"),
        ("长治城镇化率", "指标", "常住人口城镇化率"),
        ("运城 PM2.5", "指标", "PM2.5年均浓度"),
        ("urbanisation Yuncheng", "指标", "常住人口城镇化率"),
        ("长治城镇化率", "城市", "长治"),
        ("晋城未完成", "台账：项目进展", "在建"),
        ("人均GDP", "指标", "人均地区生产总值"),
        ("财政收入", "指标", "一般公共预算收入"),
        ("生态环境厅", "部门", "省环保厅"),
        ("卫健委", "部门", "省卫生计生委"),
        ("省生态环境厅", "部门", "省环保厅"),
        ("省文旅厅", "部门", "省旅游发展委"),
        ("市场监管局", "部门", "省食品药品监管局"),
        ("unfinished projects", "台账：项目进展", "在建"),
        ("前期项目", "台账：项目进展", "前期"),
        ("晋城未完成项目", "台账：项目进展", "在建"),
        ("长治晋城", "城市", "晋城"),
        ("长治 晋城", "城市", "晋城"),
    ],
)
def test_what_is_meant_comes_first(visit: Visit, typed: str, group: str, first: str) -> None:
    assert search(visit, typed)[group][0] == first


@pytest.mark.parametrize("typed", ["yuncheng", "运城", "Yuncheng", "ycs"])
def test_whoever_types_a_city_finds_it_before_what_is_named_after_it(
    visit: Visit, typed: str
) -> None:
    assert next(iter(search(visit, typed).items())) == ("城市", ["运城"])


def test_a_state_leads_to_the_ledger_narrowed_to_it(visit: Visit) -> None:
    shown = visit("search?q=unfinished&city=140500")
    hrefs = [a.attributes["href"] for a in shown.page.one("div", class_="found").all("a")]
    assert hrefs[:2] == ["./ledger?status=under_construction", "./ledger?status=preliminary"]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(("code", "states"), [("140500", 4), ("140400", 3), ("140800", 3)])
def test_a_city_beside_a_state_narrows_the_ledger_to_both(
    visit: Visit, release: ReleaseReader, lang: str, code: str, states: int
) -> None:
    """Only 晋城 has a project that was not begun; states without a project are not shown."""
    typed = {"zh": "{}未完成", "en": "{} unfinished"}[lang].format(
        getattr(release.areas[code].name, lang)
    )
    every = visit(f"search?q={quote(typed)}&lang={lang}").page.all("li")
    found = [li for li in every if "status=" in leads_to(li)]
    assert len(found) == states
    for li in found:
        stage = next(li.all("span", class_="stage")).attributes["data-stage"]
        assert f"city={code}" in leads_to(li)
        counted = visit(leads_to(li)).page.one(id=f"stage-{stage}").one("b").text
        assert counted != "0"
        assert counted in re.findall(r"\d+", li.one("small").text)


@pytest.mark.parametrize("typed", ["已完成的项目", "completed projects", "已完工项目"])
def test_what_is_finished_is_not_mistaken_for_what_is_not(visit: Visit, typed: str) -> None:
    assert search(visit, typed)["台账：项目进展"] == ["已完成"]
    assert search(visit, "完成的项目")["台账：项目进展"][0] == "已完成"


def test_the_name_of_a_city_alone_narrows_nothing(visit: Visit) -> None:
    hrefs = [leads_to(li) for li in visit(f"search?q={quote('运城')}").page.all("li")]
    assert not any("city=" in href for href in hrefs if href.startswith("ledger"))


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("城镇化率多少", ["城镇化率"]),
        ("请问空气质量目标", ["空气质量", "目标"]),
        ("urbanisation percentage", ["urbanisation"]),
        ("qqzz the urbanisation rate, please.", ["urbanisation rate"]),
        ("GDP多少", ["GDP"]),
        ("qqqq", []),
        ("哪" * 60, []),
        ("qqzz " * 12, []),
    ],
)
def test_where_nothing_is_found_its_parts_are_offered(
    visit: Visit, typed: str, parts: list[str]
) -> None:
    shown = visit(f"search?q={quote(typed)}")
    assert found(shown) == {}
    offered = [a.text for p in shown.page.all("p", class_="examples") for a in p.all("a")]
    assert offered == (parts or list(EXAMPLES))
    assert all(search(visit, part) for part in offered)


def test_further_words_belong_to_what_there_is(release: ReleaseReader) -> None:
    from presentation.search_index import further

    assert further()["indicator"].keys() <= release.catalogue.indicators.keys()
    assert set(further()["stage"]) == set(STAGES)
    departments = {d for c in release.plan.clauses for d in c.departments}
    assert further()["department"].keys() <= departments


@pytest.mark.parametrize("kind", list(Kind))
def test_everything_is_found_by_its_own_name(release: ReleaseReader, kind: Kind) -> None:
    from presentation.search_match import rank, words_of

    for entry in (e for e in index(release) if e.kind is kind):
        assert rank(entry, words_of(entry.zh)) is not None
        if entry.en:
            assert rank(entry, words_of(entry.en)) is not None


def test_all_of_the_release_can_be_found(release: ReleaseReader) -> None:
    kinds = [entry.kind for entry in index(release)]
    plan = release.plan
    assert kinds.count(Kind.INDICATOR) == len(release.catalogue.indicators)
    assert kinds.count(Kind.CLAUSE) == len(plan.clauses) == 115
    assert kinds.count(Kind.DEPARTMENT) == len({d for c in plan.clauses for d in c.departments})
    known = {e.project.project_id for e in index(release) if e.project and e.project.events}
    assert known == {event.project_id for event in plan.events}


def test_every_clause_and_recorded_project_can_be_found_in_english(release: ReleaseReader) -> None:
    ledger = [e for e in index(release) if e.kind in (Kind.CLAUSE, Kind.PROJECT)]
    known = [e for e in ledger if e.project is None or e.project.events]
    assert [e.key for e in known if not e.en or CHINESE.search(e.en)] == []
    plan = release.plan
    assert glosses()["clause"].keys() == {c.clause_id for c in plan.clauses}
    assert glosses()["project"].keys() == {e.project_id for e in plan.events}


def test_the_index_is_made_once_a_release(release: ReleaseReader) -> None:
    assert index(release) is index(release)


def test_results_lead_where_they_say_and_keep_the_view(visit: Visit) -> None:
    shown = visit("search?q=tjgt&year=2018&lang=en")
    hrefs = {a.attributes["href"] for a in shown.page.all("a")}
    assert "./ledger?clause=2.1.1-04&year=2018&lang=en#project-P01" in hrefs
    water = visit("search?q=slt").page
    assert any(a.attributes["href"].startswith("./ledger?dept=") for a in water.all("a"))


def test_an_indicator_stands_with_the_lights_of_the_year(
    visit: Visit, release: ReleaseReader
) -> None:
    (item,) = visit("search?q=pm25&year=2018").page.all("li")
    lights = [s.attributes["data-light"] for s in item.all("span", class_="light")]
    cities = release.plan_cities
    assert lights == [release.lights.headline("pm25", c.code, 2018).light for c in cities]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("typed", ["", "   ", ",，"])
def test_without_a_word_it_says_what_can_be_typed(visit: Visit, lang: str, typed: str) -> None:
    shown = visit(f"search?lang={lang}&q={quote(typed)}")
    assert shown.title == texts(Language(lang))("search.empty")
    assert found(shown) == {}
    assert any(shown.page.one("p", class_="examples").all("a"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_not_found_is_shown_as_it_was_typed(visit: Visit, lang: str) -> None:
    shown = visit(f"search?lang={lang}&q=%3Cscript%3Eqqqq")
    assert "<script>qqqq" in shown.title
    assert texts(Language(lang))("search.nothing_lead") in shown.page.text


def test_the_examples_all_find_something(visit: Visit) -> None:
    assert all(search(visit, example) for example in EXAMPLES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("typed", ["", "水", "2.1"])
def test_only_quotations_are_in_another_language(visit: Visit, lang: str, typed: str) -> None:
    assert visit(f"search?lang={lang}&q={quote(typed)}").foreign_words() == set()


def test_many_results_are_counted_though_not_all_are_listed(visit: Visit) -> None:
    shown = visit("search?q=2.1")
    clauses = found(shown)["条款"]
    assert len(clauses) == 12
    assert "另有" in shown.page.text
