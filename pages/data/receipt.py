"""What came of a publication, for as long as the session lasts."""

from functools import partial

import streamlit as st

from access import Permission, may
from etl.problems import SourceProblem
from etl.submissions import read_submission
from pages.data import arrival
from pages.data.desk import Desk, Held
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.foreign import spoken
from presentation.upload_receipt import receipt_view


def show(context: Context, desk: Desk, held: Held) -> None:
    """Show the receipt, with the ways to the lights and back."""
    t, receipt = context.t, desk.receipts[held.number]
    try:
        withdrawn = read_submission(receipt.submission.path.parent).withdrawn
    except SourceProblem:
        withdrawn = True
    view = receipt_view(
        context.scene,
        receipt,
        context.identity.shown,
        widgets.zone(),
        withdrawn=withdrawn,
        undo=may(context.identity, Permission.WITHDRAW, owner=receipt.submission.by),
    )
    speak = partial(spoken, language=t.language)
    widgets.show(templating.render("data/receipt.html", t=t, view=view, spoken=speak))
    if st.button(t("upload.remove_receipt"), key="upload-remove", type="tertiary"):
        desk.put_aside(held)
        arrival.show(None)
