"""A damaged release is recognised, whatever was done to it."""

import shutil

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.problems import Problem
from storage.verification import verify_release
from storage.warehouse import Warehouse
from tests.crafted import Line, figures, leave_in_the_cache

A_ROW = """(SELECT * REPLACE ({change}) FROM {table} LIMIT 1)"""


def again(table, **changes):
    """Insert the first row of a table once more, changed."""
    change = ", ".join(f"{value} AS {column}" for column, value in changes.items())
    return f"INSERT INTO {table} {A_ROW.format(change=change, table=table)}"


COUNT_ONE_MORE = "UPDATE release SET rows_observed = rows_observed + 1, rows_read = rows_read + 1"


@pytest.fixture(scope="module")
def sound(built_once):
    """The file of a small release."""
    return next(built_once.warehouse.glob("r*.duckdb"))


def tampered(sound, folder, *statements):
    copy = shutil.copy(sound, folder / "copy.duckdb")
    with duckdb.connect(str(copy)) as connection:
        for statement in statements:
            connection.execute(statement)
    return folder / "copy.duckdb"


def test_a_release_as_it_was_built_is_sound(sound, shipped):
    assert verify_release(sound) == []
    assert verify_release(shipped.release) == []


@pytest.mark.parametrize(
    ("statements", "says"),
    [
        (["DELETE FROM release"], "the release does not say which one it is"),
        ([again("release", release_id="'r9'")], "the release does not say which one it is"),
        (["UPDATE release SET rows_read = rows_read + 1"], "rows read are not all accounted for"),
        (["DELETE FROM observation WHERE time_period = 2015"], "observations are missing"),
        (
            [again("observation", is_winner="false"), COUNT_ONE_MORE],
            "an observation stands twice",
        ),
        (
            ["UPDATE observation SET is_winner = false WHERE time_period = 2015"],
            "a key has not exactly one winner",
        ),
        (
            [again("observation", source_id="'two'"), COUNT_ONE_MORE],
            "a key has not exactly one winner",
        ),
        (
            ["DELETE FROM series WHERE time_period = 2015"],
            "a winner is missing from the series",
        ),
        ([again("series", obs_value="1")], "a series value stands twice"),
        (["UPDATE series SET source_id = 'hearsay'"], "a series value has no source"),
        (
            ["UPDATE observation SET indicator_id = 'x'", "UPDATE series SET indicator_id = 'x'"],
            "an indicator is not catalogued",
        ),
        (
            ["UPDATE observation SET ref_area = '9'", "UPDATE series SET ref_area = '9'"],
            "an area is unknown",
        ),
        (
            ["UPDATE assessment SET headline = false WHERE as_of = 2018"],
            "a light has not exactly one headline",
        ),
        (["UPDATE assessment SET headline = true"], "a light has not exactly one headline"),
    ],
)
def test_tampering_is_told_in_one_sentence(sound, tmp_path, statements, says):
    assert verify_release(tampered(sound, tmp_path, *statements)) == [says]


def test_every_broken_rule_is_told(sound, tmp_path):
    damaged = tampered(
        sound, tmp_path, "DELETE FROM observation", "UPDATE assessment SET headline = false"
    )
    assert len(verify_release(damaged)) == 2


@pytest.mark.parametrize("damage", ["cut short", "overwritten", "empty", "a table is gone"])
def test_a_file_that_is_no_release_is_told_in_one_sentence(sound, tmp_path, damage):
    copy = tmp_path / "copy.duckdb"
    content = sound.read_bytes()
    match damage:
        case "cut short":
            copy.write_bytes(content[: len(content) // 3])
        case "overwritten":
            copy.write_bytes(b"x" * 5000)
        case "empty":
            copy.write_bytes(b"")
        case _:
            tampered(sound, tmp_path, "DROP TABLE assessment")
    assert verify_release(copy) == ["the file cannot be read as a release"]


def test_a_release_damaged_after_it_was_built_is_built_anew(folder):
    damaged = next(folder.warehouse.glob("r*.duckdb"))
    damaged.write_bytes(damaged.read_bytes()[:20_000])
    built = folder.build()
    assert built.is_new
    assert built.release_id != damaged.stem
    assert figures(folder) == {2015: 1, 2016: 2}


def test_an_unsound_release_is_never_published(folder):
    """Here the cache gives a source's rows twice: the build stops, and the old one stays."""
    before = Warehouse(folder.warehouse).current()
    for path in (folder.warehouse / "cache").glob("*.parquet"):
        kept = pq.read_table(path)
        leave_in_the_cache(path, pa.concat_tables([kept, kept]))
    folder.source("three", Line(3, 2017))
    with pytest.raises(Problem, match=r"not sound and was not published: .*stands twice"):
        folder.build()
    assert Warehouse(folder.warehouse).current() == before
    assert figures(folder) == {2015: 1, 2016: 2}
