"""How names are written within an English sentence. Chinese has no capitals."""

from indicators.language import Language


def within(text: str, language: str) -> str:
    """Begin a text small; words with other capitals or digits (GRP, PM2.5, SO2) stay.

    Not for names of places and offices: they keep their capital anywhere.

    >>> within("Industrial SO2 emissions", "en"), within("PM2.5 annual mean", "en")
    ('industrial SO2 emissions', 'PM2.5 annual mean')
    """
    word = text.split(" ", 1)[0]
    if language != Language.EN or word[1:] != word[1:].lower() or not word.rstrip(",;").isalpha():
        return text
    return text[:1].lower() + text[1:]
