"""Command line of the local accounts: `python -m access add|passwd|role|disable|enable|list`.

The only module here that reads settings. A password is asked for, or read from standard input;
never an argument, since arguments are seen by every user of the machine and kept by the shell.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

import settings
from access.accounts import Accounts
from access.database import AccessProblem, Database
from access.first import show_first
from access.passwords import Password
from access.policy import Mode
from access.roles import Role

app = typer.Typer(
    name="python -m access",
    help="Keep the local accounts: who may check, publish and take back.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
Name = Annotated[str, typer.Argument(help="The account's name.")]
File = Annotated[
    Path | None, typer.Option("--accounts", metavar="FILE", help="File of the accounts.")
]


def opened(file: Path | None) -> Accounts:
    """Return the accounts of a file, or of the settings' one."""
    return Accounts(Database(file or settings.load().access.accounts_file))


def asked() -> Password:
    """Ask twice on a terminal; otherwise take the first line of standard input."""
    if sys.stdin.isatty():
        return Password(typer.prompt("Password", hide_input=True, confirmation_prompt=True))
    return Password(sys.stdin.readline().rstrip("\r\n"))


@app.command()
def add(
    name: Name,
    role: Annotated[Role, typer.Option("--role", help="What the account is for.")] = Role.ANALYST,
    accounts: File = None,
) -> None:
    """Make an account; the password is asked for, or read from standard input."""
    kept = opened(accounts)
    kept.check_free(name)
    made = kept.add(name, role, asked())
    typer.echo(f"{made.name} is {made.role} now")


@app.command()
def passwd(name: Name, accounts: File = None) -> None:
    """Set a new password and end all sessions of the account."""
    kept = opened(accounts)
    kept.known(name)
    kept.change_password(name, asked())
    typer.echo(f"{name} has a new password; all its sessions have ended")


@app.command()
def role(name: Name, new: Annotated[Role, typer.Argument()], accounts: File = None) -> None:
    """Give an account another role; it holds at once."""
    opened(accounts).change_role(name, new)
    typer.echo(f"{name} is {new} now")


@app.command()
def disable(name: Name, accounts: File = None) -> None:
    """Shut an account out and end all its sessions."""
    opened(accounts).disable(name)
    typer.echo(f"{name} is disabled; all its sessions have ended")


@app.command()
def enable(name: Name, accounts: File = None) -> None:
    """Let an account in again, and forget its failed attempts."""
    opened(accounts).enable(name)
    typer.echo(f"{name} is enabled")


@app.command("list")
def list_accounts(
    role: Annotated[Role | None, typer.Option("--role", help="Only those with this role.")] = None,
    accounts: File = None,
) -> None:
    """List the accounts: name, role, state, day of the last change."""
    for account in opened(accounts).all():
        if role in (None, account.role):
            state = "disabled" if account.disabled else "enabled"
            day = datetime.fromtimestamp(account.changed_at, UTC)
            typer.echo(f"{account.name}  {account.role}  {state}  changed {day:%Y-%m-%d}")


@app.command(hidden=True)
def first() -> None:
    """Make an analyst if there is no account, and show the password on the terminal."""
    policy = settings.load().access
    if policy.mode is Mode.LOCAL:
        show_first(opened(None), sys.stdout)


def main() -> int:
    """Run the command line; faults that a person can mend are one sentence."""
    try:
        return int(app(standalone_mode=False) or 0)
    except TyperException as fault:
        sentence = " ".join(fault.format_message().split())
        typer.echo(sentence, err=True, nl=bool(sentence))
        return fault.exit_code
    except typer.Abort:
        typer.echo("Interrupted.", err=True)
        return 130
    except (AccessProblem, settings.SettingsError) as problem:
        typer.echo(str(problem), err=True)
        return 1


if __name__ == "__main__":
    sys.exit(main())
