"""Harmless deviations in single cells: what a person would read without asking.

Each function takes one distinct text and says what it means and which repairs that took. What
it cannot read it leaves as it is, for the rules to name.
"""

import re
import unicodedata
from dataclasses import dataclass

from etl.vocabulary import cell_words
from indicators.units import is_known, spelled

_PLACEHOLDERS = cell_words("placeholder")
_NOT_FINITE = cell_words("not_finite")
_EXCEL_ERRORS = cell_words("excel_error")
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_DATES = re.compile(
    rf"(?:\d{{1,2}}[-/ ](?:{_MONTHS.replace(' ', '|')})[a-z]*(?:[-/ ]\d{{2,4}})?"
    rf"|(?:{_MONTHS.replace(' ', '|')})[a-z]*[-/ ]\d{{1,4}}"
    r"|\d{1,2}月\d{1,2}日|\d{4}[-/]\d{1,2}[-/]\d{1,2}(?: ?\d{2}:\d{2}(?::\d{2})?)?)"
)
_GROUPED = re.compile(r"[-+]?\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?")
_WITH_UNIT = re.compile(r"([-+]?[\d.,]+(?:e[-+]?\d+)?)\s*([^\d.,\s].*)")
_CODE_POWER = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text as it is meant; `fault` names why it cannot be read, `repairs` what was mended."""

    text: str
    repairs: tuple[str, ...] = ()
    unit: str = ""
    fault: str = ""


def clean_number(text: str) -> Cleaned:
    """Read a figure as offices write it.

    >>> read = clean_number("１,４２７.５７亿元")
    >>> read.text, read.unit, read.repairs
    ('1427.57', '亿元', ('full_width', 'thousands', 'unit_suffix'))
    >>> clean_number("Mar-18").fault, clean_number("#DIV/0!").fault, clean_number("—").fault
    ('excel_date', 'excel_error', 'placeholder')
    """
    repairs: list[str] = []
    folded = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("—-", "-")
    word = folded.lower()
    fault = _named_fault(word)
    if fault:
        return Cleaned(text, fault=fault)
    if folded != text.strip():
        repairs.append("full_width")
    joined = re.sub(r"(?<=\d)[\s\u00a0'](?=\d)", "", folded).lstrip("'").replace("，", ",")
    if joined != folded:
        repairs.append("blanks")
    return _numeric(text, joined, repairs)


def _named_fault(word: str) -> str:
    if word in _EXCEL_ERRORS or (word.startswith("#") and word.rstrip("#") == ""):
        return "excel_error"
    if word in _PLACEHOLDERS:
        return "placeholder"
    if word in _NOT_FINITE:
        return "not_finite"
    if word.startswith(("=", "@")) or (word.startswith(("+", "-")) and "(" in word):
        return "formula"
    return "excel_date" if _DATES.fullmatch(word) else ""


def _numeric(original: str, text: str, repairs: list[str]) -> Cleaned:
    unit = ""
    found = _WITH_UNIT.fullmatch(text)
    if (
        found
        and is_known(found[2])
        and spelled(found[2])
        and _WITH_UNIT.fullmatch(found[1]) is None
    ):
        text, unit = found[1], spelled(found[2])
        repairs.append("unit_suffix")
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
        repairs.insert(len(repairs) - bool(unit), "thousands")
    if _NUMBER.fullmatch(text.lower()):
        if "e" in text.lower():
            repairs.append("scientific")
        return Cleaned(text.lower(), tuple(repairs), unit)
    return Cleaned(original, fault="not_a_number")


def clean_year(text: str) -> Cleaned:
    """Read a year.

    >>> clean_year("2021年度"), clean_year("2021.0").text
    (Cleaned(text='2021', repairs=('year_suffix',), unit='', fault=''), '2021')
    """
    folded = "".join(unicodedata.normalize("NFKC", text).split())
    found = re.fullmatch(r"(\d{4})(?:\.0+)?(年度?|y)?", folded.lower())
    if not found:
        return Cleaned(text.strip())
    repairs = ["full_width"] if folded != text.strip() else []
    repairs += ["year_suffix"] if found[0] != found[1] else []
    return Cleaned(found[1], tuple(repairs))


def clean_code(text: str) -> Cleaned:
    """Read an area code that a spreadsheet took for a number.

    >>> clean_code("1.405E+05").text, clean_code("140500.0").text, clean_code("140500000000").text
    ('140500', '140500', '140500')
    >>> clean_code('="140500"').text, clean_code("'140500").repairs
    ('140500', ('code_as_number',))
    """
    whole = "".join(unicodedata.normalize("NFKC", text).split())
    repairs = ["full_width"] if whole != text.strip() else []
    folded = whole.removeprefix("=").strip("'\"")
    code = folded
    if _CODE_POWER.fullmatch(folded):
        code = str(int(float(folded)))
    elif re.fullmatch(r"\d{6}\.0+", folded) or re.fullmatch(r"\d{6}0{2,6}", folded):
        code = folded[:6]
    if code != whole:
        repairs.append("code_as_number")
    return Cleaned(code, tuple(repairs))


def clean_unit(text: str) -> Cleaned:
    """Read a unit, with or without brackets around it."""
    folded = spelled(unicodedata.normalize("NFKC", text).strip("()[] "))
    known = spelled(text)
    changed = folded != known or (known != text.strip() and "μ" not in known)
    return Cleaned(folded, ("unit_spelling",) if changed else ())
