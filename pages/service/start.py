"""Streamlit's start page as a browser gets it: in the reader's language, knowing where it is.

It brings the look, and names the parts of Streamlit's client that every page of ours draws with.
The client itself asks for them when the first element comes, one after the other, each when the
one before has been read; named here they come while it starts.
"""

import re
from functools import cache
from pathlib import Path

import streamlit as st

from indicators.language import Language
from pages.service import sheet
from presentation.texts import texts

_STATIC = Path(st.__file__).with_name("static")
_SCRIPTS = _STATIC / "static" / "js"
_HERE = """<script>
      window.__streamlit = { BACKEND_BASE_URL: new URL("./", location.href).href }
    </script>
    <script>"""
_FONT = re.compile(r"<link\s+rel=\"preload\"[^>]*as=\"font\"[^>]*>\s*")
_NEEDED = re.compile(r'(?:from|import)\s?"\./([\w.-]+\.js)"')
_HEAD = 6_000
"""The characters of a part within which it names all that it needs."""

EVERYWHERE = ("Html", "BidiComponent")
"""Parts of the client by the name of their files, up to the first full stop."""
CHARTS = ("PlotlyChart",)


def streamlits_page() -> str:
    """Return the start page as Streamlit has it, which it gives for any other address."""
    return (_STATIC / "index.html").read_text(encoding="utf-8")


@cache
def start_page(language: Language, parts: tuple[str, ...] = EVERYWHERE) -> str:
    """Return the start page in a language, for an address directly below the root.

    `parts` are what is drawn with at that address. Streamlit's own font is left out.
    """
    page = streamlits_page()
    # After the client's own styles, which it adds to the head, and before those of a run.
    look = f'<link rel="stylesheet" href="{sheet.address()}">'
    ours = "".join(f"{link}\n    " for link in _links(parts, page))
    title = texts(language)("product.title")
    for old, new in (
        ("<script>", _HERE),
        ('<html lang="en">', '<html lang="zh-CN">' if language == "zh" else '<html lang="en">'),
        ("<title>Streamlit</title>", f"{ours}<title>{title}</title>"),
        ('<div id="root">', f'{look}\n    <div id="root">'),
    ):
        page = page.replace(old, new, 1)
    return _FONT.sub("", page)


def _links(parts: tuple[str, ...], page: str) -> list[str]:
    """Return a link for each file that the parts need and the page does not name already."""
    files = [file.name for part in parts for file in sorted(_SCRIPTS.glob(f"{part}.*.js"))]
    needed = [*files, *(name for file in files for name in _needed_by(file))]
    return [
        f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'
        for name in dict.fromkeys(needed)
        if name not in page
    ]


def _needed_by(file: str) -> list[str]:
    with (_SCRIPTS / file).open(encoding="utf-8") as part:
        return _NEEDED.findall(part.read(_HEAD))
