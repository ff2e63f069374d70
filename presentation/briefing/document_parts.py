"""The form of official documents (GB/T 9704): page, fonts, headings, tables, figures.

A4 with margins of 37, 35, 28 and 26 mm; body 仿宋 三号 on lines of 28 points; headings 黑体 and
楷体; a table's title above it, a figure's below. Fonts are named, not shipped.
"""

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

BODY, HEAD, SUBHEAD, TITLE = "仿宋_GB2312", "黑体", "楷体_GB2312", "方正小标宋简体"
_LATIN = "Times New Roman"
_THIRD, _SECOND, _FOURTH, _FIFTH = Pt(16), Pt(22), Pt(14), Pt(10.5)
_PITCH = Pt(28)
_CENTRE, _LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT
FIGURE_WIDTH = Mm(156)
_WHOLE = 8
"""Tables of so many rows stay on one page."""


def new_document() -> Any:
    """Return an empty document with the page, the fonts and the page numbers of the standard."""
    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(37), Mm(35)
    page.left_margin, page.right_margin = Mm(28), Mm(26)
    page.footer_distance = Mm(28)
    normal = document.styles["Normal"]
    _font(normal, BODY, _THIRD)
    normal.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    normal.paragraph_format.line_spacing = _PITCH
    normal.paragraph_format.space_before = normal.paragraph_format.space_after = Pt(0)
    for name, family in (("Title", TITLE), ("Heading 1", HEAD), ("Heading 2", SUBHEAD)):
        style = document.styles[name]
        _font(style, family, _SECOND if name == "Title" else _THIRD)
        style.font.bold = False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
        for border in style.element.iter(qn("w:pBdr")):
            border.getparent().remove(border)
    document.settings.odd_and_even_pages_header_footer = True
    _page_number(page.footer, WD_ALIGN_PARAGRAPH.RIGHT)
    _page_number(page.even_page_footer, _LEFT)
    return document


def _font(style: Any, family: str, size: Any) -> None:
    style.font.name, style.font.size = _LATIN, size
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), family)


def _page_number(footer: Any, alignment: Any) -> None:
    footer.is_linked_to_previous = False
    paragraph = footer.paragraphs[0]
    paragraph.alignment = alignment
    for text, kind in (("— ", ""), ("PAGE", "field"), (" —", "")):
        run = paragraph.add_run("" if kind else text)
        _run(run, "宋体", _FOURTH)
        if kind:
            for step in ("begin", "instr", "end"):
                run._r.append(_field(step, text))


def _field(step: str, code: str) -> Any:
    if step == "instr":
        element = OxmlElement("w:instrText")
        element.text = code
        return element
    element = OxmlElement("w:fldChar")
    element.set(qn("w:fldCharType"), step)
    return element


def _run(run: Any, family: str, size: Any) -> None:
    run.font.name, run.font.size = _LATIN, size
    run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), family)


def title(document: Any, text: str, below: Sequence[str]) -> None:
    """Write the title, and centred lines below it."""
    document.add_paragraph(text, style="Title").alignment = _CENTRE
    for line in below:
        paragraph = document.add_paragraph()
        paragraph.alignment = _CENTRE
        _run(paragraph.add_run(line), SUBHEAD, _THIRD)
    document.add_paragraph()


def heading(document: Any, text: str, level: int) -> None:
    """Write a heading, indented by two characters as the body is."""
    paragraph = document.add_paragraph(text, style=f"Heading {level}")
    paragraph.paragraph_format.first_line_indent = _THIRD * 2
    paragraph.paragraph_format.keep_with_next = True


def body(document: Any, text: str) -> None:
    """Write a paragraph of the body."""
    paragraph = document.add_paragraph(text)
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.first_line_indent = _THIRD * 2


def table(document: Any, name: str, rows: Sequence[Sequence[str]], widths: Sequence[float]) -> None:
    """Add a table with its title above; widths are in millimetres, the first row is its head."""
    _caption(document, name, before=True)
    grid = document.add_table(len(rows), len(rows[0]), style="Table Grid")
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for x, width in enumerate(widths):
        grid.columns[x].width = Mm(width)
    for y, row in enumerate(rows):
        for x, text in enumerate(row):
            cell = grid.cell(y, x)
            cell.width = Mm(widths[x])
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.line_spacing = Pt(18)
            paragraph.paragraph_format.keep_with_next = len(rows) <= _WHOLE
            paragraph.alignment = _CENTRE if y == 0 or len(text) < 7 else _LEFT
            _run(paragraph.add_run(text), HEAD if y == 0 else BODY, _FIFTH)
    _repeated_head(grid.rows[0])
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    document.add_paragraph()


def _repeated_head(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def figure(document: Any, picture: bytes, name: str, source: str) -> None:
    """Add a figure with its title below, and where its figures come from."""
    paragraph = document.add_paragraph()
    paragraph.alignment = _CENTRE
    # On lines of a fixed height a picture would be cut off.
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    paragraph.paragraph_format.keep_with_next = True
    shape = paragraph.add_run().add_picture(io.BytesIO(picture), width=FIGURE_WIDTH)
    shape._inline.docPr.set("descr", name)
    _caption(document, name, before=False)
    small = document.add_paragraph()
    small.paragraph_format.line_spacing = Pt(14)
    _run(small.add_run(source), BODY, Pt(9))


def _caption(document: Any, text: str, *, before: bool) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = _CENTRE
    paragraph.paragraph_format.keep_with_next = True
    if before:
        paragraph.paragraph_format.space_before = Pt(6)
    _run(paragraph.add_run(text), HEAD, _FOURTH)
