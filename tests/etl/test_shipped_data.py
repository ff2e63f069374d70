"""Every file in data/: read, complete, and in agreement with the others."""

import csv
import hashlib
import json
import re
import tomllib
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from etl.labels import LabelBook
from etl.plan import read_plan
from etl.reading import HEADERS
from etl.sources import find_sources
from indicators.areas import AreaLevel, Role
from indicators.catalogue import Kind, Polarity
from indicators.formulas import parse
from indicators.language import Bilingual
from indicators.targets import TargetForm, TargetLevel
from indicators.units import spelled

DATA = Path(__file__).resolve().parents[2] / "data"
SOURCES = sorted((DATA / "sources").rglob("*.csv"))
SIDECARS = sorted((DATA / "sources").rglob("*.meta.toml"))
SIDECAR_KEYS = {
    "title", "publisher", "kind", "priority", "edition", "released_on", "licence", "note",
}  # fmt: skip
PLAN = read_plan(DATA)
CITIES = {"140500": "晋城市", "140400": "长治市", "140800": "运城市"}


def name_of(path):
    return path.relative_to(DATA).as_posix()


def cells(path):
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def geometries(name):
    return json.loads((DATA / "geo" / name).read_text(encoding="utf-8"))["features"]


# --- nothing in data/ goes unread


def test_data_holds_what_is_known_and_nothing_else():
    made_at_run_time = {"uploads", "warehouse"}
    found = {
        name_of(path)
        for path in DATA.rglob("*")
        if path.is_file() and path.relative_to(DATA).parts[0] not in made_at_run_time
    }
    plan = {
        f"plan/{name}.csv"
        for name in (
            "aliases", "areas", "breaks", "goals", "indicators", "measures", "plan_clauses",
            "project_events", "targets",
        )
    }  # fmt: skip
    geo = {
        "geo/admin_codes.csv", "geo/shanxi_cities.geojson", "geo/three_cities_counties.geojson",
        "geo/zhongyuan_30_cities.geojson",
    }  # fmt: skip
    assert found == plan | geo | {name_of(path) for path in (*SOURCES, *SIDECARS)}


# --- sources


def test_raw_files_are_the_ones_that_were_received():
    """A new edition is a new file; a raw file never changes."""
    listed = (Path(__file__).with_name("sources.sha256")).read_text(encoding="utf-8").split()
    received = dict(zip(listed[1::2], listed[::2], strict=True))
    found = {
        path.relative_to(DATA / "sources").as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in SOURCES
    }
    assert found == received


def test_every_source_has_a_sidecar_and_every_sidecar_a_source():
    assert [p.with_suffix("").with_suffix("") for p in SIDECARS] == [
        p.with_suffix("") for p in SOURCES
    ]


@pytest.mark.parametrize("path", SIDECARS, ids=name_of)
def test_a_sidecar_says_all_that_is_needed(path):
    meta = tomllib.loads(path.read_text(encoding="utf-8"))
    assert set(meta) == SIDECAR_KEYS
    assert all(isinstance(meta[key], str) for key in SIDECAR_KEYS - {"priority"})
    assert all(meta[key].strip() for key in SIDECAR_KEYS - {"priority", "note"})
    assert isinstance(meta["priority"], int)
    assert date(2010, 1, 1) < date.fromisoformat(meta["released_on"]) < date(2024, 1, 1)


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_source_is_a_table_of_the_nine_columns(path):
    content = path.read_bytes()
    assert content.endswith(b"\n")
    assert not content.startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8", newline="") as handle:
        header, *rows = csv.reader(handle)
    assert header == list(HEADERS)
    assert {len(row) for row in rows} == {len(header)}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_yearbook_is_about_the_year_in_its_name_and_no_source_goes_beyond_it(path):
    years = {int(row["年份"]) for row in cells(path)}
    last = max(map(int, re.findall(r"\d{4}", path.stem)))
    assert 2010 <= min(years) <= max(years) == last
    if path.parent.name == "city_yearbook":
        assert years == {last}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_areas_of_a_source_are_catalogued_under_their_names(path):
    official = {a.code: a.official_name for a in PLAN.areas}
    assert {row["地区代码"]: row["地区"] for row in cells(path)}.items() <= official.items()


def test_the_release_has_read_every_row_of_every_source(release, rows):
    on_disk = {s.source.source_id: len(cells(s.path)) for s in find_sources(DATA)}
    read = Counter(r["source_id"] for r in rows["observations"])
    findings = Counter(r["source_id"] for r in rows["findings"] if r["code"] != "not_in_catalogue")
    assert set(release.sources) == set(on_disk)
    assert sum(on_disk.values()) == release.info.rows_read
    for source_id, count in on_disk.items():
        assert read[source_id] + findings[source_id] <= count


