"""How Chinese words are typed in Latin letters: whole syllables, first letters, or a mixture.

A character that is read in several ways (长: zhang, chang) is found by the two usual ones.
"""

import os
from collections.abc import Sequence
from functools import cache

Readings = Sequence[tuple[str, ...]]
"""The readings of each character in order, in plain lower-case letters."""

USUAL = 2
"""Readings of a character that are found by; further ones are hardly ever meant."""


@cache
def of_character(character: str) -> tuple[str, ...]:
    """Return the readings of one character; a letter or digit stands for itself.

    >>> of_character("长"), of_character("P"), of_character("，")
    (('zhang', 'chang'), ('p',), ())
    """
    if not character.isalnum():
        return ()
    if character.isascii():
        return (character.lower(),)
    # Words are not needed where all readings are wanted; without them it loads in a sixth of
    # the time and a quarter of the memory.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import Style, pinyin

    every = pinyin(character, Style.NORMAL, heteronym=True)[0]
    return tuple(reading.lower() for reading in every[:USUAL])


def readings(text: str) -> Readings:
    """Return the readings of a text; punctuation is left out, as nobody types it."""
    return tuple(read for read in map(of_character, text) if read)


def found_at(typed: str, text: Readings) -> int | None:
    """Return at which character a text goes on as typed; `None` when it nowhere does.

    >>> name = readings("长治市")
    >>> [found_at(typed, name) for typed in ("czs", "changzhi", "chzhi", "zhishi", "zs", "xyz")]
    [0, 0, None, 1, 1, None]
    """
    return next((at for at in range(len(text)) if _goes_on(typed, text, at)), None)


def _goes_on(typed: str, text: Readings, at: int) -> bool:
    """Walk through the text with every way to read what is typed so far."""
    left = {typed}
    for read in text[at:]:
        left = {rest for word in left for rest in _after(word, read)}
        if not left or "" in left:
            break
    return "" in left


def _after(typed: str, read: tuple[str, ...]) -> set[str]:
    """Return what is left to be typed after one character: its syllable, a part, or a letter."""
    rests = {typed[len(r) :] for r in read if typed.startswith(r)}
    rests |= {typed[1:] for r in read if typed[0] == r[0]}
    return rests | {"" for r in read if r.startswith(typed)}
