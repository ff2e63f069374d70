"""An indicator's charts to take along with one click: as a picture, by the clipboard, as CSV."""

from functools import partial

import streamlit as st

from etl.exporting import Dataset, Selection, select
from etl.formats import as_csv
from indicators.catalogue import Indicator
from pages.frame.context import Context
from presentation import widgets
from presentation.briefing.forms import Form
from presentation.briefing.painter import drawn
from presentation.briefing.request import request
from presentation.briefing.sheet import sheet

_ROUND = "indicator-copied"


def offer(context: Context, indicator: Indicator) -> None:
    """Show the buttons; the picture is drawn on the server, with everything that belongs to it."""
    t, name = context.t, f"{indicator.indicator_id}_{context.reader.info.short_id}"
    content = partial(_picture, context, indicator)
    with st.container(key="indicator-files", horizontal=True, vertical_alignment="center"):
        file = f"{name}_{context.year}.png"
        widgets.download(t("indicator.picture"), content, file, "image/png", "indicator-png")
        if st.button(t("indicator.copy"), key="indicator-copy"):
            words = {"done": t("indicator.copied"), "failed": t("indicator.not_copied")}
            st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
            widgets.copy_picture(content(), st.session_state[_ROUND], words)
        table = partial(_csv, context, indicator.indicator_id)
        widgets.download(t("indicator.download"), table, f"{name}.csv", "text/csv", "indicator-csv")


def _picture(context: Context, indicator: Indicator) -> bytes:
    asked = request(context.scene, indicators=[indicator.indicator_id])
    return drawn(sheet(asked, indicator), Form.WIDE)


def _csv(context: Context, indicator_id: str) -> bytes:
    areas = [a.code for a in context.reader.plan.areas if a.is_reference]
    areas += [c.code for c in context.reader.plan_cities]
    wanted = Selection(areas=areas, indicators=[indicator_id])
    return as_csv(select(context.reader, Dataset.SERIES, wanted))
