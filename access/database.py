"""The file of accounts, sessions and failed attempts: SQLite, readable by its owner only.

SQLite because server and command line write at the same time and a crash must not lose an
account: one writer at a time, whole transactions, no process of its own. It lies outside the
releases and is never built from anything, so it belongs into the backup.
"""

import hashlib
import hmac
import os
import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

Clock = Callable[[], float]
"""Seconds since 1970; tests bring their own."""

VERSION = 1
_PATIENCE = 10
"""Seconds to wait for another process that is writing."""

_TABLES = (
    # One row per account. Rows are never deleted, so that a name never means someone else.
    """CREATE TABLE account (
        name TEXT PRIMARY KEY, role TEXT NOT NULL, password_hash TEXT NOT NULL,
        disabled INTEGER NOT NULL, created_at REAL NOT NULL, changed_at REAL NOT NULL
    )""",
    # One row per browser that is signed in. The key is a hash, so the file opens no session.
    """CREATE TABLE session (
        key TEXT PRIMARY KEY, name TEXT NOT NULL, started_at REAL NOT NULL,
        seen_at REAL NOT NULL, ended INTEGER NOT NULL
    )""",
    "CREATE INDEX session_name ON session (name)",
    # One row per account, browser or client with failed attempts. Subjects are keyed hashes,
    # because people type passwords where a name belongs.
    "CREATE TABLE attempt (subject TEXT PRIMARY KEY, failures INTEGER NOT NULL, "
    "last_at REAL NOT NULL)",
    # One row: what this file's keyed hashes are made with.
    "CREATE TABLE secret (value BLOB NOT NULL)",
)


class AccessProblem(Exception):
    """Something a person can mend; the message is one sentence and never holds a password."""


class Database:
    """One file of accounts, made when it is first needed."""

    def __init__(self, file: Path, clock: Clock = time.time) -> None:
        self.file = file
        self.clock = clock
        self._secret = b""

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for one question; each thread and each question has its own."""
        connection = self._connect()
        try:
            yield connection
        except sqlite3.Error as fault:
            raise self._unusable(fault) from None
        finally:
            connection.close()

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for one transaction, which is kept only if the block ends well."""
        with self.reading() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")

    def keyed(self, *parts: str) -> str:
        """Return a hash of `parts` that only this file can make."""
        if not self._secret:
            with self.reading() as connection:
                self._secret = connection.execute("SELECT value FROM secret").fetchone()[0]
        return hmac.new(self._secret, "\0".join(parts).encode(), hashlib.sha256).hexdigest()

    def _connect(self) -> sqlite3.Connection:
        try:
            self._make_private()
            connection = sqlite3.connect(self.file, timeout=_PATIENCE, isolation_level=None)
        except (OSError, sqlite3.Error) as fault:
            raise self._unusable(fault) from None
        try:
            self._make_tables(connection)
        except BaseException as fault:
            connection.close()
            if isinstance(fault, sqlite3.Error):
                raise self._unusable(fault) from None
            raise
        return connection

    def _make_private(self) -> None:
        """Create the file with mode 0600 before SQLite writes to it, or narrow a wider one."""
        if not self.file.exists():
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
        if os.name != "nt" and self.file.stat().st_mode & 0o077:
            self.file.chmod(0o600)

    def _make_tables(self, connection: sqlite3.Connection) -> None:
        if self._version(connection) == 0:
            connection.execute("BEGIN IMMEDIATE")
            if self._version(connection) == 0:  # another process may just have done it
                for statement in _TABLES:
                    connection.execute(statement)
                connection.execute("INSERT INTO secret VALUES (?)", (secrets.token_bytes(32),))
                connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute("COMMIT")
        if self._version(connection) != VERSION:
            raise AccessProblem(f"{self.file} was written by a newer version of this program.")

    @staticmethod
    def _version(connection: sqlite3.Connection) -> int:
        return int(connection.execute("PRAGMA user_version").fetchone()[0])

    def _unusable(self, fault: Exception) -> AccessProblem:
        return AccessProblem(f"The accounts in {self.file} cannot be read or written: {fault}.")
