"""The dashboard with one page more, that only an analyst may open: `python -m tests.guarded PORT`.

The page has a button that does something, with the guard where it is done.
"""

import os
import sys
from functools import partial
from pathlib import Path

import streamlit as st
import uvicorn

import pages
import settings
from access import Identity, NotAllowed, Permission, require
from pages.access import visit
from pages.frame.context import Context
from presentation import widgets

SECRET = "what only an analyst sees"
DONE = "done.txt"
"""Beside the settings file; each act adds a line."""


def act(identity: Identity) -> None:
    """Do what needs a permission, as a function of `etl` would."""
    require(identity, Permission.CHECK)
    with Path(os.environ[settings.VARIABLE]).with_name(DONE).open("a", encoding="utf-8") as file:
        file.write(f"{identity.name}\n")


def pressed(context: Context) -> None:
    """Act as whoever asks now: a callback runs before the page's own run."""
    try:
        act(visit.asking_now(context))
    except NotAllowed as refusal:
        st.session_state["refusal"] = str(refusal)


def render(context: Context) -> None:
    """Show the secret and a button with a callback."""
    widgets.show(f"<p>{SECRET}, {context.identity.shown}</p>")
    st.button("act", key="act", on_click=partial(pressed, context))
    widgets.show(f"<p>{st.session_state.get('refusal', '')}</p>")


def main(port: int) -> None:
    """Serve it."""
    entry = pages.Entry("guarded", "data", "guarded", "nav.catalogue", render, Permission.CHECK)
    pages.PAGES = (*pages.PAGES, entry)
    pages.PATHS = {**pages.PATHS, entry.key: entry.path}
    import server

    uvicorn.run(server.app, host="127.0.0.1", port=port, log_level="warning")


if __name__ == "__main__":
    main(int(sys.argv[1]))
