"""The texts of the interface: complete in both languages, and asked for by keys that exist."""

import re
from pathlib import Path

import pytest
from markupsafe import Markup

from indicators.language import Bilingual, Language
from presentation.texts import FILE, TextError, Texts, placeholders, read, texts

ROOT = FILE.parent.parent
# How code and templates ask for a text: t("…"), texts("…"), t.markup("…").
ASKED = re.compile(r"""\b(?:t|texts)(?:\.markup)?\(\s*["']([a-z_]+(?:\.[a-z_]*[a-z])+)["']""")


def asked_for() -> set[str]:
    folders = [ROOT / "pages", ROOT / "presentation"]
    files = [f for folder in folders for kind in ("*.py", "*.html") for f in folder.rglob(kind)]
    return {key for f in (*files, ROOT / "app.py") for key in ASKED.findall(f.read_text("utf-8"))}


def one(zh: str, en: str, language: Language = Language.ZH) -> Texts:
    return Texts(language, {"a.b": Bilingual(zh, en)})


@pytest.mark.parametrize("key", sorted(read()))
def test_a_text_has_both_languages_with_the_same_placeholders(key: str) -> None:
    text = read()[key]
    assert text.zh.strip()
    assert text.en.strip()
    assert placeholders(text.zh) == placeholders(text.en)


def test_every_text_that_code_and_templates_ask_for_exists() -> None:
    assert "nav.skip" in asked_for(), "the pattern above no longer finds what is asked for"
    assert asked_for() <= set(read())


def test_a_text_is_given_in_the_language_asked_for() -> None:
    assert texts(Language.ZH)("nav.overview") == "总览"
    assert texts(Language.EN)("nav.overview") == "Overview"


def test_placeholders_are_filled() -> None:
    assert one("{n} 项", "{n} items")("a.b", n=3) == "3 项"


def test_a_missing_text_is_an_error_that_names_it() -> None:
    with pytest.raises(TextError, match=r"nav\.nowhere"):
        texts(Language.ZH)("nav.nowhere")


def test_a_missing_value_is_an_error_that_names_text_and_value() -> None:
    with pytest.raises(TextError, match=r"'a\.b'.*'n'"):
        one("{n} 项", "{n} items")("a.b")


def test_markup_escapes_the_text_and_plain_values_but_not_markup() -> None:
    text = one("{a} < {b}", "{a} < {b}").markup("a.b", a="<i>", b=Markup("<b>1</b>"))
    assert text == "&lt;i&gt; &lt; <b>1</b>"


def test_a_text_without_its_two_languages_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "texts.toml"
    file.write_text('[nav]\nhome = "Home"\n', encoding="utf-8")
    with pytest.raises(TextError, match=r"nav\.home"):
        read(file)
