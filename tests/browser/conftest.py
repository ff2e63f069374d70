"""A real browser on a real server with a release of the shipped data, built for the tests."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import manage
from benchmarks.serving import QUIET, served
from settings import VARIABLE
from tests.browser.compared.exported import Exported, Row, read
from tests.browser.visits import Visit, visit_of
from tests.conftest import ROOT, Shipped

SCREEN = {"width": 1440, "height": 900}
Served = Callable[[Path], Any]
# What is promised here is that it comes; how fast is for the benchmarks to say.
expect.set_options(timeout=20_000)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    path = manage.find_browser(os.environ)
    assert path, "no browser: install Chromium, or name one in CHROMIUM_PATH"
    return {**browser_type_launch_args, "executable_path": path, "args": list(QUIET)}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_context_args, "viewport": SCREEN}


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Served:
    """Serve the dashboard on a warehouse; what the server says goes to `server.log` beside it."""

    def start(warehouse: Path) -> Any:
        folder = tmp_path_factory.mktemp("installation")
        config = folder / "config.toml"
        places = f'data_dir = "{(ROOT / "data").as_posix()}"\n'
        config.write_text(f'{places}warehouse_dir = "{warehouse.as_posix()}"\n', encoding="utf-8")
        return served("server.py", {VARIABLE: str(config)}, warehouse.parent / "server.log")

    return start


@pytest.fixture(scope="session")
def base_url(serve: Served, shipped: Shipped) -> Iterator[str]:
    """The server that most tests share; each of them has a browser context of its own."""
    with serve(shipped.warehouse) as address:
        yield address


@pytest.fixture(scope="session")
def visit(browser: Browser, browser_context_args: dict[str, Any]) -> Callable[[str, str], Visit]:
    """Open a page in a language once, look at it in all ways, and keep what was seen."""
    seen: dict[tuple[str, str], Visit] = {}

    def look(address: str, language: str) -> Visit:
        key = (address, language)
        if key not in seen:
            context = browser.new_context(**browser_context_args)
            try:
                seen[key] = visit_of(context.new_page(), address, language)
            finally:
                context.close()
        return seen[key]

    return look


@pytest.fixture(scope="session")
def known(rows: dict[str, list[Row]], shipped: Shipped) -> Exported:
    """The export of the release that is served, from the command line."""
    return read(
        rows, ROOT / "data" / "plan", ROOT / "presentation" / "texts.toml", shipped.release.stem
    )


@pytest.fixture(scope="module")
def tab(browser: Browser, base_url: str) -> Iterator[Page]:
    """One tab for all; each view is opened by its address."""
    context = browser.new_context(base_url=base_url, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture
def open_page(context: BrowserContext) -> Callable[[str], Page]:
    """Open an address in a tab of its own and wait until the page is complete."""
    from tests.browser.visits import settled

    def go(address: str) -> Page:
        page = context.new_page()
        page.goto(address)
        return settled(page)

    return go
