"""One sheet of the briefing as it will be, and the buttons that turn to another one."""

from base64 import b64encode
from functools import partial

import streamlit as st

from indicators.catalogue import Indicator
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.briefing.forms import Form
from presentation.briefing.painter import drawn
from presentation.briefing.request import Request
from presentation.briefing.sheet import Sheet, sheet


def preview(context: Context, asked: Request) -> Sheet:
    """Show one sheet as it will be, and let another one be chosen."""
    entry = _turned(context, asked)
    shown = sheet(asked, entry)
    content = b64encode(_drawn(context, shown)).decode("ascii")
    html = templating.render("briefing/preview.html", t=context.t, sheet=shown, content=content)
    widgets.show(html, key="briefing-preview")
    return shown


def _turned(context: Context, asked: Request) -> Indicator:
    """Show the buttons that turn the sheets over, and return the one to be shown."""
    t, ids = context.t, asked.indicator_ids
    kept = st.session_state.get("briefing-shown")
    at = ids.index(kept) if kept in ids else 0
    with st.container(key="briefing-turn", horizontal=True, vertical_alignment="center"):
        for key, to in (("back", at - 1), ("on", at + 1)):
            there = 0 <= to < len(ids)
            turn = partial(_turn_to, ids[to] if there else ids[at])
            st.button(
                t(f"briefing.{key}"), key=f"briefing-{key}", on_click=turn, disabled=not there
            )
        said = {"name": asked.scene.name(asked.indicators[at]), "at": at + 1, "of": len(ids)}
        widgets.show(templating.render("data/hint.html", text=t("briefing.preview", **said)))
    return asked.indicators[at]


def _turn_to(indicator_id: str) -> None:
    st.session_state["briefing-shown"] = indicator_id


def _drawn(context: Context, shown: Sheet) -> bytes:
    """Draw the preview; the last one is kept, since most runs show it again."""
    key = (shown.number, context.language)
    kept = st.session_state.get("briefing-drawn")
    if not kept or kept[0] != key:
        kept = st.session_state["briefing-drawn"] = (key, drawn(shown, Form.WIDE))
    return bytes(kept[1])
