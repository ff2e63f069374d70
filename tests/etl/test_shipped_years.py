"""No false alarms: each shipped file, handed in as if it were new, against a release without it.

What is said about them is listed in docs/data.md, with what makes it real; nothing else may be.
"""

import csv
import re
import shutil
from collections import Counter
from functools import cache

import pytest

from etl.check import check_file
from etl.findings import Severity
from etl.sources import find_sources
from storage.reading import open_release
from storage.warehouse import Warehouse
from tests.crafted import PLAN, SHIPPED, Folder, a_folder
from tests.docs.listing import spans, table

SOURCES = [file.source.source_id for file in find_sources(SHIPPED)]
UNCONVERTIBLE = {
    "city_yearbook/2014": {("公路客运量", "万元", "misprinted_unit"): 37},
    "city_yearbook/2017": {("货物出口额", "万美元", "currency"): 36},
}
"""Label, unit and cause of the rows whose unit cannot be converted, with how many there are."""


@pytest.fixture(scope="session")
def without(tmp_path_factory):
    """The report on a shipped file by a release of all the others; each file is parsed once."""
    folder = a_folder(tmp_path_factory.mktemp("years"))
    shutil.copytree(SHIPPED / "sources", folder.root / "sources")

    @cache
    def report(source_id):
        release_id = built_without(folder, source_id)
        reader = open_release(Warehouse(folder.warehouse), release_id)
        try:
            return check_file(SHIPPED / "sources" / f"{source_id}.csv", PLAN, reader)
        finally:
            reader.close()

    return report


def built_without(folder: Folder, source_id: str) -> str:
    files = [folder.root / "sources" / (source_id + end) for end in (".csv", ".meta.toml")]
    kept = [file.read_bytes() for file in files]
    for file in files:
        file.unlink()
    try:
        return folder.build().release_id
    finally:
        for file, content in zip(files, kept, strict=True):
            file.write_bytes(content)


def of_severity(report, severity):
    return [found for found in report.findings if found.severity is severity]


def lines_of(source_id):
    path = SHIPPED / "sources" / f"{source_id}.csv"
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def shown(source_id, found):
    """What docs/data.md says of a warning about a figure: its row as it stands in the file."""
    cells = lines_of(source_id)[found.row - 1]
    return (str(found.row), cells[1], cells[2], f"{cells[5]} {cells[6]}", found.code)


def listed(first_header, source_id):
    """The rows of a table about a file, without the file."""
    return [rest for first, *rest in table(first_header) if spans(first) == [source_id]]


def code(cell):
    return spans(cell)[0]


GAP = re.compile(r"(?P<what>.+) lacks (?P<where>.+); there was a figure the year before")
CITY = re.compile(r"the file lacks (?P<what>.+) of (?P<where>.+); there were figures")
REVISED = re.compile(
    r"(\d+) stored figures of (.+) \((\d+) areas, .+\) differ from the file, most of all (.+)"
)
WIDE = {"gap", "city_missing", "history_revised"}
"""Codes of warnings that are not about one figure."""


def lacking(found, year):
    """Code, indicator and areas of a gap as its sentence names them."""
    named = (GAP if found.code == "gap" else CITY).match(found.message_en)
    return found.code, named["what"], named["where"].replace(f" {year}", "")


def in_a_sentence(areas):
    """Five areas and how many more, as a sentence names them."""
    names = areas.split(", ")
    more = f" and {len(names) - 5} more" if len(names) > 5 else ""
    return ", ".join(names[:5]) + more


@pytest.mark.parametrize("source_id", SOURCES)
def test_only_rows_whose_unit_cannot_be_converted_are_errors(source_id, without):
    lines = lines_of(source_id)
    errors = of_severity(without(source_id), Severity.ERROR)
    assert {found.code for found in errors} <= {"unit_not_convertible"}
    cells = (lines[found.row - 1] + [found.cause] for found in errors)
    assert Counter((c[2], c[6], c[-1]) for c in cells) == UNCONVERTIBLE.get(source_id, {})


@pytest.mark.parametrize("source_id", SOURCES)
def test_figures_that_are_warned_of_are_those_listed(source_id, without):
    warned = [f for f in of_severity(without(source_id), Severity.WARNING) if f.code not in WIDE]
    expected = [(*rest[:4], code(rest[4])) for rest in listed("file of a figure", source_id)]
    assert [shown(source_id, found) for found in warned] == expected


@pytest.mark.parametrize("source_id", SOURCES)
def test_revisions_that_are_warned_of_are_those_listed(source_id, without):
    warned = [f for f in without(source_id).findings if f.code == "history_revised"]
    said = [REVISED.fullmatch(found.message_en).groups() for found in warned]
    expected = listed("file of a revision", source_id)
    assert said == [(many, name, areas, most) for name, many, areas, most in expected]


@pytest.mark.parametrize("source_id", SOURCES)
def test_gaps_that_are_warned_of_are_those_listed(source_id, without):
    warned = [f for f in without(source_id).findings if f.code in ("gap", "city_missing")]
    expected = [
        (code(word), name, in_a_sentence(areas))
        for word, names, areas in listed("file with gaps", source_id)
        for name in names.split("; ")
    ]
    assert Counter(lacking(f, source_id[-4:]) for f in warned) == Counter(expected)


def test_a_figure_that_is_warned_of_says_what_makes_it_real():
    assert all(why for *_, why in table("file of a figure"))
    assert {code(row[4 + 1]) for row in table("file of a figure")} & WIDE == set()


def test_every_gap_listed_is_one_in_the_file():
    """Neither the file has the figure, nor had the year before none."""
    ids = {e.name.en: e for e in PLAN.catalogue.entries.values()}
    codes = {a.name.en: a.code for a in PLAN.areas}
    for first, word, names, areas in table("file with gaps"):
        if code(word) != "gap":
            continue
        this = spans(first)[0]
        before = f"{this[:-4]}{int(this[-4:]) - 1}"
        keys = [
            (codes[a], ids[n].source_label) for n in names.split("; ") for a in areas.split(", ")
        ]
        has, had = ({(c[0], c[2]) for c in lines_of(source)} for source in (this, before))
        assert [key for key in keys if key in has or key not in had] == []
