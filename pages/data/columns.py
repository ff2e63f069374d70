"""Saying what a column is, where it was not understood or understood wrongly."""

from functools import partial

import streamlit as st

from etl.corrections import Correction, used_in
from etl.preview import Sheet
from pages.data import office
from pages.data.desk import Checked, Desk
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.foreign import spoken
from presentation.upload_choices import (
    Choice,
    choices,
    columns_to_say,
    explained,
    unknown_columns,
)


def offer(context: Context, desk: Desk, known: Checked) -> None:
    """Let the analyst explain the columns of a file, and take back what was explained before."""
    sheet = known.sheet
    if sheet is None or sheet.header is None or known.report.shape == "targets":
        return
    t = context.t
    wanting = bool(unknown_columns(sheet)) or not sheet.is_read
    with (
        st.container(key="upload-columns"),
        st.expander(t("upload.columns.title"), expanded=wanting, key="upload-columns-box"),
    ):
        widgets.show(templating.render("data/hint.html", text=t("upload.columns.lead")))
        _say(context, desk, sheet)
        _remembered(context, desk, sheet)


def _say(context: Context, desk: Desk, sheet: Sheet) -> None:
    t, listed = context.t, columns_to_say(context.scene, sheet)
    known = dict(listed)
    with st.container(key="upload-column", horizontal=True, vertical_alignment="bottom"):
        header = st.selectbox(
            t("upload.columns.column"),
            list(known),
            format_func=lambda name: t("upload.columns.now", header=name, meaning=known[name]),
            placeholder=t("upload.columns.choose"),
            key=f"column-{desk.round}",
        )
        choice = st.selectbox(
            t("upload.columns.is"),
            choices(context.scene),
            format_func=lambda found: found.text,
            index=None,
            placeholder=t("upload.columns.choose"),
            key=f"meaning-{desk.round}",
        )
        pressed = st.button(
            t("upload.columns.remember"), key="column-remember", disabled=choice is None
        )
    if pressed and header and choice:
        _explain(context, desk, header, choice)


def _explain(context: Context, desk: Desk, header: str, choice: Choice) -> None:
    office.explain(context, Correction(header, choice.role, choice.key))
    _again(desk)


def _remembered(context: Context, desk: Desk, sheet: Sheet) -> None:
    """List what was said about columns of this file, each to be forgotten."""
    t = context.t
    kept = office.office_of(context).columns()
    used = used_in(sheet.header.cells if sheet.header else (), kept)
    place = st.container(key="upload-said")
    for number, said in enumerate(explained(context.scene, used)):
        with place.container(horizontal=True):
            header = spoken(said.header, t.language)
            text = t.markup("upload.columns.kept", header=header, meaning=said.text)
            widgets.show(templating.render("data/hint.html", text=text))
            forget = partial(office.unexplain, context, said.header)
            if st.button(
                t("upload.columns.forget"), key=f"column-forget-{number}", type="tertiary"
            ):
                forget()
                _again(desk)


def _again(desk: Desk) -> None:
    """Check the files at hand anew; the choices begin anew, too."""
    desk.check_anew()
    desk.round += 1
    st.rerun()
