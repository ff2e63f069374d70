"""Every number that a file says or draws follows from the release's exports and the plan's targets.

The allowed numbers are worked out here, from rows of text cells, and not by what made the files.
"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from html import unescape
from statistics import median
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from indicators.assessment import LIGHT_OF, Light, Status
from indicators.rounding import round_half_up
from presentation.briefing.request import Request
from tests.conftest import ROOT
from tests.presentation.briefing.conftest import CHOSEN, one

Rows = dict[str, list[dict[str, str]]]
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
YEARS = range(2010, 2021)


class Known:
    """The numbers that may be said of one indicator, and the words that carry figures as names."""

    def __init__(self, indicator_id: str, asked: Request, rows: Rows) -> None:
        indicator = asked.scene.reader.catalogue.indicators[indicator_id]
        own = [r for r in rows["series"] if r["indicator_id"] == indicator_id]
        cities = {c.code for c in asked.scene.cities}
        self.series = {(r["ref_area"], int(r["time_period"])): float(r["obs_value"]) for r in own}
        self.numbers: set[float] = {float(y) for y in YEARS}
        self.numbers |= {v for (area, _), v in self.series.items() if area in cities}
        self.points = indicator.unit == "%"
        for r in rows["assessments"]:
            if r["indicator_id"] == indicator_id and r["as_of"] == "2020":
                self.numbers |= set(self._assessed(r))
        with (ROOT / "data/plan/targets.csv").open(encoding="utf-8-sig") as file:
            self.numbers |= {
                abs(float(r["target_value"]))
                for r in csv.DictReader(file)
                if r["indicator_id"] == indicator_id and r["target_value"]
            }
        own_cities = asked.scene.reader.plan_cities
        areas = asked.scene.reader.plan.areas
        cluster = [a.code for a in areas if a.is_peer or a in own_cities]
        self.numbers |= set(self._against(cluster, cities)) | set(self._places(cluster))
        self.names = self._names(asked, indicator_id)

    def _assessed(self, r: dict[str, str]) -> Iterator[float]:
        def of(name: str) -> float | None:
            return float(r[name]) if r[name] else None

        now, before, wanted = of("obs_value"), of("baseline_value"), of("required_value")
        yield from (abs(v) for v in (now, before, wanted) if v is not None)
        for share in ("completion", "schedule"):
            yield from (abs(v * 100) for v in [of(share)] if v is not None)
        yield from (abs(v) for v in [of("lead")] if v is not None)
        if now is not None and wanted is not None:
            yield abs(now - wanted)
        if now is not None and before is not None:
            yield abs(now - before)
            yield abs(change(before, now, points=False)) if before else 0.0
            if r["form"] == "annual_average_at_least":
                years = int(r["value_year"]) - int(r["baseline_year"])
                yield ((now / before) ** (1 / years) - 1) * 100
                yield float(int(r["baseline_year"]) + 1)

    def _against(self, cluster: list[str], cities: set[str]) -> Iterator[float]:
        """The peers' median change between any two years that a city is judged by, and how many."""
        for first in YEARS:
            for last in YEARS:
                found = [
                    change(self.series[p, first], self.series[p, last], points=self.points)
                    for p in cluster
                    if p not in cities and (p, first) in self.series and (p, last) in self.series
                    and self.series[p, first]
                ]  # fmt: skip
                if first < last and found:
                    yield abs(median(found))
                    yield float(len(found))

    def _places(self, cluster: list[str]) -> Iterator[float]:
        known = max(sum((p, y) in self.series for p in cluster) for y in YEARS)
        yield from map(float, range(1, known + 1))

    @staticmethod
    def _names(asked: Request, indicator_id: str) -> list[str]:
        """Titles, quotations and explanations, which are not figures of ours."""
        reader = asked.scene.reader
        indicator = reader.catalogue.indicators[indicator_id]
        names = [indicator.name.zh, indicator.note.zh, indicator.source_label or ""]
        names += [b.explanation(asked.scene.language) for b in reader.plan.breaks]
        for t in reader.plan.targets:
            names += [t.source_title, t.quote]
        for s in reader.sources_of(indicator_id):
            names += [s.title, s.edition, s.released_on.isoformat()]
        names += [reader.release_id, reader.data_as_of.isoformat()]
        return sorted({n for n in names if n}, key=len, reverse=True)

    def unknown_in(self, text: str) -> list[str]:
        """The numbers of a text that follow from nothing."""
        plain = re.sub(
            r"校验号 [0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", "", text.replace("\u00a0", " ")
        )
        for name in self.names:
            plain = plain.replace(name, "")
        plain = plain.replace("CO2", "").replace("GB/T 9704", "")
        return [n for n in NUMBER.findall(plain) if not self._follows(n.rstrip(","))]

    def _follows(self, written: str) -> bool:
        number = Decimal(written.replace(",", ""))
        places = max(0, -int(number.as_tuple().exponent))
        return any(abs(Decimal(round_half_up(v, places))) == number for v in self.numbers)


