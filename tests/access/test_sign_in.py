"""Signing in: one answer for everything that is wrong, and logs that tell no secret."""

import logging
import re

import pytest

from access.accounts import Accounts
from access.database import AccessProblem, Database
from access.passwords import Password
from access.sign_in import Refused, SignedIn, SignIn
from tests.access.conftest import RIGHT, WRONG, Try, fast_hasher


def kept(database: Database) -> str:
    with database.reading() as connection:
        return str(connection.execute("SELECT password_hash FROM account").fetchone()[0])


def test_the_right_password_begins_a_session(attempt: Try, sign_in: SignIn) -> None:
    outcome = attempt(name=" LI ")
    assert isinstance(outcome, SignedIn)
    assert outcome.name == "li"
    assert sign_in.sessions.account(outcome.token) is not None


@pytest.mark.parametrize("password", [WRONG, "", RIGHT.upper(), f"{RIGHT} ", "x" * 5000])
def test_any_other_password_does_not(attempt: Try, password: str) -> None:
    assert attempt(password) == Refused()


@pytest.mark.parametrize("name", ["nobody", "", "li\0", "' OR 1=1 --", "li;", "x" * 5000, "\udcff"])
def test_a_name_that_is_no_account_gets_the_same_answer(attempt: Try, name: str) -> None:
    assert attempt(RIGHT, name=name) == Refused()


def test_a_disabled_account_gets_the_same_answer(attempt: Try, accounts: Accounts) -> None:
    accounts.disable("li")
    assert attempt(RIGHT) == attempt(WRONG) == Refused()


def test_an_old_password_does_not_open_a_changed_account(attempt: Try, accounts: Accounts) -> None:
    accounts.change_password("li", Password("another horse battery"))
    assert attempt(RIGHT) == Refused()
    assert isinstance(attempt("another horse battery"), SignedIn)


def test_a_hash_with_old_parameters_is_renewed_by_the_right_password(
    attempt: Try, sign_in: SignIn, database: Database
) -> None:
    before = kept(database)
    sign_in.accounts.hasher = fast_hasher(time_cost=2)
    assert attempt(WRONG) == Refused()
    assert kept(database) == before, "a wrong password renews nothing"
    assert isinstance(attempt(RIGHT), SignedIn)
    renewed = kept(database)
    assert renewed != before
    assert ",t=2," in renewed
    assert isinstance(attempt(RIGHT), SignedIn)
    assert kept(database) == renewed, "and only once"


def test_a_file_that_fails_is_no_way_in(attempt: Try, database: Database) -> None:
    database.file.unlink()
    database.file.mkdir()
    with pytest.raises(AccessProblem):
        attempt(RIGHT)


def everything_logged(caplog: pytest.LogCaptureFixture) -> str:
    """All that any handler could write of the records, arguments and tracebacks included."""
    formatter = logging.Formatter("%(message)s")
    return "\n".join(f"{formatter.format(r)} {r.__dict__!r}" for r in caplog.records)


def test_the_log_tells_accounts_and_addresses_apart_and_names_none(
    attempt: Try, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    def mark(who: str) -> str:
        return database.keyed("in the log", who)[:8]

    with caplog.at_level(logging.DEBUG):
        attempt(WRONG, client="10.0.0.7")
        attempt(RIGHT, client="10.0.0.7")
        for _ in range(6):
            attempt(WRONG, client="10.0.0.8")
    said = everything_logged(caplog)
    assert f"account {mark('li')} failed from {mark('10.0.0.7')}" in said
    assert f"Account {mark('li')} signed in from {mark('10.0.0.7')}" in said
    assert f"{mark('10.0.0.8')} are held up for 2 s" in said
    assert "10.0.0" not in said
    assert not re.search(r"\bli\b", said)


def test_no_log_record_has_a_password_or_a_token(
    attempt: Try,
    accounts: Accounts,
    database: Database,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    with caplog.at_level(logging.DEBUG):
        outcome = attempt(RIGHT)
        assert isinstance(outcome, SignedIn)
        attempt(WRONG)
        attempt(WRONG, name=RIGHT)  # typed in the wrong field
        attempt(RIGHT, name="nobody")
        accounts.change_password("li", Password("another horse battery"))
        database.file.unlink()
        database.file.mkdir()
        try:
            attempt(RIGHT)
        except AccessProblem:
            logging.getLogger("test").exception("with a traceback")
    said = everything_logged(caplog) + "".join(capfd.readouterr())
    assert len(caplog.records) >= 5
    for secret in (RIGHT, WRONG, "another horse battery", outcome.token, outcome.device, "$argon2"):
        assert secret not in said
