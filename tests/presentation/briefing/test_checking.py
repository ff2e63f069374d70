"""Check numbers: they say what a picture shows, and notice every change of its figures."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from presentation.briefing.answer import answer
from presentation.briefing.checking import Finding, check
from presentation.briefing.evidence import check_number
from presentation.briefing.number import FIRST_YEAR, NumberProblem, PictureKey, read, written
from presentation.briefing.request import focused, request
from presentation.briefing.sheet import sheet
from presentation.briefing.whole import whole
from storage.reading import ReleaseReader
from tests.conftest import Shipped
from tests.crafted import Folder, Line
from tests.presentation.briefing.conftest import a_scene

KEYS = st.builds(
    PictureKey,
    st.integers(0, 2**14 - 1),
    st.integers(0, 2**9 - 1),
    st.integers(0, 7),
    st.integers(FIRST_YEAR, FIRST_YEAR + 31),
    st.booleans(),
)
CITY = ("140500",)


@given(KEYS, st.integers(0, 2**28 - 1))
def test_a_number_says_what_it_was_made_from(key: PictureKey, digest: int) -> None:
    text = written(key, digest)
    assert read(text) == (key, digest)
    assert read(text.lower().replace("-", " ").replace("0", "O").replace("1", "l")) == (key, digest)


@pytest.mark.parametrize("text", ["", "0022-3N0B", "0022-3N0B-RRAEX", "0022-3N0B-RRA?", "校验号"])
def test_what_is_no_number_is_said_to_be_none(text: str) -> None:
    with pytest.raises(NumberProblem):
        read(text)


def test_the_number_of_every_picture_is_found_again(
    release: ReleaseReader, shipped: Shipped
) -> None:
    scene = a_scene(release)
    for indicator in release.catalogue.indicators.values():
        number = check_number(focused(a_scene(release, 2018), ("140500", "140800")), indicator)
        found = check(number, scene, shipped.warehouse, ReleaseReader)
        assert found.finding is Finding.SAME
        assert found.indicator == indicator
        assert found.scene is not None
        assert (found.scene.year, found.scene.chosen) == (2018, ("140500", "140800"))


def test_an_answer_lists_the_years_that_the_picture_shows(
    release: ReleaseReader, shipped: Shipped
) -> None:
    asked = request(a_scene(release), indicators=["gdp"])
    found = check(sheet(asked, asked.indicators[0]).number, a_scene(release), shipped.warehouse,
                  ReleaseReader)  # fmt: skip
    assert {line.year for line in answer(found, a_scene(release)).lines} == set(range(2015, 2021))


def test_the_number_of_the_sheet_of_all_lights_is_found_again(
    release: ReleaseReader, shipped: Shipped
) -> None:
    asked = request(a_scene(release, 2018), cities=CITY)
    found = check(whole(asked).number, a_scene(release), shipped.warehouse, ReleaseReader)
    assert (found.finding, found.indicator) == (Finding.SAME, None)
    said = answer(found, a_scene(release))
    assert (said.is_same, said.lines, said.lights) == (True, (), ())
    assert all(word in said.about for word in ("46", "晋城", "2018", release.release_id))


def test_a_light_that_turned_since_is_named_on_the_sheet_of_all_lights(folder: Folder) -> None:
    scene = a_scene(folder.reader(), 2016)
    number = whole(request(scene, cities=CITY)).number
    folder.source("two", Line(0.5, 2016))
    folder.build()
    found, reader = seen(folder, number)
    assert found.finding is Finding.CHANGED
    said = answer(found, a_scene(reader, 2016))
    assert [name for _, name, _, _ in said.lights] == ["晋城 一般公共预算收入"]
    ((_, _, before, after),) = said.lights
    assert before != after


def test_a_mistyped_number_is_no_picture(release: ReleaseReader, shipped: Shipped) -> None:
    scene = a_scene(release)
    asked = request(scene, indicators=["pm25"])
    number = check_number(asked.scene, asked.indicators[0])
    for at in range(len(number)):
        if number[at] != "-":
            other = number[:at] + ("7" if number[at] != "7" else "8") + number[at + 1 :]
            found = check(other, scene, shipped.warehouse, ReleaseReader)
            assert found.finding in (Finding.NO_PICTURE, Finding.NO_RELEASE), other


def pictured(folder: Folder, year: int = 2016) -> str:
    reader = folder.reader()
    scene = focused(a_scene(reader, year), CITY)
    return check_number(scene, reader.catalogue.indicators["fiscal_revenue"])


def seen(folder: Folder, number: str):  # type: ignore[no-untyped-def]
    reader = folder.reader()
    return check(number, a_scene(reader, 2016), folder.warehouse, ReleaseReader), reader


def test_a_figure_revised_since_is_shown_then_and_now(folder: Folder) -> None:
    number = pictured(folder)
    folder.source("two", Line(2.5, 2016))
    folder.build()
    found, reader = seen(folder, number)
    assert found.finding is Finding.CHANGED
    assert [(c.time_period, c.before.obs_value, c.now.obs_value) for c in found.changes] == [
        (2016, 2.0, 2.5)
    ]
    said = answer(found, a_scene(reader, 2016))
    assert (said.is_found, said.is_same) == (True, False)
    assert [(x.year, x.then, x.now) for x in said.lines] == [
        (2015, "1.00", ""),
        (2016, "2.00", "2.50"),
    ]


def test_a_figure_that_came_later_is_a_change_and_one_of_another_year_is_none(
    folder: Folder,
) -> None:
    number = pictured(folder)
    folder.source("three", Line(3, 2017))
    folder.build()
    assert seen(folder, number)[0].finding is Finding.SAME
    folder.source("four", Line(0.5, 2014))
    folder.build()
    assert [c.now.obs_value for c in seen(folder, number)[0].changes] == [0.5]


def test_a_release_that_is_gone_is_said_to_be(folder: Folder) -> None:
    number = pictured(folder)
    first: Path = next(folder.warehouse.glob("r1-*.duckdb"))
    folder.source("two", Line(2.5, 2016))
    folder.build()
    first.unlink()
    assert seen(folder, number)[0].finding is Finding.NO_RELEASE


def test_a_number_of_another_installation_is_no_picture_here(
    folder: Folder, release: ReleaseReader
) -> None:
    asked = request(a_scene(release), indicators=["fiscal_revenue"])
    number = check_number(asked.scene, asked.indicators[0])
    assert seen(folder, number)[0].finding is Finding.NO_PICTURE