def test_every_source_is_used(rows):
    assert {r["source_id"] for r in rows["observations"]} == {
        s.source.source_id for s in find_sources(DATA)
    }


# --- catalogue


def test_how_many_of_each():
    plan = PLAN
    assert len(plan.catalogue.goals) == 8
    assert len(plan.catalogue.indicators) == 46
    assert len(plan.catalogue.entries) == 46 + 19
    assert len(plan.targets) == 56
    assert len(plan.breaks) == 23
    assert len(plan.clauses) == 115
    assert len(plan.events) == 77
    assert len({e.project_id for e in plan.events}) == 51


def test_areas_and_their_roles():
    official = {a.code: a.official_name for a in PLAN.areas}
    assert {a.code: a.official_name for a in PLAN.cities} == CITIES
    assert len(official) == len(PLAN.areas) == 2 + 37 + 1
    assert (official["140000"], official["100000"]) == ("山西省", "全国")
    assert (len(PLAN.cluster), len(PLAN.peers)) == (29, 26)
    assert len([a for a in PLAN.areas if Role.SHANXI in a.roles]) == 11
    assert [a.code for a in PLAN.areas if Role.CLUSTER_MAP in a.roles] == ["419001"]
    assert all(re.fullmatch(r"\d{6}", code) for code in official)
    levels = Counter(a.level for a in PLAN.areas)
    assert (levels[AreaLevel.NATION], levels[AreaLevel.PROVINCE]) == (1, 1)


def test_every_goal_has_indicators():
    assert all(PLAN.catalogue.by_goal.values())


def test_an_indicator_stands_under_the_domain_of_its_goal():
    for indicator in PLAN.catalogue.indicators.values():
        assert PLAN.catalogue.goals[indicator.goal_id].domain is indicator.domain


def test_an_indicator_is_published_with_a_label_or_derived_by_a_formula():
    for entry in PLAN.catalogue.entries.values():
        assert bool(entry.source_label) is (entry.kind is not Kind.DERIVED)
        if entry.kind is Kind.DERIVED:
            assert entry.expression


def test_every_published_label_occurs_in_the_sources():
    found = {
        (row["指标"], row["口径"].replace("全域", "全市")) for p in SOURCES for row in cells(p)
    }
    missing = [
        key
        for key, entry in PLAN.catalogue.entries.items()
        if entry.source_label and (entry.source_label, entry.scope) not in found
    ]
    assert missing == []


def test_every_measure_is_an_input_of_the_formulas_that_its_row_names():
    used = {
        key: {
            other
            for other, entry in PLAN.catalogue.indicators.items()
            if entry.expression
            and key in (parse(entry.expression).inputs | parse(entry.expression).sums)
        }
        for key, entry in PLAN.catalogue.entries.items()
        if entry.kind is Kind.MEASURE
    }
    shared = PLAN.catalogue.shared_series
    for row in cells(DATA / "plan" / "measures.csv"):
        named = {
            part for part in row["used_by"].split(";") if part != shared.get(row["measure_id"])
        }
        assert used[row["measure_id"]] == named != set()


def test_units_are_written_in_the_one_spelling():
    for entry in PLAN.catalogue.entries.values():
        assert spelled(entry.unit) == entry.unit


def test_no_two_entries_but_a_shared_series_claim_the_same_label():
    labels = Counter(
        (e.source_label, e.scope) for e in PLAN.catalogue.entries.values() if e.source_label
    )
    shared = {PLAN.catalogue.entries[key].source_label for key in PLAN.catalogue.shared_series}
    assert {label for (label, _), n in labels.items() if n > 1} == shared


def test_every_text_is_there_in_both_languages():
    catalogue = PLAN.catalogue
    texts: list[Bilingual] = [g.phrase for g in catalogue.goals.values()]
    texts += [g.short for g in catalogue.goals.values()]
    texts += [e.name for e in catalogue.entries.values()]
    texts += [a.name for a in PLAN.areas] + [t.set_by for t in PLAN.targets]
    texts += [b.explanation for b in PLAN.breaks]
    assert [text for text in texts if not text.zh or not text.en] == []
    notes = [e.note for e in catalogue.entries.values()] + [t.note for t in PLAN.targets]
    assert [note for note in notes if bool(note.zh) is not bool(note.en)] == []
    english = [text.en.replace("万元", "") for text in texts + notes]  # one quotes a misprint
    assert [text for text in english if re.search(r"[\u4e00-\u9fff]", text)] == []


