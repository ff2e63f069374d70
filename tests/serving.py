"""Servers that live as long as a test: the dashboard as `manage.py run` starts it, and others."""

import http.client
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import uvicorn

ROOT = Path(__file__).resolve().parents[1]


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@dataclass(frozen=True)
class Serving:
    """An ASGI application and its port."""

    app: Any
    port: int


@contextmanager
def serving(what: Serving) -> Iterator[Serving]:
    """Serve an ASGI application from a thread of this process."""
    config = uvicorn.Config(
        what.app, host="127.0.0.1", port=what.port, log_level="warning", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    deadline = time.monotonic() + 20
    while not server.started and time.monotonic() < deadline:
        time.sleep(0.02)
    try:
        yield what
    finally:
        server.should_exit = True
        thread.join(10)


@dataclass(frozen=True)
class Dashboard:
    """A running dashboard; `log` is all that it has written."""

    port: int
    log: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def written(self) -> str:
        return self.log.read_text("utf-8", "replace")


def streamlit(port: int, secrets: Path | None = None) -> list[str]:
    """The command of `manage.py run`; `secrets` describe the office's provider."""
    options = ["--server.address", "127.0.0.1", "--server.port", str(port)]
    options += ["--secrets.files", str(secrets)] if secrets else []
    return ["-m", "streamlit", "run", "server.py", *options]


@contextmanager
def dashboard(config: Path, port: int, program: list[str]) -> Iterator[Dashboard]:
    """Start the dashboard with settings of its own, as a program of its own."""
    log = config.with_name(f"{port}.log")
    environ = os.environ | {"ZHONGYUAN_CONFIG": str(config), "PYTHONUNBUFFERED": "1"}
    with log.open("wb") as out:
        command = [sys.executable, *program]
        child = subprocess.Popen(command, cwd=ROOT, env=environ, stdout=out, stderr=out)
        try:
            _wait(child, port, log)
            yield Dashboard(port, log)
        finally:
            child.terminate()
            child.wait(20)


def _wait(child: "subprocess.Popen[bytes]", port: int, log: Path) -> None:
    deadline = time.monotonic() + 60
    while child.poll() is None and time.monotonic() < deadline:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
        try:
            connection.request("GET", "/_stcore/health")
            if connection.getresponse().status == http.client.OK:
                return
        except OSError:
            time.sleep(0.05)
        finally:
            connection.close()
    raise AssertionError(f"the dashboard did not start:\n{log.read_text('utf-8', 'replace')}")
