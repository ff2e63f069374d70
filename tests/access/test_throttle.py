"""Attempts: a few at once, then more and more slowly; for the account and for the client."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from access.sign_in import Attempt, Refused, SignedIn, SignIn
from access.throttle import ACCOUNT, CLIENT, Backoff
from tests.access.conftest import LIMITS, RIGHT, WRONG, Clock, Try, fast_hasher

MINUTE, DAY = 60, 86400


def waits(outcome: SignedIn | Refused) -> int:
    assert isinstance(outcome, Refused)
    return outcome.wait


def fail(attempt: Try, times: int, **others: str) -> None:
    for _ in range(times):
        assert waits(attempt(WRONG, **others)) == 0


def test_the_pace_doubles_up_to_the_longest_wait() -> None:
    pace = Backoff(free=2, first=1, longest=10, forgotten=100)
    assert [pace.wait(n) for n in range(8)] == [0, 0, 1, 2, 4, 8, 10, 10]
    assert ACCOUNT.wait(10_000) == ACCOUNT.longest, "no overflow"


def test_after_five_failures_even_the_right_password_has_to_wait(attempt: Try) -> None:
    fail(attempt, 5)
    assert waits(attempt(RIGHT)) == 2


def test_waiting_helps_and_a_further_failure_doubles_the_wait(attempt: Try, clock: Clock) -> None:
    fail(attempt, 5)
    for seconds in (2, 4, 8, 16, 32):
        assert waits(attempt(WRONG)) == seconds
        clock.pass_(seconds)
        fail(attempt, 1)
    clock.pass_(64)
    assert isinstance(attempt(RIGHT), SignedIn)


def test_asking_again_too_early_does_not_prolong_the_wait(attempt: Try, clock: Clock) -> None:
    fail(attempt, 5)
    for left in (2, 1):
        assert waits(attempt(WRONG)) == left
        clock.pass_(1)
    assert isinstance(attempt(RIGHT), SignedIn)


def test_nobody_waits_longer_than_a_quarter_of_an_hour(attempt: Try, clock: Clock) -> None:
    for _ in range(40):
        clock.pass_(15 * MINUTE)
        fail(attempt, 1)
    assert waits(attempt(RIGHT)) <= 15 * MINUTE


def test_failures_are_forgotten_after_a_day(attempt: Try, clock: Clock) -> None:
    fail(attempt, 5)
    clock.pass_(DAY)
    fail(attempt, 4)
    assert isinstance(attempt(RIGHT), SignedIn)


def test_a_right_password_forgives_the_accounts_failures(attempt: Try) -> None:
    fail(attempt, 4)
    assert isinstance(attempt(RIGHT), SignedIn)
    fail(attempt, 4)
    assert isinstance(attempt(RIGHT), SignedIn)


def test_other_accounts_are_not_held_up(attempt: Try, accounts: Accounts) -> None:
    accounts.add("wang", Role.VIEWER, Password(RIGHT))
    fail(attempt, 5)
    assert isinstance(attempt(RIGHT, name="wang"), SignedIn)


def test_an_account_is_held_up_wherever_the_attempts_come_from(attempt: Try) -> None:
    for number in range(5):
        fail(attempt, 1, client=f"10.0.1.{number}")
    assert waits(attempt(WRONG, client="10.0.1.200")) > 0


def test_a_name_that_is_no_account_is_held_up_just_the_same(attempt: Try) -> None:
    fail(attempt, 5, name="nobody")
    assert waits(attempt(RIGHT, name="nobody")) == 2


def test_the_ways_to_write_a_name_share_their_attempts(attempt: Try) -> None:
    for name in ("li", "LI", " li", "ｌｉ", "Li "):
        fail(attempt, 1, name=name)
    assert waits(attempt(RIGHT)) == 2


def test_one_client_cannot_try_many_accounts(attempt: Try) -> None:
    for number in range(20):
        fail(attempt, 1, name=f"name{number}")
    assert waits(attempt(RIGHT)) == CLIENT.first
    assert isinstance(attempt(RIGHT, client="10.0.0.2"), SignedIn)


def test_an_account_of_ones_own_does_not_clear_the_clients_failures(
    attempt: Try, accounts: Accounts
) -> None:
    accounts.add("mallory", Role.VIEWER, Password(RIGHT))
    for number in range(20):
        if number % 4 == 0:
            assert isinstance(attempt(RIGHT, name="mallory"), SignedIn)
        fail(attempt, 1, name=f"name{number}")
    assert waits(attempt(RIGHT, name="mallory")) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2001:db8::1", "2001:db8::ffff:1"),
        ("10.0.0.9", "::ffff:10.0.0.9"),
        ("fe80::1%eth0", "fe80::2%eth1"),
    ],
)
def test_addresses_that_one_person_has_count_as_one_client(
    attempt: Try, one: str, other: str
) -> None:
    for number in range(20):
        fail(attempt, 1, name=f"name{number}", client=one)
    assert waits(attempt(RIGHT, client=other)) > 0
    assert isinstance(attempt(RIGHT, client="192.0.2.1"), SignedIn)


def test_a_browser_that_signed_in_before_is_not_locked_out_by_others(attempt: Try) -> None:
    mine = attempt()
    assert isinstance(mine, SignedIn)
    fail(attempt, 5, client="10.9.9.9")
    assert waits(attempt(RIGHT, client="10.9.9.9")) > 0
    assert isinstance(attempt(RIGHT, device=mine.device), SignedIn)


def test_a_known_browser_has_no_more_attempts_than_others(attempt: Try) -> None:
    mine = attempt()
    assert isinstance(mine, SignedIn)
    fail(attempt, 5, device=mine.device)
    assert waits(attempt(RIGHT, device=mine.device)) > 0


@pytest.mark.parametrize("forged", ["x", "x.y", ".", "a.b.c", ""])
def test_a_forged_browser_counts_as_none(attempt: Try, forged: str) -> None:
    fail(attempt, 5)
    assert waits(attempt(RIGHT, device=forged)) > 0


def test_a_browser_is_known_for_its_own_account_only(attempt: Try, accounts: Accounts) -> None:
    accounts.add("mallory", Role.VIEWER, Password(RIGHT))
    hers = attempt(name="mallory")
    assert isinstance(hers, SignedIn)
    fail(attempt, 5, device=hers.device)
    assert waits(attempt(RIGHT, device=hers.device)) > 0, "li's own count, not another one"


def test_a_restart_forgives_nothing(attempt: Try, database: Database) -> None:
    fail(attempt, 5)
    again = SignIn(Accounts(Database(database.file, database.clock), fast_hasher()), LIMITS)
    assert waits(again(Attempt("li", Password(RIGHT), "10.0.0.1"))) == 2


def test_a_clock_set_back_adds_no_waiting(attempt: Try, clock: Clock) -> None:
    fail(attempt, 5)
    clock.pass_(-10 * DAY)
    assert waits(attempt(RIGHT)) <= 2


@pytest.mark.parametrize("change", ["enable", "passwd"])
def test_an_administrator_can_let_someone_in_again(
    attempt: Try, accounts: Accounts, change: str
) -> None:
    fail(attempt, 5)
    if change == "enable":
        accounts.enable("li")
    else:
        accounts.change_password("li", Password(RIGHT))
    assert isinstance(attempt(RIGHT), SignedIn)


def test_attempts_at_the_same_moment_do_not_slip_through(sign_in: SignIn) -> None:
    tried = 0

    class Counting(type(sign_in.accounts.hasher)):  # type: ignore[misc]
        def matches(self, kept: str | None, password: Password) -> bool:
            nonlocal tried
            tried += 1
            return super().matches(kept, password)

    counting = fast_hasher()
    counting.__class__ = Counting
    sign_in.accounts.hasher = counting
    wrong = Attempt("li", Password(WRONG), "10.0.0.1")
    attempts = [replace(wrong, client=f"10.0.0.{n}") for n in range(40)]
    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(sign_in, attempts))
    assert tried == 5
    assert sum(1 for outcome in outcomes if waits(outcome) == 0) == 5


def test_the_file_does_not_keep_what_was_typed_as_a_name(attempt: Try, database: Database) -> None:
    fail(attempt, 1, name="my secret password")
    content = database.file.read_bytes()
    assert b"my secret password" not in content
    assert b"10.0.0.1" not in content
