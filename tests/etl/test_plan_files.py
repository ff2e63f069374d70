"""Plan files with faults: all of them at once, each one sentence with file and line."""

import pytest

from etl.plan import read_plan
from etl.problems import PlanProblem
from tests.crafted import Line, a_folder

TARGET = (
    "{indicator},{area},{level},晋城市,{form},{year},{value},{unit},{baseline},expected,t,q,,J,"
)

PER_THOUSAND = {"hospital_beds_per_1000", "doctors_per_1000"}


def a_target_line(**others):
    usual = {
        "indicator": "gdp", "area": "140500", "level": "city", "form": "at_least", "year": 2020,
        "value": 1500, "unit": "亿元", "baseline": 2015,
    }  # fmt: skip
    return TARGET.format(**(usual | others))


def faults_in(folder):
    with pytest.raises(PlanProblem) as caught:
        read_plan(folder.root)
    assert str(caught.value).splitlines() == list(caught.value.faults)
    return caught.value.faults


@pytest.fixture
def folder(tmp_path):
    return a_folder(tmp_path)


def test_a_target_of_the_city_is_read_in_full(folder):
    folder.append("targets.csv", a_target_line(form="year_at_least", value=-0.5))
    target = read_plan(folder.root).targets[-1]
    assert (target.indicator_id, target.ref_area, target.level.value) == ("gdp", "140500", "city")
    assert (target.target_year, target.target_value, target.baseline_year) == (2020, -0.5, 2015)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (a_target_line(level="county"), "'county' is not valid; possible: city, province"),
        (a_target_line(form="exactly"), "'exactly' is not valid; possible: at_least"),
        (a_target_line(year="soon"), "column target_year: 'soon'"),
        (a_target_line(year=""), "column target_year: ''"),
        (a_target_line(value="1 500"), "column target_value: '1 500'"),
        (a_target_line(baseline="2015.0"), "column baseline_year: '2015.0'"),
    ],
)
def test_a_cell_that_cannot_be_is_named_with_line_and_column(folder, line, says):
    folder.append("targets.csv", line)
    (fault,) = faults_in(folder)
    assert fault.startswith("targets.csv, line 58, ")
    assert says in fault


@pytest.mark.parametrize(
    ("line", "says"),
    [
        (a_target_line(form="at_most"), "at_most wants the opposite of higher"),
        (a_target_line(indicator="pm25", unit="μg/m³"), "at_least wants the opposite of lower"),
        (a_target_line(indicator="gdp_groth"), "indicator is not in indicators.csv"),
        (a_target_line(area="410100"), "three cities only"),
        (a_target_line(baseline=2020), "the baseline year must come before the target year"),
        (a_target_line(year=20200), "20200 is not a year"),
        (a_target_line(value=""), "every form but improve needs a number"),
        (a_target_line(value="nan"), "every form but improve needs a number"),
        (a_target_line(indicator="resident_population"), "indicator is not in indicators.csv"),
    ],
)
def test_a_target_that_contradicts_the_catalogue_is_refused(folder, line, says):
    folder.append("targets.csv", line)
    (fault,) = faults_in(folder)
    assert says in fault


def test_all_faults_of_all_files_are_told_at_once(folder):
    folder.append("targets.csv", a_target_line(form="at_most"), a_target_line(level="county"))
    folder.append("breaks.csv", "gdp,,140500,2018,rebased,perhaps,,", "gpd,,*,2018,rebased,no,,")
    folder.append("aliases.csv", "产值,gpd,*,")
    folder.append("goals.csv", "G9,目标,Goal,目标,Goal,culture")
    folder.append("areas.csv", "150100,呼和浩特市,Hohhot,city,neighbour")
    folder.append("measures.csv", "resident_population,常住人口,People,全市,万人,gdp_per_capita")
    faults = faults_in(folder)
    said = ["at_most wants", "'county'", "'perhaps'", "breaks.csv: gpd", "aliases.csv: 产值"]
    said += ["'culture'", "'neighbour'", "resident_population stands twice"]
    assert [text for text in said if not any(text in fault for fault in faults)] == []
    assert len(faults) == len(said)
    assert not any("\n" in fault or str(folder.root) in fault for fault in faults)


@pytest.mark.parametrize(
    ("name", "line", "says"),
    [
        ("areas.csv", "140500,晋城市,Jincheng,city,", "areas.csv: 140500 stands twice"),
        ("goals.csv", "G1,目标,Goal,目标,Goal,economy", "goals.csv: G1 stands twice"),
        (
            "plan_clauses.csv",
            "1.3,1.3-01,目标,摘要,,部门,晋城市,economy,G1,gdp",
            "1.3-01 stands twice",
        ),
    ],
)
def test_what_stands_twice_is_refused(folder, name, line, says):
    folder.append(name, line)
    (fault,) = faults_in(folder)
    assert says in fault


def test_a_formula_that_needs_what_is_not_catalogued_is_refused(folder):
    folder.rewrite("plan/indicators.csv", lambda t: t.replace("gdp / resident", "gdp / citizen"))
    assert "formula input citizen_population is not catalogued" in faults_in(folder)[0]


def test_a_formula_never_carries_code(folder):
    folder.rewrite(
        "plan/indicators.csv",
        lambda t: t.replace(
            "broadband_subscribers / resident_population * 100", "open('x').read()"
        ),
    )
    assert "not allowed in a formula" in faults_in(folder)[0]


def test_a_missing_plan_file_is_named(folder):
    (folder.root / "plan" / "targets.csv").unlink()
    assert "targets.csv: cannot be read" in faults_in(folder)[0]


def test_a_plan_file_in_another_encoding_is_named(folder):
    path = folder.root / "plan" / "goals.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gbk"))
    assert "goals.csv: cannot be read" in faults_in(folder)[0]


def test_a_byte_order_mark_does_not_matter(folder):
    path = folder.root / "plan" / "goals.csv"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert len(read_plan(folder.root).catalogue.goals) == 8


def test_a_folder_without_plan_is_asked_about(tmp_path):
    with pytest.raises(PlanProblem, match="is --data the right folder"):
        read_plan(tmp_path)


def test_a_target_against_the_catalogues_direction_stops_the_build(folder):
    folder.source("x", Line())
    before = folder.build().release_id
    folder.append("targets.csv", a_target_line(form="at_most"))
    with pytest.raises(PlanProblem):
        folder.build()
    assert folder.reader().release_id == before


def test_what_is_counted_one_by_one_is_printed_without_a_point(folder):
    entries = read_plan(folder.root).catalogue.entries
    counted = {i: e for i, e in entries.items() if e.unit in ("人", "个", "张", "件", "辆")}
    halves = {i for i, e in counted.items() if e.decimals} - PER_THOUSAND
    assert counted.keys() >= {"census_population", "primary_teachers", "museums"}
    assert halves == set()
