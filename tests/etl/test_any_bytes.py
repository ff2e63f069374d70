"""Whatever the bytes are, there is an answer, never an exception: a verdict in two languages."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.preview import preview
from tests.crafted import PLAN
from tests.etl.cases.writing import Book, by_indicator, csv_file, long, workbook

TODAY = date(2026, 1, 15)
QUICKLY = settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
NAMES = st.sampled_from(["三市.csv", "三市.xlsx", "../../x.csv", "=1+1.txt", ""])
PIECES = st.sampled_from(
    [b"\0", b'"', b"\n", b"\r", b",", b";", b"\t", b"\xff", b"=1+1", b"-", b"1e999", b"9" * 400,
     "晋城市".encode(), "，".encode(), "2021".encode("utf-16"), b"", b"#DIV/0!", b"\x1a"]
)  # fmt: skip
CELLS = st.text(st.characters(codec="utf-8"), max_size=12) | st.sampled_from(
    ["晋城市", "140500", "地区生产总值", "2020", "2021年", "1427.57", "亿元", "-", "NaN", "0",
     "1e308", "-1e308", "地区", "指标", "年份", "数值", "单位", "合计"]
)  # fmt: skip


@pytest.fixture(scope="module")
def good(release):
    """A sound text file and a sound workbook."""
    figures = Book(release).figures()
    return csv_file(long(figures)).content, workbook(by_indicator(figures)).content


def answered(content, name, release):
    report, _ = preview(content, name, PLAN, release, TODAY)
    assert report.exit_code in (0, 1, 2, 3)
    assert report.accepted is (report.exit_code < 2)
    assert report.accepted or any(f.severity.value == "error" for f in report.findings)
    assert all(found.message_zh and found.message_en for found in report.findings)
    return report


@QUICKLY
@given(content=st.binary(max_size=3000), name=NAMES)
def test_any_bytes_are_answered(content, name, release):
    answered(content, name, release)


@QUICKLY
@given(data=st.data(), name=NAMES)
def test_a_sound_file_with_some_bytes_changed_is_answered(data, name, good, release):
    content = bytearray(data.draw(st.sampled_from(good), label="file"))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 40))] = data.draw(PIECES)
    answered(bytes(content), name, release)


@QUICKLY
@given(rows=st.lists(st.lists(CELLS, max_size=7), max_size=12), encoding=st.sampled_from(
    ["utf-8", "utf-8-sig", "gb18030", "utf-16"]))  # fmt: skip
def test_any_table_is_answered(rows, encoding, release):
    answered(csv_file(rows, encoding).content, "三市.csv", release)
