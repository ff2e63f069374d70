"""Pages for when there is nothing to show: unknown address, no release yet, a page that failed."""

import logging
import re
from collections.abc import Callable, Mapping

from streamlit.runtime.scriptrunner import get_script_run_ctx

from access import NotAllowed
from access.roles import least_role
from indicators.language import Language
from pages.frame.context import Context
from presentation import templating, widgets
from presentation.texts import Texts, texts
from storage.warehouse import WarehouseDamaged, WarehouseProblem

LOG = logging.getLogger(__name__)


def missing(context: Context) -> None:
    """Say that there is no such page; the header above it leads back."""
    _notice(context.language, "missing")


def language_of(query: Mapping[str, str], default: Language) -> Language:
    """Return the language an address asks for, for what is shown without a view."""
    asked = query.get("lang", "")
    return Language(asked) if asked in set(Language) else default


def without_release(query: Mapping[str, str], default: Language, problem: WarehouseProblem) -> None:
    """Say how to build a release, or that it is damaged; a header could lead to nothing.

    What an operator does about damage stands in the log.
    """
    is_damaged = isinstance(problem, WarehouseDamaged)
    if is_damaged:
        LOG.error("%s", problem)
    language = language_of(query, default)
    widgets.configure(texts(language)("product.title"))
    widgets.inject_theme()
    with widgets.place("page"):
        _notice(language, "damaged" if is_damaged else "unbuilt")


def or_failed(render: Callable[[], None], context: Context) -> None:
    """Show a page; when it fails, log why and say so in the reader's language.

    Header and footer stay, so there is a way on. Streamlit's own signals are no `Exception`.
    """
    try:
        render()
    except NotAllowed as refusal:
        t = context.t
        show_heading(t("access.denied.title"), denied(t, refusal))
    except WarehouseDamaged as problem:
        LOG.error("%s", problem)
        _notice(context.language, "damaged")
    except Exception:
        LOG.exception("A page failed")
        _notice(context.language, "failed")


def denied(t: Texts, refusal: NotAllowed) -> str:
    """Return why something is not allowed, in the reader's words."""
    return t(
        f"access.denied.{refusal.reason}",
        action=t(f"access.action.{refusal.permission}"),
        least=t(f"access.role.{least_role(refusal.permission)}"),
        role=t(f"access.role.{refusal.identity.role or 'none'}"),
    )


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
    show_heading(t(f"{text}.title"), t(f"{text}.lead"))


def show_heading(title: str, lead: str) -> None:
    """Show what a page opens with."""
    widgets.show(templating.render("shell/heading.html", title=title, lead=lead))
