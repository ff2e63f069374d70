"""docs/data.md agrees with the sidecars, the findings, the exports and the commands."""

import io
import re
from pathlib import Path

import pytest
from openpyxl import Workbook

from etl.__main__ import app
from etl.check import check_file
from etl.exporting import COLUMNS, Dataset
from etl.findings import codes, severity_of
from etl.formats import Format
from etl.plan import plan_paths
from etl.reading import HEADERS
from etl.sources import find_sources
from etl.templates import TemplateFormat, TemplateShape, template_file
from tests.crafted import PLAN, reading_of_bytes
from tests.docs.listing import TEXT, spans, table

ROOT = Path(__file__).resolve().parents[2]

FINDINGS = {spans(code)[0]: rest for code, *rest in table("code")}
UPLOADS = {spans(code)[0]: rest for code, *rest in table("code of an upload")}
EVERY = FINDINGS | UPLOADS
HEADER = "地区,指标,年份,数值,单位"


def a_path_at_which_there_is_nothing(folder):
    return folder / "nothing.csv"


def a_file(folder, content, size=0):
    """A file that begins so, stretched to a size in MB without writing all of it."""
    path = folder / "x.csv"
    path.write_bytes(content)
    if size:
        with path.open("r+b") as handle:
            handle.truncate(size * 2**20)
    return path


DESCRIBED = {
    "a path at which there is nothing": a_path_at_which_there_is_nothing,
    "a file of 201 MB": lambda folder: a_file(folder, HEADER.encode(), size=201),
    "a file without content": lambda folder: a_file(folder, b""),
    "a workbook cut off in the middle": lambda folder: a_file(folder, a_workbook()[:2000]),
    "a file of bytes that are no text": lambda folder: a_file(folder, b"a,b\n\xff,1\n"),
    "a file of UTF-8 and GB18030 lines": lambda folder: a_file(
        folder, "指标,数值\n".encode() + "地区,1\n".encode("gb18030")
    ),
    "a file with a NUL character": lambda folder: a_file(
        folder, f"{HEADER}\n晋城市,地区生产总值,2021,15\0000,亿元\n".encode()
    ),
    "a workbook with a table on each of two sheets": lambda folder: a_file(folder, two_sheets()),
    "a file of 300 rows of an unknown indicator": lambda folder: a_file(
        folder,
        "\n".join([HEADER, *("晋城市,地区生产总直,2021,1500.5,亿元" for _ in range(300))]).encode(),
    ),
    "a cell of 200,000 characters": lambda folder: a_file(folder, b'a,b\n"' + b"x" * 200_000),
}
"""Examples that cannot be written into a document, and how to make them."""


def a_workbook():
    return template_file(PLAN, 2021, TemplateShape.LONG, TemplateFormat.XLSX)


def two_sheets():
    book = Workbook()
    for sheet, year in ((book.active, 2019), (book.create_sheet(), 2020)):
        sheet.append(HEADER.split(","))
        sheet.append(["晋城市", "地区生产总值", year, 1400 + year % 10, "亿元"])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def an_upload(folder, example):
    """The file that an example describes, or whose lines it gives."""
    lines = spans(example)
    if not lines:
        return DESCRIBED[example](folder)
    has_header = not any(cell.isdigit() for cell in lines[0].split(",")[2:3])
    return a_file(folder, "\n".join(lines if has_header else [HEADER, *lines]).encode())


def test_sources_are_listed_as_their_sidecars_say_with_their_rows():
    listed = [[spans(first)[0], *rest] for first, *rest in table("source_id")]
    assert listed == [
        [
            s.source_id, s.title, s.kind.value, str(s.priority), s.released_on.isoformat(),
            s.licence, str(len(path.read_text("utf-8").splitlines()) - 1),
        ]
        for path, s in ((f.path, f.source) for f in find_sources(ROOT / "data"))
    ]  # fmt: skip


