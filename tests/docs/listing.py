"""Tables of docs/data.md as lists of cells."""

import re
from pathlib import Path

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def table(first_header):
    """The rows of the one table whose header begins so, as lists of cells."""
    (block,) = (b for b in TEXT.split("\n\n") if b.startswith(f"| {first_header} |"))
    lines = block.strip().splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def spans(text):
    """The words in code quotes."""
    return re.findall(r"`([^`]+)`", text)
