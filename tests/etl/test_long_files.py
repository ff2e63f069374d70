"""Long files are read as columns, short ones row by row: nobody can tell from what is said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.bulk import LONG, Rows
from etl.files import read_content
from etl.preview import preview
from etl.templates import asked
from tests.crafted import PLAN
from tests.etl.cases.writing import Book, by_indicator, csv_file, long

TODAY = date(2026, 1, 15)
EVERYTHING = [entry.indicator_id for entry in asked(PLAN)]
BLANK_LINE = b"\r\n"
"""Enough to have a file read row by row."""
AREAS = [area.code for area in PLAN.areas if not area.is_reference]


@pytest.fixture(scope="module")
def rows(release):
    """Real figures over and over, with a few of every kind of fault among them."""
    figures = Book(release).figures(EVERYTHING, range(2010, 2021), AREAS)
    head, *body = long(figures)
    odd = [
        ["149999", "某市", *body[0][2:]],
        ["140500", "运城市", *body[1][2:]],
        [*body[2][:2], "地区生产总直", *body[2][3:]],
        [*body[3][:4], "NaN", body[3][5]],
        [*body[4][:4], "１,２３４", body[4][5]],
        [" 140500 ", "晋城", "地区生产总值", "2021年", " 1500.5", "亿元"],
        ["", "合计", *body[5][2:]],
        ["注：快报数", "", "", "", "", ""],
        head,
        ["", "", "", "", "", ""],
        [*body[6][:3], "2099", *body[6][4:]],
        [*body[7][:4], "", body[7][5]],
    ]
    assert len(body) > 10_000
    return [["各市主要指标"], head, *body[:4000], *odd, *body, *body[:4000], *odd]


def by_both_ways(content, release):
    reports, sheets = [], []
    for written in (content, content + BLANK_LINE):
        found, sheet = preview(written, "长表.csv", PLAN, release, TODAY)
        sheets.append(sheet)
        report = found.as_json()
        report["repairs"] = {r["code"]: r["count"] for r in report["repairs"]}
        reports.append(report)
    assert sheets[0] == sheets[1]
    reports[1]["repairs"]["blank_row"] -= 1
    reports[1]["repairs"] = {code: n for code, n in reports[1]["repairs"].items() if n}
    return reports


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_both_ways_give_the_same_report(rows, release, encoding):
    content = csv_file(rows, encoding).content
    assert isinstance(read_content(content).rows, Rows)
    assert not isinstance(read_content(content + BLANK_LINE).rows, Rows)
    at_once, row_by_row = by_both_ways(content, release)
    assert at_once == row_by_row
    assert len({found["code"] for found in at_once["findings"]}) > 4


def test_both_ways_give_the_same_report_on_a_wide_table(release):
    figures = Book(release).figures(EVERYTHING, range(2010, 2021), AREAS)
    head, *body = by_indicator(figures)
    content = csv_file([head, *body * 20]).content
    assert isinstance(read_content(content).rows, Rows)
    at_once, row_by_row = by_both_ways(content, release)
    assert at_once == row_by_row


CELL = st.sampled_from(
    ["", "a", " b ", "，", "2021年", 'say "x"', "x,y", "\u3000c", "1", "two\nlines", "'"]
)  # fmt: skip


@settings(max_examples=12, deadline=None, derandomize=True)
@given(st.lists(st.lists(CELL, min_size=2, max_size=3), min_size=1, max_size=6))
def test_both_ways_give_the_same_rows_under_the_same_numbers(some):
    start = csv_file([["地区", "指标", "数值"], *[["a", "b", "1"]] * 200]).content
    piece = csv_file(some).content
    content = start + piece * (LONG // len(piece) + 1)
    at_once, row_by_row = read_content(content), read_content(content + BLANK_LINE)
    assert list(at_once.rows) == list(row_by_row.rows)[:-1]
    assert list(at_once.numbers) == list(row_by_row.numbers)[:-1]
    assert at_once.trimmed == row_by_row.trimmed
