"""Behind nginx, below a sub-path, with TLS: pages, links, sign-in and files work as without it."""

import http.client
import ssl
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPMessage
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from access.accounts import Accounts
from access.database import Database
from access.passwords import Password
from access.roles import Role
from tests.browser.nginx import Proxy, missing, proxy
from tests.browser.visits import listen, settled
from tests.conftest import Shipped
from tests.serving import dashboard, free_port, streamlit

pytestmark = pytest.mark.skipif(bool(missing()), reason=f"needs {missing()}")
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def nginx(shipped: Shipped, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    folder = tmp_path_factory.mktemp("nginx")
    Accounts(Database(folder / "a.sqlite")).add("li", Role.ANALYST, Password(PASSWORD))
    config = folder / "config.toml"
    places = f"data_dir = '{shipped.data}'\nwarehouse_dir = '{shipped.warehouse}'\n"
    config.write_text(f"{places}[access]\naccounts_file = 'a.sqlite'\n", "utf-8")
    port = free_port()
    with dashboard(config, port, streamlit(port)), proxy(folder, port) as running:
        yield running


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(ignore_https_errors=True)
    yield context.new_page()
    context.close()


def ask(line: http.client.HTTPConnection, path: str) -> tuple[int, HTTPMessage]:
    """Status and headers of one answer."""
    with closing(line):
        line.request("GET", path)
        answer = line.getresponse()
        answer.read()
        return answer.status, answer.headers


def secure(nginx: Proxy) -> http.client.HTTPSConnection:
    anybody = ssl.create_default_context()
    anybody.check_hostname, anybody.verify_mode = False, ssl.CERT_NONE
    return http.client.HTTPSConnection("localhost", nginx.secure, context=anybody, timeout=20)


@pytest.mark.parametrize("path", ["/", "/goals?year=2018", "/indicator?id=pm25", "/catalogue"])
def test_every_page_is_there_without_a_complaint(nginx: Proxy, page: Page, path: str) -> None:
    problems, requests = listen(page)
    page.goto(nginx.address + path)
    settled(page)
    assert problems == []
    home = nginx.address.removeprefix("https://")
    assert [
        r for r in requests if f"//{home}" not in r and not r.startswith(("data:", "blob:"))
    ] == []
    assert any(r.startswith(f"wss://{home}/") for r in requests)


def test_links_stay_below_the_sub_path(nginx: Proxy, page: Page) -> None:
    page.goto(f"{nginx.address}/")
    settled(page).locator('.shell-header a[href^="./goals"]').first.click()
    page.wait_for_url(f"{nginx.address}/goals**")
    expect(page.locator("html")).to_have_attribute("data-page", "goals")


def test_one_signs_in_and_sends_a_file(nginx: Proxy, page: Page, tmp_path: Path) -> None:
    page.goto(f"{nginx.address}/sign_in?next=./upload")
    page.locator("#name").fill("li")
    page.locator("#password").fill(PASSWORD)
    page.locator("button[type=submit]").click()
    page.wait_for_url(f"{nginx.address}/upload**")
    settled(page)
    cookies = page.context.cookies()
    assert cookies
    assert [c["name"] for c in cookies if not c["secure"]] == []
    file = tmp_path / "revenue.csv"
    file.write_text("地区,指标,年份,数值,单位\n晋城市,一般公共预算收入,2021,150,亿元\n", "utf-8")
    page.locator(".dropzone input[type=file]").set_input_files(file)
    expect(page.get_by_text("revenue.csv").first).to_be_visible()


def test_the_proxy_adds_what_is_its_business(nginx: Proxy) -> None:
    status, headers = ask(secure(nginx), "/zhongyuan/")
    assert status == 200
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["x-frame-options"] == "DENY"
    assert ask(secure(nginx), "/zhongyuan/status")[0] == 200
    plain = http.client.HTTPConnection("localhost", nginx.plain, timeout=20)
    status, headers = ask(plain, "/zhongyuan/")
    assert status == 301
    assert headers["location"].startswith("https://localhost/zhongyuan/")
