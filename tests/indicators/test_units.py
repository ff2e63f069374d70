"""Units: what converts into what, and what never does."""

import pytest

from indicators.units import conversion, is_known, quantity_of, spelled


@pytest.mark.parametrize(
    ("value", "unit", "into", "expected"),
    [
        (9584800, "万元", "亿元", 958.48),
        (2.5, "万亿元", "亿元", 25000),
        (480, "千册", "万册", 48),
        (123456, "户", "万户", 12.3456),
        (2.3, "万人", "人", 23000),
        (0.05, "毫克/立方米", "μg/m³", 50),
        (46, "微克/立方米", "μg/m³", 46),
        (3, "平方公里", "公顷", 300),
        (12.3, "%", "%", 12.3),
    ],
)
def test_converts(value, unit, into, expected):
    assert conversion(unit, into)(value) == expected


@pytest.mark.parametrize(
    ("unit", "into"),
    [
        ("万美元", "亿元"),
        ("万元", "万美元"),
        ("万元", "万人"),
        ("人", "户"),
        ("%", ""),
        ("斤", "吨"),
        ("吨", "斤"),
        ("斤", "斤"),
    ],
)
def test_does_not_convert(unit, into):
    assert conversion(unit, into) is None


@pytest.mark.parametrize(
    ("found", "usual"),
    [
        ("ug/m3", "μg/m³"),
        ("µg/m³", "μg/m³"),  # the micro sign, not the letter mu
        (" 万 元 ", "万元"),
        ("％", "%"),
        ("百分点", "%"),
        ("千米", "公里"),
        ("-", ""),
    ],
)
def test_spellings(found, usual):
    assert spelled(found) == usual
    assert is_known(found)


def test_what_a_unit_measures():
    assert quantity_of("万美元") == "us_dollar"
    assert quantity_of("亿元") == "yuan"
    assert quantity_of("斤") is None
    assert not is_known("斤")
