"""Taking back: withdraw a submission or go back to a release, each with a reason."""

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from markupsafe import Markup

from access import NotAllowed, Permission, may
from etl.history import History
from pages.data import office
from pages.data.progress import Progress
from pages.data.publication import LONGEST_REASON
from pages.frame.context import Context
from pages.frame.notices import denied
from presentation import templating, widgets
from presentation.foreign import spoken
from presentation.moments import moment

_SAID = "releases-said"


@dataclass(frozen=True)
class Undoing:
    """One thing that can be taken back: what it is called, what it does, what is said then."""

    key: str
    title: Markup
    lead: str
    by: Markup
    button: str
    done: str
    work: Callable[[str, office.Report], None]


def what_is_said(context: Context) -> str:
    """Return what the last operation has to say, once."""
    said = st.session_state.pop(_SAID, "")
    release_id = context.reader.release_id
    return context.t(f"releases.said.{said}", release=release_id) if said else ""


def offer(context: Context, past: History) -> None:
    """Ask for the reason of what the address wants to take back, if the reader may."""
    if context.submission:
        _withdrawal(context, past, context.submission)
    elif context.release and may(context.identity, Permission.GO_BACK):
        _going_back(context, past, context.release)


def _withdrawal(context: Context, past: History, submission_id: str) -> None:
    t, made = context.t, past.submissions.get(submission_id)
    if made is None or made.withdrawn:
        text = "no_submission" if made is None else "is_withdrawn"
        _say(t(f"releases.undo.{text}", id=submission_id))
        return
    if not may(context.identity, Permission.WITHDRAW, owner=made.by):
        _say(denied(t, NotAllowed(context.identity, Permission.WITHDRAW)))
        return
    file = spoken(made.file_name, t.language)
    facts = {
        "by": spoken(made.by, t.language),
        "at": moment(made.at, widgets.zone()),
        "reason": spoken(made.reason, t.language),
    }
    because = "handed_in_because" if made.reason else "handed_in"
    _ask(context, Undoing(
        key=submission_id,
        title=t.markup("releases.undo.withdraw", file=file, id=submission_id),
        lead=t("releases.undo.withdraw_lead"),
        by=t.markup(f"releases.undo.{because}", **facts),
        button=t("releases.undo.do_withdraw"),
        done="withdrawn",
        work=lambda why, report: office.withdraw(context, submission_id, why, report),
    ))  # fmt: skip


def _going_back(context: Context, past: History, release_id: str) -> None:
    found = past.find(release_id)
    now = context.reader.info.short_id
    if found is None or found.is_current or context.against != context.reader.release_id:
        return
    t, number = context.t, release_id.split("-", 1)[0]
    _ask(context, Undoing(
        key=release_id,
        title=t.markup("releases.undo.go_back", release=number),
        lead=t("releases.undo.go_back_lead", release=number, current=now),
        by=Markup(""),
        button=t("releases.undo.do_go_back"),
        done="went_back",
        work=lambda why, report: office.go_back(context, release_id, why, report),
    ))  # fmt: skip


def _ask(context: Context, undoing: Undoing) -> None:
    t = context.t
    with st.container(key="releases-undo"):
        about = {"title": undoing.title, "lead": undoing.lead, "by": undoing.by}
        widgets.show(templating.render("data/undo.html", **about))
        with st.container(key="releases-ask", horizontal=True, vertical_alignment="bottom"):
            reason = st.text_input(
                t("releases.undo.why"),
                key=f"undo-reason-{undoing.key}",
                max_chars=LONGEST_REASON,
                placeholder=t("releases.undo.why_hint"),
                live=True,
            )
            why = (reason or "").strip()
            pressed = st.button(undoing.button, key="undo-do", type="primary", disabled=not why)
            left = st.button(t("releases.undo.leave"), key="undo-leave", type="tertiary")
        line = st.empty()
        with line:
            text = t("releases.undo.ready" if why else "releases.undo.needs_reason")
            widgets.show(templating.render("data/hint.html", text=text))
    if left:
        _back_to_the_list()
    if pressed and why:
        try:
            undoing.work(why, Progress(t, line))
        except office.NotDone as problem:
            st.session_state[_SAID] = problem.said
            st.rerun()
        st.session_state[_SAID] = undoing.done
        _back_to_the_list()


def _back_to_the_list() -> None:
    for name in ("submission", "release", "against"):
        st.query_params.pop(name, None)
    st.rerun()


def _say(text: str) -> None:
    with st.container(key="releases-undo"):
        widgets.show(templating.render("data/hint.html", text=text))
