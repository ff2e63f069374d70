"""Open a page on the release of the shipped data, as its address asks for it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from pages import PAGES, PATHS
from pages.frame.context import read_context
from settings import Settings
from storage.reading import ReleaseReader
from tests.crafted import SHIPPED, Folder
from tests.pages.shown import Shown

Visit = Callable[[str], Shown]


def visitor(reader: ReleaseReader) -> Visit:
    """Return a function that opens an address on a release."""
    settings = Settings(data_dir=SHIPPED)
    pages = {entry.path: entry.render for entry in PAGES}

    def visit(address: str) -> Shown:
        parts = urlsplit(address)
        query = dict(parse_qsl(parts.query))
        context = read_context(query, settings=settings, reader=reader, paths=PATHS)
        app = AppTest.from_function(shown, args=(pages[parts.path], context), default_timeout=30)
        return Shown(app.run(), context.language)

    return visit


def shown(render, context):  # type: ignore[no-untyped-def]  # AppTest runs this text alone
    render(context)


@pytest.fixture(scope="session")
def visit(release: ReleaseReader) -> Visit:
    """Open an address (`goals?domain=economy`) on the shipped data."""
    return visitor(release)


@pytest.fixture
def visit_small(folder: Folder) -> Any:
    """The same on a release that holds two figures only: almost everything is missing."""
    reader = folder.reader()
    yield visitor(reader)
    reader.close()
