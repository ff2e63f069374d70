"""The form of the briefing page: title, office, cities, order, and a tick for each indicator."""

import streamlit as st
from markupsafe import Markup

from indicators.catalogue import Domain
from pages.briefing.choice import TICKS, Choice
from pages.frame.context import Context
from pages.frame.kept import kept
from presentation import templating, widgets
from presentation.briefing.request import WHOLE, Order

LONGEST = 60


def form(context: Context, choice: Choice, usual_title: str) -> None:
    """Show every widget; what they say is heard at the beginning of the next run."""
    t = context.t
    with st.container(key="briefing-words", horizontal=True):
        for name, hint in (("title", usual_title), ("office", t("briefing.office_hint"))):
            key = f"briefing-{name}"
            st.session_state.setdefault(key, getattr(choice, name))
            st.text_input(t(f"briefing.{name}"), key=key, max_chars=LONGEST, placeholder=hint)
    widgets.ticks(kept(context, _ticks), TICKS, choice.started, choice.ticked)


def _ticks(context: Context) -> Markup:
    """Return the boxes, unticked: the three cities, the order, and what there are sheets of."""
    t = context.t
    every = context.reader.catalogue.indicators.values()
    return templating.render(
        "briefing/ticks.html",
        t=t,
        cities=context.scene.cities,
        orders=[(order, t(f"briefing.order_{order}")) for order in Order],
        whole=WHOLE,
        domains=[
            (domain, t(f"goals.domain_{domain}"), [i for i in every if i.domain is domain])
            for domain in Domain
        ],
    )
