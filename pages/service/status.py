"""`GET /status`: one JSON object for monitoring; 503 when there is nothing sound to show."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import anyio.to_thread
from starlette.responses import JSONResponse
from starlette.routing import Route

from etl.status import status

if TYPE_CHECKING:
    from starlette.requests import Request

    from etl.operations import Office

ADDRESS = "status"


def route(office: Office) -> Route:
    """Return the route; the proxy may keep it to the machines that watch."""

    async def answer(_request: Request) -> JSONResponse:
        found = await anyio.to_thread.run_sync(status, office)
        code = 200 if found.state == "ok" else 503
        return JSONResponse(asdict(found), code, {"Cache-Control": "no-store"})

    return Route(f"/{ADDRESS}", answer, methods=["GET"])
