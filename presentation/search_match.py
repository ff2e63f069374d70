"""How well an entry answers what was typed: the smaller, the better, `None` for not at all."""

import re
from collections.abc import Iterable

from presentation.pinyin import found_at
from presentation.search_index import Entry

WHOLE, BEGINNING, WORD, WITHIN, TYPED, ELSEWHERE = range(6)
LONG = 4
"""Letters that are not found inside other words by chance."""
LEVEL = "省"
"""What most departments begin with and nobody types."""

_LETTERS = re.compile(r"[a-z0-9]+")
_BETWEEN = re.compile(r"[\s,，、;；'’]+")


def words_of(typed: str) -> tuple[str, ...]:
    """Return the words of a query; each must be found.

    >>> words_of("  PM2.5， 运城 ")
    ('pm2.5', '运城')
    """
    return tuple(word for word in _BETWEEN.split(typed.casefold()) if word)


def without(typed: str, names: Iterable[str]) -> str:
    """Return a query without these names, which may stand within its words.

    >>> without("长治城镇化率", ["长治市", "长治"])
    '城镇化率'
    """
    rest = typed.casefold()
    for name in sorted(names, key=len, reverse=True):
        rest = rest.replace(name.casefold(), " ")
    return rest.strip()


def rank(entry: Entry, words: tuple[str, ...]) -> int | None:
    """Return the worst of the words' ranks; letters may also run across the words as pinyin."""
    answers: list[int] = []
    for word in words:
        one = _rank(entry, word)
        if one is None:  # the others need not be looked for
            answers = []
            break
        answers = [max([one, *answers])]
    together = "".join(words)
    if len(words) > 1 and _LETTERS.fullmatch(together):
        answers += [r for r in [_typed(entry, together)] if r is not None]
    return min(answers, default=None)


def _rank(entry: Entry, word: str) -> int | None:
    for name in (entry.zh.casefold(), entry.en.casefold()):
        if word == name:
            return WHOLE
        if name.startswith(word):
            return BEGINNING
        if f" {word}" in name:
            return WORD
        if word in name and (len(word) >= LONG or not _LETTERS.fullmatch(word)):
            return WITHIN
    typed = _typed(entry, word)
    return ELSEWHERE if typed is None and word in entry.words else typed


def _typed(entry: Entry, word: str) -> int | None:
    """Compare letters with the readings; a single one only with the first character."""
    at = found_at(word, entry.readings) if _LETTERS.fullmatch(word) else None
    if at is None or (at and len(word) == 1):
        return None
    beginning = at == 0 or entry.zh.startswith(LEVEL)
    return WORD if beginning and at <= len(LEVEL) else TYPED
