"""Columns that an analyst explains: read so from then on, in checking, publishing and building."""

from pathlib import Path

import pytest

from etl import operations
from etl.check import check_content
from etl.corrections import Correction, forget, remember, remembered
from etl.operations import Office
from storage.warehouse import Warehouse
from tests.crafted import REVENUE, Folder, Line, figures, silent

MONEY = f"地区,统计项,年份,本期金额,单位\n晋城市,{REVENUE},2017,3,亿元\n".encode()
LABEL = Correction("统计项", "label")
VALUE = Correction("本期金额", "obs_value")


@pytest.fixture
def office(folder: Folder) -> Office:
    return Office(folder.root, Warehouse(folder.warehouse), 2016)


def check(office: Office, content: bytes = MONEY):
    reader = office.reader()
    try:
        return check_content(content, "x.csv", office.plan(), reader, columns=office.columns())
    finally:
        reader.close()


def test_a_header_nobody_knows_is_read_once_it_was_explained(office: Office) -> None:
    assert not check(office).accepted
    remember(office.uploads, LABEL)
    remember(office.uploads, VALUE)
    report = check(office)
    assert (report.accepted, report.observations) == (True, 1)
    assert [c.header for c in report.corrected] == ["统计项", "本期金额"]


@pytest.mark.parametrize("header", ["统 计 项", "统计项"])
def test_a_header_that_reads_alike_is_the_same(office: Office, header: str) -> None:
    remember(office.uploads, LABEL)
    remember(office.uploads, VALUE)
    assert check(office, MONEY.replace("统计项".encode(), header.encode())).accepted


def test_a_published_file_stays_as_it_was_read_when_the_correction_is_forgotten(
    office: Office, folder: Folder
) -> None:
    remember(office.uploads, LABEL)
    remember(office.uploads, VALUE)
    receipt = operations.submit(office, MONEY, "x.csv", by="li", reason="新", report=silent)
    kept = receipt.submission.path.parent
    assert receipt.submission.path.read_bytes() == MONEY, "the file itself is never edited"
    assert set(remembered(kept)) == {"统计项", "本期金额"}
    for said in (LABEL, VALUE):
        forget(office.uploads, said.header)
    folder.source("three", Line(9, 2014))
    for parquet in (folder.warehouse / "cache").glob("*"):
        parquet.unlink()
    folder.build()
    assert figures(folder)[2017] == 3


def test_a_column_can_be_left_aside_and_taken_up_again(office: Office) -> None:
    twice = f"地区,指标,年份,数值,单位,金额\n晋城市,{REVENUE},2017,3,亿元,x\n".encode()
    remember(office.uploads, Correction("金额", "obs_value"))
    assert [f.code for f in check(office, twice).findings] == ["header_twice"]
    remember(office.uploads, Correction("金额", "ignored"))
    assert check(office, twice).accepted
    forget(office.uploads, "金额")
    assert not office.columns()


def test_a_column_of_figures_can_be_an_indicator_an_area_or_a_year(office: Office) -> None:
    wide = "地区,年份,收入合计\n晋城市,2017,3\n长治市,2017,4\n".encode()
    remember(office.uploads, Correction("收入合计", "indicator", REVENUE))
    report = check(office, wide)
    assert (report.shape, report.observations) == ("indicators", 2)


@pytest.mark.parametrize(
    "wrong", [Correction("x", "nothing"), Correction("x", "area"), Correction("x", "label", "y")]
)
def test_what_no_column_can_be_is_refused(tmp_path: Path, wrong: Correction) -> None:
    with pytest.raises(ValueError, match="no column is"):
        remember(tmp_path, wrong)
    assert remembered(tmp_path) == {}


def test_a_damaged_memory_is_no_memory(office: Office) -> None:
    remember(office.uploads, LABEL)
    (office.uploads / "columns.json").write_text("[{", encoding="utf-8")
    assert office.columns() == {}
    assert not check(office).accepted


def test_a_row_of_figures_is_not_taken_for_the_header(office: Office) -> None:
    odd = (
        f"区县市,统计项,年份,本期金额\n晋城市,{REVENUE},2017,3\n长治市,{REVENUE},2017,4\n".encode()
    )
    assert [(f.row, f.code) for f in check(office, odd).findings] != [(2, "header_missing")]
