"""`python -m access`: what an operator types, and what is never shown."""

import os
import subprocess
import sys
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

from access.accounts import FIRST, Accounts
from access.database import Database
from access.first import show_first
from access.passwords import Password
from access.roles import Role
from access.sign_in import Attempt, SignedIn, SignIn
from tests.access.conftest import LIMITS, RIGHT, WRONG, fast_hasher

ROOT = Path(__file__).resolve().parents[2]
Command = Callable[..., subprocess.CompletedProcess[str]]
posix = pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals are POSIX")


@pytest.fixture
def config(tmp_path: Path) -> Path:
    file = tmp_path / "config.toml"
    file.write_text('[access]\naccounts_file = "accounts/a.sqlite"\n', encoding="utf-8")
    return file


@pytest.fixture
def command(config: Path) -> Command:
    """Run a command with a password on standard input."""

    def run(*arguments: str, password: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "access", *arguments],
            cwd=ROOT,
            env=os.environ | {"ZHONGYUAN_CONFIG": str(config), "PYTHONIOENCODING": "utf-8"},
            input=f"{password}\n",
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    return run


def signs_in(config: Path, name: str, password: str) -> bool:
    accounts = Accounts(Database(config.parent / "accounts" / "a.sqlite"))
    return isinstance(SignIn(accounts, LIMITS)(Attempt(name, Password(password), "x")), SignedIn)


def test_the_life_of_an_account(command: Command, config: Path) -> None:
    made = command("add", "王芳", "--role", "publisher", password=RIGHT)
    assert (made.returncode, made.stdout) == (0, "王芳 is publisher now\n")
    assert signs_in(config, "王芳", RIGHT)

    assert command("passwd", "王芳", password=WRONG).returncode == 0
    assert not signs_in(config, "王芳", RIGHT)
    assert signs_in(config, "王芳", WRONG)

    assert command("disable", "王芳").returncode == 0
    assert not signs_in(config, "王芳", WRONG)
    assert "disabled" in command("list").stdout

    assert command("enable", "王芳").returncode == 0
    assert signs_in(config, "王芳", WRONG)

    assert command("role", "王芳", "viewer").returncode == 0
    assert "王芳  viewer  enabled" in command("list").stdout


def test_an_account_is_an_analyst_unless_told_otherwise(command: Command) -> None:
    assert command("add", "li", password=RIGHT).stdout == "li is analyst now\n"


def test_accounts_can_be_listed_by_role(command: Command) -> None:
    command("add", "li", password=RIGHT)
    command("add", "wang", "--role", "admin", password=RIGHT)
    assert [line.split()[0] for line in command("list").stdout.splitlines()] == ["li", "wang"]
    assert command("list", "--role", "admin").stdout.split()[0] == "wang"
    assert command("list", "--role", "viewer").stdout == ""


@pytest.mark.parametrize(
    ("arguments", "password", "sentence"),
    [
        (["add", "li"], "short", "A password needs at least 12 characters."),
        (["add", "a b"], RIGHT, "A name has up to 64 letters"),
        (["passwd", "nobody"], RIGHT, "There is no account nobody."),
        (["disable", "nobody"], "", "There is no account nobody."),
        (["add", "li", "--role", "boss"], RIGHT, "'boss' is not one of"),
        (["remove", "li"], "", "No such command 'remove'."),
        (["list", "--accounts", "."], "", "cannot be read or written"),
    ],
)
def test_a_fault_is_one_sentence(
    command: Command, arguments: list[str], password: str, sentence: str
) -> None:
    done = command(*arguments, password=password)
    assert done.returncode != 0
    assert sentence in done.stderr
    assert "Traceback" not in done.stderr
    assert not password or password not in done.stdout + done.stderr


def test_a_name_twice_is_refused(command: Command) -> None:
    command("add", "li", password=RIGHT)
    again = command("add", "LI", password=RIGHT)
    assert (again.returncode, again.stderr) == (1, "There is already an account li.\n")


def test_a_password_is_no_argument(command: Command) -> None:
    help_ = command("add", "--help").stdout + command("passwd", "--help").stdout
    assert "--password" not in help_
    assert command("add", "li", RIGHT).returncode != 0


def test_manage_passes_everything_on(config: Path) -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "access", "list", "--role", "admin"],
        env=os.environ | {"ZHONGYUAN_CONFIG": str(config)},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, b"")


# --- the first account


class Screen(StringIO):
    def isatty(self) -> bool:
        return True


def test_on_a_terminal_the_first_account_is_shown_once(database: Database) -> None:
    accounts = Accounts(database, fast_hasher())
    screen = Screen()
    show_first(accounts, screen)
    shown = screen.getvalue()
    password = shown.partition("password  ")[2].split()[0]
    sign_in = SignIn(accounts, LIMITS)
    assert isinstance(sign_in(Attempt(FIRST, Password(password), "x")), SignedIn)
    assert accounts.all()[0].role is Role.ANALYST

    again = Screen()
    show_first(accounts, again)
    assert again.getvalue() == ""


def test_where_there_is_no_terminal_no_password_is_made(database: Database) -> None:
    accounts = Accounts(database, fast_hasher())
    log = StringIO()
    show_first(accounts, log)
    assert log.getvalue().count("\n") == 1
    assert "access add" in log.getvalue()
    assert accounts.all() == ()


def test_with_an_account_nothing_is_said(accounts: Accounts) -> None:
    log = StringIO()
    show_first(accounts, log)
    assert log.getvalue() == ""


@posix
def test_the_start_shows_it_on_a_real_terminal_and_not_with_the_offices_provider(
    config: Path,
) -> None:
    import pty

    def start() -> str:
        ours, theirs = pty.openpty()
        subprocess.run(
            [sys.executable, "-m", "access", "first"],
            cwd=ROOT, env=os.environ | {"ZHONGYUAN_CONFIG": str(config)},
            stdout=theirs, stdin=theirs, check=True,
        )  # fmt: skip
        os.write(theirs, b"end\n")
        os.close(theirs)
        shown = b""
        while b"end" not in shown:
            shown += os.read(ours, 4096)
        os.close(ours)
        return shown.decode()

    assert "password  " in start()
    assert "password" not in start()
    office = '[access]\nmode = "oidc"\nrole_map = { "*" = "viewer" }\naccounts_file = "b.sqlite"\n'
    config.write_text(office, encoding="utf-8")
    assert "password" not in start()
    assert not (config.parent / "b.sqlite").exists()
