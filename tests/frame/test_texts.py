"""The texts of the interface: complete in both languages, and asked for by keys that exist."""

import re
import tomllib
from pathlib import Path

import pytest
from markupsafe import Markup

from etl.plan import read_plan
from indicators.language import Bilingual, Language
from presentation.texts import TextError, Texts, placeholders, read, texts
from tests.asked_texts import PLACE, ROOT, asked
from tests.crafted import SHIPPED
from tests.foreign import CHINESE, KNOWN, LATIN, OWN_LANGUAGE

ASKED = asked()


def one(zh: str, en: str, language: Language = Language.ZH) -> Texts:
    return Texts(language, {"a.b": Bilingual(zh, en)})


@pytest.mark.parametrize("key", sorted(read()))
def test_a_text_has_both_languages_with_the_same_placeholders(key: str) -> None:
    text = read()[key]
    assert text.zh.strip()
    assert text.en.strip()
    assert placeholders(text.zh) == placeholders(text.en)


def test_every_text_that_code_and_templates_ask_for_exists() -> None:
    tables = {key.split(".")[0] for key in read()}
    wanted = {a.pattern for a in ASKED if a.pattern.split(".")[0] in tables}
    assert "nav.skip" in wanted, "what is asked for is no longer found"
    plain = {pattern for pattern in wanted if PLACE not in pattern}
    assert {key for key in plain if key not in read() and not is_a_table(key)} == set()


def test_every_pattern_that_is_asked_for_finds_a_text() -> None:
    tables = {key.split(".")[0] for key in read()}
    patterns = [a for a in ASKED if PLACE in a.pattern and a.pattern.split(".")[0] in tables]
    assert any(a.pattern == f"status.{PLACE}" for a in patterns)
    lost = {a.pattern for a in patterns if not any(a.asks_for(key) for key in read())}
    assert lost == set()


@pytest.mark.parametrize("key", sorted(read()))
def test_every_text_is_asked_for(key: str) -> None:
    assert any(a.asks_for(key) for a in ASKED)


def is_a_table(name: str) -> bool:
    """Whether a name is the beginning of others (`catalogue.rule`)."""
    return any(key.startswith(f"{name}.") for key in read())


@pytest.mark.parametrize("key", sorted(read().keys() - OWN_LANGUAGE))
def test_a_text_has_no_words_of_the_other_language(key: str) -> None:
    text = read()[key]
    names = "|".join(sorted(placeholders(text.zh)))
    chinese = re.sub(rf"\{{(?:{names})\}}", "", text.zh) if names else text.zh
    assert set(LATIN.findall(chinese)) - KNOWN == set()
    assert CHINESE.findall(text.en) == []


def test_names_of_the_plan_are_complete_in_both_languages() -> None:
    plan = read_plan(SHIPPED)
    named = [i.name for i in plan.catalogue.entries.values()] + [a.name for a in plan.areas]
    for goal in plan.catalogue.goals.values():
        named += [goal.phrase, goal.short]
    named += [target.set_by for target in plan.targets if target.set_by.zh]
    assert all(name.zh and name.en for name in named)
    assert [name.en for name in named if CHINESE.search(name.en)] == []


MESSAGES = tomllib.loads((ROOT / "etl" / "messages.toml").read_text("utf-8"))


@pytest.mark.parametrize("code", MESSAGES)
def test_a_finding_is_told_in_both_languages_with_the_same_facts(code: str) -> None:
    message = MESSAGES[code]
    facts = [{re.sub("_(zh|en)$", "", p) for p in placeholders(message[x])} for x in ("zh", "en")]
    assert facts[0] == facts[1]
    assert CHINESE.findall(message["en"]) == []


def test_departments_and_sections_of_the_plan_have_english_names() -> None:
    texts_of = {key for key in read() if key.startswith("ledger.")}
    plan = read_plan(SHIPPED)
    assert {f"ledger.department.{d}" for c in plan.clauses for d in c.departments} <= texts_of
    assert {f"ledger.section.{c.section_id}" for c in plan.clauses} <= texts_of


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
