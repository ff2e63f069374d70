"""A page's charts to take along with one click: as a picture, by the clipboard, as CSV."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from etl.exporting import Dataset, Selection, select
from etl.formats import as_csv
from indicators.areas import Area
from indicators.catalogue import Indicator
from pages.frame.context import Context
from presentation import widgets
from presentation.briefing.forms import Form
from presentation.briefing.painter import drawn
from presentation.briefing.ranks import ranks
from presentation.briefing.request import request
from presentation.briefing.sheet import sheet
from presentation.briefing.whole import whole

Made = Callable[[], bytes]


def of_indicator(context: Context, indicator: Indicator) -> None:
    """Offer the way of the three cities to the target, and the figures of all areas drawn."""
    name = indicator.indicator_id

    def picture() -> bytes:
        asked = request(context.scene, indicators=[name])
        return drawn(sheet(asked, indicator), Form.WIDE)

    areas = [a for a in context.reader.plan.areas if a.is_reference]
    table = partial(_csv, context, [*areas, *context.reader.plan_cities], [name])
    _offer(context, "indicator", name, picture, table)


def of_city(context: Context, city: Area) -> None:
    """Offer the lights of all indicators in one city, and its figures."""

    def picture() -> bytes:
        return drawn(whole(request(context.scene, cities=[city.code])), Form.WIDE)

    _offer(context, "city", f"city_{city.code}", picture, partial(_csv, context, [city], []))


def of_peers(context: Context, indicator: Indicator) -> None:
    """Offer the ranked list of a group's cities, and their figures."""

    def picture() -> bytes:
        shown = ranks(context.scene, indicator, context.group)
        return drawn(shown, Form.WIDE) if shown else b""

    name = indicator.indicator_id
    areas = context.reader.plan.members(context.group)
    table = partial(_csv, context, areas, [name])
    _offer(context, "peers", f"{name}_{context.group}", picture, table)


def _offer(context: Context, page: str, about: str, picture: Made, table: Made) -> None:
    """Show the buttons; the picture is drawn on the server, with everything that belongs to it."""
    t, name = context.t, f"{about}_{context.reader.info.short_id}"
    with st.container(key=f"{page}-files", horizontal=True, vertical_alignment="center"):
        file = f"{name}_{context.year}.png"
        widgets.download(t("indicator.picture"), picture, file, "image/png", f"{page}-png")
        asked = st.button(t("indicator.copy"), key=f"{page}-copy")
        label = t(f"{page}.download")
        widgets.download(label, table, f"{name}.csv", "text/csv", f"{page}-csv")
        if asked:
            words = {"done": t("indicator.copied"), "failed": t("indicator.not_copied")}
            copied = f"{page}-copied"
            st.session_state[copied] = st.session_state.get(copied, 0) + 1
            widgets.copy_picture(picture(), st.session_state[copied], words)


def _csv(context: Context, areas: Sequence[Area], indicator_ids: Sequence[str]) -> bytes:
    wanted = Selection(areas=[a.code for a in areas], indicators=list(indicator_ids))
    return as_csv(select(context.reader, Dataset.SERIES, wanted))
