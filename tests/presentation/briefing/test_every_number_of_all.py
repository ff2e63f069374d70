"""Every number of the whole pack, all 46 indicators, in each language, follows from the export."""

import io
import re
from collections.abc import Iterable
from html import unescape

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from indicators.language import Language
from presentation.briefing.pack import Kind, files
from presentation.briefing.request import Request
from presentation.briefing.request import request as asked_of
from presentation.figures import unit
from presentation.indicator_facts import facts
from storage.reading import ReleaseReader
from tests.presentation.briefing.conftest import OFFICE, a_scene, one
from tests.presentation.briefing.test_every_number import Known, Rows, texts_of

WITHOUT_PICTURES = (Kind.SLIDES, Kind.REPORT, Kind.WORKBOOK, Kind.PAGE)
FIRST_ROW = 5
CHECK = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


class Pack:
    """The files of all indicators in one language, and what may be said in them."""

    def __init__(self, asked: Request, rows: Rows) -> None:
        self.asked = asked
        self.made = files(asked, WITHOUT_PICTURES)
        self.known = {i: Known(i, asked, rows) for i in asked.indicator_ids}
        language = asked.scene.language
        self.names = {i.name(language): i.indicator_id for i in asked.indicators}

        catalogue = asked.scene.reader.catalogue.indicators
        for i, known in self.known.items():
            of = catalogue[i]
            more = [t for b in (of.name, of.note) for t in (b.zh, b.en)]
            more += [unit(of.unit, asked.scene.t), facts(asked.scene, of).formula]
            known.names = sorted({*known.names, *filter(None, more)}, key=len, reverse=True)

    def about(self, text: str) -> set[str]:
        """The indicators a text names; a name inside a longer one is not named."""
        found = set()
        for name in sorted(self.names, key=len, reverse=True):
            if name.lower() in text.lower():
                found.add(self.names[name])
                text = re.sub(re.escape(name), "", text, flags=re.IGNORECASE)
        return found

    def unknown_to(self, indicators: Iterable[str], text: str) -> set[str]:
        """The numbers that follow from none of the indicators."""
        return set.intersection(*(self.unknown(i, text) for i in indicators))

    def unknown(self, indicator: str, text: str) -> set[str]:
        """The numbers that do not follow from an indicator; check numbers are no figures."""
        return set(self.known[indicator].unknown_in(CHECK.sub("", text)))


@pytest.fixture(scope="module", params=list(Language))
def pack(request: pytest.FixtureRequest, release: ReleaseReader, rows: Rows) -> Pack:
    return Pack(asked_of(a_scene(release, language=request.param), office=OFFICE), rows)


def test_every_number_of_every_slide_follows(pack: Pack) -> None:
    ids = pack.asked.indicator_ids
    slides = list(Presentation(io.BytesIO(one(pack.made, ".pptx"))).slides)[-len(ids) :]
    wrong = {
        i: unknown
        for i, slide in zip(ids, slides, strict=True)
        if (unknown := pack.unknown(i, texts_of(slide)))
    }
    assert (len(ids), wrong) == (46, {})


def test_every_number_of_every_article_follows(pack: Pack) -> None:
    html = one(pack.made, ".html").decode("utf-8")
    articles = dict(re.findall(r'<article id="(\w+)">(.*?)</article>', html, re.S))
    assert articles.pop("overview")
    assert set(articles) == set(pack.asked.indicator_ids)
    wrong = {}
    for i, article in articles.items():
        text = unescape(re.sub(r"<[^>]+>", "\n", article))
        if unknown := pack.unknown(i, text):
            wrong[i] = unknown
    assert wrong == {}


def test_every_number_of_every_row_follows(pack: Pack) -> None:
    book = load_workbook(io.BytesIO(one(pack.made, ".xlsx")))
    wrong, rows = [], 0
    for name in book.sheetnames[1:-1]:
        for row in book[name].iter_rows(min_row=FIRST_ROW):
            (of,) = [pack.names[c.value] for c in row if c.value in pack.names]
            rows += 1
            for cell in row:
                if isinstance(cell.value, (int, float)):
                    v = cell.value * 100 if "%" in cell.number_format else cell.value
                    near = (abs(abs(v) - abs(n)) <= 1e-9 * abs(n) for n in pack.known[of].numbers)
                    if v and not any(near):
                        wrong.append((of, cell.coordinate, v))
            wrong += [(of, row[-1].coordinate, n) for n in pack.unknown(of, row[-1].value)]
    assert (rows, wrong) == (46 * 3, [])


def test_every_number_of_every_sentence_follows(pack: Pack) -> None:
    """A sentence naming several indicators may say a number of any of them."""
    report = Document(io.BytesIO(one(pack.made, ".docx")))
    lines = [p.text for p in report.paragraphs]
    lines += ["; ".join(c.text for c in row.cells) for row in report.tables[-1].rows]
    wrong, seen = [], set()
    for line in lines:
        text = re.sub(r"^(?:[图表]|Figure |Table )\d+\s*", "", line)
        about = pack.about(text)
        if about and not text.startswith(("数据来源", "Source")):
            seen |= about
            if unknown := pack.unknown_to(about, text):
                wrong.append((sorted(about), unknown, text))
    assert wrong == []
    assert len(seen) == 46
