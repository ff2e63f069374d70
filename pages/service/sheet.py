"""`GET /theme.css`: the look as a file, which the browser keeps; no run has to bring it.

Pages that did not begin with our start page get it from their first run instead, and from this
address when they come to another one.
"""

from __future__ import annotations

import hashlib
from functools import cache
from threading import Event

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from presentation import theme

NAME = "theme.css"
_YEAR = 365 * 24 * 3600
_served = Event()


@cache
def address() -> str:
    """Return where the sheet is, seen from any page; another sheet has another address."""
    digest = hashlib.sha256(theme.stylesheet().encode()).hexdigest()[:12]
    return f"./{NAME}?{digest}"


def route() -> Route:
    """Return the route; from then on pages need not bring the sheet."""
    _served.set()
    return Route(f"/{NAME}", _answer, methods=["GET"])


def is_served() -> bool:
    """Return whether this process answers at the address; `streamlit run app.py` does not."""
    return _served.is_set()


async def _answer(request: Request) -> Response:
    """Answer with the sheet; kept only under its own address, not one of another version."""
    is_own = address().endswith(f"?{request.url.query}")
    kept = f"public, max-age={_YEAR}, immutable" if is_own else "no-cache"
    return Response(theme.stylesheet(), media_type="text/css", headers={"Cache-Control": kept})
