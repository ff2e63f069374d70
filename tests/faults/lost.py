"""A browser that is lost while it sends a file: the server goes on, and nothing was published."""

import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from tests.crafted import figures
from tests.faults.place import BEFORE, Place, releases
from tests.serving import Dashboard, dashboard, free_port, streamlit
from tests.visiting import Visitor

PASSWORD = "correct horse battery"
ANNOUNCED = 50 * 2**20


@contextmanager
def server(base: Place, work: Path) -> Iterator[tuple[Place, Dashboard]]:
    """Serve a copy in which li may publish."""
    place = base.copy(work / "served")
    config = work / "config.toml"
    accounts = work / "accounts.sqlite"
    places = f"data_dir = '{place.root}'\nwarehouse_dir = '{place.folder.warehouse}'\n"
    config.write_text(f"{places}[access]\naccounts_file = '{accounts}'\n", "utf-8")
    Accounts(Database(accounts)).add("li", Role.ANALYST, Password(PASSWORD))
    port = free_port()
    with dashboard(config, port, streamlit(port)) as running:
        yield place, running


def runs(place: Place, running: Dashboard, count: int) -> Iterator[Callable[[], str]]:
    """Yield runs; each time more of the file has arrived."""
    for number in range(count):
        yield partial(_lost, place, running, (number + 1) * ANNOUNCED // (count + 1))


def _lost(place: Place, running: Dashboard, sent: int) -> str:
    before = releases(place)
    visitor = Visitor(running.address)
    assert visitor.sign_in("li", PASSWORD).status == 303
    connection = visitor.connection()
    with connection:
        connection.run("upload")
        _send(visitor, running, connection.session_id, sent)
    with Visitor(running.address).connection() as other:
        assert other.run("goals").heading
    assert "Traceback" not in running.written()
    assert releases(place) == before
    assert figures(place.folder) == BEFORE
    assert place.damage() == []
    return "the server went on"


def _send(visitor: Visitor, running: Dashboard, session: str, size: int) -> None:
    """Announce a large file, send a part, and be gone."""
    visitor.ask("_stcore/health")  # which gives out the token of the page
    token = visitor.cookie("_streamlit_xsrf").value
    head = (
        f"PUT /_stcore/upload_file/{session}/lost HTTP/1.1\r\nHost: 127.0.0.1:{running.port}\r\n"
        f"Cookie: {visitor.cookies}\r\nX-Xsrftoken: {token}\r\nContent-Length: {ANNOUNCED}\r\n"
        "Content-Type: multipart/form-data; boundary=b\r\n\r\n"
        '--b\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\n'
    )
    with socket.create_connection(("127.0.0.1", running.port), 20) as line:
        line.sendall(head.encode() + b"x" * size)
        line.settimeout(0.2)
        try:
            said = line.recv(200)
        except TimeoutError:
            return  # it waits for the rest
    raise AssertionError(f"the server answered before the file was there: {said!r}")
