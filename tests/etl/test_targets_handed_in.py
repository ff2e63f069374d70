"""Targets that a city hands in: read in two sets of words, checked, published, taken back."""

import pytest

from etl import operations
from etl.check import check_content
from etl.operations import Office
from etl.templates import TemplateFormat, TemplateShape, template_file
from indicators.targets import TargetForm, TargetLevel
from storage.warehouse import Warehouse
from tests.crafted import PLAN, SHIPPED, Line, a_folder, silent

PLAN_WORDS = (
    "indicator_id,ref_area,level,set_by,form,target_year,target_value,unit,baseline_year,"
    "source_title"
)
OWN_WORDS = "指标,地区,层级,提出者,形式,目标年,目标值,单位,基期年,性质"
OWN = "PM2.5年均浓度,晋城,市,晋城市,不高于,2020年,５２,微克/立方米,2015,约束性"


@pytest.fixture(scope="module")
def office(tmp_path_factory) -> Office:
    """Jincheng's PM2.5 fell from 60 to 50; the nation's reference asks for more."""
    folder = a_folder(tmp_path_factory.mktemp("targets"))
    air = [Line(v, y, label="PM2.5年均浓度", unit="μg/m³") for v, y in ((60, 2015), (50, 2020))]
    folder.source("air", *air)
    folder.build()
    return Office(folder.root, Warehouse(folder.warehouse), 2016)


def check(office: Office, *lines: str, header: str = PLAN_WORDS):
    reader = office.reader()
    try:
        content = "\n".join([header, *lines, ""]).encode()
        return check_content(content, "目标.csv", office.plan(), reader)
    finally:
        reader.close()


def target(**others: object) -> str:
    cells = {"indicator_id": "pm25", "ref_area": "140500", "level": "city", "set_by": "晋城市",
             "form": "at_most", "target_year": 2020, "target_value": 52, "unit": "μg/m³",
             "baseline_year": 2015, "source_title": "规划"} | others  # fmt: skip
    return ",".join(map(str, cells.values()))


def test_a_city_s_own_number_turns_its_light(office: Office) -> None:
    report = check(office, target())
    assert (report.accepted, report.shape, report.exit_code) == (True, "targets", 0)
    assert report.changes.new == 1
    turned = {(c.ref_area, c.as_of): (c.before, c.after) for c in report.lights}
    assert turned["140500", 2020] == ("missed", "achieved")
    assert {area for area, _ in turned} == {"140500"}


def test_our_own_words_say_the_same_and_are_listed_as_repairs(office: Office) -> None:
    report = check(office, OWN, header=OWN_WORDS)
    assert report.accepted
    assert report.lights == check(office, target()).lights
    assert {r.code for r in report.repairs} == {
        "alias", "year_suffix", "full_width", "unit_spelling",
    }  # fmt: skip


FAULTY = {
    "unknown_indicator": ({"indicator_id": "pm52"}, "indicator_id"),
    "target_area": ({"ref_area": "140100"}, "ref_area"),
    "target_word": ({"form": "below"}, "form"),
    "year_impossible": ({"target_year": "明年"}, "target_year"),
    "target_baseline": ({"baseline_year": 2020}, "baseline_year"),
    "target_number": ({"form": "improve"}, "target_value"),
    "not_a_number": ({"target_value": "多"}, "target_value"),
    "not_finite": ({"target_value": "NaN"}, "target_value"),
    "target_against_polarity": ({"form": "at_least"}, "form"),
    "target_unit": ({"unit": "吨"}, "unit"),
}


@pytest.mark.parametrize("code", FAULTY)
def test_a_faulty_cell_is_named_by_row_and_column(office: Office, code: str) -> None:
    cells, column = FAULTY[code]
    report = check(office, target(ref_area="140400"), target(**cells))
    (found,) = report.findings
    assert (found.code, found.row, found.column) == (code, 3, column)
    assert found.cell == str(cells.get(column, 52))
    assert not report.accepted
    assert not report.lights


def test_every_fault_of_a_file_is_told_at_once(office: Office) -> None:
    report = check(office, target(form="below", target_value="x"), target(indicator_id="?"))
    assert [(f.row, f.column) for f in report.findings] == [
        (2, "form"), (2, "target_value"), (3, "indicator_id"),
    ]  # fmt: skip


