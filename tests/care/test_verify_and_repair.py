"""Damage is found wherever it is, and what can be built again is repaired; readers never see it."""

import random
import re
import shutil

import pytest

from etl.submissions import is_as_written
from storage.reading import open_current
from storage.warehouse import WarehouseDamaged, WarehouseProblem
from tests.care.spoiling import cut, flip
from tests.crafted import Line, figures

FIGURES = {2015: 1, 2016: 2, 2018: 8}
SPOIL = {"cut short": cut, "a bit flipped": flip}


@pytest.fixture(params=SPOIL)
def spoil(request):
    return SPOIL[request.param]


def all_is_well(kept):
    assert kept.damage() == []
    assert figures(kept) == FIGURES


def test_an_installation_as_it_should_be_has_no_damage(kept):
    all_is_well(kept)
    before = {p: p.stat().st_mtime_ns for p in kept.root.rglob("*") if p.is_file()}
    repaired = kept.repair()
    assert (repaired.done, repaired.left) == ((), ())
    after = {p: p.stat().st_mtime_ns for p in kept.root.rglob("*") if p.is_file()}
    changed = {p.name for p in before if after[p] != before[p]}
    assert changed <= {"CURRENT", ".lock"}
    assert set(after) == set(before)


# --- the release


def test_a_damaged_release_is_found_put_aside_and_built_again(kept, spoil, chance):
    damaged, before = kept.release, kept.submissions()
    spoil(damaged, chance)
    content = damaged.read_bytes()
    (said,) = kept.damage()
    assert said.startswith(f"{damaged}: it is not the file that was published")
    assert said.endswith("run `python -m etl repair`")

    repaired = kept.repair()
    assert repaired.left == ()
    aside = damaged.with_name(f"{damaged.stem}.damaged.duckdb")
    assert f"{aside}: here is what is left of {damaged.stem}" in repaired.done
    assert aside.read_bytes() == content
    assert kept.release.stem != damaged.stem, "a name that readers know is not reused"
    assert kept.submissions() == before
    all_is_well(kept)


def test_any_flipped_bit_of_a_release_keeps_readers_away(kept):
    """Figures included, which no rule about a release could tell from others."""
    for seed in range(20):
        content = kept.release.read_bytes()
        what = flip(kept.release, random.Random(seed))
        with pytest.raises(WarehouseDamaged) as caught:
            open_current(kept.warehouse)
        assert "run `python -m etl repair`" in str(caught.value), what
        kept.release.write_bytes(content)


def test_a_release_that_is_not_the_current_one_is_checked_too(kept, spoil, chance):
    earlier = min(kept.warehouse.glob("r*.duckdb"))
    spoil(earlier, chance)
    (said,) = kept.damage()
    assert said.startswith(str(earlier))
    assert said.endswith("which puts it aside")
    current = kept.release
    assert kept.repair().left == ()
    assert kept.release == current
    all_is_well(kept)


def test_a_build_never_points_to_a_damaged_release(kept, spoil, chance):
    damaged = kept.release
    spoil(damaged, chance)
    assert kept.build().is_new
    assert kept.release != damaged
    assert figures(kept) == FIGURES


def test_a_release_whose_file_is_gone_is_built_again(kept):
    kept.release.unlink()
    assert len(kept.damage()) == 2, "the pointer leads nowhere, and a record is left over"
    assert kept.repair().left == ()
    all_is_well(kept)


def test_a_damaged_record_of_digests_is_told_as_that(kept, spoil, chance):
    record = kept.office.warehouse.record_path(kept.release.stem)
    spoil(record, chance)
    said = kept.damage()
    assert len(said) == 1
    assert "the record of its digests is damaged" in said[0]
    assert kept.repair().left == ()
    all_is_well(kept)


def test_a_sound_release_without_a_record_gets_one(kept):
    record = kept.office.warehouse.record_path(kept.release.stem)
    record.unlink()
    (said,) = kept.damage()
    assert "nobody wrote down its digest" in said
    current = kept.release
    kept.repair()
    assert record.exists()
    assert kept.release == current
    all_is_well(kept)


