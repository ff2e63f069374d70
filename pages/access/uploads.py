"""Files are taken in only from those who may have them checked.

Streamlit takes a file for any open session, whether its page has an uploader or not, and keeps
it in memory. So a run notes whether its session may, and the server asks before it reads a byte.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse
from streamlit.runtime.scriptrunner import get_script_run_ctx

from access import Identity, Permission, may

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

_ADDRESS = "/_stcore/upload_file/"
MOST = 10_000


class Sessions:
    """The sessions that may send files; of very many the oldest have to run again."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._allowed: OrderedDict[str, None] = OrderedDict()

    def note(self, session: str, allowed: bool) -> None:
        """Remember what the latest run of a session found."""
        with self._lock:
            self._allowed.pop(session, None)
            if allowed:
                self._allowed[session] = None
            if len(self._allowed) > MOST:
                self._allowed.popitem(last=False)

    def may_send(self, session: str) -> bool:
        """Say whether files of a session are taken in."""
        with self._lock:
            return session in self._allowed


SESSIONS = Sessions()
"""Of this process, as Streamlit's own sessions are."""


def note(identity: Identity) -> None:
    """Note what this run's session may do."""
    if run := get_script_run_ctx():
        SESSIONS.note(run.session_id, may(identity, Permission.CHECK))


class RefuseUploads:
    """Middleware: a file for a session that may not send any is refused before it is read."""

    def __init__(self, app: ASGIApp, sessions: Sessions = SESSIONS) -> None:
        self.app = app
        self.sessions = sessions

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything else on."""
        _, address, rest = scope.get("path", "").partition(_ADDRESS)
        asks_only = scope.get("method") in ("OPTIONS", "DELETE")
        session = rest.partition("/")[0]
        if scope["type"] != "http" or not address or asks_only or self.sessions.may_send(session):
            await self.app(scope, receive, send)
            return
        refusal = PlainTextResponse("Sending files needs an account that may check them.", 403)
        await refusal(scope, receive, send)
