"""Slides, report, workbook, page and tables: opened and held against the release's exports."""

import io
import re
import zipfile
from base64 import b64encode
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

from indicators.language import Language
from presentation.briefing.measure import wrapped
from presentation.briefing.pack import Kind, archive, files
from presentation.briefing.request import Request, request
from presentation.briefing.sheet import sheets
from presentation.briefing.slides import EDGE, WIDTH, fitting_title
from storage.reading import ReleaseReader
from tests.conftest import csv_rows
from tests.presentation.briefing.conftest import CHOSEN, OFFICE, a_scene, one

Rows = dict[str, list[dict[str, str]]]


@pytest.fixture(scope="module")
def values(rows: Rows, asked: Request) -> dict[tuple[str, str, int], float]:
    """Every exported value of the briefing's cities, by indicator, city and year."""
    cities = {c.code for c in asked.scene.cities}
    return {
        (r["indicator_id"], r["ref_area"], int(r["time_period"])): float(r["obs_value"])
        for r in rows["series"]
        if r["indicator_id"] in CHOSEN and r["ref_area"] in cities and int(r["time_period"]) <= 2020
    }


@pytest.fixture(scope="module")
def lights(rows: Rows) -> dict[tuple[str, str], dict[str, str]]:
    return {
        (r["indicator_id"], r["ref_area"]): r
        for r in rows["assessments"]
        if r["as_of"] == "2020" and r["headline"] == "true"
    }


@pytest.fixture(scope="module")
def shown(made: dict[str, bytes]) -> Any:
    return Presentation(io.BytesIO(one(made, ".pptx")))


@pytest.fixture(scope="module")
def charts(shown: Any, asked: Request) -> dict[str, Any]:
    """The native chart of each indicator's slide."""
    slides = list(shown.slides)[-len(CHOSEN) :]
    return {
        indicator: next(s.chart for s in slide.shapes if s.has_chart)
        for indicator, slide in zip(asked.indicator_ids, slides, strict=True)
    }


def test_the_same_release_gives_the_same_files(asked: Request, made: dict[str, bytes]) -> None:
    kinds = [Kind.SLIDES, Kind.WORKBOOK, Kind.TABLES, Kind.REPORT]
    again = files(asked, kinds)
    assert again == {name: made[name] for name in again}
    assert archive(asked, again) == archive(asked, again)


def test_a_pack_holds_every_kind(made: dict[str, bytes]) -> None:
    endings = {name.rsplit(".", 1)[-1] for name in made}
    assert endings == {"pptx", "docx", "xlsx", "html", "csv", "png"}
    assert sum(name.startswith("wide/") for name in made) == len(CHOSEN)
    assert sum(name.startswith("a4/") for name in made) == len(CHOSEN)


# --- slides


def test_every_finding_has_a_native_chart_with_the_releases_figures(
    charts: dict[str, Any], asked: Request, values: dict[tuple[str, str, int], float]
) -> None:
    names = {asked.scene.name(c): c.code for c in asked.scene.cities}
    drawn = {}
    for indicator, chart in charts.items():
        years = [int(c) for c in chart.plots[0].categories]
        for series in chart.plots[0].series:
            code = names.get(series.name.split("（")[0])
            if code is None or "目标" in series.name:
                continue
            found = zip(years, series.values, strict=True)
            drawn |= {(indicator, code, y): v for y, v in found if v is not None}
    first = {i: int(c.plots[0].categories[0]) for i, c in charts.items()}
    assert drawn == {key: v for key, v in values.items() if key[2] >= first[key[0]]}


def test_a_target_is_a_dashed_line_and_a_direction_has_columns(charts: dict[str, Any]) -> None:
    assert charts["museums"].chart_type is XL_CHART_TYPE.COLUMN_CLUSTERED
    pm25 = charts["pm25"]
    assert pm25.plots[0]._element.tag.endswith("}lineChart")
    targets = [s for s in pm25.plots[0].series if "目标" in s.name]
    assert {s.name for s in targets} == {
        "晋城 目标 46.6（参照全国）", "长治 目标 52.7（参照全国）", "运城 目标 54.3（参照全国）",
    }  # fmt: skip
    assert all("dash" in s.format.line.dash_style.name.lower() for s in targets)


