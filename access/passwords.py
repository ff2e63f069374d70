"""Passwords: what a good one is, how it is kept, how one is made up.

Argon2id with the parameters that RFC 9106 recommends for ordinary machines. The text of a
password travels as `Password`, which prints as dots, so that no log and no exception shows it.
"""

import secrets
import threading
import unicodedata
from dataclasses import dataclass, field

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST = 12
LONGEST = 256
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that look alike: i l o, 0 1."""


class WeakPassword(Exception):
    """A new password that is not accepted; the message says why without quoting it."""


@dataclass(frozen=True, slots=True)
class Password:
    """The text of a password. It is composed (NFC), since keyboards send 'é' in two ways."""

    text: str = field(repr=False)

    def __post_init__(self) -> None:
        encodable = self.text.encode("utf-8", "backslashreplace").decode()
        object.__setattr__(self, "text", unicodedata.normalize("NFC", encodable))

    def __str__(self) -> str:
        return "•••"


class Hasher:
    """Makes and checks hashes, a few at a time: each takes 64 MiB and most of a core."""

    def __init__(self, argon2: PasswordHasher | None = None, at_once: int = 2) -> None:
        self._argon2 = argon2 or PasswordHasher(time_cost=3, memory_cost=65536, parallelism=4)
        self._turn = threading.BoundedSemaphore(at_once)
        self._nobody = ""

    def hash(self, password: Password) -> str:
        """Return what is kept of a password."""
        with self._turn:
            return self._argon2.hash(password.text)

    def matches(self, kept: str | None, password: Password) -> bool:
        """Say whether a password is the one that was kept.

        Without one (`None`: no such account) it takes as long and the answer is no, so that the
        time does not tell which names exist.
        """
        no_ones = self.no_ones_hash
        known = no_ones if kept is None else kept
        if len(password.text) > LONGEST:
            password = Password("")
        with self._turn:
            try:
                self._argon2.verify(known, password.text)
            except (VerificationError, InvalidHashError):
                return False
        return kept is not None

    def is_outdated(self, kept: str) -> bool:
        """Say whether a hash was made with other parameters than are used now."""
        return self._argon2.check_needs_rehash(kept)

    @property
    def no_ones_hash(self) -> str:
        """A hash of a password that nobody knows; made once, before the first sign-in."""
        if not self._nobody:
            self._nobody = self.hash(made_up())
        return self._nobody


def made_up() -> Password:
    """Return a random password of 98 bits that can be read out and typed."""
    groups = ("".join(secrets.choice(_LETTERS) for _ in range(5)) for _ in range(4))
    return Password("-".join(groups))


def check_new(password: Password, name: str) -> None:
    """Raise `WeakPassword` unless a new password of the account `name` is good enough.

    Length counts; there are no rules on kinds of characters, since those lead to worse ones.
    """
    text = password.text
    if len(text) < SHORTEST:
        raise WeakPassword(f"A password needs at least {SHORTEST} characters.")
    if len(text) > LONGEST:
        raise WeakPassword(f"A password has at most {LONGEST} characters.")
    if len(set(text)) < 5:
        raise WeakPassword("A password needs at least 5 different characters.")
    if name and name in text.casefold() and len(text) - len(name) < SHORTEST // 2:
        raise WeakPassword("A password must not be made from the account's name.")
