"""CSV and workbooks that leave the system carry no formula, whatever somebody has written."""

import csv
import io
from dataclasses import replace

import openpyxl
import pytest

from etl import audit, operations
from etl.check import check_content
from etl.exporting import Dataset, Selection, select
from etl.formats import Format, write
from etl.marked import marked_workbook
from etl.plain_cells import is_formula
from etl.sheets import Sheet, workbook
from etl.templates import TemplateFormat, TemplateShape, template_file
from tests.crafted import PLAN, Folder, Line, silent
from tests.handed_in import a_file, an_office

EVIL = (
    "=1+1", "+1+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1+1", "\u3000=1",
    '=HYPERLINK("http://evil.example")',
)  # fmt: skip


def formulas_of(content: bytes) -> list[str]:
    """Every cell of a CSV file or workbook that a spreadsheet would compute."""
    if content.startswith(b"PK"):
        book = openpyxl.load_workbook(io.BytesIO(content))
        cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.value]
        texts = [c for c in cells if isinstance(c.value, str)]
        marked = [c.value for c in texts if is_formula(c.value) and not c.quotePrefix]
        return [str(c.value) for c in cells if c.data_type == "f"] + marked
    rows = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [cell for row in rows for cell in row if is_formula(cell)]


@pytest.fixture
def poisoned(folder: Folder) -> Folder:
    """A folder in which everything that people write begins like a formula."""
    folder.source("one", *(Line(citation=f'"{e}"', year=2000 + n) for n, e in enumerate(EVIL[:3])))
    folder.source("two", *(Line(label=f'"{e.replace(chr(34), "")}"') for e in EVIL))
    folder.build()
    for number, evil in enumerate(EVIL):
        operations.submit(
            an_office(folder), a_file({2016: number + 5}), f"{evil}.csv", by=evil, reason=evil,
            report=silent,
        )  # fmt: skip
    return folder


def test_there_is_something_to_find() -> None:
    plain = "\r\n".join('"' + e.replace('"', '""') + '"' for e in EVIL)
    assert formulas_of(plain.encode()) == list(EVIL)
    book = openpyxl.Workbook()
    book.active.append(["=1+1"])
    raw = io.BytesIO()
    book.save(raw)
    assert formulas_of(raw.getvalue()) == ["=1+1"] * 2


@pytest.mark.parametrize("dataset", Dataset)
def test_no_dataset_carries_one(poisoned, dataset):
    """What the command line writes, and what catalogue and indicator page offer."""
    reader = poisoned.reader()
    try:
        content = write(select(reader, dataset, Selection()), Format.CSV)
    finally:
        reader.close()
    assert len(content) > 100
    assert formulas_of(content) == []


def test_the_audit_log_carries_none(poisoned):
    content = write(audit.as_table(audit.read(poisoned.root / "uploads")), Format.CSV)
    assert content.decode("utf-8-sig").count("'=1+1") == 2, "by and reason are kept"
    assert formulas_of(content) == []


@pytest.mark.parametrize("shape", TemplateShape)
@pytest.mark.parametrize("form", TemplateFormat)
def test_no_template_carries_one(shape, form):
    catalogue = PLAN.catalogue
    evil = {k: replace(e, source_label=f"={e.source_label}") for k, e in catalogue.entries.items()}
    plan = replace(PLAN, catalogue=replace(catalogue, entries=evil))
    assert formulas_of(template_file(plan, 2021, shape, form)) == []


def test_a_marked_workbook_carries_none():
    rows = [["地区", "指标", "年份", "数值"], *(["晋城市", evil, evil, evil] for evil in EVIL)]
    text = io.StringIO(newline="")
    csv.writer(text).writerows(rows)
    content = text.getvalue().encode()
    report = check_content(content, "=1+1.csv", PLAN, None)
    assert report.findings
    assert formulas_of(marked_workbook(content, "=1+1.csv", report)) == []


def test_a_workbook_of_texts_carries_none():
    head = ["a", *EVIL]
    assert formulas_of(workbook([Sheet("one", head, [head, head])])) == []


@pytest.mark.parametrize("number", [-1.5, -3, 0.1, -1e-9])
def test_a_number_stays_a_number(number):
    import pyarrow as pa

    assert write(pa.table({"v": [number]}), Format.CSV).decode().splitlines()[1] == repr(number)