def test_estimates_are_hollow_in_the_chart(charts: dict[str, Any], rows: Rows) -> None:
    series = next(s for s in charts["pm25"].plots[0].series if s.name == "长治")
    years = [int(c) for c in charts["pm25"].plots[0].categories]
    estimated = {
        int(r["time_period"])
        for r in rows["series"]
        if (r["indicator_id"], r["ref_area"], r["obs_status"]) == ("pm25", "140400", "E")
    }
    hollow = [p for p in points(series) if p.find(qn_c("marker")) is not None]
    fills = {int(p.find(qn_c("idx")).get("val")) for p in hollow}
    assert {years[n] for n in fills} == estimated & set(years)


def points(series: Any) -> list[Any]:
    return list(series._element.findall(qn_c("dPt")))


def qn_c(name: str) -> str:
    return "{http://schemas.openxmlformats.org/drawingml/2006/chart}" + name


def test_the_charts_carry_their_workbooks(made: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(one(made, ".pptx"))) as package:
        inside = [n for n in package.namelist() if n.startswith("ppt/embeddings/")]
        assert len(inside) == len(CHOSEN)
        book = load_workbook(io.BytesIO(package.read(inside[0])))
    assert book.active["B1"].value == "晋城"


def test_slides_have_titles_tables_and_notes(shown: Any, asked: Request) -> None:
    titles = [s.shapes.title.text_frame.text for s in shown.slides]
    assert titles[0] == "中原城市群三市2020年目标进展情况"
    assert titles[-1].startswith(asked.scene.name(asked.indicators[-1]))
    assert sum(shape.has_table for s in shown.slides for shape in s.shapes) >= 2
    spoken = list(shown.slides)[-len(CHOSEN)].notes_slide.notes_text_frame.text
    for words in ("越低越好", "单位：μg/m³", "出处：", "来源：", "校验号"):
        assert words in spoken or asked.indicator_ids[0] != "pm25"
    assert shown.core_properties.author == OFFICE


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("year", [2016, 2018, 2020])
def test_every_title_fits_into_two_lines_at_one_size(
    release: ReleaseReader, language: Language, year: int
) -> None:
    room = (WIDTH - 2 * EDGE) * 72 / 1.15
    for sheet in sheets(request(a_scene(release, year, language))):
        title = fitting_title(sheet)
        assert title.startswith(sheet.name)
        assert len(wrapped(title, 24, room, bold=True)) <= 2, title


def test_titles_of_findings_have_one_size(shown: Any) -> None:
    titles = [s.shapes.title.text_frame.paragraphs[0].runs for s in list(shown.slides)[1:]]
    assert {run.font.size for runs in titles for run in runs} == {Pt(24)}


def test_nothing_stands_outside_a_slide(shown: Any) -> None:
    for slide in shown.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= shown.slide_width
            assert shape.top + shape.height <= shown.slide_height


# --- report


@pytest.fixture(scope="module")
def report(made: dict[str, bytes]) -> Any:
    return Document(io.BytesIO(one(made, ".docx")))


def test_the_report_has_the_form_of_official_documents(report: Any) -> None:
    page = report.sections[0]
    assert (round(page.page_width / Mm(1)), round(page.page_height / Mm(1))) == (210, 297)
    sides = ("top", "bottom", "left", "right")
    margins = [round(getattr(page, f"{side}_margin") / Mm(1)) for side in sides]
    assert margins == [37, 35, 28, 26]
    normal = report.styles["Normal"]
    assert (normal.font.size, normal.paragraph_format.line_spacing) == (Pt(16), Pt(28))
    families = {
        name: report.styles[name].element.rPr.rFonts.get(qn("w:eastAsia"))
        for name in ("Normal", "Title", "Heading 1", "Heading 2")
    }
    assert families == {
        "Normal": "仿宋_GB2312",
        "Title": "方正小标宋简体",
        "Heading 1": "黑体",
        "Heading 2": "楷体_GB2312",
    }


