"""The ledger: every clause, its projects and lights; filters; departments; files to take away."""

import io
import re
from collections import Counter
from urllib.parse import quote

import pytest
from openpyxl import load_workbook

from etl.formats import as_csv
from etl.sheets import Sheet, workbook
from indicators.language import Language
from indicators.plan import Plan
from indicators.projects import NO_RECORD, Project, projects_by_clause
from pages import PATHS
from pages.frame.context import read_context
from pages.oversight.ledger import selection
from presentation.ledger_files import records, sheets
from presentation.ledger_selection import Entry, selected
from presentation.texts import texts
from settings import Settings
from storage.reading import ReleaseReader
from tests.conftest import csv_rows
from tests.crafted import SHIPPED
from tests.pages.conftest import Visit
from tests.pages.shown import Node, Shown

LANGUAGES = ("zh", "en")
WATER = quote("省水利厅")
PARTS = ("", "part=timeline", "part=departments")


def clauses(shown: Shown) -> list[str]:
    return [link.text for link in shown.page.all("a", class_="number")]


def every_project(plan: Plan) -> list[Project]:
    found = projects_by_clause(plan.clauses, plan.events)
    return [project for own in found.values() for project in own]


def stages(shown: Shown) -> dict[str, int]:
    links = shown.page.one("ul", class_="stages").all("a")
    return {a.attributes["id"].removeprefix("stage-"): int(a.one("b").text) for a in links}


def cell(shown: Shown, clause_id: str, class_: str) -> Node:
    row = next(li for li in shown.page.all("li") if any(li.all("a", id=f"c-{clause_id}")))
    return next(row.all(class_=class_))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_clauses_stand_in_the_plans_order(
    visit: Visit, release: ReleaseReader, lang: str
) -> None:
    shown = visit(f"ledger?lang={lang}")
    assert clauses(shown) == [c.clause_id for c in release.plan.clauses]
    assert len(clauses(shown)) == 115


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", [*PARTS, "clause=2.1.1-04", "clause=3.3-02", "text=nothing+like"])
def test_only_quotations_are_in_another_language(visit: Visit, lang: str, query: str) -> None:
    assert visit(f"ledger?lang={lang}&year=2018&{query}").foreign_words() == set()


def test_the_title_counts_the_projects_by_rule(visit: Visit, release: ReleaseReader) -> None:
    counts = Counter(p.stage for p in every_project(release.plan))
    shown = visit("ledger")
    known = sum(counts.values()) - counts[NO_RECORD]
    assert shown.title.startswith(
        f"到 2020 年底，查到记录的 {known} 个项目中 {counts['completed']} 个已完成；"
    )
    assert f"方案点名的另外 {counts[NO_RECORD]} 个没有查到记录" in shown.title
    assert stages(shown) == {stage: counts[stage] for stage in stages(shown)}
    assert known == len({e.project_id for e in release.plan.events}) == 51


@pytest.mark.parametrize("query", ["", "city=140500", "domain=ecology"])
def test_all_counts_of_projects_agree(visit: Visit, query: str) -> None:
    shown = visit(f"ledger?{query}")
    known, silent = (
        int(re.search(said, shown.title)[1])  # type: ignore[index]
        for said in (r"查到记录的 (\d+) 个项目", r"另外 (\d+) 个没有查到记录")
    )
    lead = shown.page.one("p", class_="lead").text
    assert f"{known + silent} 个项目（分段实施的分别计" in lead
    assert sum(stages(shown).values()) == known + silent


def test_a_project_shows_its_dated_events_and_its_status(visit: Visit) -> None:
    projects = cell(visit("ledger"), "2.1.1-04", "projects")
    first = next(projects.all("details"))
    assert first.one("summary").text == "太焦高铁(郑太高铁太原至焦作段) 已完成"
    assert [li.one("b").text for li in first.all("li")] == [
        "2016年6月16日", "2020年12月12日", "2020年12月12日",
    ]  # fmt: skip
    late = [li.text for li in projects.all("li", class_="late")]
    assert any("2023年12月12日 正式开通运营" in text for text in late)