def test_two_numbers_for_one_target_are_a_conflict_and_the_same_twice_is_not(
    office: Office,
) -> None:
    report = check(office, target(), target(), target(target_value=51))
    assert [(f.code, f.row, f.cell) for f in report.findings] == [("target_twice", 4, "51")]
    assert [(r.code, r.count) for r in report.repairs] == [("repeated_row", 1)]


def test_another_number_for_a_known_target_needs_a_reason(office: Office) -> None:
    line = "tertiary_share,*,nation,全国,at_least,2020,57,%,2015,纲要"
    (found,) = check(office, line).findings
    assert (found.code, found.severity, found.column) == (
        "target_revised", "warning", "target_value",
    )  # fmt: skip
    assert "56.0→57.0%" in found.message_zh


def test_a_target_that_asks_for_no_progress_needs_a_reason(office: Office) -> None:
    report = check(office, target(target_value=65))
    assert [(f.code, f.severity, f.column) for f in report.findings] == [
        ("target_met_already", "warning", "target_value"),
    ]
    assert "2015年就是60μg/m³" in report.findings[0].message_zh
    assert (report.accepted, report.exit_code) == (True, 1)


def test_a_target_without_its_document_or_easier_than_the_reference_says_so(
    office: Office,
) -> None:
    own = {"indicator_id": "tertiary_share", "form": "at_least", "target_value": 50, "unit": "%"}
    report = check(office, target(**own), target(source_title=""))
    assert [(f.code, f.row, f.severity) for f in report.findings] == [
        ("target_easier", 2, "info"), ("target_without_source", 3, "info"),
    ]  # fmt: skip
    assert "低于参照全国的要求（56%）" in report.findings[0].message_zh


def test_a_missing_column_is_named(office: Office) -> None:
    (found,) = check(office, "pm25,at_most,2020", header="指标,形式,目标年").findings
    assert (found.code, found.row) == ("header_missing", 1)
    assert found.message_zh == "表头缺少：地区"


def test_the_plan_s_own_file_says_nothing_new() -> None:
    content = (SHIPPED / "plan" / "targets.csv").read_bytes()
    report = check_content(content, "targets.csv", PLAN, None)
    assert report.findings == ()
    assert (report.changes.new, report.changes.changed) == (0, 0)
    assert report.changes.same == len(PLAN.targets) - sum(
        t.target_value is None and t.form is not TargetForm.IMPROVE for t in PLAN.targets
    )


@pytest.mark.parametrize("form", list(TemplateFormat))
def test_the_template_is_read_once_numbers_are_filled_in(form: TemplateFormat) -> None:
    content = template_file(PLAN, None, TemplateShape.TARGETS, form)
    blank = check_content(content, f"目标.{form}", PLAN, None)
    assert {r.code for r in blank.repairs} <= {"alias", "blank_value"}
    assert [f.severity for f in blank.findings if f.severity == "error"] == ["error"]
    if form is TemplateFormat.CSV:
        first = content.decode("utf-8-sig").splitlines()[1]
        assert ",," in first
        filled = content.replace(first.encode(), first.replace(",,", ",7,", 1).encode())
        report = check_content(filled, "目标.csv", PLAN, None)
        assert ({f.code for f in report.findings}, report.changes.new) == (
            {"target_without_source"}, 1,
        )  # fmt: skip


def test_published_it_is_the_city_s_own_and_withdrawn_it_is_the_reference_again(
    office: Office,
) -> None:
    content = f"{OWN_WORDS}\n{OWN}\n".encode()
    receipt = operations.submit(office, content, "目标.csv", by="li", reason="", report=silent)
    assert headline(office) == (TargetLevel.CITY, "achieved", 52)
    why = "市里没有公布"
    operations.withdraw(
        office, receipt.submission.submission_id, by="li", reason=why, report=silent
    )
    assert headline(office)[:2] == (TargetLevel.NATION, "missed")


def headline(office: Office) -> tuple[object, ...]:
    reader = office.reader()
    try:
        light = reader.lights.headline("pm25", "140500", 2020)
        return light.target_level, light.status, light.required_value
    finally:
        reader.close()
