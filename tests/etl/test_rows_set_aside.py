"""From cells to observations: what a row becomes, and why it is set aside."""

import tomllib
from dataclasses import replace
from pathlib import Path
from string import Formatter

import pytest

from etl import findings
from etl.findings import Severity, codes, finding
from tests.crafted import Line, reading_of

DOCTORS = "每千人口执业(助理)医师数"


def the_finding(read):
    (only,) = read.result.findings
    return only


# --- what becomes an observation


def test_a_row_becomes_an_observation_with_its_origin(tmp_path):
    read = reading_of(tmp_path, Line(963500, unit="万元"))
    assert read.observations == [
        {
            "indicator_id": "fiscal_revenue", "ref_area": "140500", "time_period": 2015,
            "obs_value": 96.35, "unit_measure": "亿元", "obs_status": "A", "source_id": "x",
            "source_row": 2, "citation": "中国城市统计年鉴2016",
        }
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("label", "unit", "value", "indicator", "expected"),
    [
        ("地区生产总值(当年价)", "万元", 9584800, "gdp", 958.48),
        ("地区生产总值(当年价)", "万亿元", 0.095848, "gdp", 958.48),
        ("公共图书馆图书藏量", "千册", 480, "library_books", 48),
        ("互联网宽带接入用户数", "户", 186000, "broadband_subscribers", 18.6),
        ("PM2.5年均浓度", "微克/立方米", 62, "pm25", 62),
        ("PM2.5年均浓度", "毫克/立方米", 0.062, "pm25", 62),
    ],
)
def test_units_are_converted_exactly(tmp_path, label, unit, value, indicator, expected):
    read = reading_of(tmp_path, Line(value, label=label, unit=unit))
    found = [(o["indicator_id"], o["obs_value"]) for o in read.observations]
    assert found == [(indicator, pytest.approx(expected, rel=1e-15))]


@pytest.mark.parametrize("cell", ["5", "5.0", " 5 ", "+5", "5e0", "5."])
def test_numbers_as_they_are_written(tmp_path, cell):
    assert reading_of(tmp_path, Line(cell)).values == [5]


def test_negative_numbers_and_zero_are_figures(tmp_path):
    assert reading_of(tmp_path, Line(-1.5), Line(0, 2016)).values == [-1.5, 0]


@pytest.mark.parametrize(
    ("note", "kind", "status"),
    [
        ("", "yearbook", "A"),
        ("初步数", "yearbook", "P"),
        ("初步数;后有修订", "bulletin", "P"),
        ("最终核实数", "yearbook", "A"),
        ("E 根据监测数据计算", "third_party", "E"),
        ("四舍五入", "yearbook", "A"),
        ("", "model_estimate", "E"),
        ("最终核实数", "model_estimate", "E"),
    ],
)
def test_notes_and_the_kind_of_source_say_how_firm_a_value_is(tmp_path, note, kind, status):
    read = reading_of(tmp_path, Line(note=note), kind=kind)
    assert [o["obs_status"] for o in read.observations] == [status]


@pytest.mark.parametrize("name", ["晋城市", "晋城", "Jincheng"])
def test_an_area_goes_by_its_names(tmp_path, name):
    assert reading_of(tmp_path, Line(name=name)).codes == []


def test_the_whole_territory_is_the_whole_city(tmp_path):
    province = Line(area="140000", scope="全域")
    assert reading_of(tmp_path, province, Line(scope="全域")).codes == []


@pytest.mark.parametrize("label", ["GDP", "地区生产总值", "生产总值", "国内生产总值"])
def test_an_alias_stands_for_its_indicator(tmp_path, label):
    read = reading_of(tmp_path, Line(label=label))
    assert [o["indicator_id"] for o in read.observations] == ["gdp"]


def test_a_share_published_as_such_is_taken_for_province_and_nation_only(tmp_path):
    line = Line(50.2, label="第三产业占GDP比重", unit="%")
    read = reading_of(tmp_path, replace(line, area="100000"), line)
    assert [(o["indicator_id"], o["ref_area"]) for o in read.observations] == [
        ("tertiary_share", "100000")
    ]
    assert (read.result.observed, read.result.outside) == (1, 1)


# --- outside the catalogue


def test_labels_outside_the_catalogue_are_listed_once_each_with_a_count(tmp_path):
    lines = [
        Line(1, label="森林覆盖率"),
        Line(2, 2016, label="森林覆盖率"),
        Line(3),
        Line(1, label="货物进口额"),
    ]
    read = reading_of(tmp_path, *lines)
    assert (read.result.rows, read.result.observed, read.result.outside) == (4, 1, 3)
    assert [(f.row, f.cell, f.severity) for f in read.result.findings] == [
        (2, "森林覆盖率", Severity.INFO),
        (5, "货物进口额", Severity.INFO),
    ]
    assert "2 rows" in read.result.findings[0].message_en


def test_a_label_that_must_not_stand_for_an_indicator_does_not(tmp_path):
    beds = Line(5, label="每千人口医疗卫生机构床位数", unit="张")
    assert reading_of(tmp_path, beds).result.outside == 1


def test_another_scope_is_another_figure(tmp_path):
    assert reading_of(tmp_path, Line(scope="市辖区")).result.outside == 1


def test_a_row_outside_the_catalogue_is_not_examined_further(tmp_path):
    odd = Line("?", year="soon", area="149999", name="x", label="货物进口额")
    assert reading_of(tmp_path, odd).codes == [(2, "not_in_catalogue")]


# --- set aside