def test_dates_are_told_as_exactly_as_they_are_known(visit: Visit) -> None:
    airport = cell(visit("ledger?lang=en"), "2.1.1-02", "projects")
    assert [li.one("b").text for li in airport.all("li")] == [
        "16 Jan 2019", "27 Sep 2019", "May 2020", "Sep 2021", "28 Jun 2023",
    ]  # fmt: skip
    park = visit("ledger?clause=2.3.4-03").page
    assert {b.text for b in park.one("article").all("b")} == {"2017年", "2022年2月20日"}
    gas = visit("ledger?clause=2.1.2-01").page.one("article", id="project-P26")
    assert gas.one("li").one("b").text == "日期不详"


def test_what_was_not_found_is_said(visit: Visit, release: ReleaseReader) -> None:
    shown = visit("ledger")
    assert "没有记录：泽州通用机场" in cell(shown, "2.1.1-03", "projects").text
    assert cell(shown, "1.3-01", "projects").text == "没有点名项目"
    unmeasured = next(c.clause_id for c in release.plan.clauses if not c.indicator_ids)
    assert cell(shown, unmeasured, "linked").text == "没有可对应的指标"
    alone = visit("ledger?clause=2.5.3-04").page
    assert alone.one("article").text == "平安城市 没有记录 没有查到事件记录。"
    assert "方案在这一条没有点名项目" in visit("ledger?clause=3.1-01").page.text


@pytest.mark.parametrize("year", [2016, 2018, 2020])
@pytest.mark.parametrize("clause_id", ["2.4.3-01", "1.3-05", "2.5.3-04"])
def test_linked_indicators_carry_the_lights_of_the_year(
    visit: Visit, release: ReleaseReader, clause_id: str, year: int
) -> None:
    clause = next(c for c in release.plan.clauses if c.clause_id == clause_id)
    table = visit(f"ledger?clause={clause_id}&year={year}").page.one("table")
    lights = [s.attributes["data-light"] for s in table.all("span", class_="light")]
    assert lights == [
        release.lights.headline(i, city.code, year).light
        for i in clause.indicator_ids
        for city in release.plan_cities
    ]


def test_the_tally_of_a_clause_is_that_of_its_lights(visit: Visit, release: ReleaseReader) -> None:
    clause = next(c for c in release.plan.clauses if c.clause_id == "2.4.3-01")
    counts = Counter(
        release.lights.headline(i, c.code, 2020).light
        for i in clause.indicator_ids
        for c in release.plan_cities
    )
    summary = cell(visit("ledger"), clause.clause_id, "linked").one("summary")
    lights = summary.all("span", class_="light")
    shown = {s.one("i").attributes["data-light"]: int(s.text) for s in lights}
    assert shown == {light: count for light, count in counts.items() if count}


def test_a_department_has_a_list_of_its_own(visit: Visit, release: ReleaseReader) -> None:
    shown = visit(f"ledger?dept={WATER}")
    own = [c.clause_id for c in release.plan.clauses if "省水利厅" in c.departments]
    assert clauses(shown) == own
    assert shown.title.startswith("省水利厅：")
    assert shown.page.one("a", id="filter-reset").attributes["href"] == "./ledger"


def test_departments_are_counted_as_their_lists_are(visit: Visit, release: ReleaseReader) -> None:
    table = visit("ledger?part=departments").page.one("table", class_="offices")
    rows = {}
    for row in list(table.all("tr"))[1:]:
        rows[row.one("th").text] = [int(td.text) for td in row.all("td", class_="number")]
    assert set(rows) >= {"省水利厅", "省发展改革委"}
    assert len(rows) == len({d for c in release.plan.clauses for d in c.departments})
    own = visit(f"ledger?dept={WATER}")
    assert rows["省水利厅"][:7] == [len(clauses(own)), *stages(own).values()]


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ("city=140800", lambda c: "运城市" in c.cities),
        ("domain=ecology", lambda c: "ecology" in c.domains),
        ("text=" + quote("通用 机场"), lambda c: c.clause_id in ("2.1.1-03", "2.3.1-03")),
        ("text=Taiyuan+railway", lambda c: "太原铁路局" in c.departments),
        ("text=2.6.2-0", lambda c: c.section_id == "2.6.2"),
    ],
)
def test_a_filter_leaves_what_it_asks_for(
    visit: Visit, release: ReleaseReader, query: str, wanted: object
) -> None:
    expected = [c.clause_id for c in release.plan.clauses if wanted(c)]  # type: ignore[operator]
    assert expected
    assert clauses(visit(f"ledger?{query}")) == expected