def test_the_nine_columns_of_a_source_are_explained():
    explained = next(
        b for b in TEXT.split("\n\n") if "`地区代码`" in b and b.startswith("| column")
    )
    assert spans("\n".join(re.findall(r"^\| (`[^`]+`)", explained, re.MULTILINE))) == list(HEADERS)


def test_every_plan_file_is_listed():
    listed = [spans(first)[0] for first, _ in table("file in `data/plan`")]
    assert sorted(listed) == [path.name for path in plan_paths(ROOT / "data")]


def test_every_unit_of_the_catalogue_is_named():
    section = TEXT.split("## Units")[1].split("##")[0]
    units = {entry.unit for entry in PLAN.catalogue.entries.values() if entry.unit}
    assert {
        unit for unit in units if not re.search(rf"(^|[\s,]){re.escape(unit)},", section)
    } == set()


def test_every_finding_code_is_explained_and_no_other():
    assert set(EVERY) == codes()
    assert not set(FINDINGS) & set(UPLOADS)


@pytest.mark.parametrize("code", EVERY)
def test_a_finding_is_listed_with_its_severity_and_an_example(code):
    severity, when, example = EVERY[code]
    assert severity == severity_of(code).value
    assert when
    assert spans(example) or example in DESCRIBED


@pytest.mark.parametrize("code", FINDINGS)
def test_the_example_of_a_finding_gives_that_finding(code, tmp_path):
    lines = "\n".join([",".join(HEADERS), *spans(FINDINGS[code][2])])
    assert code in {found for _, found in reading_of_bytes(tmp_path, lines.encode()).codes}


@pytest.mark.parametrize("code", UPLOADS)
def test_the_example_of_an_upload_gives_that_finding(code, tmp_path, release):
    report = check_file(an_upload(tmp_path, UPLOADS[code][2]), PLAN, release)
    assert code in {found.code for found in report.findings}


def test_every_cause_that_an_example_shows_is_explained(tmp_path, release):
    explained = {name for names, _ in table("`cause`") for name in spans(names)}
    files = (an_upload(tmp_path, example) for _, _, example in UPLOADS.values() if spans(example))
    found = [f.cause for path in files for f in check_file(path, PLAN, release).findings]
    assert {cause for cause in found if cause} <= explained


def test_the_account_of_a_build_is_the_real_one(shipped):
    printed = shipped.built.stdout.decode()
    quoted = re.search(r"```text\n(.*?)```", TEXT, re.DOTALL)[1].splitlines()
    assert [line for line in quoted if line.rstrip("…") not in printed] == []


def test_the_columns_of_every_export_are_listed():
    listed = {spans(name)[0]: tuple(cells.split(", ")) for name, cells in table("export")}
    assert listed == {dataset.value: columns for dataset, columns in COLUMNS.items()}


def test_every_column_of_an_export_is_explained():
    explained = set(spans("\n".join(re.findall(r"^\| (`.*?) \|", TEXT, re.MULTILINE))))
    assert {column for columns in COLUMNS.values() for column in columns} <= explained


def test_every_command_is_listed():
    listed = {spans(name)[0] for name, _ in table("command")}
    named = (command.name or command.callback.__name__ for command in app.registered_commands)
    assert listed == {name.replace("_", "-") for name in named}


def test_every_option_of_export_is_listed(etl_help):
    listed = {spans(name)[0].split()[0] for name, _ in table("option of `export`")}
    everywhere = {"--data", "--warehouse", "--help"}
    assert listed == set(re.findall(r"--[a-z-]+", etl_help("export"))) - everywhere


def test_every_format_and_dataset_is_named():
    assert all(f"`{name.value}`" in TEXT for name in (*Format, *Dataset))


@pytest.fixture
def etl_help(capsys):
    """What a command says about itself."""

    def call(command):
        with pytest.raises(SystemExit):
            app([command, "--help"])
        return capsys.readouterr().out

    return call
