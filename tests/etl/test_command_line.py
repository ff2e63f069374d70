"""`python -m etl build` and `releases` as a user meets them."""

import re
import sys

import pytest

from etl.__main__ import main
from storage.warehouse import Warehouse
from tests.crafted import Line, a_folder


@pytest.fixture
def folder(tmp_path):
    folder = a_folder(tmp_path)
    folder.source("x", Line(1), Line("?", 2016), Line(1, label="货物进口额"))
    return folder


def lines(text):
    return (text.decode() if isinstance(text, bytes) else text).splitlines()


def test_a_build_tells_what_became_of_every_row_and_names_the_release(etl, folder):
    said = etl("build", "--data", folder.root, warehouse=folder.warehouse)
    total, reason, release = lines(said.out)
    assert said.code == 0
    assert total == "rows read 3 = observations 1 + not in catalogue 1 + set aside 1"
    assert reason == (
        "  set aside: not_a_number, 1 rows, for example x row 3: value “?” is not a number"
    )
    assert re.fullmatch(r"r1-[0-9a-f]{8} is the current release", release)


def test_without_a_terminal_progress_is_plain_lines_beside_the_output(etl, folder):
    said = etl("build", "--data", folder.root, warehouse=folder.warehouse)
    assert lines(said.err) == [
        "reading sources …",
        "choosing winners, deriving indicators …",
        "assessing and writing the release …",
    ]
    assert "\x1b" not in said.err


def test_a_build_without_changes_says_so_and_nothing_else(etl, folder):
    folder.build()
    said = etl("build", "--data", folder.root, warehouse=folder.warehouse)
    (only,) = lines(said.out)
    assert "nothing has changed" in only
    assert said.err == ""


@pytest.mark.parametrize(
    ("spoil", "says"),
    [
        (lambda f: f.append("breaks.csv", "gpd,,*,2018,rebased,no,,"), "breaks.csv: gpd"),
        (lambda f: f.raw("x", b"a,b\n1,2\n"), "x.csv: header row"),
        (lambda f: (f.root / "sources/x.meta.toml").unlink(), "x.meta.toml is missing"),
    ],
)
def test_a_fault_is_one_sentence_and_exit_code_one(etl, folder, spoil, says):
    spoil(folder)
    said = etl("build", "--data", folder.root, warehouse=folder.warehouse)
    assert (said.code, said.out) == (1, b"")
    assert says in lines(said.err)[-1]
    assert "Traceback" not in said.err


def test_a_build_beside_another_is_told_so_in_one_sentence(etl, folder):
    with Warehouse(folder.warehouse).publishing():
        said = etl("build", "--data", folder.root, warehouse=folder.warehouse)
    (only,) = lines(said.err)
    assert (said.code, said.out) == (1, b"")
    assert "another build is at work" in only


def test_releases_are_listed_newest_first_with_a_star_at_the_current_one(etl, folder):
    folder.build()
    folder.source("x", Line(2))
    folder.build()
    said = etl("releases", warehouse=folder.warehouse)
    second, first = lines(said.out)
    assert re.fullmatch(
        r"\* r2-[0-9a-f]{8}  built \d{4}-\d\d-\d\d \d\d:\d\d UTC  1 observations  0 set aside",
        second,
    )
    assert first.startswith("  r1-")
    assert first.endswith("1 observations  1 set aside")


@pytest.mark.parametrize("command", ["build", "releases", "export"])
def test_every_command_explains_itself(command, capfdbinary, monkeypatch):
    monkeypatch.setattr(sys, "argv", ["etl", command, "--help"])
    assert main() == 0
    said = capfdbinary.readouterr().out.decode()
    assert "--data" in said
    assert "--warehouse" in said