# --- targets, breaks, aliases, ledger


def test_every_judged_indicator_has_the_plans_own_words():
    in_words = {t.indicator_id for t in PLAN.targets if t.form is TargetForm.IMPROVE}
    judged = {
        key for key, i in PLAN.catalogue.indicators.items() if i.polarity is not Polarity.NONE
    }
    assert in_words == judged


def test_the_plans_words_have_no_number_and_numbers_are_not_the_plans():
    for target in PLAN.targets:
        assert (target.level is TargetLevel.PLAN) is (target.form is TargetForm.IMPROVE)
        assert target.target_year == 2020
        assert target.source_title
        assert target.quote


def test_every_number_fits_its_indicators_unit(rows):
    assert "unit_mismatch" not in {r["reason"] for r in rows["assessments"]}


def test_a_break_names_the_label_of_its_indicator():
    entries = PLAN.catalogue.entries
    for row in cells(DATA / "plan" / "breaks.csv"):
        entry = entries[row["indicator_id"]]
        inputs = parse(entry.expression).inputs if entry.expression else set()
        labels = {entry.source_label, *(entries[name].source_label for name in inputs), ""}
        assert row["source_label"] in labels


def test_an_alias_says_what_a_label_means_and_never_two_things():
    labels = LabelBook(PLAN)
    for row in cells(DATA / "plan" / "aliases.csv"):
        entry = PLAN.catalogue.entries.get(row["stands_for"])
        unit = entry.unit if entry else "%"
        scope = (entry.scope if entry else "") or "全市"
        for_nation = labels.meaning(row["label"], scope, unit, is_reference=True)
        for_city = labels.meaning(row["label"], scope, unit, is_reference=False)
        only_nation = row["applies_to"] == "reference"
        assert for_nation.indicator_id == (row["stands_for"] or None)
        assert for_city.indicator_id == (None if only_nation else row["stands_for"] or None)
    assert len({a.label for a in PLAN.aliases}) == len(PLAN.aliases)


def test_clauses_are_numbered_once_and_name_their_section():
    ids = [c.clause_id for c in PLAN.clauses]
    assert len(set(ids)) == len(ids)
    assert all(c.clause_id.startswith(f"{c.section_id}-") for c in PLAN.clauses)
    assert all(c.summary and c.departments for c in PLAN.clauses)


def test_an_event_is_dated_by_day_month_year_or_not_at_all():
    assert all(re.fullmatch(r"(\d{4}(-\d\d(-\d\d)?)?)?", e.event_date) for e in PLAN.events)
    assert all(e.event and e.project and e.source_title for e in PLAN.events)


# --- boundaries


@pytest.mark.parametrize(
    ("name", "count"),
    [
        ("zhongyuan_30_cities.geojson", 30),
        ("shanxi_cities.geojson", 11),
        ("three_cities_counties.geojson", 31),
    ],
)
def test_boundaries_are_closed_rings_in_degrees(name, count):
    features = geometries(name)
    assert len({f["properties"]["code"] for f in features}) == len(features) == count
    for feature in features:
        shape = feature["geometry"]
        polygons = (
            shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        )
        for ring in (ring for polygon in polygons for ring in polygon):
            assert ring[0] == ring[-1]
            assert all(105 < lon < 125 and 28 < lat < 45 for lon, lat in ring)


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("zhongyuan_30_cities.geojson", {Role.CLUSTER, Role.CLUSTER_MAP}),
        ("shanxi_cities.geojson", {Role.SHANXI}),
    ],
)
def test_the_map_shows_exactly_the_cities_of_a_role(name, roles):
    on_map = {f["properties"]["code"]: f["properties"]["name"] for f in geometries(name)}
    assert on_map == {a.code: a.official_name for a in PLAN.areas if a.roles & roles}


def test_counties_belong_to_the_plans_cities_under_their_codes_of_2020():
    counties = [f["properties"] for f in geometries("three_cities_counties.geojson")]
    codes = cells(DATA / "geo" / "admin_codes.csv")
    assert {c["city_code"]: c["city_name"] for c in counties} == CITIES
    assert {(c["code"], c["name"]) for c in counties} == {
        (row["code_2020"], row["name_2020"]) for row in codes
    }
    assert all(row["code_2020"][:4] == row["city_code"][:4] for row in codes)
    assert len({row["code_2016"] for row in codes}) == len(codes) == 32
