"""Check a file before anything is published, publish it, and see what came of it."""

from functools import partial

import streamlit as st

from access import Permission, require
from etl.files import MAX_BYTES
from pages.data import arrival, columns, empty, office, publication, receipt
from pages.data.desk import Checked, Desk, Held
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.foreign import marked, spoken
from presentation.upload import SHOWN, preview
from presentation.upload_desk import FileState, desk_tabs

LIMIT = MAX_BYTES // 2**20
BROWSER_WORDS = ("too_large", "folder", "not_sent")


def render(context: Context) -> None:
    """Show the page for the view `context` describes, and the files of this session."""
    require(context.identity, Permission.CHECK)
    desk = Desk.of(st.session_state, context.identity.name)
    arrival.take_in(desk)
    held = desk.chosen(context.file)
    # Checked before anything is shown, so that the page before stays until the answer is there.
    known = _check(context, desk, held) if held and held.number not in desk.receipts else None
    if held is None:
        empty.heading(context)
    _files(context, desk, held)
    if held is None:
        empty.templates(context)
    elif known is None:
        receipt.show(context, desk, held)
    else:
        _show(context, desk, held, known)
    _check_others(context, desk)


def _check(context: Context, desk: Desk, held: Held) -> Checked:
    release_id = context.reader.release_id
    known = desk.check_of(held, release_id)
    if known is None:
        known = office.check(context, held)
        desk.keep(held, release_id, known)
    return known


def _check_others(context: Context, desk: Desk) -> None:
    """Check one more of the other files, after the chosen one is on the screen."""
    for held in desk.files:
        waits = held.number not in desk.receipts
        if waits and desk.check_of(held, context.reader.release_id) is None:
            _check(context, desk, held)
            st.rerun()


def _files(context: Context, desk: Desk, chosen: Held | None) -> None:
    t, release_id = context.t, context.reader.release_id
    states = []
    for held in desk.files:
        known, done = desk.check_of(held, release_id), held.number in desk.receipts
        states.append(FileState(held.number, held.name, known.report if known else None, done))
    tabs = desk_tabs(context.scene, states, chosen.number if chosen else 0)
    speak = partial(spoken, language=t.language)
    html = templating.render("data/desk.html", t=t, tabs=tabs, spoken=speak, limit=LIMIT)
    words = {name: t.pattern(f"upload.{name}") for name in BROWSER_WORDS}
    widgets.dropzone(html, words, LIMIT, desk.round)
    widgets.transport(t("upload.choose"), desk.uploader)


def _show(context: Context, desk: Desk, held: Held, known: Checked) -> None:
    t = context.t
    view = preview(context.scene, known.report, known.sheet)
    speak = {
        name: partial(f, language=t.language)
        for name, f in (("spoken", spoken), ("marked", marked))
    }
    said = publication.what_is_said(context, desk, held)
    widgets.show(templating.render("data/preview_head.html", t=t, view=view, said=said))
    publication.offer(context, desk, held, known, view)
    widgets.show(templating.render("data/preview.html", t=t, view=view, most=SHOWN, **speak))
    columns.offer(context, desk, known)
