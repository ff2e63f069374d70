"""What to offer when nothing is found: the longest parts of what was typed that find something."""

import re
from collections.abc import Iterable, Iterator, Mapping

from presentation.search_index import Entry
from presentation.search_match import rank, words_of

MOST = 3
"""Parts offered."""
_LOOKED_AT = 12
"""Words and characters looked at; whoever types more has pasted a text."""
_SHORTEST = 2
_FILLERS = {"and", "are", "for", "how", "in", "is", "of", "on", "the", "to", "was", "what"}

_PIECES = re.compile(r"[a-z0-9]+(?:\.[a-z0-9]+)*|[\u3400-\u9fff]", re.IGNORECASE)


def nearby(entries: Iterable[Entry], typed: str) -> tuple[str, ...]:
    """Choose the longest parts, none within or across another; return them as they were typed."""
    chosen: list[range] = []
    for part in sorted(_found(tuple(entries), typed), key=len, reverse=True):
        apart = all(part.stop <= other.start or other.stop <= part.start for other in chosen)
        if apart and len(chosen) < MOST:
            chosen.append(part)
    return tuple(typed[p.start : p.stop] for p in sorted(chosen, key=lambda p: p.start))


def _found(entries: tuple[Entry, ...], typed: str) -> Iterator[range]:
    """Yield where parts begin and end that find something; the whole is not one of them."""
    pieces = list(_PIECES.finditer(typed))[:_LOOKED_AT]
    answering: dict[tuple[int, int], tuple[Entry, ...]] = {}
    for size in range(1, len(pieces) + 1):
        for first in range(len(pieces) - size + 1):
            last = first + size - 1
            at = range(pieces[first].start(), pieces[last].end())
            part = typed[at.start : at.stop]
            known = entries if size == 1 else _both(answering, first, last)
            answering[first, last] = tuple(e for e in known if rank(e, words_of(part)) is not None)
            if answering[first, last] and _is_telling(part, typed):
                yield at


def _is_telling(part: str, typed: str) -> bool:
    """Say whether a part is worth an offer: not the whole, no single sign, no filler at an end."""
    words = words_of(part)
    is_framed = words[0] in _FILLERS or words[-1] in _FILLERS
    return _SHORTEST <= len(part) < len(typed.strip()) and not is_framed


def _both(
    answering: Mapping[tuple[int, int], tuple[Entry, ...]], first: int, last: int
) -> tuple[Entry, ...]:
    """Return what the two parts that are one piece shorter find: a longer one finds no more."""
    return answering[first, last - 1] if answering[first + 1, last] else ()
