"""One sheet of the briefing as it will be, and the buttons that turn to another one."""

from functools import partial

import streamlit as st

from pages.frame.context import Context
from pages.frame.kept import kept
from presentation import templating, widgets
from presentation.briefing.forms import Form
from presentation.briefing.painter import drawn
from presentation.briefing.request import WHOLE, Request, request
from presentation.briefing.sheet import Sheet, sheet
from presentation.briefing.whole import Whole, whole

WIDTH = 1920
KEPT = 47
"""Pictures kept for whoever asks next: those of one view, about 10 MB."""


def preview(context: Context, asked: Request) -> Sheet | Whole:
    """Show one sheet as it will be, and let another one be chosen."""
    shown = _turned(context, asked)
    lines = shown.lines if isinstance(shown, Whole) else [p.sentence.text for p in shown.panels]
    with st.container(key="briefing-preview"):
        # A file of its own, not within the messages: they would be three quarters picture.
        # Any other width or format, and Streamlit would make another picture of it in every run.
        content = _drawn((shown.number, context.language), shown)
        st.image(content, width=WIDTH, output_format="PNG", alt=shown.title)
        widgets.show(templating.render("briefing/preview.html", lines=lines))
    return shown


def _turned(context: Context, asked: Request) -> Sheet | Whole:
    """Show the buttons that turn the sheets over, and return the one to be shown."""
    t, ids = context.t, asked.sheet_ids
    last = st.session_state.get("briefing-shown")
    at = ids.index(last) if last in ids else 0
    shown = kept(context, _put_together, ids[at], *(c.code for c in asked.scene.cities))
    with st.container(key="briefing-turn", horizontal=True, vertical_alignment="center"):
        for key, to in (("back", at - 1), ("on", at + 1)):
            there = 0 <= to < len(ids)
            turn = partial(_turn_to, ids[to] if there else ids[at])
            st.button(
                t(f"briefing.{key}"), key=f"briefing-{key}", on_click=turn, disabled=not there
            )
        said = {"name": shown.name, "at": at + 1, "of": len(ids)}
        widgets.show(templating.render("data/hint.html", text=t("briefing.preview", **said)))
    return shown


def _put_together(context: Context, sheet_id: str, *cities: str) -> Sheet | Whole:
    """Return a sheet of these cities: title, office and order of a briefing are not on it."""
    asked = request(context.scene, cities=cities, indicators=[sheet_id])
    return whole(asked) if sheet_id == WHOLE else sheet(asked, *asked.indicators)


def _turn_to(sheet_id: str) -> None:
    st.session_state["briefing-shown"] = sheet_id


@st.cache_resource(max_entries=KEPT, show_spinner=False)
def _drawn(key: tuple[str, ...], _shown: Sheet | Whole) -> bytes:
    """Draw the preview; a check number says what is on a picture, but for its language."""
    del key
    return drawn(_shown, Form.WIDE)
