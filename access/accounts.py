"""Local accounts: names, roles, passwords, and who is shut out."""

import re
import sqlite3
import unicodedata
from dataclasses import dataclass

from access.database import AccessProblem, Database
from access.identity import Identity
from access.passwords import Hasher, Password, WeakPassword, check_new, made_up
from access.roles import Role
from access.throttle import account_subject

NAME = re.compile(r"\w[\w.@-]{0,63}")
"""Letters of any script and digits, so that a Chinese name is a name."""

FIRST = "analyst"
"""The account made when there is none."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account without its password."""

    name: str
    role: Role
    disabled: bool
    created_at: float
    changed_at: float

    @property
    def identity(self) -> Identity:
        """Who signs in with it."""
        return Identity(self.name, self.name, self.role)


def tidy(name: str) -> str:
    """Return a name as it is kept: `Li`, `ＬＩ` and `li ` are the same account.

    >>> tidy(" ＬＩ")
    'li'
    """
    encodable = name.encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFKC", encodable).strip().casefold()


class Accounts:
    """The accounts of one file; every change ends the sessions it has to end, in one step."""

    def __init__(self, database: Database, hasher: Hasher | None = None) -> None:
        self.database = database
        self.hasher = hasher or Hasher()

    def add(self, name: str, role: Role, password: Password) -> Account:
        """Make an account; raises `AccessProblem` for a name that is taken or impossible."""
        name = tidy(name)
        self.check_free(name)
        kept = self._hash_of_new(password, name)
        now = self.database.clock()
        with self.database.writing() as connection:
            row = (name, role.value, kept, False, now, now)
            made = connection.execute(
                "INSERT OR IGNORE INTO account VALUES (?, ?, ?, ?, ?, ?)", row
            )
            if not made.rowcount:
                raise AccessProblem(f"There is already an account {name}.")
        return Account(name, role, False, now, now)

    def check_free(self, name: str) -> None:
        """Raise `AccessProblem` for a name that is taken or impossible."""
        name = tidy(name)
        if not NAME.fullmatch(name):
            raise AccessProblem(
                "A name has up to 64 letters, digits, dots, hyphens or @, and begins with a "
                "letter or digit."
            )
        with self.database.reading() as connection:
            if _found(connection, name):
                raise AccessProblem(f"There is already an account {name}.")

    def add_first(self) -> Password | None:
        """Make an analyst with a random password if there is no account at all."""
        if self.all():
            return None
        password = made_up()
        self.add(FIRST, Role.ANALYST, password)
        return password

    def change_password(self, name: str, password: Password) -> None:
        """Set a new password; every browser signed in with the old one has to sign in again."""
        name = self.known(name)
        kept = self._hash_of_new(password, name)
        self._change(name, "password_hash = ?", kept, ends_sessions=True)

    def disable(self, name: str) -> None:
        """Shut an account out at once, whatever it is doing."""
        self._change(self.known(name), "disabled = ?", True, ends_sessions=True)

    def enable(self, name: str) -> None:
        """Let an account in again, also when failed attempts hold it up."""
        self._change(self.known(name), "disabled = ?", False, ends_sessions=False)

    def change_role(self, name: str, role: Role) -> None:
        """Give another role; it holds from the next thing the person does."""
        self._change(self.known(name), "role = ?", role.value, ends_sessions=False)

    def all(self) -> tuple[Account, ...]:
        """Return all accounts by name."""
        with self.database.reading() as connection:
            rows = connection.execute(f"SELECT {COLUMNS} FROM account ORDER BY name").fetchall()
        return tuple(as_account(row) for row in rows)

    def known(self, name: str) -> str:
        """Return a name as it is kept; raises `AccessProblem` when there is no such account."""
        with self.database.reading() as connection:
            if _found(connection, tidy(name)):
                return tidy(name)
        raise AccessProblem(f"There is no account {tidy(name)}.")

    def _hash_of_new(self, password: Password, name: str) -> str:
        try:
            check_new(password, name)
        except WeakPassword as weak:
            raise AccessProblem(str(weak)) from None
        return self.hasher.hash(password)

    def _change(self, name: str, what: str, value: object, *, ends_sessions: bool) -> None:
        failures = account_subject(self.database, name)
        with self.database.writing() as connection:
            connection.execute(
                f"UPDATE account SET {what}, changed_at = ? WHERE name = ?",
                (value, self.database.clock(), name),
            )
            if ends_sessions:
                connection.execute("DELETE FROM session WHERE name = ?", (name,))
            connection.execute("DELETE FROM attempt WHERE subject = ?", (failures,))


COLUMNS = "name, role, disabled, created_at, changed_at"


def as_account(row: tuple[str, str, int, float, float]) -> Account:
    """Read a row of `COLUMNS`."""
    name, role, disabled, created_at, changed_at = row
    return Account(name, Role(role), bool(disabled), created_at, changed_at)


def _found(connection: sqlite3.Connection, name: str) -> bool:
    found = connection.execute("SELECT 1 FROM account WHERE name = ?", (name,)).fetchone()
    return found is not None