def test_a_status_shows_only_projects_that_have_it(visit: Visit) -> None:
    shown = visit("ledger?status=completed")
    marks = [s.one("span") for s in shown.page.all("summary") if any(s.all(class_="stage"))]
    assert len(marks) == 12
    assert {m.attributes["data-stage"] for m in marks} == {"completed"}
    assert shown.link("stage-completed") == "./ledger", "a second click takes it back"
    assert stages(shown)["under_construction"] == 15, "one can go on to the others"


def test_a_city_leaves_out_projects_that_are_elsewhere(visit: Visit) -> None:
    text = cell(visit("ledger?city=140800"), "2.1.1-01", "projects").text
    assert text == "运城机场完善 在建 2018年10月26日 运城国际机场改扩建项目开工" + (
        " 2020年5月27日 新建航站楼主体完工,改扩建施工中"
    )


@pytest.mark.parametrize(
    ("city", "told"), [("140500", "“2+26”城市"), ("140800", "汾渭平原整体超额完成")]
)
def test_a_city_leaves_out_what_happened_elsewhere_to_a_project_of_several(
    visit: Visit, city: str, told: str
) -> None:
    shown = visit(f"ledger?part=timeline&city={city}")
    (joint,) = (tr for tr in shown.page.all("tr") if "大气污染联防联控" in tr.text)
    assert told in joint.text


def test_without_a_city_a_project_of_several_tells_all(visit: Visit) -> None:
    projects = cell(visit("ledger"), "2.4.3-01", "projects").text
    assert "“2+26”城市" in projects
    assert "汾渭平原" in projects


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("part", PARTS)
def test_a_filter_without_result_says_so_and_how_to_go_on(
    visit: Visit, lang: str, part: str
) -> None:
    shown = visit(f"ledger?lang={lang}&{part}&text=%3Cb%3Ex%3C/b%3E")
    assert shown.title == texts(Language(lang))("ledger.nothing")
    assert texts(Language(lang))("ledger.nothing_lead") in shown.page.text
    assert shown.page.one("input", id="filter-text").attributes["value"] == "<b>x</b>"
    assert not shown.app.get("download_button")


def test_the_form_leads_to_the_same_view_with_other_conditions(visit: Visit) -> None:
    form = visit("ledger?lang=en&year=2018&part=timeline&status=completed").page.one("form")
    kept = {i.attributes["name"]: i.attributes["value"] for i in form.all("input", type="hidden")}
    assert kept == {"part": "timeline", "year": "2018", "lang": "en"}
    assert form.attributes["action"] == "./ledger"
    chosen = [o.attributes["value"] for o in form.all("option") if "selected" in o.attributes]
    assert chosen == ["", "", "", "completed"]


def test_a_clause_leads_to_its_neighbours_and_back_to_the_list(visit: Visit) -> None:
    shown = visit("ledger?clause=2.1.1-04&year=2018")
    assert shown.link("clause-before") == "./ledger?clause=2.1.1-03&year=2018"
    assert shown.link("clause-after") == "./ledger?clause=2.1.1-05&year=2018"
    trail = shown.page.one("nav", class_="trail")
    assert [a.attributes["href"] for a in trail.all("a")][:3] == [
        "./?year=2018", "./ledger?year=2018", "./ledger?year=2018#s-2.1.1",
    ]  # fmt: skip
    ends = visit("ledger?clause=1.3-01"), visit("ledger?clause=3.3-02")
    assert not any(ends[0].page.all("a", id="clause-before"))
    assert not any(ends[1].page.all("a", id="clause-after"))