def change(before: float, now: float, *, points: bool) -> float:
    return now - before if points else (now - before) / abs(before) * 100


@pytest.fixture(scope="module")
def known(asked: Request, rows: Rows) -> dict[str, Known]:
    return {i: Known(i, asked, rows) for i in CHOSEN}


def texts_of(slide: Any) -> str:
    parts = [s.text_frame.text for s in slide.shapes if s.has_text_frame]
    return "\n".join([*parts, slide.notes_slide.notes_text_frame.text])


def test_a_number_that_follows_from_nothing_is_noticed(known: dict[str, Known]) -> None:
    assert known["pm25"].unknown_in("晋城市PM2.5年均浓度2020年为46.0，比2015年下降19.0%") == []
    assert known["pm25"].unknown_in("晋城市PM2.5年均浓度2020年为46.1") == ["46.1"]


def test_every_number_on_a_slide_and_in_its_notes_follows(
    made: dict[str, bytes], asked: Request, known: dict[str, Known]
) -> None:
    slides = list(Presentation(io.BytesIO(one(made, ".pptx"))).slides)[-len(CHOSEN) :]
    for indicator, slide in zip(asked.indicator_ids, slides, strict=True):
        assert known[indicator].unknown_in(texts_of(slide)) == [], indicator


def test_every_number_of_a_chart_is_that_of_its_workbook_and_follows(
    made: dict[str, bytes], asked: Request, known: dict[str, Known]
) -> None:
    with zipfile.ZipFile(io.BytesIO(one(made, ".pptx"))) as package:
        charts = sorted(
            (n for n in package.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)),
            key=lambda n: int(re.findall(r"\d+", n)[0]),
        )
        drawn = [ET.fromstring(package.read(n)) for n in charts]
        kept = [load_workbook(io.BytesIO(package.read(own_book(package, n)))) for n in charts]
    assert len(drawn) == len(CHOSEN)
    for chart, book in zip(drawn, kept, strict=True):
        for (name, years, values), (named, of, kept_values) in zip(
            cached(chart), inside(book.active), strict=True
        ):
            assert (name, years) == (named, of)
            gaps = [v is None for v in values]
            assert gaps == [v is None for v in kept_values]
            # A workbook keeps 16 digits.
            assert [v or 0 for v in values] == pytest.approx(
                [v or 0 for v in kept_values], rel=1e-15
            )
    for indicator, chart in zip(asked.indicator_ids, drawn, strict=True):
        for name, years, values in cached(chart):
            for year, value in zip(years, values, strict=True):
                near = [v for v in known[indicator].numbers if abs(abs(value or v) - v) < 1e-9]
                assert near, (name, year)


def own_book(package: zipfile.ZipFile, chart: str) -> str:
    """The workbook that a chart's relations name."""
    relations = package.read(chart.replace("charts/", "charts/_rels/") + ".rels").decode()
    (book,) = re.findall(r'Target="\.\./(embeddings/[^"]+)"', relations)
    return f"ppt/{book}"


Lines = list[tuple[str, tuple[int, ...], tuple[float | None, ...]]]


def cached(chart: ET.Element) -> Lines:
    """Name, years and values of each series, as the chart's XML keeps them."""
    found: Lines = []
    for series in chart.iter(f"{CHART}ser"):
        name = series.findtext(f"{CHART}tx//{CHART}v") or ""
        years = tuple(int(v.text or 0) for v in series.iterfind(f"{CHART}cat//{CHART}pt/{CHART}v"))
        values = {
            int(pt.get("idx", 0)): float(pt.findtext(f"{CHART}v") or 0)
            for pt in series.iterfind(f"{CHART}val//{CHART}pt")
        }
        found.append((name, years, tuple(values.get(n) for n in range(len(years)))))
    return found


