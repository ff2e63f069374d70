"""Viewers without a browser: they speak Streamlit's messages over its websocket.

A tool for HTTP does not see reruns. A viewer asks for a run as Streamlit's client does when a
link was followed, names the messages it still has, and reads until the run has ended.
"""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from types import MappingProxyType
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Origin, Subprotocol

PATIENCE = 120
"""Seconds after which a run that has not ended counts as an error."""
KEPT_RUNS = 2
"""Streamlit's client keeps a message for so many runs after it was last used."""


class ViewingProblem(RuntimeError):
    """A run that failed, or never ended; the message names the address."""


@dataclass(frozen=True)
class Run:
    """What one run sent, and how long it took from the question to its last message."""

    seconds: float
    sizes: MappingProxyType[str, int]
    """Bytes of its messages before compression, by what they carry."""

    @property
    def size(self) -> int:
        """All bytes."""
        return sum(self.sizes.values())


@dataclass
class Viewer:
    """One session; `look` follows a link in it."""

    server: str
    socket: ClientConnection
    _kept: dict[str, int] = field(default_factory=dict)
    """Messages that need not be sent again → the run that last used them."""
    _runs: int = 0

    async def look(self, address: str) -> Run:
        """Go to an address (`indicator?id=…&year=2018`) and wait for the end of the run.

        Raises `ViewingProblem` when the run shows an exception or does not end.
        """
        question = self._question(address)
        began = time.perf_counter()
        try:
            async with asyncio.timeout(PATIENCE):
                await self.socket.send(question)
                sizes = await self._answer(address)
        except TimeoutError:
            raise ViewingProblem(f"{address} took longer than {PATIENCE} s") from None
        return Run(time.perf_counter() - began, MappingProxyType(sizes))

    def _question(self, address: str) -> bytes:
        parts = urlsplit(address)
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.query_string = parts.path, parts.query
        state.is_history_navigation = self._runs > 0
        state.cached_message_hashes.extend(self._kept)
        about = state.context_info
        about.url, about.locale = f"{self.server}/{address}", "zh-CN"
        about.timezone, about.timezone_offset = "Asia/Shanghai", -480
        about.color_scheme = "light"
        self._runs += 1
        return message.SerializeToString()

    async def _answer(self, address: str) -> dict[str, int]:
        """Read to the end of the run; return bytes by kind of message."""
        sizes: dict[str, int] = {}
        begun = False
        while True:
            content = await self.socket.recv(decode=False)
            message = ForwardMsg.FromString(content)
            kind = str(message.WhichOneof("type"))
            begun = begun or kind == "new_session"
            name = self._named(message, kind, address)
            sizes[name] = sizes.get(name, 0) + len(content)
            if begun and kind == "script_finished":
                # A click in the midst of a run ends that one early; ours is another.
                if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                    continue
                break
        oldest = self._runs - KEPT_RUNS
        self._kept = {key: run for key, run in self._kept.items() if run > oldest}
        return sizes

    def _named(self, message: ForwardMsg, kind: str, address: str) -> str:
        """Return what a message carries; one that can be kept is."""
        if message.metadata.cacheable:
            self._kept[message.hash] = self._runs
        if kind == "ref_hash":
            self._kept[message.ref_hash] = self._runs
        if kind != "delta":
            return kind
        shown = message.delta.WhichOneof("type")
        if shown != "new_element":
            return str(shown)
        name = str(message.delta.new_element.WhichOneof("type"))
        if name == "exception":
            said = message.delta.new_element.exception
            raise ViewingProblem(f"{address}: {said.type} {said.message}")
        return name


@asynccontextmanager
async def viewer(server: str, cookies: str = "") -> AsyncIterator[Viewer]:
    """Open a session at a server's address (`http://…`), as a browser that has just come."""
    socket = connect(
        f"{server.replace('http', 'ws', 1)}/_stcore/stream",
        origin=Origin(server), subprotocols=[Subprotocol("streamlit")],
        additional_headers={"Cookie": cookies} if cookies else None,
        max_size=None, proxy=None, open_timeout=PATIENCE, ping_interval=None,
    )  # fmt: skip
    async with socket as opened:
        yield Viewer(server, opened)
