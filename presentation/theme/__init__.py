"""The look as one style sheet, and its colours for charts.

The `.css` files of this folder are the only place where a colour is written: a token is
`--name: light-dark(#on-light, #on-dark);`, and whatever draws outside the page (Plotly,
briefing documents) reads the tokens from here.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Literal

Scheme = Literal["light", "dark"]

FOLDER = Path(__file__).parent
TOKEN = re.compile(r"--([a-z0-9-]+):\s*light-dark\((#[0-9a-fA-F]{6}),\s*(#[0-9a-fA-F]{6})\);")


class State(StrEnum):
    """What else a page may be, with a style sheet of its own.

    Sent where it holds, because a browser that has to ask `:has()` of the whole page does so
    after every change on it, and looks at the style of each element anew.
    """

    CROWDED = "crowded"
    """Its header holds more than the usual."""
    PRESENT = "present"
    """It is a sheet of a presentation."""


@cache
def stylesheet() -> str:
    """Return all style sheets of this folder in the order of their names.

    Browsers older than `light-dark()` (2024) get the light colours from a first block of plain
    ones; the real tokens stand behind `@supports` and override it where they are understood.
    """
    sheets = [_sent(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.css"))]
    plain = "".join(f"--{name}:{color};" for name, color in colours("light").items())
    return "\n".join([f":root{{{plain}}}", *sheets])


@cache
def of_states(*states: State) -> str:
    """Return the style sheets of what a page is beside the usual; they come after all others."""
    files = (FOLDER / "states" / f"{state}.css" for state in states)
    return "\n".join(_sent(file.read_text(encoding="utf-8")) for file in files)


def _sent(sheet: str) -> str:
    """Leave out what only those who write it read: comments, indents, blanks after signs.

    >>> _sent("a { color: red; }  /* why */")
    'a{color:red;}'
    """
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    return re.sub(r"(?<=[{};:,])\s+|\s+(?=[{}])", "", plain).strip()


@cache
def colours(scheme: Scheme) -> Mapping[str, str]:
    """Return token name → colour of one scheme: `colours("dark")["ink"]`."""
    text = (FOLDER / "app.css").read_text(encoding="utf-8")
    return {name: light if scheme == "light" else dark for name, light, dark in TOKEN.findall(text)}