# --- the pointer


@pytest.mark.parametrize("written", ["r9-01234567", "r1", "\0\0\0\0", "", None])
def test_a_damaged_pointer_is_found_and_made_again(kept, written):
    pointer, current = kept.warehouse / "CURRENT", kept.release
    pointer.unlink()
    if written is not None:
        pointer.write_text(written)
    assert kept.damage()[0].startswith(f"{pointer}: it ")
    with pytest.raises(WarehouseDamaged):
        open_current(kept.warehouse)
    repaired = kept.repair()
    assert repaired.done == (f"{current.stem}: made current again",)
    assert kept.release == current
    all_is_well(kept)


def test_a_bit_flipped_in_the_pointer_never_shows_another_release(kept):
    pointer = kept.warehouse / "CURRENT"
    content = pointer.read_bytes()
    for seed in range(20):
        what = flip(pointer, random.Random(seed))
        try:
            assert figures(kept) == FIGURES, what
        except WarehouseProblem:
            assert kept.damage()
        pointer.write_bytes(content)


def test_before_anything_was_built_the_answer_is_to_build(kept):
    shutil.rmtree(kept.warehouse)
    (said,) = kept.damage()
    assert said.endswith("there is no release yet; run `python -m etl build`")
    kept.repair()
    all_is_well(kept)


# --- the truth: it has to come back


@pytest.mark.parametrize("name", ["sources/one.csv", "sources/one.meta.toml", "plan/targets.csv"])
def test_a_changed_input_is_found_and_nothing_is_built_of_it(kept, spoil, chance, name):
    path, current = kept.root / name, kept.release
    original = path.read_bytes()
    spoil(path, chance)
    kept.release.unlink()
    said = kept.damage()
    assert any(s.startswith(f"{path}: it is not the file that") for s in said)
    assert any("put it back from the backup" in s for s in said)

    repaired = kept.repair()
    assert repaired.left
    assert not current.exists(), "a release of damaged inputs would be believed"
    path.write_bytes(original)
    assert kept.repair().left == ()
    all_is_well(kept)


@pytest.mark.parametrize("name", ["sources/one.csv", "sources/one.meta.toml", "plan/breaks.csv"])
def test_a_lost_input_is_found(kept, name):
    (kept.root / name).unlink()
    assert any(s.startswith(f"{kept.root / name}: it is gone") for s in kept.damage())
    assert kept.repair().left


def test_a_change_that_is_meant_is_built_and_then_known(kept):
    kept.source("one", Line(5, 2015))
    assert "if the change is meant" in kept.damage()[0]
    kept.build()
    assert kept.damage() == []
    assert figures(kept)[2015] == 5


def test_a_new_source_is_no_damage(kept):
    kept.source("three", Line(9, 2019))
    assert kept.damage() == []


# --- submissions and their log


@pytest.mark.parametrize("number", ["s000001", "s000002"])
def test_a_changed_submission_is_found_withdrawn_or_not(kept, spoil, chance, number):
    path = kept.root / "uploads" / number / "file.csv"
    spoil(path, chance)
    content = path.read_bytes()
    said = kept.damage()
    assert any(f"{number}: file.csv is not the file that was handed in" in s for s in said)
    assert kept.repair().left
    assert path.read_bytes() == content, "what was handed in is never touched"


@pytest.mark.parametrize("number", ["s000001", "s000002"])
def test_a_lost_submission_is_found(kept, number):
    shutil.rmtree(kept.root / "uploads" / number)
    assert any("the submission is gone, the log has it" in s for s in kept.damage())


def test_a_changed_sidecar_of_a_submission_is_found(kept):
    kept.rewrite("uploads/s000001/meta.toml", lambda text: text.replace('"li"', '"wang"'))
    against_release, against_log = kept.damage()
    assert "meta.toml: it is not the file that" in against_release
    assert "meta.toml does not say what the log says" in against_log


