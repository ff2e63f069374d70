"""The server: Streamlit's own, warmed up, with a start page that knows where it is.

`streamlit run server.py` serves `app.py`. Serving `app.py` directly works, too; this saves the
first visitor the imports, and every visitor of a page other than the first two failing requests
with which Streamlit's client otherwise looks for its server.
"""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import anyio
import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

import settings
from access.database import AccessProblem
from access.policy import Mode, Policy
from etl.operations import Office
from indicators.language import Language
from pages import PATHS
from pages.access import office_door
from pages.access.routes import middleware, routes
from pages.frame import releases
from pages.service import logs, sheet, status
from pages.service.headers import SecurityHeaders, hashes
from pages.service.start import CHARTS, EVERYWHERE, start_page, streamlits_page
from storage.warehouse import Warehouse, WarehouseProblem

SCRIPT = Path(__file__).with_name("app.py")


def start(request: Request | None = None) -> HTMLResponse:
    """Answer with the page that begins a run; without a request, at the address of a door."""
    charted = f"/{PATHS['indicator']}?id="
    is_charted = request is not None and charted in str(request.url)
    parts = (*EVERYWHERE, *CHARTS) if is_charted else EVERYWHERE
    page = start_page(settings.load().default_language, parts)
    return HTMLResponse(page, headers={"Cache-Control": "no-cache"})


async def _start(request: Request) -> HTMLResponse:
    return start(request)


def warm_up() -> None:
    """Import what pages need and open the release before the first visitor comes.

    What is there afterwards stays for the life of the process, so the garbage collector need
    not look at it again.
    """
    import plotly.graph_objects

    # There is a folder `pages`, but Streamlit must not look for scripts in it: until the first
    # run has said otherwise it answers every address with "page not found", in English.
    PagesManager.uses_pages_directory = False
    plotly.graph_objects.Figure()
    try:
        reader = releases.current(settings.load().warehouse_dir)
    except WarehouseProblem:
        return
    reader.read_ahead(reader.catalogue.indicators)
    gc.collect()
    gc.freeze()


@asynccontextmanager
async def _lifespan(_app: st.App) -> AsyncIterator[None]:
    logs.configure()
    await anyio.to_thread.run_sync(warm_up)
    yield


def doors(access: Policy, default: Language) -> list[Route]:
    """Return the routes of signing in; without what they need the server does not start."""
    try:
        if access.mode is Mode.OIDC:
            office_door.check(st.secrets)
        return routes(access, default, start)
    except AccessProblem as problem:
        sys.exit(str(problem))


def _office(chosen: settings.Settings) -> Office:
    return Office(chosen.data_dir, Warehouse(chosen.warehouse_dir), chosen.first_year_looked_at)


def _pages() -> str:
    """Return all that may be given as a page, for the inline scripts in it."""
    return start_page(settings.load().default_language) + streamlits_page()


_chosen = settings.load()
app = st.App(
    str(SCRIPT),
    lifespan=_lifespan,
    routes=[
        *(Route(f"/{path}", _start, methods=["GET"]) for path in PATHS.values()),
        *doors(_chosen.access, _chosen.default_language),
        sheet.route(),
        status.route(_office(_chosen)),
    ],
    middleware=[
        Middleware(SecurityHeaders, scripts=hashes(_pages())),
        *middleware(_chosen.access),
    ],
)
