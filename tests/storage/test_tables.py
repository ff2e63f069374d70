"""Each table says what one row is, and its rows agree with the files they come from."""

import csv
import shutil
from decimal import Decimal

import duckdb
import pytest

from etl.assess import held_against
from etl.plan import read_plan
from etl.sources import find_sources
from indicators.units import conversion
from storage.tables import METADATA

KEYS = {
    "release": "release_id",
    "source": "source_id",
    "area": "code",
    "goal": "goal_id",
    "indicator": "indicator_id",
    "target": "indicator_id, ref_area, level, form, target_year",
    "break": "indicator_id, ref_area, first_year_after",
    "clause": "clause_id",
    "event": "position",
    "observation": "indicator_id, ref_area, time_period, source_id",
    "series": "indicator_id, ref_area, time_period",
    "assessment": "indicator_id, ref_area, as_of, target_number",
    "finding": 'source_id, "row", "column"',
}


@pytest.fixture(scope="module")
def database(shipped, tmp_path_factory):
    """The release's file, as any tool would open it; a copy, since others have it open here."""
    copy = shutil.copy(shipped.release, tmp_path_factory.mktemp("database"))
    connection = duckdb.connect(str(copy), read_only=True)
    yield connection
    connection.close()


def count(database, table, where="true"):
    return database.sql(f'SELECT count(*) FROM "{table}" WHERE {where}').fetchone()[0]


