"""Building again: what has not changed is not read again, what has changed is a new release."""

import os
import shutil

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

from etl.fingerprint import rules_digest
from etl.pipeline import build
from etl.problems import PlanProblem, Problem, SourceProblem
from storage.warehouse import Warehouse
from tests.crafted import Line, a_folder, figures, leave_in_the_cache, silent, table

JINCHENG = "140500"
MARK = 1000.0


def mark_what_was_kept(folder):
    """Add a thousand to every figure that earlier builds left in the cache.

    A figure that carries the mark afterwards came from there; one that does not was read again.
    """
    for path in (folder.warehouse / "cache").glob("*.parquet"):
        kept = pq.read_table(path)
        place = kept.schema.get_field_index("obs_value")
        marked = pa.array(pc.add(kept["obs_value"].combine_chunks(), MARK))
        marked_table = kept.set_column(place, "obs_value", marked)
        leave_in_the_cache(path, marked_table)


def releases(folder):
    return Warehouse(folder.warehouse).releases()


# --- the same inputs


def test_the_same_inputs_give_the_same_release_and_no_new_file(folder):
    before = {p: p.stat().st_mtime_ns for p in folder.warehouse.glob("r*.duckdb")}
    again = folder.build()
    assert (again.is_new, again.ingested) == (False, ())
    assert {p: p.stat().st_mtime_ns for p in folder.warehouse.glob("r*.duckdb")} == before


def test_times_of_files_do_not_matter(folder):
    for path in folder.root.rglob("*.csv"):
        os.utime(path, (0, 0))
    assert not folder.build().is_new


def test_the_same_inputs_elsewhere_give_the_same_content(folder, tmp_path):
    moved = a_folder(tmp_path / "elsewhere")
    shutil.copytree(folder.root / "sources", moved.root / "sources")
    first, second = folder.reader(), (moved.build(), moved.reader())[1]
    assert first.info.fingerprint == second.info.fingerprint
    assert first.release_id == second.release_id
    assert first.lights.assessments == second.lights.assessments
    assert figures(folder) == figures(moved)


def test_two_builds_of_the_shipped_data_agree_to_the_last_digit(tmp_path, etl, exported):
    """From nothing, with other files at hand: sums must not depend on the order of work."""
    assert etl("build", warehouse=tmp_path / "again").code == 0
    for dataset, content in exported.items():
        assert etl("export", dataset, warehouse=tmp_path / "again").out == content


# --- changed inputs


def test_a_changed_source_is_a_new_release_and_only_it_is_read_again(folder):
    mark_what_was_kept(folder)
    folder.source("two", Line(3, 2016))
    assert folder.build().is_new
    assert figures(folder) == {2015: 1 + MARK, 2016: 3}


def test_a_new_source_is_read_and_the_others_are_not(folder):
    mark_what_was_kept(folder)
    folder.source("three", Line(4, 2017))
    folder.build()
    assert figures(folder) == {2015: 1 + MARK, 2016: 2 + MARK, 2017: 4}


def test_a_removed_source_takes_its_figures_along(folder):
    (folder.root / "sources" / "two.csv").unlink()
    folder.build()
    assert figures(folder) == {2015: 1}


def test_a_changed_sidecar_is_a_changed_source(folder):
    folder.source("three", Line(9, 2015), priority=10)
    folder.build()
    assert figures(folder)[2015] == 1
    folder.source("three", Line(9, 2015), priority=90)
    assert folder.build().is_new
    assert figures(folder)[2015] == 9


def test_a_changed_target_is_a_new_release_without_reading_any_source(folder):
    mark_what_was_kept(folder)
    folder.rewrite("plan/targets.csv", lambda text: text.replace(",56,%", ",57,%"))
    assert folder.build().is_new
    assert figures(folder) == {2015: 1 + MARK, 2016: 2 + MARK}
    targets = folder.reader().targets_of("tertiary_share", JINCHENG)
    assert targets[0].target_value == 57


