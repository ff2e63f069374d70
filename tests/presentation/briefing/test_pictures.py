"""Pictures: complete, the same every time, and right on a machine without any font or browser."""

import io
import json
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from PIL import Image

from indicators.areas import Group
from indicators.assessment import LIGHT_OF, Light, Status
from indicators.language import Language
from presentation.axes import Span, ticks
from presentation.briefing.forms import Form
from presentation.briefing.measure import FONTS
from presentation.briefing.pack import Kind, files
from presentation.briefing.painter import begin, pictures
from presentation.briefing.png import picture
from presentation.briefing.ranks import ranks
from presentation.briefing.request import Order, Request, request
from presentation.briefing.sheet import Sheet, sheet, sheets
from presentation.briefing.whole import Whole, whole
from presentation.figures import figure
from presentation.texts import read
from storage.reading import ReleaseReader
from tests.presentation.briefing.conftest import a_scene

ROOT = Path(__file__).resolve().parents[3]
NO_FONTS = '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig/>'
DRAW = """
import pickle, sys
from presentation.briefing.forms import Form
from presentation.briefing.png import picture
sys.stdout.buffer.write(picture(pickle.load(sys.stdin.buffer), Form.WIDE))
"""


@pytest.fixture(scope="module")
def drawn(asked: Request) -> tuple[Sheet, ...]:
    return sheets(asked)


@pytest.mark.parametrize(("form", "size"), [(Form.WIDE, (1920, 1080)), (Form.A4, (1654, 2339))])
def test_a_picture_has_the_size_of_a_screen_or_a_page(
    drawn: tuple[Sheet, ...], form: Form, size: tuple[int, int]
) -> None:
    image = Image.open(io.BytesIO(picture(drawn[0], form)))
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", size)


def test_a_picture_carries_its_finding_source_and_check_number(drawn: tuple[Sheet, ...]) -> None:
    told = Image.open(io.BytesIO(picture(drawn[0], Form.WIDE))).info
    assert told["Title"] == drawn[0].title
    assert drawn[0].number in told["Comment"]
    assert told["Source"].startswith("来源")


def test_the_same_sheet_gives_the_same_bytes_here_and_in_every_child(
    drawn: tuple[Sheet, ...],
) -> None:
    orders = [(s, Form.WIDE) for s in drawn]
    in_children = pictures(orders)
    assert len(orders) > 3, "so few would not need a child"
    assert in_children == [picture(*order) for order in orders[:2]] + in_children[2:]


def test_answers_come_as_they_are_ready_and_each_once(drawn: tuple[Sheet, ...]) -> None:
    orders = [(s, Form.FIGURE) for s in drawn]
    assert sorted(number for number, _ in begin(orders)) == list(range(len(orders)))


def test_who_stops_listening_ends_the_children(drawn: tuple[Sheet, ...]) -> None:
    answers = begin([(s, Form.WIDE) for s in drawn])
    next(answers)
    answers.close()  # type: ignore[attr-defined]
    with pytest.raises(StopIteration):
        next(answers)


def test_without_any_font_home_and_browser_the_pictures_are_the_same(
    drawn: tuple[Sheet, ...], every_light: Whole, tmp_path: Path
) -> None:
    empty = tmp_path / "fonts.conf"
    empty.write_text(NO_FONTS)
    environ = {
        "PATH": "", "HOME": str(tmp_path), "FONTCONFIG_FILE": str(empty), "XDG_DATA_HOME": "",
        "MPLCONFIGDIR": str(tmp_path), "SYSTEMROOT": os.environ.get("SYSTEMROOT", ""),
    }  # fmt: skip
    for shown in (drawn[0], every_light):
        done = subprocess.run(
            [sys.executable, "-c", DRAW], cwd=ROOT, env=environ, check=True, capture_output=True,
            input=pickle.dumps(shown),
        )  # fmt: skip
        assert done.stdout == picture(shown, Form.WIDE)


@pytest.mark.parametrize("name", ["NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf"])
def test_the_fonts_have_every_sign_that_a_picture_can_need(
    name: str, release: ReleaseReader
) -> None:
    known = set(TTFont(FONTS / name).getBestCmap())
    words = "".join(text.zh + text.en for text in read().values())
    plan = release.plan
    words += json.dumps([str(t) for t in plan.targets], ensure_ascii=False)
    words += "".join(i.name.zh + i.name.en for i in plan.catalogue.indicators.values())
    words += "".join(s.title + s.publisher for s in release.sources.values())
    assert {sign for sign in words if ord(sign) not in known and sign.isprintable()} == set()


