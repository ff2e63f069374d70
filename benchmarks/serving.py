"""Servers and a browser for the time of a measurement or a test."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Playwright, sync_playwright

import manage

ROOT = Path(__file__).resolve().parents[1]
QUIET = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind((manage.HOST, 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Server:
    """A server that is running; what it has used so far is read from /proc, so on Linux only."""

    address: str
    process_id: int

    @property
    def processor_seconds(self) -> float:
        """Seconds that its threads have computed so far, in steps of 10 ms."""
        fields = self._told("stat").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> float:
        """Megabytes of memory that it holds."""
        return int(self._told("statm").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def _told(self, name: str) -> str:
        return Path(f"/proc/{self.process_id}/{name}").read_text(encoding="utf-8")


@contextmanager
def served(
    script: str, environ: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[str]:
    """Serve a script with the project's own Streamlit settings; gives its address.

    What the server says goes to `log`, or nowhere.
    """
    with running(script, environ, log) as server:
        yield server.address


@contextmanager
def running(
    script: str, environ: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[Server]:
    """Serve a script as `served` does, for those who also ask what the server uses."""
    port = free_port()
    place = ["--server.address", manage.HOST, "--server.port", str(port)]
    program = [sys.executable, "-m", "streamlit", "run", script, *place]
    with (log or Path(os.devnull)).open("ab") as said:
        child = subprocess.Popen(
            program, cwd=ROOT, env={**os.environ, **(environ or {})}, stdout=said, stderr=said
        )
        try:
            manage.wait_until_healthy(child, port)
            yield Server(f"http://{manage.HOST}:{port}", child.pid)
        finally:
            child.terminate()
            manage.stop(child)


@contextmanager
def browser() -> Iterator[Browser]:
    """Start the browser that the tests use, too."""
    path = manage.find_browser(os.environ)
    if not path:
        raise SystemExit("No browser was found: install Chromium, or name one in CHROMIUM_PATH.")
    playwright: Playwright
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()
