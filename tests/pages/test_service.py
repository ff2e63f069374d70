"""What the server says beside its pages: headers, cookies, its status, and its log."""

import json
import re
import socket
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from presentation.theme import stylesheet
from tests.crafted import Folder, a_copy
from tests.handed_in import hand_in
from tests.serving import Dashboard, dashboard, free_port, streamlit
from tests.visiting import Visitor

PASSWORD = "correct horse battery"
NAME, FILE, REASON = "zhangsan", "confidential-revenue.csv", "核对过原始报表"
ADDRESSES = ("", "goals", "sign_in", "status", "_stcore/health", "_stcore/host-config", "nowhere")


@pytest.fixture(scope="module")
def installed(built_once: Folder, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    folder = a_copy(built_once, tmp_path_factory.mktemp("service") / "folder")
    hand_in(folder, {2017: 7}, by=NAME, name=FILE)
    return folder


@pytest.fixture(scope="module")
def server(installed: Folder) -> Iterator[Dashboard]:
    config = installed.root.parent / "config.toml"
    accounts = installed.root.parent / "accounts.sqlite"
    Accounts(Database(accounts)).add(NAME, Role.ANALYST, Password(PASSWORD))
    places = f"data_dir = '{installed.root}'\nwarehouse_dir = '{installed.warehouse}'\n"
    config.write_text(f"{places}[access]\naccounts_file = '{accounts}'\n", "utf-8")
    port = free_port()
    with dashboard(config, port, streamlit(port)) as found:
        yield found


# --- headers


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_forbids_frames_foreign_scripts_and_guessing(
    server: Dashboard, address: str
) -> None:
    headers = Visitor(server.address).ask(address).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    rules = dict(rule.split(" ", 1) for rule in headers["content-security-policy"].split("; "))
    assert rules["default-src"] == rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in rules.get("script-src", "")
    assert "*" not in headers["content-security-policy"]
    assert "http:" not in headers["content-security-policy"]


def test_the_only_inline_scripts_are_those_of_the_start_page(server: Dashboard) -> None:
    answer = Visitor(server.address).ask("")
    rules = answer.headers["content-security-policy"]
    assert len(re.findall("'sha256-", rules)) == len(re.findall("<script>", answer.body))


def test_a_page_with_charts_names_all_that_draws_them_and_others_do_not(server: Dashboard) -> None:
    visitor = Visitor(server.address)
    named = {
        address: re.findall(
            r'modulepreload" crossorigin href="(\./[^"]+)"', visitor.ask(address).body
        )
        for address in ("", "indicator", "indicator?id=gdp")
    }
    charts = set(named["indicator?id=gdp"]) - set(named["indicator"])
    assert any("PlotlyChart" in part for part in charts)
    assert named[""] == named["indicator"]
    assert any("BidiComponent" in part for part in named[""])
    for file in set(named[""]) | charts:
        assert visitor.ask(file).status == 200, file


def test_the_look_comes_with_the_start_page_and_may_be_kept(server: Dashboard) -> None:
    visitor = Visitor(server.address)
    named = {
        address: re.findall(r'rel="stylesheet" href="(\./theme[^"]+)"', visitor.ask(address).body)
        for address in ("", "indicator")
    }
    assert named[""] == named["indicator"]
    (address,) = named[""]
    answer = visitor.ask(address.removeprefix("./"))
    assert answer.headers["content-type"].startswith("text/css")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.body == stylesheet()
    older = visitor.ask("theme.css?0123456789ab")
    assert older.headers["cache-control"] == "no-cache", "or a browser would keep it for a year"


def test_a_host_that_is_none_comes_into_no_header(server: Dashboard) -> None:
    with socket.create_connection(("127.0.0.1", server.port), 20) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: x; script-src *\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: line.recv(65536), b""))
    assert b"script-src *" not in answer
    assert b"connect-src 'self';" in answer


# --- cookies


def test_cookies_are_for_https_only_where_a_proxy_speaks_it(server: Dashboard) -> None:
    for scheme, secure in (("https", True), ("http", False)):
        visitor = Visitor(server.address)
        for address in ("sign_in", "_stcore/health"):
            answer = visitor.ask(address, X_Forwarded_Proto=scheme)
            assert answer.cookies
            assert all(("; secure" in c.lower()) is secure for c in answer.cookies), answer.cookies
            assert all("samesite=" in c.lower() for c in answer.cookies)


def test_a_file_without_the_token_of_the_page_is_not_taken(server: Dashboard) -> None:
    visitor = Visitor(server.address)
    assert visitor.sign_in(NAME, PASSWORD).status == 303
    with visitor.connection() as connection:
        connection.run("upload")
        address = f"_stcore/upload_file/{connection.session_id}/file"
        answer = visitor.ask(address, b"x", method="PUT", Content_Type="text/csv")
    assert answer.status == 403
    assert "XSRF" in answer.body


# --- status


def test_the_status_says_what_is_shown_and_when_something_was_handed_in(
    server: Dashboard, installed: Folder
) -> None:
    answer = Visitor(server.address).ask("status")
    said = json.loads(answer.body)
    assert (answer.status, said["state"], said["submissions"]) == (200, "ok", 1)
    reader = installed.reader()
    assert said["release"] == reader.release_id
    reader.close()
    assert 0 <= said["age_seconds"] < 3600
    handed_in = datetime.fromisoformat(said["last_submission_at"])
    assert 0 <= (datetime.now(UTC) - handed_in).total_seconds() < 3600
    assert NAME not in answer.body
    assert FILE not in answer.body


# --- the log


def test_the_log_is_json_and_tells_nothing_about_people(server: Dashboard) -> None:
    visitor = Visitor(server.address)
    visitor.sign_in(NAME, "a wrong and secret word")
    assert visitor.sign_in(NAME, PASSWORD).status == 303
    with visitor.connection() as connection:
        connection.run()
        connection.run("upload")
    text = server.written()
    lines = [json.loads(line) for line in text.splitlines() if line.startswith("{")]
    said = " ".join(line["message"] for line in lines)
    assert "is shown from now on" in said
    assert "signed in from" in said
    assert "failed from" in said
    assert all(line.keys() >= {"at", "level", "logger", "message"} for line in lines)
    for private in (NAME, PASSWORD, "secret word", FILE, REASON, "127.0.0.1 -", "晋城"):
        assert private not in text
