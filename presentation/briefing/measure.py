"""How long a text comes out in the project's own font, and where its lines break."""

import re
from functools import cache
from pathlib import Path

from PIL import ImageFont

FONTS = Path(__file__).parents[1] / "assets" / "fonts"
FILES = {False: FONTS / "NotoSansSC-Regular.ttf", True: FONTS / "NotoSansSC-Bold.ttf"}
_MEASURED_AT = 1000
_CLAUSES = re.compile(r"(?<=；)|(?<=; )")
_NO_START = "，。、；：！？）》”%’·"
"""Signs that do not begin a line."""


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """Return how long a line of text comes out."""
    return sum(_advance(sign, bold=bold) for sign in text) * size


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines; Chinese breaks anywhere but before closing signs."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line and width_of(line + piece.rstrip(), size, bold=bold) > room:
            lines.append(line.rstrip())
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line.rstrip()] if line.strip() else lines


def wrapped_by_clause(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """Break a text as `wrapped` does, but one of two clauses between them if each has room.

    >>> wrapped_by_clause("晋城 18、长治 13；晋城 3、长治 4", 20, 250)
    ['晋城 18、长治 13；', '晋城 3、长治 4']
    """
    lines = wrapped(text, size, room, bold=bold)
    clauses = [clause.strip() for clause in _CLAUSES.split(text)]
    have_room = all(width_of(clause, size, bold=bold) <= room for clause in clauses)
    return clauses if len(lines) > 1 and len(clauses) == 2 and have_room else lines


@cache
def _advance(sign: str, *, bold: bool) -> float:
    """Return how far one sign moves the pen, for a font of size 1; the fonts have no kerning."""
    return float(_measure(bold).getlength(sign)) / _MEASURED_AT


@cache
def _measure(bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FILES[bold], _MEASURED_AT, layout_engine=ImageFont.Layout.BASIC)


def _pieces(text: str) -> list[str]:
    """Split into the smallest parts a line may break between."""
    parts: list[str] = []
    for sign in text:
        wide = sign > "\u2e7f" or sign in "“‘"
        joins = parts and (
            sign in _NO_START
            or parts[-1][-1] in "（《“‘"
            or (not wide and not parts[-1][-1].isspace() and parts[-1][-1] < "\u2e80")
            or sign.isspace()
        )
        if joins:
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts
