"""Debian's nginx with the file that deploy/ offers: only names, ports and certificate changed."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT
from tests.serving import free_port

PROGRAMS = ("nginx", "openssl")
WHERE = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin"])


@dataclass(frozen=True)
class Proxy:
    """A proxy that is running."""

    plain: int
    secure: int

    @property
    def address(self) -> str:
        """Where the dashboard is, without the last slash."""
        return f"https://localhost:{self.secure}/zhongyuan"


def missing() -> str:
    """What this machine lacks to try it."""
    return " and ".join(name for name in PROGRAMS if not shutil.which(name, path=WHERE))


@contextmanager
def proxy(folder: Path, behind: int) -> Iterator[Proxy]:
    """Run nginx with a certificate of our own in front of a port."""
    found = Proxy(free_port(), free_port())
    _certificate(folder)
    (folder / "nginx.conf").write_text(_whole(folder, _changed(found, folder, behind)), "utf-8")
    nginx = shutil.which("nginx", path=WHERE)
    assert nginx
    command = [nginx, "-e", str(folder / "error.log"), "-p", str(folder), "-c", "nginx.conf"]
    child = subprocess.Popen([*command, "-g", "daemon off;"])
    try:
        _wait(found.secure)
        yield found
    finally:
        child.terminate()
        child.wait(20)


def _changed(found: Proxy, folder: Path, behind: int) -> str:
    text = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    for old, new in (
        ("listen 80;", f"listen 127.0.0.1:{found.plain};"),
        ("listen 443 ssl", f"listen 127.0.0.1:{found.secure} ssl"),
        ("dashboard.example", "localhost"),
        ("/etc/ssl/zhongyuan/", f"{folder}/"),
        ("127.0.0.1:8501", f"127.0.0.1:{behind}"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def _whole(folder: Path, server: str) -> str:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    user = "user root;\n" if os.geteuid() == 0 else ""
    return (
        f"{user}worker_processes 1;\npid {folder}/pid;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}{server}}}\n"
    )


def _certificate(folder: Path) -> None:
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=localhost", "-keyout", "privkey.pem", "-out", "fullchain.pem"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def _wait(port: int) -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("nginx did not start")
