"""What browsers are told with every answer: run only what comes from here, and in no frame.

Streamlit's client needs inline styles, and loads the scripts of components from blobs that it
makes itself; the inline scripts of its start page are named by their hashes. Where a proxy says
that it speaks HTTPS, cookies are for HTTPS only; Strict-Transport-Security is for it to say.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_HOST = re.compile(rb"[A-Za-z0-9.\-]+(:\d{1,5})?|\[[0-9A-Fa-f:.]+\](:\d{1,5})?")
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def hashes(page: str) -> tuple[str, ...]:
    """Return the names under which a page's inline scripts are allowed."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE.findall(page))
    names = (f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests)
    return tuple(dict.fromkeys(names))


def policy(scripts: tuple[str, ...], host: bytes) -> str:
    """Return the rules for pages; older browsers do not count a websocket as `'self'`."""
    name = host.decode() if _HOST.fullmatch(host) else ""
    sockets = f" ws://{name} wss://{name}" if name else ""
    return "; ".join(
        (
            "default-src 'none'",
            " ".join(("script-src 'self' blob:", *scripts)),
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            f"connect-src 'self'{sockets}",
            "worker-src 'self' blob:",
            "media-src 'self'",
            "manifest-src 'self'",
            "form-action 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
        )
    )


def _secure(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header; Streamlit does not know that a proxy speaks HTTPS for it."""
    is_open = name.lower() == b"set-cookie" and b"; secure" not in value.lower()
    return name, value + b"; Secure" if is_open else value


class SecurityHeaders:
    """Middleware: adds the headers; what an answer says of itself already stays."""

    def __init__(self, app: ASGIApp, scripts: tuple[str, ...]) -> None:
        self.app = app
        self.scripts = scripts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, and look at the beginning of each answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        host = next((value for name, value in scope["headers"] if name == b"host"), b"")

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", policy(self.scripts, host))
                for name, value in ALWAYS.items():
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    message["headers"] = [_secure(*header) for header in message["headers"]]
            await send(message)

        await self.app(scope, receive, with_headers)
