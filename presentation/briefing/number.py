"""The check number on a picture: what it shows, and a digest of the figures it was drawn from.

Nothing has to be kept: the number itself says which release, indicator, cities and year, so the
picture can be made again and its figures held against those of today. Twelve characters without
those that are easily mistaken for one another (I, L, O, U).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_MISTAKEN = str.maketrans("ILO", "110")
_FIELDS = (("release", 14), ("indicator", 9), ("cities", 3), ("year", 5), ("in_plan_words", 1))
_DIGEST_BITS = 28
_LENGTH = 12
_GROUP = 4
FIRST_YEAR = 2010
WHOLE_PLACE = 511
"""The last place an indicator could have: the sheet of all lights."""


class NumberProblem(ValueError):
    """A text that is no check number: too short, too long, or with other signs."""


@dataclass(frozen=True, slots=True)
class PictureKey:
    """What a picture shows, by position: release number, entry of the catalogue, cities as bits."""

    release: int
    indicator: int
    cities: int
    year: int
    in_plan_words: bool


def digest(release_id: str, rows: Sequence[object]) -> int:
    """Return the digest of a release's name and the rows of figures behind a picture."""
    text = "\n".join([release_id, *map(repr, rows)])
    whole = int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest(), "big")
    return whole >> (256 - _DIGEST_BITS)


def written(key: PictureKey, of_figures: int) -> str:
    """Write a check number.

    >>> written(PictureKey(1, 16, 7, 2020, False), 12345678)
    '0022-3N0B-RRAE'
    """
    number = 0
    values = {**_plain(key), "year": key.year - FIRST_YEAR}
    for name, bits in _FIELDS:
        number = number << bits | values[name] % (1 << bits)
    number = number << _DIGEST_BITS | of_figures
    signs = "".join(_SIGNS[number >> 5 * n & 31] for n in reversed(range(_LENGTH)))
    return "-".join(signs[at : at + _GROUP] for at in range(0, _LENGTH, _GROUP))


def read(text: str) -> tuple[PictureKey, int]:
    """Read a check number as it was typed; raises `NumberProblem`.

    >>> read("oo22 3n0b rrae") == (PictureKey(1, 16, 7, 2020, False), 12345678)
    True
    """
    plain = "".join(text.upper().split()).replace("-", "").translate(_MISTAKEN)
    if len(plain) != _LENGTH or set(plain) - set(_SIGNS):
        raise NumberProblem(text)
    number = 0
    for sign in plain:
        number = number << 5 | _SIGNS.index(sign)
    of_figures, number = number & (1 << _DIGEST_BITS) - 1, number >> _DIGEST_BITS
    values = {}
    for name, bits in reversed(_FIELDS):
        values[name], number = number & (1 << bits) - 1, number >> bits
    year = values["year"] + FIRST_YEAR
    whole = PictureKey(
        values["release"],
        values["indicator"],
        values["cities"],
        year,
        bool(values["in_plan_words"]),
    )
    return whole, of_figures


def _plain(key: PictureKey) -> dict[str, int]:
    return {name: int(getattr(key, name)) for name, _ in _FIELDS}
