"""The file that goes back to its office: every cell in its place, faults marked, nothing runs."""

import io
import zipfile

import pytest
from openpyxl import load_workbook

from etl.check import check_content
from etl.files import Unreadable
from etl.marked import LAST_ROW, marked_workbook
from etl.plain_cells import MOST_TEXT
from etl.templates import TemplateFormat, TemplateShape, template_file
from storage.reading import ReleaseReader
from tests.crafted import PLAN

HEADER = "地区,指标,年份,数值,单位"
GDP = "地区生产总值"


def marked(text, name="晋城.csv", reader=None, header_row=None):
    """The workbook made from a file's text or bytes, opened again, and its bytes."""
    content = text if isinstance(text, bytes) else text.encode()
    report = check_content(content, name, PLAN, reader)
    made = marked_workbook(content, name, report, header_row)
    return load_workbook(io.BytesIO(made)), made, report


def table(*rows):
    return "\n".join([HEADER, *rows, ""])


def test_every_cell_keeps_its_row_and_column():
    lines = ["晋城市报表", "", HEADER, f"晋城市,{GDP},2021,1500.5,亿元", ""]
    text = "\n".join([*lines, f"长治市,{GDP},2021,多,亿元", "注：初步数", ""])
    book, _, _ = marked(text)
    sheet = book["原表"]
    assert sheet["A1"].value == "晋城市报表"
    assert [c.value for c in sheet[3]] == HEADER.split(",")
    assert [c.value for c in sheet[4]] == ["晋城市", GDP, 2021, 1500.5, "亿元"]
    assert sheet["D6"].value == "多"
    assert sheet["A7"].value == "注：初步数"


def test_a_faulty_cell_is_coloured_and_says_why_and_no_other_is():
    book, _, report = marked(table(f"晋城市,{GDP},2021,1500.5,亿元", f"长治市,{GDP},2021,多,亿元"))
    sheet = book["原表"]
    comments = {c.coordinate: c.comment.text for row in sheet for c in row if c.comment}
    assert set(comments) == {"D3"}
    (found,) = [f for f in report.findings if f.row]
    assert comments["D3"].startswith(f"错误：{found.message_zh}")
    filled = [c.coordinate for row in sheet for c in row if c.fill.fill_type == "solid"]
    assert filled == ["D3"]


def test_what_is_wrong_with_a_whole_row_stands_at_its_first_cell():
    book, _, _ = marked(table(f"晋城市,{GDP},2021,1500.5,亿元", "长治市,x"))
    assert "错误" in book["原表"]["A3"].comment.text


def test_several_faults_of_one_cell_share_its_comment(release: ReleaseReader):
    book, _, report = marked(table(f"晋城市,{GDP},2021,-1500.5,亿元"), reader=release)
    here = [f for f in report.findings if (f.row, f.column) == (2, "数值")]
    text = book["原表"]["D2"].comment.text
    assert here
    assert all(f.message_zh in text for f in here)


def test_a_title_with_the_words_of_a_header_does_not_lead_astray():
    text = f"数值,单位：亿元\n地区,指标,年份,数值\n晋城市,{GDP},2021,多\n"
    book, _, _ = marked(text, header_row=2)
    assert book["原表"]["D3"].comment


def test_the_second_sheet_lists_all_findings(release: ReleaseReader):
    book, _, report = marked(table(f"晋城市,{GDP},2021,多,亿元"), reader=release)
    rows = list(book["检查结果"].iter_rows(min_row=4, values_only=True))
    assert len(rows) == len(report.findings)
    found = next(f for f in report.findings if f.column == "数值")
    listed = next(r for r in rows if r[0] == 2)
    assert listed[:5] == (2, "数值", "错误", "多", found.message_zh)


FORMULAS = ["=1+1", "=HYPERLINK(0)", "+1+1", "-A1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A"]


@pytest.mark.parametrize("text", FORMULAS)
def test_nothing_an_office_wrote_becomes_a_formula(text):
    book, made, _ = marked(table(f"{text},{text},2021,{text},{text}"), name=f"{text}.csv")
    assert book["原表"]["A2"].value == text
    assert all(c.data_type != "f" for sheet in book for row in sheet for c in row)
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        assert sheets
        assert not any(b"<f>" in archive.read(name) for name in sheets)
    assert book["原表"]["A2"].quotePrefix == text.startswith(("=", "+", "-", "@"))


def test_control_characters_and_endless_texts_do_not_break_the_workbook():
    long = "长" * (MOST_TEXT + 10)
    book, _, _ = marked(table(f"晋\x0b城,{long},2021,多,亿元"))
    sheet = book["原表"]
    assert sheet["A2"].value == "晋�城"
    assert len(sheet["B2"].value) == MOST_TEXT


def test_numbers_come_back_as_numbers_and_codes_as_they_were():
    text = "地区代码,指标,年份,数值\n140500,GDP,2021,007\n140400,GDP,2021,1e5\n"
    sheet = marked(text)[0]["原表"]
    assert sheet["A2"].value == 140500
    assert sheet["D2"].value == "007"
    assert sheet["D3"].value == "1e5"


def test_a_workbook_comes_back_with_its_cells():
    content = template_file(PLAN, 2021, TemplateShape.LONG, TemplateFormat.XLSX)
    book, _, _ = marked(content, name="填报.xlsx")
    before = load_workbook(io.BytesIO(content)).active
    after = book["原表"]
    assert cells(after) == cells(before)


def cells(sheet):
    """The first cells as texts: a code is written back as the number it looks like."""
    return [[str(c.value or "") for c in row] for row in sheet.iter_rows(max_row=20)]


def test_of_a_very_long_file_the_first_rows_and_the_faulty_ones_come_back(monkeypatch):
    monkeypatch.setattr("etl.marked.MOST_ROWS", 100)
    rows = [f"晋城市,{GDP},2021,{'多' if n == 150 else '1500.5'},亿元" for n in range(200)]
    sheet = marked(table(*rows))[0]["原表"]
    assert sheet["D152"].value == "多"
    assert sheet["D60"].value == 1500.5
    assert sheet["D100"].value is None


def test_a_fault_beyond_the_end_of_a_workbook_is_listed_alone():
    from dataclasses import replace

    content = table(f"晋城市,{GDP},2021,多,亿元").encode()
    report = check_content(content, "x.csv", PLAN, None)
    far = tuple(replace(f, row=LAST_ROW + 5) for f in report.findings)
    made = marked_workbook(content, "x.csv", replace(report, findings=far))
    book = load_workbook(io.BytesIO(made))
    assert not any(c.comment for row in book["原表"] for c in row)
    assert book["检查结果"]["A4"].value == LAST_ROW + 5


def test_bytes_that_are_no_table_have_nothing_to_mark():
    report = check_content(b"%PDF-1.4", "x.pdf", PLAN, None)
    with pytest.raises(Unreadable):
        marked_workbook(b"%PDF-1.4", "x.pdf", report)