def test_binding_and_expected_targets_stand_apart(report: Any) -> None:
    heads = [p.text for p in report.paragraphs if p.style.name == "Heading 1"]
    assert heads[:2] == ["一、约束性目标完成情况", "二、预期性目标完成情况"]
    texts = [p.text for p in report.paragraphs]
    binding = texts.index(heads[0])
    expected = texts.index(heads[1])
    assert binding < texts.index("（一）PM2.5年均浓度") < expected
    assert any("地区生产总值增速" in text for text in texts[expected:])


def test_tables_have_their_titles_above_and_figures_below(report: Any) -> None:
    children = list(report.element.body)
    for grid in report.tables:
        before = children[children.index(grid._tbl) - 1]
        assert re.match(r"表\d+　", "".join(before.itertext()))
    drawings = [p for p in children if next(p.iter(qn("w:drawing")), None) is not None]
    assert len(drawings) == 4
    for drawing in drawings:
        after = children[children.index(drawing) + 1]
        assert re.match(r"图\d+　", "".join(after.itertext()))


def test_an_average_is_spoken_and_not_written_as_a_sign(report: Any) -> None:
    text = "".join(p.text for p in report.paragraphs)
    assert "未完成年均不低于6.5%的预期性目标" in text
    assert not re.search("[≥≤]", text)


def test_what_lags_is_listed_with_the_departments_of_the_plan(
    report: Any, lights: dict[tuple[str, str], dict[str, str]], asked: Request
) -> None:
    cells = [[c.text for c in row.cells] for row in report.tables[-1].rows][1:]
    names = {asked.scene.name(i): i.indicator_id for i in asked.indicators}
    cities = {asked.scene.name(c): c.code for c in asked.scene.cities}
    bad = {"missed", "far_behind", "behind", "unchanged", "worsened"}
    wanted = {key for key, r in lights.items() if key[0] in CHOSEN and r["status"] in bad}
    assert {(names[row[0]], cities[row[1]]) for row in cells} == wanted
    by_row = {(names[row[0]], cities[row[1]]): row[4] for row in cells}
    assert by_row["pm25", "140800"] == "省环保厅"
    assert by_row["gdp_growth", "140500"] == "方案没有指定责任部门"


def test_every_number_in_a_sentence_of_the_report_is_the_exports(
    report: Any, values: dict[tuple[str, str, int], float], asked: Request
) -> None:
    text = "".join(p.text for p in report.paragraphs)
    for indicator in asked.indicators:
        for city in asked.scene.cities:
            a = asked.assessments[indicator.indicator_id, city.code]
            if a.obs_value is None or a.form == "annual_average_at_least" or not a.is_assessable:
                continue
            number = values[indicator.indicator_id, city.code, a.value_year or 0]
            written = f"{city.official_name}{indicator.name.zh}{a.value_year}年为"
            found = re.search(re.escape(written) + r"(−?[\d,.]+)", text)
            assert found, written
            said = float(found[1].replace(",", "").replace("−", "-"))
            assert abs(said - number) <= 0.5 * 10**-indicator.decimals + 1e-9


# --- workbook, tables, page


def test_the_workbook_holds_numbers_as_numbers_equal_to_the_export(
    made: dict[str, bytes],
    values: dict[tuple[str, str, int], float],
    lights: dict[tuple[str, str], dict[str, str]],
    asked: Request,
) -> None:
    book = load_workbook(io.BytesIO(one(made, ".xlsx")))
    assert book.sheetnames == ["说明", "经济", "生态", "公共服务", "来源"]
    names = {asked.scene.name(i): i.indicator_id for i in asked.indicators}
    cities = {asked.scene.name(c): c.code for c in asked.scene.cities}
    found, seen = {}, {}
    for name in book.sheetnames[1:-1]:
        heads = [c.value for c in book[name][4]]
        for row in book[name].iter_rows(min_row=5, values_only=True):
            key = names[row[heads.index("指标")]], cities[row[heads.index("城市")]]
            seen[key] = dict(zip(heads, row, strict=True))
            found |= {
                (*key, y): row[n]
                for n, y in enumerate(heads)
                if isinstance(y, int) and row[n] is not None
            }
    first = min(year for _, _, year in found)
    # A workbook keeps 16 digits.
    assert found == pytest.approx({k: v for k, v in values.items() if k in found}, rel=1e-15)
    assert {k for k in values if k[2] >= max(first, 2015)} <= set(found)
    for key, row in seen.items():
        light = lights[key]
        assert str(row["数据年份"] or "") == light["value_year"]
        for head, column in (("完成进度", "completion"), ("领先（百分点）", "lead")):
            wanted = pytest.approx(float(light[column]), rel=1e-15) if light[column] else None
            assert row[head] == wanted


