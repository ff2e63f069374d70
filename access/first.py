"""The first account of a new installation, so that someone can sign in at all."""

from typing import TextIO

from access.accounts import FIRST, Accounts
from access.database import AccessProblem

_SHOWN = """
There was no account yet, so one was made. The password is shown this once:

    name      {name}
    password  {password}

It can check, publish and withdraw. Change it: python3 manage.py access passwd {name}
"""
_NONE = "There is no account yet; make one with: python3 manage.py access add NAME --role analyst"


def show_first(accounts: Accounts, screen: TextIO) -> None:
    """Make an analyst with a random password if there is no account, and show it on `screen`.

    Only on a terminal: what goes to a file or a service's journal would stay there for others
    to read. Then no account is made, and the line says how to make one.
    """
    if accounts.all():
        return
    if not screen.isatty():
        print(_NONE, file=screen, flush=True)
        return
    try:
        password = accounts.add_first()
    except AccessProblem:  # another start was faster, and shows its own
        return
    if password:
        print(_SHOWN.format(name=FIRST, password=password.text), file=screen, flush=True)
