"""How often someone may try a password: some times at once, then more and more slowly.

Failures are counted for the account, for the client's address, and for a browser that has
signed in to the account before. They are kept in the file, so a restart forgives nothing. An
attempt is counted as failed *before* the password is looked at and taken back when it was
right: many attempts at the same moment cannot slip through together.
"""

import ipaddress
import math
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass

from access.database import Database


@dataclass(frozen=True, slots=True)
class Backoff:
    """`free` attempts at once; then a wait of `first` seconds, which doubles up to `longest`.

    After `forgotten` seconds without a failure all is as in the beginning.

    >>> pace = Backoff(free=3, first=2, longest=60, forgotten=3600)
    >>> [pace.wait(failures) for failures in (2, 3, 4, 5, 100)]
    [0, 2, 4, 8, 60]
    """

    free: int
    first: int
    longest: int
    forgotten: int

    def wait(self, failures: int) -> int:
        """Return the seconds to wait after so many failures in a row."""
        if failures < self.free:
            return 0
        return min(self.longest, self.first * 2 ** min(failures - self.free, 30))


ACCOUNT = Backoff(free=5, first=2, longest=900, forgotten=86400)
CLIENT = Backoff(free=20, first=2, longest=900, forgotten=3600)
"""An office may share one address, so a client has more attempts than an account."""


@dataclass(frozen=True, slots=True)
class Subjects:
    """Whose failures an attempt counts for: keyed hashes with the pace of each."""

    account: str
    client: str

    @property
    def paces(self) -> Mapping[str, Backoff]:
        """Subject → pace."""
        return {self.account: ACCOUNT, self.client: CLIENT}


def subjects(database: Database, name: str, client: str, device: str | None) -> Subjects:
    """Return whose failures count; a known `device` has a count of its own for the account.

    So someone who tries passwords from elsewhere cannot lock the owner out.
    """
    account = database.keyed("device", device) if device else account_subject(database, name)
    return Subjects(account, database.keyed("client", network(client)))


def account_subject(database: Database, name: str) -> str:
    """Return the subject of an account's failures."""
    return database.keyed("account", name)


def admit(database: Database, who: Subjects) -> int:
    """Count an attempt and return 0, or count nothing and return the seconds to wait."""
    now = database.clock()
    with database.writing() as connection:
        connection.execute("DELETE FROM attempt WHERE last_at < ?", (now - ACCOUNT.forgotten,))
        left = [_left(connection, subject, pace, now) for subject, pace in who.paces.items()]
        if max(left) > 0:
            return max(left)
        for subject, pace in who.paces.items():
            failures = _failures(connection, subject, pace, now)[0] + 1
            row = (subject, failures, now)
            connection.execute("INSERT OR REPLACE INTO attempt VALUES (?, ?, ?)", row)
    return 0


def forgive(database: Database, who: Subjects) -> None:
    """Take a counted attempt back, since it was right; the account's earlier ones, too.

    The client's earlier ones stay: with an account of one's own one could clear them for ever.
    """
    with database.writing() as connection:
        connection.execute("DELETE FROM attempt WHERE subject = ?", (who.account,))
        connection.execute(
            "UPDATE attempt SET failures = failures - 1 WHERE subject = ?", (who.client,)
        )


def network(client: str) -> str:
    """Return what counts as one client: an IPv4 address, or the /64 someone has in IPv6.

    >>> network("2001:db8::1:2:3:4"), network("10.0.0.7"), network("")
    ('2001:db8::/64', '10.0.0.7', '')
    """
    try:
        address = ipaddress.ip_address(client.partition("%")[0])
    except ValueError:
        return client
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address)


def _left(connection: sqlite3.Connection, subject: str, pace: Backoff, now: float) -> int:
    """Return the whole seconds until the subject may try again; a clock set back adds none."""
    failures, last_at = _failures(connection, subject, pace, now)
    wait = pace.wait(failures)
    return min(wait, max(0, math.ceil(last_at + wait - now)))


def _failures(
    connection: sqlite3.Connection, subject: str, pace: Backoff, now: float
) -> tuple[int, float]:
    question = "SELECT failures, last_at FROM attempt WHERE subject = ?"
    row = connection.execute(question, (subject,)).fetchone()
    return row if row and now - row[1] < pace.forgotten else (0, now)
