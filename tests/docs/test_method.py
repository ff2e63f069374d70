"""docs/method.md says what the program does: its examples run, its words are complete."""

import doctest
import re
from pathlib import Path

import pytest

from indicators.assessment import Reason, Status
from indicators.targets import TargetForm

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "method.md").read_text(encoding="utf-8")
FENCE = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def test_the_examples_give_what_they_say(monkeypatch, capsys):
    """One after the other in one session, as a reader would type them."""
    monkeypatch.chdir(ROOT)
    examples = "\n".join(FENCE.findall(TEXT))
    test = doctest.DocTestParser().get_doctest(examples, {}, "docs/method.md", None, 0)
    result = doctest.DocTestRunner().run(test)
    assert result.attempted > 60
    assert result.failed == 0, capsys.readouterr().out


def test_every_section_has_an_example():
    sections = re.split(r"^##+ ", TEXT, flags=re.MULTILINE)[1:]
    assert [s.splitlines()[0] for s in sections if not FENCE.search(s)] == []


@pytest.mark.parametrize("word", [*Status, *Reason, *TargetForm], ids=str)
def test_every_word_is_explained(word):
    assert f"`{word.value}`" in TEXT