def cells(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def test_a_release_has_exactly_the_declared_tables(database):
    found = {name for (name,) in database.sql("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert found == set(METADATA.tables) == set(KEYS)


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=str)
def test_a_table_says_what_one_row_is(table, database):
    assert table.comment.startswith("one row")
    query = "SELECT comment FROM duckdb_tables() WHERE table_name = $name"
    assert database.execute(query, {"name": table.name}).fetchone() == (table.comment,)


@pytest.mark.parametrize("table", KEYS)
def test_no_two_rows_have_the_same_key(table, database):
    twice = (
        f'SELECT count(*) FROM (FROM "{table}" SELECT 1 GROUP BY {KEYS[table]} HAVING count(*) > 1)'
    )
    assert database.sql(twice).fetchone() == (0,)


# --- the plan's tables


@pytest.mark.parametrize(
    ("table", "files"),
    [
        ("area", ["areas"]),
        ("goal", ["goals"]),
        ("indicator", ["indicators", "measures"]),
        ("target", ["targets"]),
        ("break", ["breaks"]),
        ("clause", ["plan_clauses"]),
        ("event", ["project_events"]),
    ],
)
def test_a_plan_table_has_as_many_rows_as_its_files(table, files, shipped, database):
    in_files = sum(len(cells(shipped.data / "plan" / f"{name}.csv")) for name in files)
    assert count(database, table) == in_files


def test_the_plan_is_read_back_as_it_was_written(release, shipped):
    written, read = read_plan(shipped.data), release.plan
    for part in ("areas", "targets", "breaks", "clauses", "events"):
        assert getattr(read, part) == getattr(written, part)
    assert list(read.catalogue.goals.items()) == list(written.catalogue.goals.items())
    assert list(read.catalogue.entries.items()) == list(written.catalogue.entries.items())


def test_sources_are_read_back_as_their_sidecars_say(release, shipped):
    assert list(release.sources.values()) == [f.source for f in find_sources(shipped.data)]


# --- rows of sources


def test_every_sources_rows_are_accounted_for(database, shipped):
    in_files = {f.source.source_id: len(cells(f.path)) for f in find_sources(shipped.data)}
    found = database.sql(
        "SELECT source_id, rows_read, rows_observed, rows_outside, rows_set_aside FROM source"
    ).fetchall()
    assert {source_id: read for source_id, read, *_ in found} == in_files
    for source_id, read, observed, outside, aside in found:
        assert read == observed + outside + aside
        assert observed == count(database, "observation", f"source_id = '{source_id}'")
        only = f"source_id = '{source_id}' AND code"
        assert aside == count(database, "finding", f"{only} <> 'not_in_catalogue'")
        assert (outside > 0) is (count(database, "finding", f"{only} = 'not_in_catalogue'") > 0)


def test_the_release_counts_what_its_sources_count(database, release):
    columns = "sum(rows_read), sum(rows_observed), sum(rows_outside), sum(rows_set_aside)"
    info = release.info
    assert database.sql(f"SELECT {columns} FROM source").fetchone() == (
        info.rows_read, info.rows_observed, info.rows_outside, info.rows_set_aside,
    )  # fmt: skip
    assert count(database, "release") == 1
    assert count(database, "observation") == info.rows_observed


def test_every_observation_is_found_again_in_its_file(database, shipped):
    """Same area, year and citation in that row, and the same number in another unit."""
    lines = {f.source.source_id: cells(f.path) for f in find_sources(shipped.data)}
    columns = "source_id, source_row, ref_area, time_period, obs_value, unit_measure, citation"
    wrong = []
    for found in database.sql(f"SELECT {columns} FROM observation").fetchall():
        source_id, row, area, year, value, unit, citation = found
        line = lines[source_id][row - 2]
        into = conversion(line["单位"], unit)
        same = (line["地区代码"], line["年份"], line["来源"]) == (area, str(year), citation)
        if not same or float(into(Decimal(line["数值"]))) != pytest.approx(value, rel=1e-14):
            wrong.append(found)
    assert wrong == []


def test_every_key_has_one_winner_but_where_a_derived_value_counts(database):
    assert (
        database.sql("""
        SELECT indicator_id, ref_area, time_period FROM observation
        GROUP BY ALL HAVING count(*) FILTER (is_winner) > 1
    """).fetchall()
        == []
    )
    without = database.sql("""
        SELECT indicator_id, ref_area, time_period, source_id FROM (
            SELECT indicator_id, ref_area, time_period FROM observation
            GROUP BY ALL HAVING count(*) FILTER (is_winner) = 0)
        JOIN series USING (indicator_id, ref_area, time_period)
    """).fetchall()
    assert without
    assert {source_id for *_, source_id in without} == {"derived"}


def test_a_series_value_is_the_winner_or_derived(database):
    """Every winner stands unchanged."""
    same = database.sql("""
        SELECT count(*) FROM series s JOIN observation o
        USING (indicator_id, ref_area, time_period, source_id, obs_value, unit_measure, obs_status)
        WHERE o.is_winner
    """).fetchone()[0]
    shared = database.sql("""
        SELECT count(*) FROM series s WHERE s.source_id <> 'derived' AND NOT EXISTS (
            FROM observation o WHERE o.indicator_id = s.indicator_id
            AND o.ref_area = s.ref_area AND o.time_period = s.time_period)
    """).fetchone()[0]
    derived = count(database, "series", "source_id = 'derived'")
    assert count(database, "series") == same + shared + derived
    assert count(database, "observation", "is_winner") == same
    names = """SELECT DISTINCT indicator_id FROM series WHERE source_id <> 'derived'
               AND indicator_id NOT IN (SELECT indicator_id FROM observation)"""
    assert database.sql(names).fetchall() == [("value_added_primary",)]


def test_values_are_in_the_catalogues_units(database):
    for table in ("observation", "series"):
        odd = f"""SELECT count(*) FROM {table} v JOIN indicator i USING (indicator_id)
                  WHERE v.unit_measure <> i.unit"""
        assert database.sql(odd).fetchone() == (0,)


# --- lights


def test_there_is_one_assessment_an_indicator_city_year_and_target(database, release):
    plan = release.plan
    expected = sum(
        max(1, len(held_against(plan, indicator_id, city.code)))
        for indicator_id in plan.catalogue.indicators
        for city in plan.cities
    )
    assert count(database, "assessment") == expected * len(release.years_looked_at)
    assert release.years_looked_at == (2016, 2017, 2018, 2019, 2020)
    assert len(release.lights.assessments) == count(database, "assessment")


def test_an_assessment_knows_its_target(release):
    for assessment in release.lights.assessments:
        target = release.target_of(assessment)
        assert target is None or target.form is assessment.form
        assert (target is None) is (assessment.form is None)