@pytest.mark.parametrize(
    ("line", "code", "column", "cell", "cause"),
    [
        (Line(area="149999", name="晋城市"), "unknown_area", "地区代码", "149999", ""),
        (Line(area="1405", name="晋城市"), "unknown_area", "地区代码", "1405", ""),
        (Line(name="长治市"), "area_name_disagrees", "地区", "长治市", ""),
        (Line(year=1948), "year_impossible", "年份", "1948", ""),
        (Line(year=2101), "year_impossible", "年份", "2101", ""),
        (Line(year="2015.0"), "year_impossible", "年份", "2015.0", ""),
        (Line(year="02015"), "year_impossible", "年份", "02015", ""),
        (Line(year="9" * 5000), "year_impossible", "年份", "9" * 5000, ""),
        (Line(year=""), "year_impossible", "年份", "", ""),
        (Line(unit="万美元"), "unit_not_convertible", "单位", "万美元", "currency"),
        (Line(unit="万人"), "unit_not_convertible", "单位", "万人", "misprinted_unit"),
        (Line(unit="斤"), "unit_not_convertible", "单位", "斤", "unknown_unit"),
        (Line("nan"), "not_a_number", "数值", "nan", ""),
        (Line("inf"), "not_a_number", "数值", "inf", ""),
        (Line("-Infinity"), "not_a_number", "数值", "-Infinity", ""),
        (Line("1e999"), "not_a_number", "数值", "1e999", ""),
        (Line("1_000"), "not_a_number", "数值", "1_000", ""),
        (Line("0x10"), "not_a_number", "数值", "0x10", ""),
        (Line("…"), "not_a_number", "数值", "…", ""),
        (Line(""), "not_a_number", "数值", "", ""),
        (Line("true"), "not_a_number", "数值", "true", ""),
    ],
)
def test_a_row_is_set_aside_with_its_place_and_cause(tmp_path, line, code, column, cell, cause):
    read = reading_of(tmp_path, Line(1, 2014), line)
    found = the_finding(read)
    assert (found.row, found.code, found.column, found.cell) == (3, code, column, cell)
    assert (found.cause, found.severity, found.source_id) == (cause, Severity.ERROR, "x")
    assert read.result.set_aside == {code: 1}
    assert read.values == [1]


def test_the_sentence_about_a_wrong_name_says_whose_code_it_is(tmp_path):
    found = the_finding(reading_of(tmp_path, Line(name="长治市")))
    assert "140500" in found.message_zh
    assert "晋城市" in found.message_zh
    assert "长治市" in found.message_en


def test_a_row_carries_the_first_fault_only(tmp_path):
    everything = Line("?", year="soon", name="长治市", unit="斤")
    assert reading_of(tmp_path, everything).codes == [(2, "area_name_disagrees")]
    assert reading_of(tmp_path, replace(everything, name=None)).codes == [(2, "year_impossible")]


def test_findings_come_in_the_order_of_the_rows(tmp_path):
    lines = [
        Line("?"),
        Line(1, label="货物进口额"),
        Line(1, year=1),
        Line(1, unit="斤"),
        Line(1, area="1"),
    ]
    assert [row for row, _ in reading_of(tmp_path, *lines).codes] == [2, 3, 4, 5, 6]


# --- the same key twice in one file


def test_an_exact_repetition_is_used_once(tmp_path):
    read = reading_of(
        tmp_path, Line(5), Line(7, 2016), Line(5), Line("5.0"), Line(50000, unit="万元")
    )
    assert read.values == [5, 7]
    assert read.codes == [(4, "repeated_row"), (5, "repeated_row"), (6, "repeated_row")]
    assert {f.severity for f in read.result.findings} == {Severity.INFO}


def test_of_conflicting_rows_none_is_used(tmp_path):
    read = reading_of(tmp_path, Line(5), Line(7, 2016), Line(6), Line(5))
    assert read.values == [7]
    assert read.codes == [(2, "conflicting_rows"), (4, "conflicting_rows"), (5, "conflicting_rows")]


def test_rows_already_set_aside_conflict_with_nothing(tmp_path):
    read = reading_of(tmp_path, Line(5), Line("?"), Line(6, unit="斤"))
    assert read.values == [5]


def test_two_labels_for_one_indicator_are_one_key(tmp_path):
    read = reading_of(tmp_path, Line(5, label="GDP"), Line(6, label="地区生产总值"))
    assert [code for _, code in read.codes] == ["conflicting_rows", "conflicting_rows"]


# --- the account


def test_rows_read_are_observations_and_outside_and_set_aside(tmp_path):
    lines = [
        Line(1),
        Line(1),
        Line(2, 2016),
        Line("?", 2017),
        Line(1, label="货物进口额"),
        Line(1, area="9"),
    ]
    result = reading_of(tmp_path, *lines).result
    assert result.set_aside == {"not_a_number": 1, "repeated_row": 1, "unknown_area": 1}
    assert (result.rows, result.observed, result.outside) == (6, 2, 1)
    assert result.rows == result.observed + result.outside + sum(result.set_aside.values())


def placeholders_of(code):
    path = Path(findings.__file__).with_name("messages.toml")
    sentences = tomllib.loads(path.read_text("utf-8"))[code]
    texts = (text for key, text in sentences.items() if key != "severity")
    return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}


def test_every_code_has_a_sentence_in_both_languages():
    for code in codes():
        facts = dict.fromkeys(placeholders_of(code) - {"cell"}, "X")
        said = finding("x", 2, "单位", code, "CELL", **facts)
        assert said.message_zh
        assert said.message_en
        assert "{" not in said.message_zh + said.message_en
        assert ("CELL" in said.message_zh) is ("CELL" in said.message_en)
        assert said.severity in Severity