@pytest.mark.parametrize("language", list(Language))
def test_no_text_of_the_workbook_runs_into_the_next_column(
    release: ReleaseReader, language: Language
) -> None:
    made = files(request(a_scene(release, 2020, language)), [Kind.WORKBOOK])
    book = load_workbook(io.BytesIO(one(made, ".xlsx")))
    for sheet in book.worksheets[1:-1]:
        for column in list(sheet.iter_cols(min_row=4))[:-1]:
            room = sheet.column_dimensions[column[0].column_letter].width
            for text in (c.value for c in column if isinstance(c.value, str)):
                assert sum(2 if sign > "\u2e7f" else 1 for sign in text) < room, text


def test_no_cell_of_the_workbook_is_a_formula(made: dict[str, bytes]) -> None:
    book = load_workbook(io.BytesIO(one(made, ".xlsx")))
    assert not [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"]


def test_a_title_that_looks_like_a_formula_stays_a_text(asked: Request) -> None:
    told = replace(asked, title="=1+1", office="@SUM(A1)")
    book = load_workbook(io.BytesIO(one(files(told, [Kind.WORKBOOK]), ".xlsx")))
    assert (book["说明"]["A1"].value, book["说明"]["A1"].data_type) == ("=1+1", "s")
    assert book["说明"]["A2"].data_type == "s"


def test_the_tables_are_the_exports_rows(made: dict[str, bytes], rows: Rows) -> None:
    figures, told = one(made, "-figures.csv"), one(made, "-lights.csv")
    assert figures.startswith(b"\xef\xbb\xbf")
    exported = [tuple(r.items()) for r in rows["series"]]
    assert all(tuple(r.items()) in exported for r in csv_rows(figures))
    headlines = [r for r in rows["assessments"] if r["headline"] == "true"]
    known = [{k: r[k] for k in csv_rows(told)[0]} for r in headlines]
    assert all(r in known for r in csv_rows(told))
    assert len(csv_rows(told)) == 3 * len(CHOSEN)


def test_the_page_asks_for_nothing_and_shows_the_same_pictures(
    made: dict[str, bytes], asked: Request
) -> None:
    html = one(made, ".html").decode("utf-8")
    asked_for = r"""(?:src|href)=["'](?!data:|#)[^"']*|url\((?!data:)|@import|<script"""
    assert not re.findall(asked_for, html)
    for name, content in made.items():
        if name.startswith("wide/"):
            assert b64encode(content).decode() in html
    for key in asked.assessments:
        assert asked.scene.name(asked.scene.reader.catalogue.indicators[key[0]]) in html


def test_markup_in_a_title_is_shown_and_not_obeyed(asked: Request) -> None:
    told = replace(asked, title="<script>alert(1)</script>", indicator_ids=("museums",))
    assert b"<script" not in one(files(told, [Kind.PAGE]), ".html")


def test_no_file_in_english_carries_marks_meant_for_a_browser(release: ReleaseReader) -> None:
    scene = a_scene(release, 2018, Language.EN)
    told = request(scene, indicators=["pm25", "co2_intensity"])
    for name, content in files(told, [Kind.SLIDES, Kind.REPORT, Kind.WORKBOOK]).items():
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = b"".join(package.read(n) for n in package.namelist() if n.endswith(".xml"))
        assert not re.findall(rb"&lt;span|&amp;#", parts), name
    for sheet in sheets(told):
        assert "<" not in sheet.source + sheet.demand + sheet.title
