"""Who is signed in: sessions that end when they rest, when they are old, and when they must.

A session is kept under a hash of its token, so whoever reads the file can open none. It is asked
for anew in every run; what it may do is looked up then, so a changed role or a disabled account
holds from the next click on.
"""

import hashlib
import secrets
import sqlite3
from dataclasses import dataclass

from access.accounts import COLUMNS, Account, as_account
from access.database import Database

_LATE = 900
"""Seconds after a provider's statement in which it may begin a session; clocks differ, too."""
_SELDOM = 60
"""Seconds between two notes of when a session was last used; each is a write to the disk."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session may rest and how long it may last, in seconds."""

    idle: int
    longest: int


class Sessions:
    """The sessions of one file."""

    def __init__(self, database: Database, limits: Limits) -> None:
        self.database = database
        self.limits = limits

    def start(self, name: str, password_hash: str) -> str | None:
        """Begin a session and return its token, if the account is still as it was looked at.

        Both happen in one step: a password changed or an account disabled in between gives none.
        """
        token = secrets.token_urlsafe(32)
        with self.database.writing() as connection:
            same = "SELECT 1 FROM account WHERE name = ? AND password_hash = ? AND NOT disabled"
            if connection.execute(same, (name, password_hash)).fetchone() is None:
                return None
            self._prune(connection)
            self._insert(connection, key_of(token), name)
        return token

    def account(self, token: str) -> Account | None:
        """Return the account signed in with a token, or nothing when the session is over."""
        key = key_of(token)
        columns = ", ".join(f"account.{column}" for column in COLUMNS.split(", "))
        with self.database.reading() as connection:
            row = connection.execute(
                f"SELECT {columns} FROM session JOIN account USING (name) "
                "WHERE key = ? AND NOT disabled",
                (key,),
            ).fetchone()
        return as_account(row) if row and self._goes_on(key) else None

    def admit(self, key: str, name: str, stated_at: float) -> bool:
        """Say whether a session that a provider stated goes on, and begin it the first time.

        Its statement is a cookie that nobody can take back. So it begins a session only while it
        is fresh, and a session that has ended here is kept until its statement is of no use.
        """
        now = self.database.clock()
        if self._row(key) is None and abs(now - stated_at) <= _LATE:
            with self.database.writing() as connection:
                self._prune(connection)
                self._insert(connection, key, name)
        return self._goes_on(key)

    def end(self, key: str) -> None:
        """End a session; its key never begins another."""
        with self.database.writing() as connection:
            connection.execute("UPDATE session SET ended = 1 WHERE key = ?", (key,))

    def _goes_on(self, key: str) -> bool:
        row = self._row(key)
        if row is None:
            return False
        started_at, seen_at, ended = row
        now = self.database.clock()
        if ended or now - started_at >= self.limits.longest or now - seen_at >= self.limits.idle:
            return False
        if now - seen_at >= min(_SELDOM, self.limits.idle / 10):
            with self.database.writing() as connection:
                used = "UPDATE session SET seen_at = max(seen_at, ?) WHERE key = ?"
                connection.execute(used, (now, key))
        return True

    def _row(self, key: str) -> tuple[float, float, bool] | None:
        with self.database.reading() as connection:
            row = connection.execute(
                "SELECT started_at, seen_at, ended FROM session WHERE key = ?", (key,)
            ).fetchone()
        return (row[0], row[1], bool(row[2])) if row else None

    def _insert(self, connection: sqlite3.Connection, key: str, name: str) -> None:
        now = self.database.clock()
        row = (key, name, now, now, False)
        connection.execute("INSERT OR IGNORE INTO session VALUES (?, ?, ?, ?, ?)", row)

    def _prune(self, connection: sqlite3.Connection) -> None:
        """Forget sessions that are too old to go on and whose statements are no longer fresh."""
        oldest = self.database.clock() - self.limits.longest - 2 * _LATE
        connection.execute("DELETE FROM session WHERE started_at < ?", (oldest,))


def key_of(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
