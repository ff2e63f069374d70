"""Both READMEs list every page of the navigation, by the name it has there."""

from pathlib import Path

import pytest

from indicators.language import Language
from pages import PAGES
from presentation.texts import texts

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("file", "header"), [("README.md", "page"), ("README.zh.md", "页面")])
def test_every_page_is_in_the_table(file: str, header: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    (block,) = (b for b in text.split("\n\n") if b.startswith(f"| {header} |"))
    listed = [row.split("|")[1].split()[0] for row in block.strip().splitlines()[2:]]
    chinese = texts(Language.ZH)
    assert listed == [chinese(entry.text) for entry in PAGES if entry.listed]
