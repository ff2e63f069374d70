"""What pages put on the screen: the only module of this folder that knows Streamlit."""

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, timedelta, timezone, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import streamlit as st
from markupsafe import Markup

from presentation import theme
from presentation.icon import icon

if TYPE_CHECKING:
    import pandas as pd
    import plotly.graph_objects as go
    from streamlit.delta_generator import DeltaGenerator

ASSETS = Path(__file__).with_name("assets")
# Plotly's buttons are English only and cover the picture; figures are downloaded elsewhere.
CHART = {"displayModeBar": False, "displaylogo": False, "scrollZoom": False, "responsive": True}


def _component(name: str) -> Any:
    """Register a component of ours; its script is inline, so that nothing has to be packaged."""
    script = (ASSETS / f"{name}.js").read_text(encoding="utf-8")
    return st.components.v2.component(f"frame_{name}", js=script, isolate_styles=False)


_navigation = _component("navigation")
_markup = _component("markup")
_redirect = _component("redirect")
_dropzone = _component("dropzone")
_present = _component("present")
_copy = _component("copy")
_take = _component("take")
_ticks = _component("ticks")


def configure(title: str) -> None:
    """Set window title and icon; the first call of every run."""
    st.set_page_config(page_title=title, page_icon=icon(), layout="wide")


def inject_theme(*states: theme.State, is_there: bool = False) -> None:
    """Put the style sheet on the page, unless it is there, and what holds in its states."""
    sheet = ("" if is_there else theme.stylesheet()) + theme.of_states(*states)
    if sheet:
        st.html(f"<style>{sheet}</style>")


def place(name: Literal["header", "page", "footer"]) -> "DeltaGenerator":
    """Return one of the frame's three places, to be filled in a `with` block."""
    return st.container(key=f"frame-{name}")


def navigation(language: str, page: str, about: str, view: str, sheet: str = "") -> None:
    """Make links marked `data-nav` change the view in this session; once a run, after the page.

    `page` and `view` (an address) tell the browser when another page or view is complete; where
    `about` changes, the reader is led to its beginning. `sheet` is the address of the style sheet
    that the page needs and a start page other than ours did not name.
    """
    names = {"zh": "zh-CN", "en": "en"}
    data = {
        "language": names.get(language, language),
        "page": page,
        "about": f"{page} {about}",
        "view": view,
        "sheet": sheet,
    }
    _navigation(key="frame-navigation", data=data, height="content")


def present(every: int) -> None:
    """Show the page as a sheet; with seconds it goes on by itself."""
    _present(key="frame-present", data={"every": every}, height="content")


def redirect(address: str) -> None:
    """Lead the browser to an address of this server, by loading it; the page should say so, too."""
    _redirect(key="frame-redirect", data={"address": address}, height="content")


def copy_picture(content: bytes, round_: int, words: Mapping[str, str]) -> None:
    """Put a PNG into the reader's clipboard, once a round; `words` say whether it worked."""
    data = {"content": b64encode(content).decode("ascii"), "round": round_, **words}
    _copy(key="frame-copy", data=data, height="content")


def show(html: Markup | str, key: str | None = None) -> None:
    """Show HTML. With a `key` it may contain inline SVG and is replaced in place.

    Without a key it goes through Streamlit's sanitiser, which keeps `data-*`, `aria-*`, `style`
    and forms, but removes SVG and scripts. With one it goes to the page unchanged, so only
    `Markup` is taken: what a template has escaped.
    """
    if key is None:
        if "<svg" in html:
            raise ValueError("inline SVG needs a key: st.html removes it")
        st.html(str(html))
    elif isinstance(html, Markup):
        # As bytes: JSON would write each Chinese character in six.
        _markup(key=key, data=html.encode())
    else:
        raise TypeError("HTML that is shown unchanged must be Markup")


def dropzone(html: Markup, words: Mapping[str, str], limit: int, round_: int) -> None:
    """Show where files are chosen or dropped; they go to the uploader of the same round.

    `limit` is the largest file in megabytes; `words` are what the browser itself has to say.
    """
    data = {"html": str(html), "words": dict(words), "limit": limit, "round": round_}
    _dropzone(key="upload-dropzone", data=data)


def transport(label: str, key: str) -> None:
    """Put Streamlit's uploader on the page, unseen: it takes the files, its words are English."""
    with st.container(key="upload-transport"):
        st.file_uploader(label, accept_multiple_files=True, key=key, label_visibility="collapsed")


def plot(figure: "go.Figure", key: str, label: str) -> None:
    """Show a Plotly figure as it was made; `label` is what a screen reader says."""
    st.plotly_chart(figure, key=key, theme=None, config=CHART, alt=label)


def frame(
    table: "pd.DataFrame",
    key: str,
    label: str,
    *,
    columns: Mapping[str, Any] | None = None,
    height: int | Literal["auto", "stretch", "content"] = "auto",
) -> None:
    """Show a long table that can be scrolled; short ones are HTML from a template."""
    st.dataframe(
        table, key=key, alt=label, hide_index=True, column_config=dict(columns or {}), height=height
    )


def side_by_side(count: int) -> "list[DeltaGenerator]":
    """Return places beside one another, below one another on a narrow screen."""
    return st.columns(count, gap="medium")


def download(
    label: str, content: bytes | str | Callable[[], bytes], file_name: str, mime: str, key: str
) -> None:
    """Offer `content` as a file, made when it is taken where it is a function.

    Taking it does not run the page again.
    """
    st.download_button(label, content, file_name, mime, key=key, on_click="ignore")


def ticks(html: Markup, key: str, start: str, ticked: Sequence[str]) -> None:
    """Show boxes to tick; `session_state[key]["ticked"]` has `start` and the `names` now ticked.

    What is `ticked` counts with another `start`; afterwards the browser knows it better.
    """
    data = {"html": str(html), "start": start, "ticked": list(ticked)}
    _ticks(key=key, data=data, height="content", on_ticked_change=_heard)


def _heard() -> None:
    """Streamlit keeps only what somebody listens to."""


def take(button: str, round_: int) -> None:
    """Take along, once a round, the file that a `download` with the key `button` offers."""
    _take(key="frame-take", data={"button": button, "round": round_}, height="content")


def zone() -> tzinfo:
    """Return the reader's time zone, UTC where the browser does not say."""
    west = st.context.timezone_offset
    return timezone(timedelta(minutes=-west)) if isinstance(west, int) else UTC


def scheme() -> theme.Scheme:
    """Return the reader's colour scheme, for what is drawn outside the style sheet.

    Streamlit knows it from the second run of a session on; until then it says light.
    """
    return "dark" if st.context.theme.type == "dark" else "light"
