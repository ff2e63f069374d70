"""Files made to do harm: a clear sentence each, in little time and memory, and nothing happens."""

import io
import json
import os
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib

import openpyxl
import pytest

from etl.check import check_content, check_file
from etl.files import MAX_BYTES, Unreadable, read_content
from etl.workbook_guard import guard
from tests.conftest import ROOT
from tests.crafted import PLAN, Folder
from tests.handed_in import a_file, counting, hand_in

MEBIBYTE = 2**20


def a_workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    raw = io.BytesIO()
    book.save(raw)
    return raw.getvalue()


SOUND = a_workbook(["地区", "指标", "年份", "数值"], ["晋城市", "一般公共预算收入", 2016, 5])


def changed(parts: dict[str, bytes], content: bytes = SOUND) -> bytes:
    """A sound workbook with some of its parts replaced or added."""
    raw = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(raw, "w", 8) as new:
        for name in [*(n for n in old.namelist() if n not in parts), *parts]:
            new.writestr(name, parts.get(name) or old.read(name))
    return raw.getvalue()


def part(name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(SOUND)) as archive:
        return archive.read(name)


def lying(content: bytes, says: int) -> bytes:
    """The same archive, whose largest part is said to unpack to `says` bytes."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        largest = max(archive.infolist(), key=lambda entry: entry.file_size)
    true, false = struct.pack("<I", largest.file_size), struct.pack("<I", says)
    return content.replace(true, false)


def overlapping() -> bytes:
    """An archive whose list names the same packed bytes many times."""
    content = changed({"xl/worksheets/sheet1.xml": b" " * MEBIBYTE})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    listed = content[start:end] * 40
    tail = bytearray(content[end:])
    number = struct.unpack("<H", tail[10:12])[0] * 40
    tail[8:16] = struct.pack("<HHI", number, number, len(listed))
    return content[:start] + listed + bytes(tail)


CITY = "晋城市".encode("ascii", "xmlcharrefreplace")
SHEET, BOOK = "xl/worksheets/sheet1.xml", "xl/workbook.xml"
TWO_CELLS = part(SHEET).replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v>'
                                b"</c></row></sheetData>")  # fmt: skip
MANY_SHEETS = part(BOOK).replace(
    b"</sheets>", b'<sheet name="x" sheetId="9" r:id="rId1"/>' * 100_000 + b"</sheets>"
)
BOMBS = {
    "unpacks to gigabytes": (changed({SHEET: b" " * 420 * MEBIBYTE}), "420 MB"),
    "unpacks to more than it says": (
        lying(changed({SHEET: b" " * 40 * MEBIBYTE}), 1000), "more than it says",
    ),
    "two cells at the ends of the sheet": (changed({SHEET: TWO_CELLS}), "too far apart"),
    "a hundred thousand sheets": (changed({BOOK: MANY_SHEETS}), "too many sheets"),
    "thousands of parts": (changed({f"xl/x{n}": b"x" for n in range(2001)}), "parts"),
    "parts that overlap": (overlapping(), "overlap"),
    "cut off": (SOUND[:-300], ""),
    "its packed bytes damaged": (SOUND.replace(SOUND[60:80], bytes(20)), ""),
}  # fmt: skip


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_workbook_that_would_burst_is_refused_in_a_sentence(bomb):
    content, says = BOMBS[bomb]
    assert len(content) < 8 * MEBIBYTE
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()
    report = check_content(content, "x.xlsx", PLAN, None)
    (found,) = report.findings
    assert not report.readable
    assert says in found.message_en
    assert found.message_zh
    assert time.monotonic() - start < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000, "kilobytes"


def test_nothing_is_hidden_behind_a_nested_archive():
    nested = changed({"xl/media/inner.xlsx": BOMBS["unpacks to more than it says"][0]})
    assert check_content(nested, "x.xlsx", PLAN, None).accepted, "what nobody unpacks is no harm"


def test_sound_workbooks_pass():
    guard(SOUND)
    wide = a_workbook(*([n] * 40 for n in range(3000)))
    guard(wide)
    assert len(read_content(wide).rows) == 3000


ENTITIES = {
    "a file": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>',
    "an address": b'<!DOCTYPE x [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]>',
    "a billion laughs": b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY e "' + b"&a;" * 5000 + b'">]>',
}


@pytest.mark.parametrize("kind", ENTITIES)
def test_an_entity_in_a_workbook_is_never_followed(kind):
    sheet = ENTITIES[kind] + part(SHEET).replace(CITY, b"&e;")
    report = check_content(changed({SHEET: sheet}), "x.xlsx", PLAN, None)
    assert not report.accepted, "there is no such city"
    text = json.dumps(report.as_json(), ensure_ascii=False, default=str)
    assert "hahaha" not in text
    hostname = os.uname().nodename
    assert hostname not in text


def test_a_text_longer_than_any_cell_is_still_only_a_text():
    sheet = part(SHEET).replace(CITY, b"x" * 5 * MEBIBYTE)
    report = check_content(changed({SHEET: sheet}), "x.xlsx", PLAN, None)
    assert not report.accepted


@pytest.fixture
def sparse(tmp_path):
    """500 MB that take no room."""
    file = tmp_path / "large.csv"
    with file.open("wb") as handle:
        handle.write(a_file({2016: 5}))
        handle.truncate(500 * MEBIBYTE)
    return file


def test_a_file_of_500_megabytes_is_not_read(sparse):
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    report = check_file(sparse, PLAN, None)
    assert [f.code for f in report.findings] == ["file_too_large"]
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50_000


def test_content_that_is_too_large_is_not_looked_at():
    with pytest.raises(Unreadable, match="file_too_large"):
        read_content(bytes(MAX_BYTES + 1))


def submit(folder: Folder, file: object) -> subprocess.CompletedProcess[str]:
    places = ("--data", folder.root, "--warehouse", folder.warehouse)
    said = ("--by", "li", "--reason", "x")
    command = [sys.executable, "-B", "-m", "etl", "submit", *map(str, (file, *said, *places))]
    limit = lambda: resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))  # noqa: E731
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, encoding="utf-8", preexec_fn=limit, check=False
    )


def test_the_command_line_publishes_nothing_that_large(folder, sparse):
    done = submit(folder, sparse)
    assert (done.returncode, done.stdout) == (1, "")
    (sentence,) = done.stderr.splitlines()
    assert "500" in sentence
    assert counting(folder) == []


def test_what_is_no_file_is_one_sentence(folder, tmp_path):
    for place in (tmp_path, tmp_path / "missing.csv"):
        done = submit(folder, place)
        (sentence,) = done.stderr.splitlines()
        assert done.returncode == 1
        assert "Traceback" not in sentence


@pytest.mark.parametrize(
    "name", ["../../x.csv", "..\\..\\x.csv", "/etc/passwd", "C:\\x.csv", "a/\0b.csv", "~", "."]
)
def test_a_file_name_leads_nowhere(folder, name):
    made = hand_in(folder, {2016: 5}, name=name).submission
    assert made.path.parent == folder.root / "uploads" / "s000001"
    kept = {p.name for p in (folder.root / "uploads").iterdir()}
    assert kept == {"s000001", "log.jsonl", ".lock"}
    assert {p.name for p in made.path.parent.iterdir()} == {made.path.name, "meta.toml"}
    assert made.path.name.startswith("file")


def test_bytes_after_a_bomb_are_no_way_around():
    """A stored part that claims to be packed is measured as what it is."""
    packed = zlib.compress(b" " * 50 * MEBIBYTE)[2:-4]
    assert len(packed) < MEBIBYTE
    content = lying(changed({SHEET: b" " * 50 * MEBIBYTE}), len(packed))
    with pytest.raises(ValueError, match="more than it says"):
        guard(content)
