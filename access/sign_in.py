"""Signing in with a local account: throttle, password, session, in this order.

One answer for a wrong password, an unknown name and a disabled account, after the same time.
The log tells sign-ins and failures apart by marks that stand for account and address, and names
neither; a name that is no account is not even marked, because it may well be a password.
"""

import hmac
import logging
import secrets
from dataclasses import dataclass

from access.accounts import Accounts, tidy
from access.database import Database
from access.passwords import Password
from access.sessions import Limits, Sessions
from access.throttle import admit, forgive, subjects

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came with the form; `device` is what a browser kept from an earlier time."""

    name: str
    password: Password
    client: str
    device: str = ""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A session has begun."""

    name: str
    token: str
    device: str


@dataclass(frozen=True, slots=True)
class Refused:
    """No session has begun; with `wait`, not even the password was looked at."""

    wait: int = 0


class SignIn:
    """The way in to one file's accounts."""

    def __init__(self, accounts: Accounts, limits: Limits) -> None:
        self.accounts = accounts
        self.sessions = Sessions(accounts.database, limits)

    @property
    def database(self) -> Database:
        """The file."""
        return self.accounts.database

    def __call__(self, attempt: Attempt) -> SignedIn | Refused:
        """Try one password."""
        name = tidy(attempt.name)
        device = attempt.device if self._knows(attempt.device, name) else None
        who = subjects(self.database, name, attempt.client, device)
        if wait := admit(self.database, who):
            LOG.warning("Attempts from %s are held up for %d s", self._mark(attempt.client), wait)
            return Refused(wait)
        kept = self._kept(name)
        matches = self.accounts.hasher.matches(kept, attempt.password)
        if kept is None or not matches:
            known = f"account {self._mark(name)}" if kept else "a name that is no open account"
            LOG.warning("A sign-in for %s failed from %s", known, self._mark(attempt.client))
            return Refused()
        token = self.sessions.start(name, self._renewed(name, kept, attempt.password))
        if token is None:  # changed or disabled while the password was looked at
            return Refused()
        forgive(self.database, who)
        LOG.info("Account %s signed in from %s", self._mark(name), self._mark(attempt.client))
        return SignedIn(name, token, self._device(name))

    def _mark(self, who: str) -> str:
        """Return what stands for someone in the log: always the same, and no way back to it."""
        return self.database.keyed("in the log", who)[:8]

    def _kept(self, name: str) -> str | None:
        """Return the hash of an account that is not disabled."""
        with self.database.reading() as connection:
            question = "SELECT password_hash FROM account WHERE name = ? AND NOT disabled"
            row = connection.execute(question, (name,)).fetchone()
        return row[0] if row else None

    def _renewed(self, name: str, kept: str, password: Password) -> str:
        """Hash a right password anew where the parameters have changed since."""
        if not self.accounts.hasher.is_outdated(kept):
            return kept
        new = self.accounts.hasher.hash(password)
        with self.database.writing() as connection:
            swap = "UPDATE account SET password_hash = ? WHERE name = ? AND password_hash = ?"
            connection.execute(swap, (new, name, kept))
        return new

    def _device(self, name: str) -> str:
        mark = secrets.token_urlsafe(16)
        return f"{mark}.{self.database.keyed('device of', name, mark)}"

    def _knows(self, device: str, name: str) -> bool:
        mark, _, proof = device.partition(".")
        wanted = self.database.keyed("device of", name, mark)
        return hmac.compare_digest(proof.encode(), wanted.encode())
