"""The case set: what offices hand in, and exactly what they are told about it."""

import json
import re
from collections import Counter
from datetime import date

import pytest

from etl.check import check_content
from etl.findings import Severity
from tests.crafted import PLAN
from tests.etl.cases import clean, files, harmless, rows, suspicious
from tests.etl.cases.writing import Book

TODAY = date(2026, 1, 15)
FAULTY = (*files.CASES, *rows.CASES, *suspicious.CASES)
EVERY = (*clean.CASES, *harmless.CASES, *FAULTY)


@pytest.fixture(scope="session")
def book(release):
    return Book(release)


@pytest.fixture
def checked(book, release):
    """A case's file with the report on it."""

    def call(case):
        made = case.make(book)
        return made, check_content(made.content, made.name, PLAN, release, TODAY)

    return call


def grave(report):
    return sorted(
        (f.code, f.row, f.column, f.cause)
        for f in report.findings
        if f.severity is not Severity.INFO
    )


def by_name(cases):
    return pytest.mark.parametrize("case", cases, ids=lambda case: case.name)


def test_there_are_enough_cases_of_each_kind_and_no_two_alike():
    assert len(clean.CASES) >= 12
    assert len(harmless.CASES) >= 12
    assert len(FAULTY) >= 42
    assert max(Counter(case.name for case in EVERY).values()) == 1


@by_name(clean.CASES)
def test_a_clean_file_is_read_as_it_is_without_a_word(case, checked):
    _, report = checked(case)
    assert grave(report) == []
    assert (report.shape, report.encoding, report.exit_code) == (case.shape, case.encoding, 0)
    assert report.observations > 0


@by_name(harmless.CASES)
def test_a_harmless_file_is_accepted_and_its_repairs_are_listed(case, checked):
    _, report = checked(case)
    assert grave(report) == []
    assert (report.accepted, report.exit_code) == (True, 0)
    assert (report.shape, report.encoding) == (case.shape, case.encoding)
    listed = {repair.code: repair.count for repair in report.repairs}
    assert case.repairs.items() <= listed.items()
    assert all(re.search("[\u4e00-\u9fff]", repair.detail) for repair in report.repairs)


@by_name(FAULTY)
def test_a_fault_is_found_where_it_is_and_nothing_beside_it(case, checked):
    made, report = checked(case)
    assert grave(report) == case.expected(made)
    assert report.exit_code == case.exit_code
    assert report.accepted is (case.exit_code < 2)


@by_name(FAULTY)
def test_a_finding_says_in_both_languages_what_is_wrong_and_what_to_do(case, checked):
    _, report = checked(case)
    for found in report.findings:
        assert re.search("[\u4e00-\u9fff]", found.message_zh)
        assert "{" not in found.message_zh + found.message_en + found.suggestion
        assert found.severity is Severity.INFO or found.suggestion or found.code in UNADVISED


UNADVISED = {"year_impossible", "not_a_number", "conflicting_rows", "unit_not_convertible"}
"""Their sentence says itself what to do."""

KEYS = {
    "file", "accepted", "encoding", "shape", "rows", "observations", "repairs", "findings",
    "changes", "lights",
}  # fmt: skip
FINDING = {
    "code", "severity", "row", "column", "cell", "message_zh", "message_en", "cause", "suggestion",
}  # fmt: skip
SHOWN = (clean.CASES[0], harmless.CASES[0], suspicious.CASES[0], rows.CASES[0], files.CASES[0])


@by_name(SHOWN)
def test_the_command_says_the_same_as_json_and_by_its_exit_code(case, checked, etl, tmp_path):
    made, report = checked(case)
    path = tmp_path / made.name
    path.write_bytes(made.content)
    said = etl("check", path, "--format", "json")
    read = json.loads(said.out)
    assert (said.code, said.err) == (case.exit_code, "")
    assert set(read) == KEYS
    assert all(set(found) == FINDING for found in read["findings"])
    assert all(set(repair) == {"code", "count", "detail"} for repair in read["repairs"])
    assert set(read["changes"]) == {"new", "changed", "same"}
    found = sorted((f["code"], f["row"], f["column"], f["cause"]) for f in read["findings"])
    assert [key for key in found if key in grave(report)] == grave(report)


def test_several_files_are_an_array_in_their_order_and_the_worst_decides(book, etl, tmp_path):
    paths = []
    for case in SHOWN:
        made = case.make(book)
        path = tmp_path / f"{case.name}.csv"
        path.write_bytes(made.content)
        paths.append(path)
    said = etl("check", *paths, "--format", "json")
    assert [read["file"] for read in json.loads(said.out)] == [path.name for path in paths]
    assert said.code == max(case.exit_code for case in SHOWN)


@by_name(SHOWN)
def test_for_people_the_command_names_verdict_row_and_reason(case, checked, etl, tmp_path):
    made, report = checked(case)
    path = tmp_path / made.name
    path.write_bytes(made.content)
    said = etl("check", path)
    lines = said.out.decode()
    assert said.code == case.exit_code
    assert ("可以发布" if report.accepted else "不能发布") in lines
    assert all(found.message_zh in lines for found in report.findings)
    assert all(f"row {row}" in lines for _, row, _, _ in grave(report))
