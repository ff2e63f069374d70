"""What to offer when nothing is found: the longest parts of what was typed that find something."""

import re
from collections.abc import Iterable, Iterator

from presentation.search_index import Entry
from presentation.search_match import rank, words_of

MOST = 3
"""Parts offered."""
_LOOKED_AT = 16
"""Words and characters looked at; whoever types more has pasted a text."""
_SHORTEST = 2

_PIECES = re.compile(r"[a-z0-9.]+|[\u3400-\u9fff]")


def nearby(entries: Iterable[Entry], typed: str) -> tuple[str, ...]:
    """Return parts of what was typed, the longest first, none within or across another."""
    found: list[tuple[str, range]] = []
    known = tuple(entries)
    for part, at in _parts(typed.casefold()):
        if len(found) == MOST:
            break
        if any(set(at) & set(taken) for _, taken in found):
            continue
        if any(rank(entry, words_of(part)) is not None for entry in known):
            found.append((part, at))
    return tuple(part for part, _ in sorted(found, key=lambda one: one[1].start))


def _parts(typed: str) -> Iterator[tuple[str, range]]:
    """Cut between words and between Chinese characters; the whole is not among the parts."""
    pieces = list(_PIECES.finditer(typed))[:_LOOKED_AT]
    for size in range(len(pieces), 0, -1):
        for first in range(len(pieces) - size + 1):
            at = range(pieces[first].start(), pieces[first + size - 1].end())
            part = typed[at.start : at.stop]
            if _SHORTEST <= len(part) < len(typed):
                yield part, at
