"""The field for a check number, and what it stands for."""

from functools import lru_cache
from pathlib import Path

import streamlit as st

from pages.frame.context import Context
from presentation import templating, widgets
from presentation.briefing.answer import answer
from presentation.briefing.checking import check
from storage.reading import ReleaseReader


def checking(context: Context) -> None:
    """Show the field; with a number in it, the answer."""
    t = context.t
    with st.container(key="briefing-check"):
        text = templating.render("briefing/check_head.html", t=t)
        widgets.show(text)
        number = st.text_input(
            t("briefing.number"), key="briefing-number", max_chars=20, label_visibility="collapsed",
            placeholder=t("briefing.number_hint"),
        )  # fmt: skip
        if (number or "").strip():
            found = check(str(number), context.scene, context.settings.warehouse_dir, _opened)
            view = answer(found, context.scene)
            widgets.show(templating.render("briefing/check.html", t=t, view=view))


@lru_cache(maxsize=2)
def _opened(release: Path) -> ReleaseReader:
    """Open a release other than today's; not closed, since sessions may share it."""
    return ReleaseReader(release)
