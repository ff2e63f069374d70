"""Local accounts and the file they are kept in."""

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from access.accounts import FIRST, Accounts
from access.database import AccessProblem, Database
from access.passwords import Password
from access.roles import Role
from tests.access.conftest import RIGHT, WRONG, Clock, fast_hasher

ROOT = Path(__file__).resolve().parents[2]
posix = pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX")


def names(accounts: Accounts) -> list[str]:
    return [account.name for account in accounts.all()]


def test_an_account_has_a_name_a_role_and_dates(accounts: Accounts, clock: Clock) -> None:
    (li,) = accounts.all()
    assert (li.name, li.role, li.disabled) == ("li", Role.ANALYST, False)
    assert (li.created_at, li.changed_at) == (clock.now, clock.now)
    assert (li.identity.name, li.identity.role) == ("li", Role.ANALYST)


@pytest.mark.parametrize("same", ["li", "LI", " li ", "ｌｉ"])
def test_a_name_is_one_however_it_is_written(accounts: Accounts, same: str) -> None:
    with pytest.raises(AccessProblem, match="already an account li"):
        accounts.add(same, Role.ADMIN, Password(RIGHT))
    assert [account.role for account in accounts.all()] == [Role.ANALYST]


@pytest.mark.parametrize("name", ["王芳", "wang.fang", "w-f@office.example", "a", "x" * 64])
def test_a_name_may_be_of_any_script(accounts: Accounts, name: str) -> None:
    assert accounts.add(name, Role.VIEWER, Password(RIGHT)).name == name


@pytest.mark.parametrize(
    "name", ["", " ", "a b", ".hidden", "-x", "x" * 65, "a\nb", "<b>", "a/b", "é\u202e"]
)
def test_an_impossible_name_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(AccessProblem, match="A name has up to 64"):
        accounts.add(name, Role.VIEWER, Password(RIGHT))


def test_a_weak_password_makes_no_account(accounts: Accounts) -> None:
    with pytest.raises(AccessProblem, match="at least 12"):
        accounts.add("wang", Role.VIEWER, Password("short"))
    assert names(accounts) == ["li"]


@pytest.mark.parametrize("change", ["disable", "enable"])
def test_an_account_that_does_not_exist_cannot_be_changed(accounts: Accounts, change: str) -> None:
    with pytest.raises(AccessProblem, match="There is no account wang"):
        getattr(accounts, change)("wang")
    with pytest.raises(AccessProblem, match="There is no account wang"):
        accounts.change_password("wang", Password(RIGHT))
    with pytest.raises(AccessProblem, match="There is no account wang"):
        accounts.change_role("wang", Role.ADMIN)


def test_changes_are_kept(accounts: Accounts, clock: Clock) -> None:
    clock.pass_(100)
    accounts.disable("LI")
    accounts.change_role("li", Role.PUBLISHER)
    (li,) = Accounts(Database(accounts.database.file)).all()
    assert (li.disabled, li.role, li.changed_at) == (True, Role.PUBLISHER, clock.now)
    accounts.enable("li")
    assert not accounts.all()[0].disabled


def test_the_first_account_is_made_only_when_there_is_none(database: Database) -> None:
    accounts = Accounts(database, fast_hasher())
    password = accounts.add_first()
    assert password is not None
    (first,) = accounts.all()
    assert (first.name, first.role) == (FIRST, Role.ANALYST)
    assert accounts.add_first() is None
    accounts.disable(FIRST)
    assert accounts.add_first() is None, "a disabled account is one, too"


@posix
def test_file_and_folder_are_for_their_owner_only(accounts: Accounts) -> None:
    file = accounts.database.file
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


@posix
def test_a_file_that_others_may_read_is_closed_to_them(accounts: Accounts) -> None:
    accounts.database.file.chmod(0o644)
    assert names(accounts) == ["li"]
    assert stat.S_IMODE(accounts.database.file.stat().st_mode) == 0o600


@posix
@pytest.mark.usefixtures("accounts")
def test_what_is_written_beside_the_file_is_closed_as_well(database: Database) -> None:
    with database.writing() as connection:
        connection.execute("UPDATE account SET disabled = 1")
        beside = list(database.file.parent.iterdir())
        assert len(beside) > 1, "SQLite no longer writes a journal beside the file"
        assert all(stat.S_IMODE(path.stat().st_mode) == 0o600 for path in beside)


def test_nothing_of_a_failed_change_is_kept(accounts: Accounts, database: Database) -> None:
    def change_and_fail() -> None:
        with database.writing() as connection:
            connection.execute("UPDATE account SET role = 'admin'")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        change_and_fail()
    assert accounts.all()[0].role is Role.ANALYST


def test_no_password_is_in_the_file(accounts: Accounts) -> None:
    content = accounts.database.file.read_bytes()
    assert RIGHT.encode() not in content


def test_a_file_that_is_no_database_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "accounts.sqlite"
    file.write_text("this is no database, but it is long enough to be looked at" * 20)
    with pytest.raises(AccessProblem, match=r"accounts\.sqlite cannot be read or written"):
        Accounts(Database(file)).all()


def test_a_folder_in_the_files_place_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AccessProblem, match="cannot be read or written"):
        Accounts(Database(tmp_path)).all()


def test_a_file_of_a_newer_program_is_left_alone(accounts: Accounts) -> None:
    connection = sqlite3.connect(accounts.database.file)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(AccessProblem, match="newer version"):
        accounts.all()


def test_many_changes_at_once_are_all_kept(tmp_path: Path) -> None:
    """From threads here and from other programs; each is one whole step."""
    file = tmp_path / "accounts.sqlite"
    start = threading.Barrier(8)

    def add(number: int) -> None:
        own = Accounts(Database(file), fast_hasher())
        start.wait()
        own.add(f"thread{number}", Role.VIEWER, Password(RIGHT))

    script = (
        "import sys; from pathlib import Path\n"
        "from tests.access.conftest import *\n"
        "own = Accounts(Database(Path(sys.argv[1])), fast_hasher())\n"
        "own.add(sys.argv[2], Role.VIEWER, Password(RIGHT))\n"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", script, str(file), f"program{n}"], cwd=ROOT)
        for n in range(3)
    ]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(add, range(8)))
    assert [program.wait(30) for program in programs] == [0, 0, 0]
    assert len(names(Accounts(Database(file)))) == 11


def test_one_name_cannot_be_given_twice_at_the_same_moment(tmp_path: Path) -> None:
    file = tmp_path / "accounts.sqlite"
    start = threading.Barrier(6)

    def add(number: int) -> bool:
        own = Accounts(Database(file), fast_hasher())
        start.wait()
        try:
            own.add("same", Role.VIEWER, Password(f"{WRONG} {number}"))
        except AccessProblem:
            return False
        return True

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(add, range(6))) == 1
