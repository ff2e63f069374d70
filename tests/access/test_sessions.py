"""Sessions: when they go on, when they end, and that none outlives what it began with."""

import sqlite3

import pytest

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from access.sessions import Sessions, key_of
from access.sign_in import SignedIn
from tests.access.conftest import LIMITS, RIGHT, Clock, Try

HOUR = 3600


def who(sessions: Sessions, token: str) -> str | None:
    account = sessions.account(token)
    return account.name if account else None


def test_a_session_is_of_the_account_that_began_it(sessions: Sessions, token: str) -> None:
    assert who(sessions, token) == "li"


@pytest.mark.parametrize("other", ["", "x", "a" * 43, "\ud800", "' OR 1=1 --"])
def test_no_other_token_opens_it(sessions: Sessions, token: str, other: str) -> None:
    assert who(sessions, token) == "li"
    assert who(sessions, other) is None


def test_the_file_does_not_hold_the_token(sessions: Sessions, token: str) -> None:
    assert token.encode() not in sessions.database.file.read_bytes()
    assert who(sessions, key_of(token)) is None, "what is kept must not open anything"


def test_each_session_has_another_token(attempt: Try) -> None:
    found = [outcome.token for outcome in (attempt(), attempt()) if isinstance(outcome, SignedIn)]
    assert len(set(found)) == 2
    assert all(len(token) >= 43 for token in found), "256 bits"


def test_a_session_that_rests_too_long_ends(sessions: Sessions, token: str, clock: Clock) -> None:
    clock.pass_(LIMITS.idle - 1)
    assert who(sessions, token) == "li"
    clock.pass_(LIMITS.idle)
    assert who(sessions, token) is None


def test_a_session_in_use_goes_on_until_its_last_hour(
    sessions: Sessions, token: str, clock: Clock
) -> None:
    for _ in range(2 * 12 - 1):
        clock.pass_(HOUR / 2)
        assert who(sessions, token) == "li"
    clock.pass_(HOUR / 2)
    assert who(sessions, token) is None, "busy or not, twelve hours are the longest"


def test_use_is_noted_at_most_once_a_minute(
    sessions: Sessions, token: str, clock: Clock, database: Database
) -> None:
    def seen_at() -> float:
        with database.reading() as connection:
            return float(connection.execute("SELECT seen_at FROM session").fetchone()[0])

    began = seen_at()
    clock.pass_(30)
    assert who(sessions, token) == "li"
    assert seen_at() == began
    clock.pass_(31)
    assert who(sessions, token) == "li"
    assert seen_at() == clock.now


def test_signing_out_ends_this_session_only(sessions: Sessions, token: str, attempt: Try) -> None:
    other = attempt()
    assert isinstance(other, SignedIn)
    sessions.end(key_of(token))
    assert who(sessions, token) is None
    assert who(sessions, other.token) == "li"


def test_a_new_password_ends_all_sessions(
    sessions: Sessions, token: str, accounts: Accounts
) -> None:
    accounts.change_password("li", Password("another horse battery"))
    assert who(sessions, token) is None


def test_disabling_ends_all_sessions_for_good(
    sessions: Sessions, token: str, accounts: Accounts
) -> None:
    accounts.disable("li")
    assert who(sessions, token) is None
    accounts.enable("li")
    assert who(sessions, token) is None, "a stolen cookie must not wake up again"


def test_another_role_holds_at_once(sessions: Sessions, token: str, accounts: Accounts) -> None:
    accounts.change_role("li", Role.VIEWER)
    account = sessions.account(token)
    assert account is not None
    assert account.identity.role is Role.VIEWER


def test_others_keep_their_sessions(sessions: Sessions, token: str, accounts: Accounts) -> None:
    accounts.add("wang", Role.VIEWER, Password(RIGHT))
    accounts.disable("wang")
    accounts.change_password("wang", Password("another horse battery"))
    assert who(sessions, token) == "li"


def test_no_session_begins_with_a_password_that_has_just_been_replaced(
    sessions: Sessions, accounts: Accounts, database: Database
) -> None:
    with database.reading() as connection:
        looked_at = connection.execute("SELECT password_hash FROM account").fetchone()[0]
    accounts.change_password("li", Password("another horse battery"))
    assert sessions.start("li", looked_at) is None


def test_old_sessions_are_forgotten(
    sessions: Sessions, token: str, clock: Clock, attempt: Try
) -> None:
    clock.pass_(LIMITS.longest + 2 * HOUR)
    assert isinstance(attempt(), SignedIn)
    connection = sqlite3.connect(sessions.database.file)
    assert connection.execute("SELECT count(*) FROM session").fetchone() == (1,)
    connection.close()
    assert who(sessions, token) is None


# --- sessions that an office's provider stated

KEY = key_of("one statement")


def admitted(sessions: Sessions, stated_at: float, key: str = KEY) -> bool:
    return sessions.admit(key, "subject", stated_at)


def test_a_fresh_statement_begins_a_session(sessions: Sessions, clock: Clock) -> None:
    assert admitted(sessions, clock.now - 5)
    clock.pass_(HOUR / 2)
    assert admitted(sessions, clock.now - HOUR / 2 - 5), "the same statement later"


@pytest.mark.parametrize("late", [1000, 86400, -1000])
def test_a_statement_of_another_time_begins_none(
    sessions: Sessions, clock: Clock, late: int
) -> None:
    assert not admitted(sessions, clock.now - late)


def test_a_stated_session_rests_and_ages_like_any_other(sessions: Sessions, clock: Clock) -> None:
    stated_at = clock.now
    assert admitted(sessions, stated_at)
    clock.pass_(LIMITS.idle)
    assert not admitted(sessions, stated_at)


def test_a_statement_cannot_be_used_again_after_signing_out(
    sessions: Sessions, clock: Clock
) -> None:
    """The cookie is still valid for its signature, and the statement is still fresh."""
    assert admitted(sessions, clock.now)
    sessions.end(KEY)
    assert not admitted(sessions, clock.now)
    clock.pass_(60)
    assert not admitted(sessions, clock.now - 60)


def test_a_statement_is_remembered_as_long_as_it_could_be_used(
    sessions: Sessions, clock: Clock
) -> None:
    stated_at = clock.now
    assert admitted(sessions, stated_at)
    sessions.end(KEY)
    for _ in range(30):
        clock.pass_(HOUR)
        assert admitted(sessions, clock.now, key_of(str(clock.now))), "others come and prune"
        assert not admitted(sessions, stated_at)
