"""Pages for when there is nothing to show: unknown address, no release yet, a page that failed."""

import logging
import re
from collections.abc import Callable, Mapping

from streamlit.runtime.scriptrunner import get_script_run_ctx

from indicators.language import Language
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.texts import texts

LOG = logging.getLogger(__name__)


def missing(context: Context) -> None:
    """Say that there is no such page; the header above it leads back."""
    _notice(context.language, "missing")


def unbuilt(query: Mapping[str, str], default: Language) -> None:
    """Say how to build a release; there is nothing yet that a header could lead to."""
    asked = query.get("lang", "")
    language = Language(asked) if asked in set(Language) else default
    widgets.configure(texts(language)("product.title"))
    widgets.inject_theme()
    with widgets.place("page"):
        _notice(language, "unbuilt")


def or_failed(render: Callable[[], None], context: Context) -> None:
    """Show a page; when it fails, log why and say so in the reader's language.

    Header and footer stay, so there is a way on. Streamlit's own signals are no `Exception`.
    """
    try:
        render()
    except Exception:
        LOG.exception("A page failed")
        _notice(context.language, "failed")


def unknown_address(known: frozenset[str]) -> str | None:
    """Return the page a new session asks for when it is none of `known`.

    Streamlit would open the start page under an English message. Its public `st.context.url`
    cannot tell a page from a sub-path the application is served under; the name that its own
    navigation uses can.
    """
    run = get_script_run_ctx()
    name = run.pages_manager.intended_page_name if run else None
    return name if name and name not in known and re.fullmatch(r"[\w.-]+", name) else None


def _notice(language: Language, text: str) -> None:
    t = texts(language)
    heading = {"title": t(f"{text}.title"), "lead": t(f"{text}.lead")}
    widgets.show(templating.render("shell/heading.html", **heading))
