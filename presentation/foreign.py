"""Words that people wrote (files, cells, reasons), marked where they are another language's.

A screen reader then reads them with the right voice, and a browser picks the right glyphs.
"""

import re

from markupsafe import Markup, escape

from indicators.language import Language

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_CHINESE_WORDS = re.compile(r"([\u3001-\u303f\u3400-\u9fff\uff01-\uff60]+)")
_FILE = re.compile(r"\b([a-z0-9]+(?:_[a-z0-9]+)+|[a-z0-9_]+\.csv)\b")
_LATIN = re.compile(r"[A-Za-z]{2}")
_LATIN_WORDS = re.compile(r"([A-Za-z]{2,}[A-Za-z0-9]*)")


def spoken(text: str, language: str) -> Markup:
    """Escape what somebody wrote, and mark its language where it is another one.

    >>> spoken("晋城.csv", "en"), spoken("x.csv", "zh")
    (Markup('<span lang="zh">晋城.csv</span>'), Markup('<span lang="en">x.csv</span>'))
    >>> spoken("晋城 <b>.csv", "zh")
    Markup('晋城 &lt;b&gt;.<span lang="en">csv</span>')
    """
    if _CHINESE.search(text):
        return _words_marked(text) if language == Language.ZH else _in_language(text, "zh")
    if language == Language.ZH and _LATIN.search(text):
        return _in_language(text, "en")
    return escape(text)


def tongue(text: str, language: str) -> Markup:
    """Return the attribute for an element with such a text, where it is another language's.

    >>> tongue("数据", "en"), tongue("数据", "zh")
    (Markup(' lang="zh"'), Markup(''))
    """
    own = "zh" if _CHINESE.search(text) else "en"
    foreign = own != language and bool(_CHINESE.search(text) or _LATIN.search(text))
    return Markup(' lang="{}"').format(own) if foreign else Markup("")


def _words_marked(text: str) -> Markup:
    parts = _LATIN_WORDS.split(text)
    return Markup("").join(
        _in_language(part, "en") if at % 2 else escape(part) for at, part in enumerate(parts)
    )


def _in_language(text: str, language: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, text)


def quoted(text: str, language: str) -> Markup:
    """Mark a source's own words where they are not in the page's language.

    >>> quoted("统计局", "en")
    Markup('<q lang="zh">统计局</q>')
    >>> quoted("统计局", "zh"), quoted("v8.0", "zh")
    (Markup('统计局'), Markup('v8.0'))
    >>> quoted("见 breaks.csv", "zh")
    Markup('见 <code translate="no">breaks.csv</code>')
    """
    if language != Language.ZH and _CHINESE.search(text):
        return Markup('<q lang="zh">{}</q>').format(text)
    if language == Language.ZH and _LATIN.search(text) and not _CHINESE.search(text):
        return Markup('<q lang="en">{}</q>').format(text)
    return _with_files(text) if language == Language.ZH else escape(text)


def _with_files(text: str) -> Markup:
    """Set names of files and folders apart: they are the same in every language."""
    parts = _FILE.split(text)
    code = Markup('<code translate="no">{}</code>').format
    return Markup("").join(code(p) if n % 2 else escape(p) for n, p in enumerate(parts))


def marked(text: str, language: str) -> Markup:
    """Mark the Chinese words inside a sentence of another language.

    >>> marked("label 出口额 <2017>", "en")
    Markup('label <span lang="zh">出口额</span> &lt;2017&gt;')
    """
    if language == Language.ZH:
        return escape(text)
    parts = _CHINESE_WORDS.split(text)
    chinese = Markup('<span lang="zh">{}</span>').format
    return Markup("").join(chinese(p) if n % 2 else escape(p) for n, p in enumerate(parts))