def test_a_clause_that_does_not_exist_is_named_above_the_list(visit: Visit) -> None:
    shown = visit("ledger?clause=9.9-99")
    assert "方案里没有编号为“9.9-99”的条款。" in shown.page.text
    assert len(clauses(shown)) == 115


def test_the_timeline_marks_what_is_known_of_a_date(visit: Visit, release: ReleaseReader) -> None:
    table = visit("ledger?part=timeline").page.one("table", class_="timeline")
    rows = {row.one("th").text: row for row in list(table.all("tr"))[1:]}
    assert list(rows) == [p.name for p in every_project(release.plan) if p.events]
    airport = rows["长治机场完善"].one("span", class_="line")
    kinds = [i.attributes["class"] for i in airport.all("i")]
    assert kinds == ["end", "within", "day after"]
    assert "日期不详" in rows["煤层气:柿庄南区块"].text
    gas = rows["煤层气管线至河南(端氏—晋城—博爱)"]
    assert any(gas.all("i", class_="before")), "2010 lies before the axis"


# --- files


def chosen(release: ReleaseReader, **query: str) -> tuple[Entry, ...]:
    context = read_context(query, settings=Settings(data_dir=SHIPPED), reader=release, paths=PATHS)
    return selected(release.plan, selection(context))


def the_book(release: ReleaseReader, **query: str):  # type: ignore[no-untyped-def]
    context = read_context(query, settings=Settings(data_dir=SHIPPED), reader=release, paths=PATHS)
    wanted = selection(context)
    made = sheets(context.scene, wanted, selected(release.plan, wanted))
    return load_workbook(io.BytesIO(workbook([Sheet(*sheet) for sheet in made])))


def test_the_workbook_holds_what_is_shown(release: ReleaseReader) -> None:
    book = the_book(release, dept="省水利厅", status="completed")
    assert book.sheetnames == ["说明", "条款", "项目与事件", "指标亮灯"]
    ids = [row[0].value for row in book["条款"].iter_rows(min_row=2)]
    assert ids == ["2.1.3-01"]
    events = [[c.value for c in row] for row in book["项目与事件"].iter_rows(min_row=2)]
    assert [row[3:5] for row in events] == [["已完成", "2017-12-12"], ["已完成", "2016-06-20"]]
    about = {row[0].value: row[1].value for row in book["说明"].iter_rows()}
    assert about["台账"] == "省水利厅、已完成"
    assert about["版本"] == release.release_id


def test_the_workbook_of_everything_has_every_clause_event_and_light(
    release: ReleaseReader,
) -> None:
    book = the_book(release, lang="en")
    assert book["Clauses"].max_row == 1 + 115
    events = [row for row in book["Projects and events"].iter_rows(min_row=2) if row[5].value]
    assert len(events) == 77
    assert book["Lights"].max_row == 1 + sum(len(c.indicator_ids) for c in release.plan.clauses)


def test_no_cell_becomes_a_formula() -> None:
    made = workbook([Sheet("x", ("head",), [("=1+1",), ("@sum",), ("2.1.1-01",), ("12",)])])
    cells = [row[0] for row in load_workbook(io.BytesIO(made))["x"].iter_rows(min_row=2)]
    assert [c.data_type for c in cells] == ["s", "s", "s", "n"]
    assert cells[0].value == "=1+1"


def test_the_csv_has_one_row_an_event_and_opens_right(release: ReleaseReader) -> None:
    content = as_csv(records(chosen(release)))
    assert content.startswith(b"\xef\xbb\xbf")
    rows = csv_rows(content)
    assert sum(bool(r["event"]) for r in rows) == 77
    assert len({r["clause_id"] for r in rows}) == 115
    assert {r["status_at_2020_end"] for r in rows} == {
        "", "completed", "under_construction", "preliminary", "not_started", "unknown", "no_record",
    }  # fmt: skip