def test_a_changed_log_is_found(kept, spoil, chance):
    log = kept.root / "uploads" / "log.jsonl"
    spoil(log, chance)
    assert any(s.startswith(str(kept.root / "uploads")) for s in kept.damage())
    assert kept.repair().left


def test_a_log_that_lacks_its_last_lines_or_is_gone_is_found(kept):
    log = kept.root / "uploads" / "log.jsonl"
    lines = log.read_text("utf-8").splitlines(keepends=True)
    log.write_text("".join(lines[:1]), "utf-8")
    assert any("the log has no entry of it" in s for s in kept.damage())
    log.unlink()
    assert any("the log of submissions is gone" in s for s in kept.damage())


def test_a_lost_mark_of_a_withdrawn_submission_is_found(kept):
    (kept.root / "uploads" / "s000001" / "withdrawn.toml").unlink()
    assert any("it counts, and the log says that it was withdrawn" in s for s in kept.damage())


def test_a_mark_that_nobody_set_is_found(kept):
    (kept.root / "uploads" / "s000002" / "withdrawn.toml").touch()
    assert any("it is withdrawn, and the log has no entry" in s for s in kept.damage())


@pytest.mark.parametrize("sidecar", ["meta.toml", "withdrawn.toml"])
def test_a_sidecar_rewritten_where_the_log_does_not_know_it_is_found(kept, sidecar):
    path = kept.root / "uploads" / "s000001" / sidecar
    text = path.read_text("utf-8")
    path.write_text(re.sub(r'at = "2\d', 'at = "19', text), "utf-8")
    assert path.read_text("utf-8") != text
    assert any(f"s000001: {sidecar} is not as it was written" in s for s in kept.damage())


@pytest.mark.parametrize("sidecar", ["meta.toml", "withdrawn.toml"])
def test_any_flipped_bit_of_a_sidecar_is_seen(kept, sidecar):
    path = kept.root / "uploads" / "s000001" / sidecar
    content = path.read_bytes()
    assert is_as_written(path)
    for at in range(len(content)):
        for bit in range(8):
            flipped = bytes([content[at] ^ 1 << bit])
            path.write_bytes(content[:at] + flipped + content[at + 1 :])
            assert not is_as_written(path), (at, bit)


def test_a_sidecar_of_before_they_were_sealed_is_still_taken(tmp_path):
    """Written by an earlier version; changed beyond its values it is found as well."""
    sidecar = tmp_path / "withdrawn.toml"
    sidecar.write_text('by = "wang"\nat = "2026-01-02T03:04:05+00:00"\nreason = ""\n', "utf-8")
    assert is_as_written(sidecar)
    sidecar.write_text('by = "wang"\nat = "2026-01-02T03:04:05+00:00"\nreaso. = ""\n', "utf-8")
    assert not is_as_written(sidecar)


# --- the cache and what is left over


@pytest.mark.parametrize("suffix", ["parquet", "json"])
def test_damage_in_the_cache_never_comes_into_a_release(kept, spoil, chance, suffix):
    for path in (kept.warehouse / "cache").glob(f"*.{suffix}"):
        spoil(path, chance)
    assert any("it is damaged and will not be used" in s for s in kept.damage())
    kept.source("three", Line(9, 2019))
    kept.build()
    assert figures(kept) == {**FIGURES, 2019: 9}


def test_damage_in_the_cache_is_repaired(kept, spoil, chance):
    for path in (kept.warehouse / "cache").iterdir():
        spoil(path, chance)
    assert kept.repair().left == ()
    all_is_well(kept)


def test_what_was_left_over_is_found_and_removed(kept):
    (kept.warehouse / ".building-1").mkdir()
    (kept.root / "uploads" / ".pending").mkdir()
    said = kept.damage()
    assert [s for s in said if "an interrupted operation left it" not in s] == []
    assert len(said) == 2
    assert kept.repair().left == ()
    all_is_well(kept)


def test_the_work_of_a_publisher_who_is_at_it_is_not_left_over(kept):
    with kept.office.warehouse.publishing():
        assert kept.damage() == []
