"""Publishing a checked file: the reason, the button, and what stands in the way."""

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pages.data import arrival, office
from pages.data.desk import Checked, Desk, Held
from pages.data.progress import Progress
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.texts import Texts
from presentation.upload import Preview

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_REASON = 500


def what_is_said(context: Context, desk: Desk, held: Held) -> str:
    """Return what the last operation has to say.

    A release that came in between changes the preview, so the reader is told that, too.
    """
    release_id = context.reader.release_id
    other = desk.seen.get(held.number, release_id) != release_id
    said, desk.said = desk.said or ("changed" if other else ""), ""
    return context.t(f"upload.said.{said}", release=release_id) if said else ""


def offer(context: Context, desk: Desk, held: Held, known: Checked, view: Preview) -> None:
    """Show reason, button and the ways out; publish when the button was pressed."""
    t = context.t
    # What the reader looked at when the button was pressed, and what is looked at from now on.
    seen, desk.seen[held.number] = desk.seen.get(held.number), context.reader.release_id
    with st.container(key="upload-publication", horizontal=True, vertical_alignment="bottom"):
        reason = _reason(t, held, view) if view.may_publish else ""
        stops = _stops(t, known, view, reason)
        pressed = st.button(
            t("upload.publish"), key="upload-publish", type="primary", disabled=bool(stops)
        )
        _downloads(t, held, known)
        if st.button(t("upload.remove"), key="upload-remove", type="tertiary"):
            desk.put_aside(held)
            arrival.show(None)
    line = st.empty()
    with line:
        text = stops or t("upload.nothing_new" if view.changes_nothing else "upload.ready")
        widgets.show(templating.render("data/hint.html", text=text))
    if pressed and not stops:
        _publish(context, desk, held, reason, seen, line)


def _reason(t: Texts, held: Held, view: Preview) -> str:
    text = st.text_input(
        t("upload.reason" if view.needs_reason else "upload.note"),
        key=f"upload-reason-{held.number}",
        max_chars=LONGEST_REASON,
        placeholder=t("upload.reason_hint") if view.needs_reason else "",
        live=True,
    )
    return (text or "").strip()


def _stops(t: Texts, known: Checked, view: Preview, reason: str) -> str:
    """Return why the file cannot be published now."""
    if not known.report.readable:
        return t("upload.blocked_unreadable")
    if not view.may_publish:
        return t("upload.blocked_errors")
    return t("upload.blocked_reason") if view.needs_reason and not reason else ""


def _downloads(t: Texts, held: Held, known: Checked) -> None:
    if known.report.readable and known.report.findings:
        content = partial(_marked, held, known)
        name = t("upload.marked_name", name=held.name.rpartition(".")[0] or held.name)
        widgets.download(t("upload.marked"), content, name, XLSX, f"upload-marked-{held.number}")


def _publish(
    context: Context, desk: Desk, held: Held, reason: str, seen: str | None, line: DeltaGenerator
) -> None:
    try:
        receipt = office.publish(context, held, reason, seen, Progress(context.t, line))
    except office.NotDone as problem:
        desk.said = problem.said
    else:
        desk.published(held, receipt)
    st.rerun()


def _marked(held: Held, known: Checked) -> bytes:
    from etl.marked import marked_workbook

    header = known.sheet.header if known.sheet else None
    number = header.number if header else None
    return marked_workbook(held.content, held.name, known.report, number)
