"""Exports: the agreed columns, opening right in Excel and WPS, the same in every format."""

import io
import json

import pyarrow.parquet as pq
import pytest

from etl.exporting import COLUMNS, Dataset
from etl.formats import as_csv
from storage import tables
from storage.engines import arrow_rows
from tests.conftest import csv_rows, the_row

AGREED = {
    "series": "indicator_id ref_area time_period obs_value unit_measure obs_status source_id",
    "observations": "indicator_id ref_area time_period obs_value unit_measure obs_status source_id "
    "released_on priority is_winner",
    "assessments": "indicator_id ref_area as_of target_level form headline status reason "
    "value_year obs_value baseline_year baseline_value required_value completion schedule lead",
    "findings": "source_id row column code severity cell message_zh message_en cause",
}
JINCHENG, CHANGZHI = "140500", "140400"


def plain(value):
    """A cell of JSON or Parquet as CSV writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def in_order(rows):
    """The rows as they should come: by their columns from the left, empty cells last."""

    def key(row):
        return [(cell == "", number(cell)) for cell in row.values()]

    def number(cell):
        try:
            return (0, float(cell), "")
        except ValueError:
            return (1, 0, cell)

    return sorted(rows, key=key)


@pytest.mark.parametrize("dataset", Dataset)
def test_columns_are_the_agreed_ones(dataset, exported):
    header = exported[dataset].decode("utf-8-sig").splitlines()[0]
    assert header.split(",") == AGREED[dataset].split() == list(COLUMNS[dataset])


@pytest.mark.parametrize("dataset", Dataset)
def test_csv_starts_with_a_byte_order_mark_and_ends_every_line_like_windows(dataset, exported):
    content = exported[dataset]
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\xef\xbb\xbf") == 1
    assert content.endswith(b"\r\n")
    assert content.count(b"\n") == content.count(b"\r\n")


@pytest.mark.parametrize("dataset", Dataset)
def test_rows_are_ordered_by_their_columns(dataset, rows):
    found = rows[dataset]
    assert found
    assert [list(r.values()) for r in found] == [list(r.values()) for r in in_order(found)]


@pytest.mark.parametrize("dataset", Dataset)
def test_all_formats_say_the_same(dataset, rows, etl, tmp_path):
    said = etl("export", dataset, "--format", "json")
    from_json = json.loads(said.out)
    etl("export", dataset, "--format", "parquet", "--out", tmp_path / "x.parquet")
    from_parquet = pq.read_table(tmp_path / "x.parquet").to_pylist()
    as_text = [{name: plain(cell) for name, cell in row.items()} for row in from_json]
    assert as_text == [{n: plain(c) for n, c in row.items()} for row in from_parquet]
    assert as_text == rows[dataset]


def test_what_does_not_apply_is_null_in_json_and_empty_in_csv(etl, rows):
    found = json.loads(etl("export", "assessments", "--format", "json", "--as-of", 2018).out)
    first = next(r for r in found if r["form"] == "improve")
    assert first["required_value"] is None
    same = the_row(
        rows["assessments"],
        **{k: first[k] for k in ("indicator_id", "ref_area", "as_of", "target_level")},
    )
    assert same["required_value"] == ""


def test_numbers_are_not_rounded(rows):
    gdp = the_row(rows["series"], indicator_id="gdp", ref_area=JINCHENG, time_period=2015)
    share = the_row(
        rows["series"], indicator_id="tertiary_share", ref_area=JINCHENG, time_period=2018
    )
    assert gdp["obs_value"] == "958.48"
    assert len(share["obs_value"]) > 12


def test_a_file_holds_what_standard_output_would(etl, exported, tmp_path):
    said = etl("export", "series", "--out", tmp_path / "series.csv")
    assert (said.code, said.out, said.err) == (0, b"", "")
    assert (tmp_path / "series.csv").read_bytes() == exported[Dataset.SERIES]


def test_parquet_goes_to_standard_output_byte_for_byte(etl):
    said = etl("export", "findings", "--format", "parquet")
    assert pq.read_table(io.BytesIO(said.out)).num_rows > 0


# --- selections


def test_areas_can_be_chosen_and_repeated(etl, rows):
    said = etl("export", "series", "--area", JINCHENG, "--area", "100000")
    wanted = [r for r in rows["series"] if r["ref_area"] in (JINCHENG, "100000")]
    assert said.rows == wanted


def test_series_as_of_a_year_keep_the_years_up_to_it(etl, rows):
    found = etl("export", "series", "--as-of", 2012).rows
    assert found == [r for r in rows["series"] if int(r["time_period"]) <= 2012]


def test_observations_as_of_a_year_keep_the_years_up_to_it(etl):
    found = etl("export", "observations", "--as-of", 2010, "--area", CHANGZHI).rows
    assert {r["time_period"] for r in found} == {"2010"}


def test_assessments_as_of_a_year_are_those_of_that_year(etl, rows):
    found = etl("export", "assessments", "--as-of", 2018, "--area", CHANGZHI).rows
    wanted = [r for r in rows["assessments"] if (r["as_of"], r["ref_area"]) == ("2018", CHANGZHI)]
    assert found == wanted


def test_a_year_without_figures_gives_the_header_alone(etl):
    said = etl("export", "series", "--as-of", 1999)
    assert (said.code, said.rows) == (0, [])
    assert said.out.decode("utf-8-sig").strip() == ",".join(AGREED["series"].split())


# --- as known on a day


def known(etl, dataset, day, *more):
    return etl("export", dataset, "--known-on", day, "--area", JINCHENG, *more).rows


def test_before_the_revision_the_yearbooks_figure_was_the_winner(etl):
    for day, value in (("2021-12-30", "1040.2416"), ("2021-12-31", "958.48")):
        gdp = the_row(known(etl, "series", day), indicator_id="gdp", time_period=2015)
        assert gdp["obs_value"] == value


def test_a_figure_is_known_from_the_day_of_its_release_on(etl):
    years = {}
    for day in ("2020-01-30", "2020-01-31", "2021-03-31"):
        pm25 = [r for r in known(etl, "series", day) if r["indicator_id"] == "pm25"]
        years[day] = [(r["time_period"], r["obs_status"]) for r in pm25]
    assert years["2020-01-30"] == []
    assert years["2020-01-31"] == [("2018", "A")]
    assert years["2021-03-31"][:2] == [("2015", "E"), ("2016", "E")]
    assert years["2021-03-31"][3] == ("2018", "A")


def test_observations_known_on_a_day_mark_that_days_winners(etl):
    found = known(etl, "observations", "2021-06-01")
    gdp = [r for r in found if (r["indicator_id"], r["time_period"]) == ("gdp", "2015")]
    assert [(r["source_id"], r["is_winner"]) for r in gdp] == [("city_yearbook/2015", "true")]
    assert max(r["released_on"] for r in found) <= "2021-06-01"


def test_derived_figures_are_derived_from_what_was_known(etl):
    """Revised population and GRP came on the same day; before, there was neither."""
    early = known(etl, "series", "2021-12-30")
    assert not [r for r in early if r["indicator_id"] == "gdp_per_capita"]


def test_lights_are_those_that_the_figures_known_then_would_give(etl, rows):
    """In early 2020 the yearbook ended with 2018: 2020 was still to come."""
    found = known(etl, "assessments", "2020-06-30", "--as-of", 2020)
    then = the_row(found, indicator_id="tertiary_share", target_level="nation")
    now = the_row(
        rows["assessments"], indicator_id="tertiary_share", ref_area=JINCHENG, as_of=2020,
        target_level="nation",
    )  # fmt: skip
    assert (then["status"], then["reason"]) == ("not_assessable", "stale")
    assert now["status"] == "missed"


def test_known_today_is_the_release_itself(etl, rows):
    for dataset in ("series", "observations", "assessments"):
        assert known(etl, dataset, "2030-01-01") == [
            r for r in rows[dataset] if r["ref_area"] == JINCHENG
        ]


def test_before_the_first_release_nothing_was_known(etl):
    assert known(etl, "series", "2000-01-01") == []
    lights = known(etl, "assessments", "2000-01-01", "--as-of", 2018)
    assert {r["status"] for r in lights} == {"not_assessable"}


# --- faults


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (("series", "--area", "999999"), 1, "--area 999999: not in the list of areas"),
        (("series", "--area", "晋城"), 1, "--area 晋城: not in the list of areas"),
        (("series", "--format", "xml"), 2, "'xml' is not one of 'csv', 'json', 'parquet'"),
        (("figures",), 2, "'figures' is not one of 'series'"),
        (("series", "--as-of", "soon"), 2, "'--as-of'"),
        (("series", "--known-on", "31.12.2021"), 2, "'31.12.2021' does not match"),
        (("findings", "--as-of", "2018"), 1, "do not apply"),
        (("findings", "--known-on", "2018-01-01"), 1, "do not apply"),
        (("findings", "--area", JINCHENG), 1, "do not apply"),
        (("series", "--colour"), 2, "No such option"),
        ((), 2, "Missing argument"),
    ],
)
def test_what_cannot_be_exported_is_told_in_one_sentence(etl, arguments, code, says):
    said = etl("export", *arguments)
    assert (said.code, said.out) == (code, b"")
    assert says in said.err
    assert len(said.err.splitlines()) == 1


def test_a_file_that_cannot_be_written_is_told_in_one_sentence(etl, tmp_path):
    said = etl("export", "findings", "--out", tmp_path / "nowhere" / "x.csv")
    assert said.code != 0
    assert said.out == b""
    assert "cannot be written" in said.err
    assert len(said.err.splitlines()) == 1


def test_without_a_release_the_sentence_says_how_to_get_one(etl, tmp_path):
    said = etl("export", "series", warehouse=tmp_path / "nothing")
    assert (said.code, said.out) == (1, b"")
    assert "python -m etl build" in said.err
    assert len(said.err.splitlines()) == 1
    assert not (tmp_path / "nothing").exists()


# --- spreadsheets


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_text_never_reaches_a_spreadsheet_as_a_formula(cell):
    texts = dict.fromkeys(("source_id", "column", "code", "severity", "cause"), "x")
    row = texts | {"row": 2, "cell": cell, "message_zh": cell, "message_en": "a, b"}
    (read,) = csv_rows(as_csv(arrow_rows(tables.FINDING, [row])))
    assert read["cell"] == f"'{cell}"
    assert read["message_zh"] == f"'{cell}"
    assert read["message_en"] == "a, b"


def test_a_text_that_is_a_plain_negative_number_stays_one():
    """It computes nothing, and with an apostrophe it could not be computed with."""
    texts = dict.fromkeys(("source_id", "column", "code", "severity", "cause"), "x")
    row = texts | {"row": 2, "cell": "-1", "message_zh": "a", "message_en": "b"}
    (read,) = csv_rows(as_csv(arrow_rows(tables.FINDING, [row])))
    assert read["cell"] == "-1"


def test_a_negative_number_stays_a_number(rows):
    cells = [r["obs_value"] for r in rows["series"] if float(r["obs_value"]) < 0]
    assert cells
    assert not [cell for cell in cells if cell.startswith("'")]
