"""Names that exist in Chinese and English side by side."""

from dataclasses import dataclass
from enum import StrEnum


class Language(StrEnum):
    """Languages of the interface; the value is the code used in addresses and text files."""

    ZH = "zh"
    EN = "en"


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in both languages.

    >>> Bilingual("晋城", "Jincheng")("en")
    'Jincheng'
    >>> Bilingual("见附件", "")("en")
    '见附件'
    """

    zh: str
    en: str

    def __call__(self, language: str) -> str:
        """Return the text in `language`, or the other one when it was never translated."""
        return (self.en or self.zh) if language == Language.EN else (self.zh or self.en)
