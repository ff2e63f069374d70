"""The folder of releases: the pointer, the lock, and what readers see meanwhile."""

import pytest

from etl.problems import SourceProblem
from storage.reading import open_current
from storage.warehouse import Warehouse, WarehouseProblem
from tests.crafted import Line, figures

POINTER = "CURRENT"


def the_sentence(caught):
    text = str(caught.value)
    assert "\n" not in text
    return text


# --- the pointer


def test_without_a_release_the_sentence_says_how_to_get_one(tmp_path):
    with pytest.raises(WarehouseProblem) as caught:
        open_current(tmp_path / "nothing")
    assert "no release yet; run `python -m etl build`" in the_sentence(caught)


@pytest.mark.parametrize(
    "written", ["r9-01234567", "", "r1", "../r1-01234567", "r1-01234567.duckdb", "nonsense"]
)
def test_a_pointer_to_what_is_not_there_is_one_sentence(folder, written):
    (folder.warehouse / POINTER).write_text(f"{written}\n")
    with pytest.raises(WarehouseProblem) as caught:
        folder.reader()
    assert repr(written) in the_sentence(caught)
    assert "python -m etl repair" in the_sentence(caught)


def test_a_pointer_that_is_no_text_is_one_sentence(folder):
    (folder.warehouse / POINTER).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(WarehouseProblem) as caught:
        folder.reader()
    the_sentence(caught)


@pytest.mark.parametrize("written", ["r9-01234567", "nonsense", None])
def test_a_build_mends_the_pointer(folder, written):
    pointer = folder.warehouse / POINTER
    expected = pointer.read_text()
    if written is None:
        pointer.unlink()
    else:
        pointer.write_text(written)
    assert not folder.build().is_new
    assert pointer.read_text() == expected


def test_a_release_whose_file_is_gone_is_built_again(folder):
    file = next(folder.warehouse.glob("r*.duckdb"))
    file.unlink()
    assert folder.build().is_new
    assert figures(folder) == {2015: 1, 2016: 2}


def test_going_back_is_moving_the_pointer(folder):
    first = Warehouse(folder.warehouse).current()
    folder.source("two", Line(9, 2016))
    folder.build()
    Warehouse(folder.warehouse).point_to(first)
    assert figures(folder) == {2015: 1, 2016: 2}


def test_releases_are_listed_newest_first_by_number_not_by_name(tmp_path):
    for name in ("r2-00000000", "r10-00000000", "r1-00000000", "r1", "other", "r3-xyz"):
        (tmp_path / f"{name}.duckdb").touch()
    found = Warehouse(tmp_path)
    assert found.releases() == ["r10-00000000", "r2-00000000", "r1-00000000"]
    assert found.next_id("abcdef0123456789") == "r11-abcdef01"
    assert found.with_fingerprint("0" * 64) == "r10-00000000"
    assert found.with_fingerprint("1" * 64) is None


# --- one publisher at a time


def test_a_second_build_is_told_that_another_is_at_work(folder):
    folder.source("two", Line(9, 2016))
    with Warehouse(folder.warehouse).publishing(), pytest.raises(WarehouseProblem) as caught:
        folder.build()
    assert "another build is at work" in the_sentence(caught)
    assert figures(folder)[2016] == 2
    assert folder.build().is_new


def test_a_second_build_does_not_clear_away_the_firsts_work(folder):
    with Warehouse(folder.warehouse).publishing() as work:
        (work / "half").touch()
        with pytest.raises(WarehouseProblem):
            folder.build()
        assert (work / "half").exists()
    assert not work.exists()


def test_a_failed_build_gives_the_lock_free(folder):
    two = folder.source("two", Line(9, 2016))
    two.write_bytes(b"not,the,header\n")
    with pytest.raises(SourceProblem):
        folder.build()
    folder.source("two", Line(9, 2016))
    assert folder.build().is_new


def test_reading_goes_on_while_a_release_is_made(folder):
    before = figures(folder)
    with Warehouse(folder.warehouse).publishing():
        assert figures(folder) == before


def test_an_open_reader_keeps_its_release_and_a_new_one_gets_the_new(folder):
    old = folder.reader()
    folder.source("two", Line(9, 2016))
    folder.build()
    new = folder.reader()
    seen = [r.series("fiscal_revenue")["140500"][2016].obs_value for r in (old, new)]
    assert seen == [2, 9]
    assert old.release_id != new.release_id
    old.close()
    new.close()


def test_what_interrupted_publishers_left_is_removed(folder):
    store = folder.warehouse
    (store / ".building-1").mkdir()
    (store / ".building-1" / "release.duckdb").touch()
    (store / "cache" / ".reading-x").mkdir()
    (store / "cache" / ".reading-x" / "big.csv").touch()
    (store / ".CURRENT-1").touch()
    folder.build()
    assert sorted(p.name for p in store.rglob(".*")) == [".lock"]
