"""The form of the briefing page: title, office, cities, order, and a tick for each indicator."""

from functools import partial

import streamlit as st

from indicators.catalogue import Domain, Indicator
from pages.briefing.choice import Choice, tick
from pages.frame.context import Context
from presentation.briefing.request import WHOLE, Order

LONGEST = 60


def form(context: Context, choice: Choice, usual_title: str) -> None:
    """Show every widget; what they say is heard at the beginning of the next run."""
    scene, t = context.scene, context.t
    with st.container(key="briefing-words", horizontal=True):
        for name, hint in (("title", usual_title), ("office", t("briefing.office_hint"))):
            key = f"briefing-{name}"
            st.session_state.setdefault(key, getattr(choice, name))
            st.text_input(t(f"briefing.{name}"), key=key, max_chars=LONGEST, placeholder=hint)
    with st.container(key="briefing-cities", horizontal=True):
        choice.prepare(st.session_state, [c.code for c in scene.cities])
        for city in scene.cities:
            st.checkbox(scene.name(city), key=tick(city.code))
        st.session_state.setdefault("briefing-order", choice.order)
        st.radio(
            t("briefing.order"),
            list(Order),
            format_func=lambda order: t(f"briefing.order_{order}"),
            key="briefing-order",
            horizontal=True,
            label_visibility="collapsed",
        )
    choice.prepare(st.session_state, [WHOLE])
    with st.container(key="briefing-whole"):
        st.checkbox(t("briefing.whole"), key=tick(WHOLE))
    indicators = context.reader.catalogue.indicators.values()
    with st.container(key="briefing-ticks"):
        for place, domain in zip(st.columns(len(Domain), gap="small"), Domain, strict=True):
            with place:
                _domain(context, choice, domain, [i for i in indicators if i.domain is domain])


def _domain(context: Context, choice: Choice, domain: Domain, own: list[Indicator]) -> None:
    """Show a domain's tick, which sets all of its own, and theirs."""
    scene, t = context.scene, context.t
    choice.prepare(st.session_state, [i.indicator_id for i in own])
    ticked = [bool(st.session_state[tick(i.indicator_id)]) for i in own]
    key = f"briefing-domain-{domain}"
    st.session_state[key] = all(ticked)
    st.checkbox(
        t("briefing.domain", domain=t(f"goals.domain_{domain}"), count=sum(ticked), of=len(own)),
        key=key,
        on_change=partial(_tick_all, key, [i.indicator_id for i in own]),
    )
    for indicator in own:
        st.checkbox(scene.name(indicator), key=tick(indicator.indicator_id))


def _tick_all(key: str, indicator_ids: list[str]) -> None:
    for indicator_id in indicator_ids:
        st.session_state[tick(indicator_id)] = bool(st.session_state[key])