def inside(sheet: Any) -> Lines:
    """The same, as the workbook in the file keeps them."""
    years = tuple(int(c.value) for c in next(iter(sheet.columns))[1:])
    return [
        (column[0].value, years, tuple(c.value for c in column[1:]))
        for column in list(sheet.columns)[1:]
    ]


def test_every_number_of_the_report_follows(
    made: dict[str, bytes], asked: Request, known: dict[str, Known]
) -> None:
    report = Document(io.BytesIO(one(made, ".docx")))
    names = {i.name.zh: i.indicator_id for i in asked.indicators}
    lines = [p.text for p in report.paragraphs]
    lines += ["，".join(c.text for c in row.cells) for row in report.tables[-1].rows]
    seen = set()
    for line in lines:
        about = [i for name, i in names.items() if name in line]
        sentences = [s for s in re.split("。", line) if s]
        for sentence in sentences if len(about) == 1 else []:
            unknown = known[about[0]].unknown_in(re.sub(r"^[图表]\d+　", "", sentence))
            assert unknown == [], sentence
            seen.add(about[0])
    assert seen >= {"pm25", "gdp_growth", "urbanisation_rate", "museums"}
    counted = [[c.text for c in row.cells] for row in report.tables[0].rows]
    for n, city in enumerate(asked.scene.cities, 1):
        lights = [a.light for a in asked.assessments.values() if a.ref_area == city.code]
        assert sum(int(row[n]) for row in counted[1:]) == len(lights) == len(CHOSEN)


def test_every_number_of_the_workbook_follows(
    made: dict[str, bytes], asked: Request, known: dict[str, Known]
) -> None:
    book = load_workbook(io.BytesIO(one(made, ".xlsx")))
    names = {i.name.zh: i.indicator_id for i in asked.indicators}
    for name in book.sheetnames[1:-1]:
        heads = [c.value for c in book[name][4]]
        places = {h: n for n, h in enumerate(heads)}
        for row in book[name].iter_rows(min_row=5, values_only=True):
            of = known[names[row[places["指标"]]]]
            for head, cell in zip(heads, row, strict=True):
                if isinstance(cell, (int, float)):
                    scaled = cell * 100 if head in ("完成进度", "时序进度") else cell
                    near = (v for v in of.numbers if abs(abs(scaled) - abs(v)) <= 1e-9 * abs(v))
                    assert next(near, None) is not None or not cell, (row[1], head, cell)
            assert of.unknown_in(str(row[places["说明"]])) == []


def test_every_number_of_the_page_follows(
    made: dict[str, bytes], asked: Request, known: dict[str, Known]
) -> None:
    html = one(made, ".html").decode("utf-8")
    articles = dict(re.findall(r'<article id="(\w+)">(.*?)</article>', html, re.S))
    assert set(articles) == set(asked.indicator_ids)
    for indicator, article in articles.items():
        text = unescape(re.sub(r"<[^>]+>", "\n", article))
        assert known[indicator].unknown_in(text) == [], indicator


def test_every_count_of_lights_is_that_of_the_export(
    made: dict[str, bytes], asked: Request, rows: Rows
) -> None:
    lights = {
        (r["indicator_id"], r["ref_area"]): LIGHT_OF[Status(r["status"])]
        for r in rows["assessments"]
        if (r["as_of"], r["headline"]) == ("2020", "true")
    }
    slides = list(Presentation(io.BytesIO(one(made, ".pptx"))).slides)
    total = list(next(s for s in slides[1].shapes if s.has_table).table.rows)[-1]
    said = "\n".join(s.text_frame.text for s in slides[1].shapes if s.has_text_frame)
    report = "".join(p.text for p in Document(io.BytesIO(one(made, ".docx"))).paragraphs)
    page = one(made, ".html").decode("utf-8")
    for n, city in enumerate(asked.scene.cities, 1):
        own = [lights.get((i, city.code), Light.NONE) for i in CHOSEN]
        counts = [own.count(light) for light in Light]
        assert list(map(int, NUMBER.findall(total.cells[n].text))) == counts
        for text in (said, report, page):
            (sentence,) = set(re.findall(rf"{city.official_name}达标或明显改善[^。]*。", text))
            assert list(map(int, NUMBER.findall(sentence))) == counts
