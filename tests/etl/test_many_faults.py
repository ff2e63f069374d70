"""A long file with one fault everywhere: the first are told and the rest is counted."""

from collections import Counter
from datetime import date

import pytest

from etl.check import check_content
from etl.findings import MOST
from tests.crafted import PLAN

TODAY = date(2026, 1, 15)
MANY = MOST + 57
FAULTS = {
    "unknown_indicator": "晋城市,地区生产总直,2021,1500.5,亿元",
    "unknown_area": "晋成市,地区生产总值,2021,1500.5,亿元",
    "not_a_number": "晋城市,地区生产总值,2021,abc,亿元",
    "unit_not_convertible": "晋城市,地区生产总值,2021,1500.5,美元",
    "ragged_row": "晋城市,地区生产总值,2021,1500.5",
}


def report_on(lines, release):
    content = "\n".join(["地区,指标,年份,数值,单位", *lines, ""]).encode()
    return check_content(content, "三市.csv", PLAN, release, TODAY)


@pytest.mark.parametrize("code", FAULTS)
def test_the_first_rows_with_a_fault_are_told_and_the_rest_is_counted(code, release):
    report = report_on([FAULTS[code]] * MANY, release)
    told = [found for found in report.findings if found.code == code]
    assert [found.row for found in told] == list(range(2, MOST + 2))
    (more,) = (found for found in report.findings if found.code == "more_of_same")
    assert (more.row, more.cause) == (MOST + 1, code)
    assert "57" in more.message_zh
    assert "57" in more.message_en
    assert not report.accepted


def test_each_fault_of_a_file_is_counted_for_itself(release):
    report = report_on([line for line in FAULTS.values() for _ in range(MANY)], release)
    codes = Counter(found.code for found in report.findings)
    assert {code: codes[code] for code in FAULTS} == dict.fromkeys(FAULTS, MOST)
    more = [found for found in report.findings if found.code == "more_of_same"]
    assert {found.cause for found in more} == set(FAULTS)


def test_figures_that_cannot_be_are_counted_beyond_the_first(release):
    stored = release.series("deposits")
    lines = [
        f"{code},存款余额,{year},-{known.obs_value},亿元"
        for code, years in stored.items()
        for year, known in years.items()
    ]
    label = PLAN.catalogue.entries["deposits"].source_label
    report = report_on([line.replace("存款余额", label) for line in lines], release)
    told = [found for found in report.findings if found.code == "sign_impossible"]
    assert len(told) == MOST
    (more,) = (found for found in report.findings if found.code == "more_of_same")
    assert (more.cause, str(len(lines) - MOST) in more.message_en) == ("sign_impossible", True)


def test_as_many_as_are_told_need_no_count(release):
    report = report_on([FAULTS["not_a_number"]] * MOST, release)
    assert "more_of_same" not in {found.code for found in report.findings}


def test_a_figure_that_is_computed_from_others_is_told_from_which(release):
    report = report_on(
        ["晋城市,第三产业增加值占比,2021,52.1,%", "晋城市,常住人口,2021,219.5,万人"], release
    )
    (found,) = (f for f in report.findings if f.code == "derived_indicator")
    assert (found.row, found.cell) == (2, "第三产业增加值占比")
    assert "第一产业增加值、第二产业增加值、第三产业增加值" in found.message_zh
    assert report.observations == 1
