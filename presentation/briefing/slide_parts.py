"""Parts of a slide: text, tables and the fonts; the only place that writes DrawingML itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn
from pptx.util import Inches, Length, Pt

from indicators.assessment import Light
from presentation.briefing.canvas import LIGHT_COLOURS
from presentation.theme import colours

LATIN, CHINESE = "Microsoft YaHei", "微软雅黑"
GLYPHS = {
    Light.GOOD: "✓",
    Light.FAIR: "●",
    Light.POOR: "▲",
    Light.BAD: "■",
    Light.NONE: "○",
}
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one look."""

    text: str
    size: float
    colour: str = "ink"
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A place on a slide, in inches."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """The same in the unit of the file."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


def colour(token: str) -> RGBColor:
    """Return a colour of the style sheet."""
    return RGBColor.from_string(colours("light")[token].removeprefix("#").upper())


def use_fonts(presentation: Any) -> None:
    """Name the fonts once, in the theme; they are those of the reader's machine."""
    theme = presentation.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    tree = etree.fromstring(theme.blob)
    for font in tree.iter(qn("a:majorFont"), qn("a:minorFont")):
        font.find(qn("a:latin")).set("typeface", LATIN)
        font.find(qn("a:ea")).set("typeface", CHINESE)
        for script in font.findall(qn("a:font")):
            if script.get("script") == "Hans":
                script.set("typeface", CHINESE)
    theme._blob = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def write(paragraph: Any, runs: Sequence[Run]) -> None:
    """Put runs into a paragraph."""
    for run in runs:
        added = paragraph.add_run()
        added.text = run.text
        added.font.size, added.font.bold = Pt(run.size), run.bold
        added.font.color.rgb = colour(run.colour)


def box(slide: Any, frame: Frame, paragraphs: Sequence[Sequence[Run]], space: float = 0) -> Any:
    """Add a text box; the text stays inside by its size, not by shrinking."""
    shape = slide.shapes.add_textbox(*frame.emu)
    text = shape.text_frame
    text.word_wrap = True
    text.margin_left = text.margin_right = text.margin_top = text.margin_bottom = 0
    for n, runs in enumerate(paragraphs):
        paragraph = text.paragraphs[0] if n == 0 else text.add_paragraph()
        paragraph.space_after = Pt(space)
        write(paragraph, runs)
    return shape


def light_runs(light: Light, word: str, size: float) -> list[Run]:
    """Return a light's shape and word in its colour."""
    token = f"{LIGHT_COLOURS[light]}-text"
    return [
        Run(f"{GLYPHS[light]} ", size, LIGHT_COLOURS[light], True),
        Run(word, size, token, True),
    ]


Cell = Sequence[Run]


def table(
    slide: Any, frame: Frame, rows: Sequence[Sequence[Cell]], widths: Sequence[float], label: str
) -> None:
    """Add a native table with hairlines; the first row is its head."""
    shape = slide.shapes.add_table(len(rows), len(rows[0]), *frame.emu)
    shape._element.nvGraphicFramePr.cNvPr.set("descr", label)
    grid = shape.table
    properties = grid._tbl.tblPr
    properties.find(qn("a:tableStyleId")).text = _PLAIN_TABLE
    properties.set("bandRow", "0")
    for n, width in enumerate(widths):
        grid.columns[n].width = Inches(width)
    height = Inches(frame.height / len(rows))
    for y, row in enumerate(rows):
        grid.rows[y].height = height
        for x, runs in enumerate(row):
            _fill(grid.cell(y, x), runs, head=y == 0)


def _fill(cell: Any, runs: Cell, *, head: bool) -> None:
    cell.margin_left = cell.margin_right = Inches(0.06)
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = cell.text_frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    write(paragraph, runs)
    line = etree.SubElement(cell._tc.get_or_add_tcPr(), qn("a:lnB"))
    line.set("w", str(Pt(1.5 if head else 0.75)))
    fill = etree.SubElement(line, qn("a:solidFill"))
    token = "rule" if head else "hairline"
    etree.SubElement(fill, qn("a:srgbClr")).set("val", str(colour(token)))