def test_the_fonts_cover_gb2312() -> None:
    rows = [bytes([high, low]) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    hanzi = {text for row in rows if (text := row.decode("gb2312", "ignore"))}
    assert len(hanzi) == 6763
    assert {ord(sign) for sign in hanzi} <= set(TTFont(FONTS / "NotoSansSC-Bold.ttf").getBestCmap())


def test_a_sheet_says_finding_unit_target_setter_dates_and_number(asked: Request) -> None:
    shown = sheet(asked, asked.indicators[-1])
    by = {s.indicator_id: s for s in sheets(asked)}
    pm25 = by["pm25"]
    assert pm25.title == "PM2.5年均浓度：晋城、长治达标，运城未完成，比目标高 2.7\u00a0μg/m³"
    assert pm25.unit == "μg/m³"
    assert "约束性，参照全国" in pm25.demand
    assert [p.target for p in pm25.panels] == ["目标 46.6", "目标 52.7", "目标 54.3"]
    assert pm25.stamp.startswith("数据截至 2023-09-30 · ")
    assert "本图最新数为 2020 年" in pm25.stamp
    assert asked.scene.reader.release_id in pm25.stamp
    assert pm25.number in pm25.stamp
    assert "空心点与 E 为估计数" in pm25.key
    assert shown.indicator_id == asked.indicator_ids[-1]


def test_a_forbidding_break_and_a_missing_year_are_gaps(asked: Request) -> None:
    by = {s.indicator_id: s for s in sheets(asked)}
    runs = by["retail_sales"].panels[0].chart.runs
    assert [[o.time_period for o in run] for run in runs] == [
        [2015, 2016, 2017, 2018, 2019],
        [2020],
    ]
    years = [[o.time_period for o in run] for run in by["urbanisation_rate"].panels[0].chart.runs]
    assert years == [[2010], [2020]]


def test_a_sheet_in_english_has_no_chinese_but_quotations(release: ReleaseReader) -> None:
    english = request(a_scene(release, 2018, Language.EN), indicators=["pm25"])
    shown = sheet(english, english.indicators[0])
    words = [shown.title, shown.demand, shown.key, shown.stamp]
    words += [p.finding + p.sentence.text + p.status + p.target for p in shown.panels]
    assert not any("\u4e00" <= sign <= "\u9fff" for sign in "".join(words))


@pytest.mark.parametrize(("low", "high"), [(0.001, 0.0043), (-3.2, 7.9), (12, 1711), (4.1, 4.2)])
def test_marks_of_an_axis_are_few_round_and_within(low: float, high: float) -> None:
    marks = ticks(Span(low, high, low))
    assert 2 <= len(marks) <= 8
    assert low <= marks[0] < marks[-1] <= high


@pytest.fixture(scope="module")
def every_light(release: ReleaseReader) -> Whole:
    return whole(request(a_scene(release)))


@pytest.mark.parametrize(("form", "size"), [(Form.WIDE, (1920, 1080)), (Form.A4, (1654, 2339))])
def test_the_sheet_of_all_lights_is_a_picture_like_the_others(
    every_light: Whole, form: Form, size: tuple[int, int]
) -> None:
    drawn = picture(every_light, form)
    assert drawn == picture(every_light, form)
    image = Image.open(io.BytesIO(drawn))
    assert (image.size, image.info["Title"]) == (size, every_light.title)
    assert every_light.number in image.info["Comment"]


def test_the_sheet_of_all_lights_shows_those_of_the_export(
    every_light: Whole, release: ReleaseReader, rows: dict[str, list[dict[str, str]]]
) -> None:
    cities = [c.code for c in release.plan_cities]
    exported = {
        (r["indicator_id"], r["ref_area"]): r["status"]
        for r in rows["assessments"]
        if (r["as_of"], r["headline"]) == ("2020", "true")
    }
    names = {i.name.zh: i.indicator_id for i in release.catalogue.indicators.values()}
    shown = {
        (names[name], city): light
        for block in every_light.blocks
        for name, lights in block.rows
        for city, light in zip(cities, lights, strict=True)
    }
    assert shown == {
        (i, city): LIGHT_OF[Status(exported.get((i, city), "not_assessable"))]
        for i in release.catalogue.indicators
        for city in cities
    }
    for column in every_light.columns:
        own = [light for (_, city), light in shown.items() if city == column.city]
        assert dict(column.counts) == {light: own.count(light) for light in Light}
        assert f"{column.name} {own.count(Light.GOOD)}" in every_light.title


def test_the_sheet_of_all_lights_stands_where_it_was_picked(release: ReleaseReader) -> None:
    named = ["museums", "overview", "gdp"]
    picked = request(a_scene(release), indicators=named, order=Order.PICKED)
    assert picked.sheet_ids == ("museums", "overview", "gdp")
    assert request(a_scene(release), indicators=named).sheet_ids == ("overview", "gdp", "museums")
    assert list(files(picked, [Kind.WIDE])) == [
        "wide/01-museums.png", "wide/02-overview.png", "wide/03-gdp.png",
    ]  # fmt: skip
    assert request(a_scene(release), indicators=["gdp"]).sheet_ids == ("gdp",)


@pytest.mark.parametrize("group", list(Group))
def test_the_sheet_of_places_shows_the_figures_of_the_export(
    release: ReleaseReader, rows: dict[str, list[dict[str, str]]], group: Group
) -> None:
    indicator = release.catalogue.indicators["gdp_growth"]
    shown = ranks(a_scene(release), indicator, group)
    assert shown is not None
    exported = {
        (r["ref_area"], r["time_period"]): float(r["obs_value"])
        for r in rows["series"]
        if r["indicator_id"] == "gdp_growth"
    }
    for place in shown.places:
        for cell, year in ((place.cells[2], "2015"), (place.cells[3], "2020")):
            value = exported.get((place.city, year))
            assert cell == ("–" if value is None else figure(value, 1)), place.name
    image = Image.open(io.BytesIO(picture(shown, Form.WIDE)))
    assert (image.size, image.info["Title"]) == ((1920, 1080), shown.title)
    assert {p.city for p in shown.places if p.is_own} == {c.code for c in release.plan_cities}
