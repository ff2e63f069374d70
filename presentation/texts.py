"""The words of the interface in Chinese and English, from `texts.toml`.

Names that belong to the plan (indicators, goals, cities) are data and come with the release;
how a number is printed is decided where numbers are formatted.
"""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

from markupsafe import Markup

from indicators.language import Bilingual, Language

Text = TypeVar("Text", str, Markup)

FILE = Path(__file__).with_name("texts.toml")


class TextError(LookupError):
    """A text that does not exist, or that was asked for without one of its values."""


class Texts:
    """All texts of one language.

    >>> Texts(Language.EN)("nav.overview")
    'Overview'
    """

    def __init__(self, language: Language, entries: Mapping[str, Bilingual] | None = None) -> None:
        self.language = language
        self._entries = read() if entries is None else entries

    def __call__(self, key: str, **values: object) -> str:
        """Return the text `key` with its `{placeholders}` filled."""
        return _fill(key, self.pattern(key).format, values)

    def markup(self, key: str, **values: object) -> Markup:
        """Return the text as HTML: values are escaped unless they are `Markup` themselves.

        For a sentence whose figures are emphasised: `markup(key, count=Markup("<b>19</b>"))`.
        """
        return _fill(key, Markup.escape(self.pattern(key)).format, values)

    def pattern(self, key: str) -> str:
        """Return the text with its placeholders, for a browser to fill."""
        try:
            return self._entries[key](self.language)
        except KeyError:
            raise TextError(f"{FILE.name} has no text '{key}'") from None


@cache
def texts(language: Language) -> Texts:
    """Return the texts of a language, read once."""
    return Texts(language)


@cache
def read(file: Path = FILE) -> Mapping[str, Bilingual]:
    """Read all texts by dotted key; a table with `zh` and `en` is one text."""
    return dict(_leaves(tomllib.loads(file.read_text(encoding="utf-8"))))


def placeholders(pattern: str) -> set[str]:
    """Return the names a text wants to be given.

    >>> sorted(placeholders("{year} 年，{city}"))
    ['city', 'year']
    """
    return {name for _, name, _, _ in Formatter().parse(pattern) if name}


def _fill(key: str, fill: Callable[..., Text], values: Mapping[str, object]) -> Text:
    try:
        return fill(**values)
    except KeyError as missing:
        raise TextError(f"the text '{key}' needs a value for {missing}") from None


def _leaves(table: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Bilingual]]:
    for name, value in table.items():
        key = f"{prefix}{name}"
        if not isinstance(value, Mapping):
            raise TextError(f"{FILE.name}: '{key}' must be a table with zh and en")
        if set(value) == {"zh", "en"}:
            yield key, Bilingual(value["zh"], value["en"])
        else:
            yield from _leaves(value, f"{key}.")
