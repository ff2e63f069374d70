"""Servers and a browser for the time of a measurement or a test."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
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


@contextmanager
def served(
    script: str, environ: Mapping[str, str] | None = None, log: Path | None = None
) -> Iterator[str]:
    """Serve a script with the project's own Streamlit settings; gives its address.

    What the server says goes to `log`, or nowhere.
    """
    port = free_port()
    place = ["--server.address", manage.HOST, "--server.port", str(port)]
    program = [sys.executable, "-m", "streamlit", "run", script, *place]
    with (log or Path(os.devnull)).open("ab") as said:
        child = subprocess.Popen(
            program, cwd=ROOT, env={**os.environ, **(environ or {})}, stdout=said, stderr=said
        )
        try:
            manage.wait_until_healthy(child, port)
            yield f"http://{manage.HOST}:{port}"
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
