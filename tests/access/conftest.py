"""Accounts in a file of the test's own, with a clock that is set by hand and a fast hash."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from access.accounts import Accounts
from access.database import Database
from access.passwords import Hasher, Password
from access.roles import Role
from access.sessions import Limits, Sessions
from access.sign_in import Attempt, Refused, SignedIn, SignIn

RIGHT = "correct horse battery"
WRONG = "wrong horse battery"
LIMITS = Limits(idle=3600, longest=12 * 3600)


@dataclass
class Clock:
    """Seconds since 1970, as the test says."""

    now: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.now

    def pass_(self, seconds: float) -> None:
        self.now += seconds


def fast_hasher(time_cost: int = 1) -> Hasher:
    """The same algorithm with parameters that take no time; never for a real account."""
    return Hasher(PasswordHasher(time_cost=time_cost, memory_cost=8, parallelism=1))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def database(tmp_path: Path, clock: Clock) -> Database:
    return Database(tmp_path / "accounts" / "accounts.sqlite", clock)


@pytest.fixture
def accounts(database: Database) -> Accounts:
    """One account: li, an analyst with the right password."""
    made = Accounts(database, fast_hasher())
    made.add("li", Role.ANALYST, Password(RIGHT))
    return made


@pytest.fixture
def sign_in(accounts: Accounts) -> SignIn:
    return SignIn(accounts, LIMITS)


@pytest.fixture
def sessions(sign_in: SignIn) -> Sessions:
    return sign_in.sessions


Try = Callable[..., SignedIn | Refused]


@pytest.fixture
def attempt(sign_in: SignIn) -> Try:
    """Try a password: `attempt(WRONG, client="10.0.0.2")`."""

    def once(
        password: str = RIGHT, name: str = "li", client: str = "10.0.0.1", device: str = ""
    ) -> SignedIn | Refused:
        return sign_in(Attempt(name, Password(password), client, device))

    return once


@pytest.fixture
def token(attempt: Try) -> str:
    """The token of a session that has just begun."""
    outcome = attempt()
    assert isinstance(outcome, SignedIn)
    return outcome.token
