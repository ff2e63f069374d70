"""Words that people wrote (files, cells, reasons), marked where they are another language's.

A screen reader then reads them with the right voice, and a browser picks the right glyphs.
"""

import re

from markupsafe import Markup, escape

from indicators.language import Language

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]{2}")


def spoken(text: str, language: str) -> Markup:
    """Escape what somebody wrote, and mark its language where it is another one.

    >>> spoken("晋城.csv", "en"), spoken("x.csv", "zh")
    (Markup('<span lang="zh">晋城.csv</span>'), Markup('<span lang="en">x.csv</span>'))
    >>> spoken("晋城 <b>.csv", "zh")
    Markup('晋城 &lt;b&gt;.csv')
    """
    if _CHINESE.search(text):
        return escape(text) if language == Language.ZH else _marked(text, "zh")
    if language == Language.ZH and _LATIN.search(text):
        return _marked(text, "en")
    return escape(text)


def _marked(text: str, language: str) -> Markup:
    return Markup('<span lang="{}">{}</span>').format(language, text)
