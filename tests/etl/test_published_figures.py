"""What was handed in is what the release holds, figure by figure; and it is taken back whole.

Random indicators, cities, years and figures, in any shape and encoding, published into a small
folder whose release says nothing of most of them yet.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl import operations
from etl.exporting import Dataset, Selection, select
from etl.templates import asked
from tests.crafted import PLAN, a_copy, silent
from tests.etl.cases.writing import (
    CITIES,
    ENTRIES,
    by_area,
    by_indicator,
    by_year,
    csv_file,
    long,
    workbook,
)  # fmt: skip
from tests.handed_in import REASON, an_office

NAMES = sorted(entry.indicator_id for entry in asked(PLAN))
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16", "xlsx")
SHAPES = {"long": long, "years": by_year, "areas": by_area, "indicators": by_indicator}
SELDOM = settings(
    max_examples=2, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
KEYS = st.tuples(st.sampled_from(NAMES), st.sampled_from(CITIES), st.integers(2017, 2021))
HUNDREDTHS = st.integers(100, 9900)
"""Figures from 1 to 99 are possible in every unit of the catalogue."""
FIGURES = st.dictionaries(KEYS, HUNDREDTHS, min_size=1, max_size=30)


def in_tens_of_thousands(rows):
    """The rows with amounts in 万元 in place of 亿元, as yearbooks print them."""
    return [
        [*row[:4], str(round(float(row[4]) * 10_000)), "万元"] if row[5] == "亿元" else row
        for row in rows
    ]


def written(hundredths, shape, encoding, *, is_converted):
    """A file of these figures."""
    rows = SHAPES[shape]({key: f"{n / 100:.2f}" for key, n in hundredths.items()})
    if is_converted and shape == "long":
        rows = in_tens_of_thousands(rows)
    return workbook(rows) if encoding == "xlsx" else csv_file(rows, encoding)


def published(folder, made):
    office = an_office(folder)
    return operations.submit(
        office, made.content, made.name, by="li", reason=REASON, report=silent
    ).submission.submission_id


def exported(folder, dataset):
    """The rows of an export of the current release."""
    reader = folder.reader()
    try:
        return select(reader, dataset, Selection()).to_pylist()
    finally:
        reader.close()


def without_number(rows, number):
    """The rows, with the number of a submission left out."""
    return [
        {name: "uploads" if cell == f"uploads/{number}" else cell for name, cell in row.items()}
        for row in rows
    ]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("encoding", ENCODINGS)
@SELDOM
@given(hundredths=FIGURES, is_converted=st.booleans())
def test_a_published_file_read_back_equals_what_was_in_it(
    shape, encoding, hundredths, is_converted, built_once
):
    made = written(hundredths, shape, encoding, is_converted=is_converted)
    with TemporaryDirectory() as work:
        folder = a_copy(built_once, Path(work) / "folder")
        number = published(folder, made)
        kept = [
            row
            for row in exported(folder, Dataset.OBSERVATIONS)
            if row["source_id"] == f"uploads/{number}"
        ]
    found = {
        (r["indicator_id"], r["ref_area"], r["time_period"]): (r["obs_value"], r["unit_measure"])
        for r in kept
    }
    assert len(kept) == len(found)
    assert found == {
        key: (float(f"{n / 100:.2f}"), ENTRIES[key[0]].unit) for key, n in hundredths.items()
    }
    assert all(row["is_winner"] for row in kept)


@settings(SELDOM, max_examples=4)
@given(hundredths=FIGURES, shape=st.sampled_from(list(SHAPES)), encoding=st.sampled_from(ENCODINGS))
def test_published_withdrawn_and_published_again_every_export_is_the_same(
    hundredths, shape, encoding, built_once
):
    made = written(hundredths, shape, encoding, is_converted=False)
    datasets = (Dataset.SERIES, Dataset.OBSERVATIONS, Dataset.ASSESSMENTS)
    with TemporaryDirectory() as work:
        folder = a_copy(built_once, Path(work) / "folder")
        before = [exported(folder, dataset) for dataset in datasets]
        first = published(folder, made)
        once = [exported(folder, dataset) for dataset in datasets]
        operations.withdraw(an_office(folder), first, by="li", reason=REASON, report=silent)
        assert [exported(folder, dataset) for dataset in datasets] == before
        second = published(folder, made)
        again = [exported(folder, dataset) for dataset in datasets]
    assert second != first
    assert once != before
    assert [without_number(rows, first) for rows in once] == [
        without_number(rows, second) for rows in again
    ]
