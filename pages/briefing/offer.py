"""What can be taken along: each file when it is asked for, or all of them as one archive."""

from functools import partial
from threading import Lock

import streamlit as st

from pages.briefing.choice import Choice, Pack
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.briefing.forms import Form
from presentation.briefing.pack import Kind, archive, base_name, files
from presentation.briefing.painter import PainterProblem, drawn
from presentation.briefing.request import Request
from presentation.briefing.sheet import Sheet
from presentation.briefing.tables import figures_csv
from presentation.briefing.whole import Whole

_OFFICE = "application/vnd.openxmlformats-officedocument."
_MIME = {
    Kind.SLIDES: f"{_OFFICE}presentationml.presentation",
    Kind.REPORT: f"{_OFFICE}wordprocessingml.document",
    Kind.WORKBOOK: f"{_OFFICE}spreadsheetml.sheet",
    Kind.PAGE: "text/html",
}
# Both cores draw; two packs at once would only make both late.
_AT_WORK = Lock()
Line = st.delta_generator.DeltaGenerator


def offer(context: Context, choice: Choice, request: Request, shown: Sheet | Whole) -> None:
    """Show the buttons."""
    t, name = context.t, base_name(request)
    with st.container(key="briefing-files", horizontal=True):
        for kind, mime in _MIME.items():
            content = partial(_one, request, kind)
            widgets.download(
                t(f"briefing.take_{kind}"), content, f"{name}.{kind}", mime, f"briefing-{kind}"
            )
        for form in (Form.WIDE, Form.A4):
            file = f"{shown.indicator_id}-{context.year}-{form}.png"
            content = partial(drawn, shown, form)
            widgets.download(
                t(f"briefing.take_{form}"), content, file, "image/png", f"briefing-{form}"
            )
        table = partial(figures_csv, request)
        widgets.download(t("briefing.take_csv"), table, f"{name}.csv", "text/csv", "briefing-csv")
    _pack(context, choice, request)


def _one(request: Request, kind: Kind) -> bytes:
    with _AT_WORK:
        return next(iter(files(request, [kind]).values()))


def _pack(context: Context, choice: Choice, request: Request) -> None:
    """Make everything at one click; what was made is kept until something else is chosen."""
    t, key = context.t, _key(request)
    with st.container(key="briefing-pack", horizontal=True, vertical_alignment="center"):
        pressed = st.button(t("briefing.make_all"), key="briefing-make", type="primary")
        place = st.empty()
    line = st.empty()
    if pressed:
        choice.pack, choice.round = _made(context, request, key, line), choice.round + 1
    if choice.pack is not None and choice.pack[0] == key:
        _, name, content = choice.pack
        with place:
            label = t("briefing.take_all", size=f"{len(content) / 2**20:.1f}")
            widgets.download(label, content, name, "application/zip", "briefing-zip")
        if pressed:
            widgets.take("briefing-zip", choice.round)


def _made(context: Context, request: Request, key: str, line: Line) -> Pack | None:
    """Make every file and show how far it is; None, and a sentence, where it could not be done."""
    try:
        with _AT_WORK:
            made = files(request, told=partial(_told, context, line))
    except PainterProblem:
        with line:
            text = context.t("briefing.not_made")
            widgets.show(templating.render("data/hint.html", text=text))
        return None
    line.empty()
    return key, f"{base_name(request)}.zip", archive(request, made)


def _told(context: Context, line: Line, done: int, all_: int) -> None:
    line.progress(done / max(all_, 1), text=context.t("briefing.making", done=done, all=all_))


def _key(request: Request) -> str:
    """Say what a pack was made from, so that it is not offered for anything else."""
    scene = request.scene
    parts = (scene.reader.release_id, scene.language, scene.year, scene.counting, *scene.chosen)
    return repr((parts, request.sheet_ids, request.title, request.office))
