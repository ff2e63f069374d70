"""The audit log on the page: whether its chain holds, its newest entries, and the whole of it."""

from functools import partial
from pathlib import Path

import streamlit as st

from etl import audit
from etl.formats import as_csv
from etl.history import History, read_log
from indicators.assessment import Light
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.figures import figure
from presentation.foreign import spoken
from presentation.releases import Listing
from presentation.texts import Texts

MOST = 50
"""Entries beyond these are in the downloads."""


def show(context: Context, past: History, listing: Listing, uploads: Path) -> None:
    """Show the log of an installation, and offer it as a table and as it is kept."""
    t = context.t
    newest = list(reversed(past.log[-MOST:]))
    light, verdict = verdict_of(t, past)
    values = {
        "count": figure(len(past.log), 0),
        "light": light,
        "verdict": verdict,
        "broken": past.broken_at,
        "entries": [(entry, listing.done(entry)) for entry in newest],
        "spoken": partial(spoken, language=t.language),
    }
    widgets.show(templating.render("data/audit.html", t=t, **values))
    if not past.log:
        return
    name = t("releases.log_file")
    with st.container(key="releases-log", horizontal=True):
        csv, lines = partial(_csv, uploads), partial(audit.as_lines, uploads)
        widgets.download(t("releases.log_csv"), csv, f"{name}.csv", "text/csv", "log-csv")
        widgets.download(
            t("releases.log_lines"), lines, f"{name}.jsonl", "application/jsonl", "log-lines"
        )


def verdict_of(t: Texts, past: History) -> tuple[Light, str]:
    """Say whether the log is as it was written."""
    if past.broken_at is not None:
        return Light.BAD, t("releases.chain_broken", number=past.broken_at)
    if past.unlogged:
        names = t("list.comma").join(past.unlogged)
        return Light.BAD, t("releases.chain_unlogged", names=names)
    if not past.log:
        return Light.NONE, t("releases.chain_empty")
    return Light.GOOD, t("releases.chain_whole", count=figure(len(past.log), 0))


def _csv(uploads: Path) -> bytes:
    return as_csv(audit.as_table(read_log(uploads)[0]))
