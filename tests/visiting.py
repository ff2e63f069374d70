"""Visitors without a browser: one that sends forms, one that sends messages over the websocket."""

import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape
from http.client import HTTPMessage
from http.cookiejar import Cookie, CookieJar
from typing import Any
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.sync.client import connect


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: HTTPMessage
    body: str

    @property
    def place(self) -> str:
        return self.headers["location"] or ""

    @property
    def cookies(self) -> list[str]:
        return self.headers.get_all("set-cookie") or []

    def field(self, name: str) -> str:
        """The value of a form's field."""
        found = re.search(rf'name="{name}" value="([^"]*)"', self.body)
        return unescape(found[1]) if found else ""


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass
class Visitor:
    """One browser's cookies and address; follows no redirection."""

    address: str
    jar: CookieJar = field(default_factory=CookieJar)

    def ask(
        self,
        path: str,
        form: Mapping[str, str] | bytes | None = None,
        method: str = "",
        **headers: str,
    ) -> Answer:
        """GET, or POST where there is a form."""
        body = form if form is None or isinstance(form, bytes) else urlencode(form).encode()
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(f"{self.address}/{path}", body, named)
        request.method = method or ("GET" if body is None else "POST")
        opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.jar), _Stay, urllib.request.ProxyHandler({})
        )
        try:
            with opener.open(request, timeout=20) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as answer:
            with answer:
                return Answer(answer.code, answer.headers, answer.read().decode())

    def sign_in(self, name: str, password: str, back: str = "", **headers: str) -> Answer:
        """Fill in the form and send it, as a browser does."""
        form = self.ask(f"sign_in?{urlencode({'next': back})}")
        sent = {"name": name, "password": password}
        for hidden in ("token", "next", "lang"):
            sent[hidden] = form.field(hidden)
        return self.ask("sign_in", sent, **{"Origin": self.address, **headers})

    def cookie(self, kind: str) -> Cookie:
        """The cookie with this word in its name."""
        return next(cookie for cookie in self.jar if kind in cookie.name)

    @property
    def cookies(self) -> str:
        """The header that a browser would send."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self.jar)

    def connection(self) -> "Connection":
        """Open a websocket with this browser's cookies."""
        return Connection(self)


class Connection:
    """A session over the websocket, which can send whatever Streamlit's own client could."""

    def __init__(self, visitor: Visitor) -> None:
        self._opening = connect(
            visitor.address.replace("http", "ws") + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": visitor.cookies, "Origin": visitor.address},
            max_size=None,
            proxy=None,
        )
        self.session_id = ""

    def __enter__(self) -> "Connection":
        self.socket = self._opening.__enter__()
        return self

    def __exit__(self, *about: Any) -> None:
        self._opening.__exit__(*about)

    def run(self, page: str = "", *, page_hash: str = "", pressed: str = "") -> "Run":
        """Ask for a run and wait for its end."""
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.page_script_hash = page, page_hash
        state.context_info.url = f"http://127.0.0.1/{page}"
        if pressed:
            state.widget_states.widgets.append(WidgetState(id=pressed, trigger_value=True))
        self.socket.send(message.SerializeToString())
        return self._finished()

    def _finished(self) -> "Run":
        messages = []
        while True:
            message = ForwardMsg()
            message.ParseFromString(self.socket.recv(timeout=30))
            if message.WhichOneof("type") == "new_session":
                self.session_id = message.new_session.initialize.session_id
            messages.append(message)
            if message.WhichOneof("type") == "script_finished":
                return Run(messages)


@dataclass(frozen=True)
class Run:
    """What one run sent."""

    messages: list[ForwardMsg]

    @property
    def html(self) -> str:
        """All HTML that was shown."""
        shown = [m.delta.new_element for m in self.messages if m.WhichOneof("type") == "delta"]
        return "\n".join(e.html.body or e.bidi_component.bytes.decode() for e in shown)

    @property
    def heading(self) -> str:
        """The first heading, without tags."""
        found = re.search(r"<h1>(.*?)</h1>", self.html, re.DOTALL)
        return re.sub(r"<[^>]*>", "", found[1]) if found else ""

    @property
    def pages(self) -> dict[str, str]:
        """Address → what a message would have to name to run that page."""
        for message in self.messages:
            if message.WhichOneof("type") == "navigation":
                return {p.url_pathname: p.page_script_hash for p in message.navigation.app_pages}
        return {}

    def button(self, label: str) -> str:
        """What a message would have to name to press a button."""
        for message in self.messages:
            button = message.delta.new_element.button
            if button.label == label:
                return str(button.id)
        return ""
