"""Figures that are known from elsewhere, through the real command line."""

import re

import pytest

from tests.conftest import the_row

JINCHENG, CHANGZHI, YUNCHENG = "140500", "140400", "140800"


def six_digits(number):
    return f"{float(number):.6g}"


@pytest.mark.parametrize(
    ("indicator", "area", "year", "value", "unit", "status"),
    [
        ("gdp", JINCHENG, 2015, 958.48, "亿元", "A"),
        ("gdp", JINCHENG, 2020, 1427.57, "亿元", "A"),
        ("gdp_per_capita", JINCHENG, 2015, 43170.9, "元", "A"),
        ("gdp_per_capita", JINCHENG, 2020, 65055.1, "元", "A"),
        ("tertiary_share", JINCHENG, 2015, 39.9263, "%", "A"),
        ("tertiary_share", JINCHENG, 2018, 43.2607, "%", "A"),
        ("tertiary_share", JINCHENG, 2020, 42.5229, "%", "A"),
        ("fiscal_revenue", CHANGZHI, 2020, 166.3524, "亿元", "A"),
        ("pm25", JINCHENG, 2017, 64.1, "μg/m³", "E"),
        ("pm25", JINCHENG, 2018, 60, "μg/m³", "A"),
        ("pm25", JINCHENG, 2020, 46, "μg/m³", "A"),
        ("pm25", CHANGZHI, 2020, 45.5, "μg/m³", "E"),
        ("library_books_per_100", YUNCHENG, 2016, 29.1109, "册", "A"),
        ("library_books_per_100", YUNCHENG, 2017, 35.0133, "册", "A"),
        ("broadband_per_100", JINCHENG, 2010, 7.88782, "户", "A"),
        ("gdp_share_of_cluster", JINCHENG, 2015, 1.76294, "%", "A"),
        ("gdp_share_of_cluster", JINCHENG, 2020, 1.79272, "%", "A"),
        ("urbanisation_rate", JINCHENG, 2010, 51.0417, "%", "A"),
        ("urbanisation_rate", JINCHENG, 2020, 62.7247, "%", "A"),
        ("hospital_beds_per_1000", CHANGZHI, 2020, 4.77436, "张", "A"),
        ("co2_intensity", YUNCHENG, 2015, 5.72445, "吨/万元", "E"),
    ],
)
def test_series(rows, indicator, area, year, value, unit, status):
    found = the_row(rows["series"], indicator_id=indicator, ref_area=area, time_period=year)
    assert six_digits(found["obs_value"]) == six_digits(value)
    assert (found["unit_measure"], found["obs_status"]) == (unit, status)


@pytest.mark.parametrize(("year", "value"), [(2015, 1040.2416), (2020, 1425.7166)])
def test_the_yearbooks_first_figure_stays_as_a_vintage(rows, year, value):
    key = {"indicator_id": "gdp", "ref_area": JINCHENG, "time_period": year}
    first = the_row(rows["observations"], **key, source_id=f"city_yearbook/{year}")
    revised = the_row(rows["observations"], **key, is_winner="true")
    assert six_digits(first["obs_value"]) == six_digits(value)
    assert first["is_winner"] == "false"
    assert revised["source_id"] == "gdp_revised/2010-2020"


@pytest.mark.parametrize(
    ("indicator", "year", "count", "cause"),
    [("road_passengers", 2014, 37, "misprinted_unit"), ("exports", 2017, 36, "currency")],
)
def test_rows_set_aside(rows, release, indicator, year, count, cause):
    label = release.catalogue.entries[indicator].source_label
    found = [
        f
        for f in rows["findings"]
        if (f["source_id"], f["cause"]) == (f"city_yearbook/{year}", cause)
    ]
    assert len(found) == count
    assert {f["code"] for f in found} == {"unit_not_convertible"}
    assert all(label in f["message_zh"] and label in f["message_en"] for f in found)
    assert not any(
        r["indicator_id"] == indicator and r["time_period"] == str(year) for r in rows["series"]
    )


def test_what_was_set_aside_is_found_where_the_finding_says(rows, shipped):
    for found in rows["findings"]:
        lines = (shipped.data / "sources" / f"{found['source_id']}.csv").read_text("utf-8")
        line = lines.splitlines()[int(found["row"]) - 1].split(",")
        header = lines.splitlines()[0].split(",")
        assert line[header.index(found["column"])] == found["cell"]


def test_the_build_accounts_for_every_row_that_it_read(shipped, rows):
    first, *reasons = shipped.built.stdout.decode().splitlines()[:-1]
    numbers = re.fullmatch(
        r"rows read (\d+) = observations (\d+) \+ not in catalogue (\d+) \+ set aside (\d+)", first
    )
    read, kept, outside, aside = map(int, numbers.groups())
    assert read == kept + outside + aside
    assert kept == len(rows["observations"])
    assert aside == 37 + 36
    assert [
        re.search(r"(\w+), (\d+) rows, for example \S+ row \d+: ", r).groups() for r in reasons
    ] == [
        ("currency", "36"),
        ("misprinted_unit", "37"),
    ]


def test_the_build_names_the_release_it_made(shipped):
    last = shipped.built.stdout.decode().splitlines()[-1]
    assert last == f"{shipped.release.stem} is the current release"


def assessed(rows, indicator, area, as_of, level):
    key = {"indicator_id": indicator, "ref_area": area, "as_of": as_of, "target_level": level}
    return the_row(rows["assessments"], **key)


def test_tertiary_share_of_jincheng_lags_far_behind_the_nations_number(rows):
    seen = assessed(rows, "tertiary_share", JINCHENG, 2018, "nation")
    assert round(float(seen["completion"]), 3) == 0.207
    assert (seen["schedule"], seen["lead"], seen["status"]) == ("0.6", "-39.3", "far_behind")
    assert seen["required_value"] == "56.0"


def test_tertiary_share_of_jincheng_is_missed_and_the_nations_number_speaks(rows):
    nation = assessed(rows, "tertiary_share", JINCHENG, 2020, "nation")
    words = assessed(rows, "tertiary_share", JINCHENG, 2020, "plan")
    assert (nation["status"], nation["headline"]) == ("missed", "true")
    assert words["headline"] == "false"


@pytest.mark.parametrize(
    ("as_of", "lead", "status"), [(2018, "-4.7", "behind"), (2020, "-10.4", "missed")]
)
def test_growth_of_yuncheng_against_the_nations_average(rows, as_of, lead, status):
    seen = assessed(rows, "gdp_growth", YUNCHENG, as_of, "nation")
    assert (seen["lead"], seen["status"]) == (lead, status)


def test_the_citys_plan_for_one_year_speaks_once_that_year_is_looked_at(rows):
    before = assessed(rows, "gdp_growth", JINCHENG, 2019, "city")
    then = assessed(rows, "gdp_growth", JINCHENG, 2020, "city")
    assert (before["reason"], before["headline"]) == ("not_due", "false")
    assert then["headline"] == "true"


def test_every_light_of_every_year_looked_at_is_kept(rows, release):
    lights = {(r["indicator_id"], r["ref_area"], r["as_of"]) for r in rows["assessments"]}
    years = {r["as_of"] for r in rows["assessments"]}
    assert years == {"2016", "2017", "2018", "2019", "2020"}
    assert len(lights) == len(release.catalogue.indicators) * 3 * 5
    assert sum(r["headline"] == "true" for r in rows["assessments"]) == len(lights)


def test_only_the_plans_three_cities_are_assessed(rows):
    assert {r["ref_area"] for r in rows["assessments"]} == {JINCHENG, CHANGZHI, YUNCHENG}