def test_a_changed_catalogue_reads_every_source_again(folder):
    mark_what_was_kept(folder)
    folder.append("aliases.csv", "财政收入,fiscal_revenue,*,")
    assert folder.build().is_new
    assert figures(folder) == {2015: 1, 2016: 2}


def test_the_first_year_looked_at_is_an_input(folder):
    assert build(folder.root, Warehouse(folder.warehouse), 2018, silent).is_new
    assert folder.reader().years_looked_at == (2018, 2019, 2020)


def test_releases_are_numbered_and_earlier_ones_stay(folder):
    first = releases(folder)[0]
    folder.source("two", Line(3, 2016))
    second = folder.build().release_id
    assert releases(folder) == [second, first]
    assert (first[:3], second[:3]) == ("r1-", "r2-")


def test_going_back_to_earlier_inputs_goes_back_to_their_release(folder):
    first = releases(folder)[0]
    folder.source("two", Line(3, 2016))
    second = folder.build().release_id
    folder.source("two", Line(2, 2016))
    back = folder.build()
    assert (back.release_id, back.is_new) == (first, False)
    assert Warehouse(folder.warehouse).current() == first
    assert releases(folder) == [second, first]
    assert figures(folder)[2016] == 2


@pytest.mark.parametrize("damage", ["cut short", "gone", "no figures"])
def test_a_damaged_entry_of_the_cache_is_read_again(folder, damage):
    entries = (folder.warehouse / "cache").glob("*.parquet" if damage == "no figures" else "*.json")
    for path in entries:
        if damage == "cut short":
            path.write_text(path.read_text("utf-8")[:20], "utf-8")
        else:
            path.unlink()
    folder.source("three", Line(4, 2017))
    folder.build()
    assert figures(folder) == {2015: 1, 2016: 2, 2017: 4}


def test_the_cache_can_be_deleted(folder):
    shutil.rmtree(folder.warehouse / "cache")
    folder.source("three", Line(4, 2017))
    folder.build()
    assert figures(folder) == {2015: 1, 2016: 2, 2017: 4}


@pytest.mark.parametrize("name", ["rules.py", "deeper/rules.py", "messages.toml"])
def test_a_changed_rule_is_a_changed_input(tmp_path, name):
    path = tmp_path / "etl" / name
    path.parent.mkdir(parents=True)
    path.write_text("one")
    before = rules_digest(tmp_path)
    path.write_text("two")
    assert rules_digest(tmp_path) != before


def test_what_is_no_rule_does_not_count(tmp_path):
    (tmp_path / "etl").mkdir()
    before = rules_digest(tmp_path)
    (tmp_path / "etl" / "notes.txt").write_text("x")
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "overview.py").write_text("x")
    assert rules_digest(tmp_path) == before


# --- faults stop a build, and nothing has happened


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda f: f.raw("two", table([Line()]).replace("单位", "计量").encode()), SourceProblem),
        (lambda f: f.source("two", Line(), kind="rumour"), SourceProblem),
        (lambda f: (f.root / "sources" / "two.meta.toml").unlink(), SourceProblem),
        (lambda f: f.append("breaks.csv", "gpd,,*,2018,rebased,no,,"), PlanProblem),
    ],
    ids=["header", "sidecar", "no sidecar", "plan"],
)
def test_a_fault_leaves_the_current_release_in_place(folder, spoil, kind):
    before, files = figures(folder), sorted(folder.warehouse.iterdir())
    spoil(folder)
    with pytest.raises(kind):
        folder.build()
    assert figures(folder) == before
    assert sorted(folder.warehouse.iterdir()) == files


def test_a_folder_without_sources_is_asked_about(tmp_path):
    with pytest.raises(Problem, match="is --data the right folder"):
        a_folder(tmp_path).build()
    assert Warehouse(tmp_path / "warehouse").releases() == []
